#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/training/suppression.h"
#include "core/validation/report/parts_p.h"

namespace snitt::validation {

bool tellsAnything(const document::Cell& cell) {
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return *count > 0;
  return std::holds_alternative<document::Interval>(cell) || std::holds_alternative<double>(cell);
}

document::Block chartOrSentence(document::Chart chart, std::size_t least) {
  const auto& rows = chart.tables.front().rows;
  if (least <= 1 || std::ranges::any_of(rows, [](const auto& row) { return tellsAnything(row.back()); })) return chart;
  return document::Paragraph{
      fmt::format("{}: not drawn, for all of it is withheld (cells under {}).", chart.title, least),
      document::Tone::note};
}

ToldMatrix toldMatrix(std::span<const std::size_t> counts, std::size_t parts, std::size_t least) {
  const std::size_t rows = counts.size() / parts;
  if (least <= 1) return {std::vector<bool>(counts.size(), true), std::vector<bool>(rows, true)};
  // The cells, the sums of rows, the sums of columns, the sum of all.
  std::vector<std::size_t> all(counts.begin(), counts.end());
  all.resize(counts.size() + rows + parts + 1, 0);
  const std::size_t total = all.size() - 1;
  std::vector<training::TableSum> sums(rows + parts);
  training::TableSum ofRows{{}, total};
  training::TableSum ofColumns{{}, total};
  for (std::size_t r = 0; r < rows; ++r) {
    sums[r].total = counts.size() + r;
    ofRows.parts.push_back(counts.size() + r);
    for (std::size_t p = 0; p < parts; ++p) {
      const std::size_t cell = r * parts + p;
      const std::size_t column = counts.size() + rows + p;
      sums[r].parts.push_back(cell);
      sums[rows + p].parts.push_back(cell);
      sums[rows + p].total = column;
      all[counts.size() + r] += counts[cell];
      all[column] += counts[cell];
      all[total] += counts[cell];
    }
  }
  for (std::size_t p = 0; p < parts; ++p) ofColumns.parts.push_back(counts.size() + rows + p);
  sums.push_back(ofRows);
  sums.push_back(ofColumns);
  const std::vector<bool> hidden = training::suppressedCells(all, sums, least);
  ToldMatrix told;
  for (std::size_t i = 0; i < counts.size(); ++i) told.cells.push_back(!hidden[i]);
  for (std::size_t r = 0; r < rows; ++r) told.sums.push_back(!hidden[counts.size() + r]);
  return told;
}

void hideBeside(std::vector<bool>& told, std::span<const std::size_t> first, std::span<const std::size_t> second,
                std::size_t least) {
  for (;;) {
    std::size_t hidden = 0;
    std::size_t firstSum = 0;
    std::size_t secondSum = 0;
    std::optional<std::size_t> next;
    const auto smaller = [&](std::size_t row) { return std::min(first[row], second[row]); };
    for (std::size_t row = 0; row < told.size(); ++row) {
      if (told[row]) {
        if (!next || smaller(row) < smaller(*next)) next = row;
        continue;
      }
      ++hidden;
      firstSum += first[row];
      secondSum += second[row];
    }
    if (hidden == 0 || !next || (hidden > 1 && firstSum >= least && secondSum >= least)) return;
    told[*next] = false;
  }
}

ToldGroups toldGroups(std::span<const std::size_t> n, std::span<const std::size_t> events, std::size_t least) {
  ToldGroups told{toldCounts(n, least), {}};
  if (least <= 1) {
    told.events.assign(n.size(), true);
    return told;
  }
  std::vector<std::size_t> others;
  for (std::size_t g = 0; g < n.size(); ++g) {
    others.push_back(n[g] - events[g]);
    told.events.push_back(told.n[g] && events[g] >= least && others[g] >= least);
  }
  hideBeside(told.events, events, others, least);
  return told;
}

std::vector<bool> toldCounts(std::span<const std::size_t> n, std::size_t least) {
  if (least <= 1) return std::vector<bool>(n.size(), true);
  std::vector<std::size_t> counts(n.begin(), n.end());
  training::TableSum sum{{}, counts.size()};
  std::size_t total = 0;
  for (std::size_t i = 0; i < n.size(); ++i) {
    sum.parts.push_back(i);
    total += n[i];
  }
  counts.push_back(total);
  const std::vector<training::TableSum> sums{sum};
  std::vector<bool> hidden = training::suppressedCells(counts, sums, least);
  hidden.pop_back();
  hidden.flip();
  return hidden;
}

}  // namespace snitt::validation

#include "core/training/cohort_table.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/csv.h"
#include "core/training/reference_distributions.h"
#include "core/training/suppression.h"

namespace snitt::training {
namespace {

using Counts = std::array<std::size_t, 4>;
constexpr std::size_t kAll = 3;

struct CountedRow {
  std::string variable;
  std::string level;
  Counts counts{};
};

void count(Counts& counts, Side side) {
  ++counts[static_cast<std::size_t>(side)];
  ++counts[kAll];
}

std::vector<CountedRow> rowsOf(std::span<const Side> sides, const CohortVariable& variable) {
  std::map<std::string, Counts> levels;
  for (std::size_t i = 0; i < sides.size(); ++i)
    count(levels[variable.levels[i].empty() ? "not known" : variable.levels[i]], sides[i]);
  std::vector<CountedRow> rows;
  Counts other{};
  for (const auto& [level, counts] : levels) {
    if (counts[kAll] >= kLeastCell) {
      rows.push_back({variable.name, level, counts});
      continue;
    }
    for (std::size_t c = 0; c < counts.size(); ++c) other[c] += counts[c];
  }
  if (other[kAll] > 0) rows.push_back({variable.name, "other levels", other});
  return rows;
}

// All sums that a reader knows: sides add up to all, levels of a variable to all patients.
std::vector<TableSum> sumsOf(const std::vector<CountedRow>& rows) {
  std::vector<TableSum> sums;
  std::map<std::pair<std::string, std::size_t>, TableSum> byVariable;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::size_t first = r * Counts().size();
    sums.push_back({{first, first + 1, first + 2}, first + kAll});
    if (r == 0) continue;
    for (std::size_t c = 0; c < Counts().size(); ++c) {
      TableSum& sum = byVariable[{rows[r].variable, c}];
      sum.total = c;
      sum.parts.push_back(first + c);
    }
  }
  for (auto& [key, sum] : byVariable) sums.push_back(std::move(sum));
  return sums;
}

std::string cellText(const std::optional<std::size_t>& cell) {
  return cell ? std::to_string(*cell) : std::string(kNotTold);
}

// '|' would end a cell, and a line break the table.
std::string plain(std::string text) {
  for (char& c : text)
    if (c == '|' || static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

}  // namespace

Result<CohortTable> cohortTable(std::span<const Side> sides, std::span<const CohortVariable> variables) {
  std::vector<CountedRow> rows{{"patients", "all", {}}};
  for (const Side side : sides) count(rows.front().counts, side);
  std::set<std::string> names{"patients"};
  for (const CohortVariable& variable : variables) {
    if (variable.levels.size() != sides.size())
      return fail(ErrorKind::usage, "the variable \"" + variable.name + "\" has " +
                                        std::to_string(variable.levels.size()) + " entries for " +
                                        std::to_string(sides.size()) + " patients");
    if (!names.insert(variable.name).second)
      return fail(ErrorKind::usage, "the variable \"" + variable.name + "\" stands twice in the cohort table");
    const auto more = rowsOf(sides, variable);
    rows.insert(rows.end(), more.begin(), more.end());
  }
  std::vector<std::size_t> counts;
  for (const CountedRow& row : rows) counts.insert(counts.end(), row.counts.begin(), row.counts.end());
  // A side that the split does not have is no secret: its zeros are told, and it takes part in no sum.
  std::vector<TableSum> sums = sumsOf(rows);
  std::vector<bool> isAbsent(counts.size(), false);
  for (std::size_t i = 0; i < counts.size(); ++i) isAbsent[i] = rows.front().counts[i % Counts().size()] == 0;
  for (TableSum& sum : sums) std::erase_if(sum.parts, [&](std::size_t part) { return isAbsent[part]; });
  std::erase_if(sums, [&](const TableSum& sum) { return isAbsent[sum.total]; });
  std::vector<std::size_t> judged = counts;
  for (std::size_t i = 0; i < judged.size(); ++i)
    if (isAbsent[i]) judged[i] = kLeastCell;

  const std::vector<bool> hidden = suppressedCells(judged, sums, kLeastCell);
  CohortTable table;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    CohortRow& row = table.rows.emplace_back(CohortRow{rows[r].variable, rows[r].level, {}});
    for (std::size_t c = 0; c < row.patients.size(); ++c)
      if (!hidden[r * row.patients.size() + c]) row.patients[c] = rows[r].counts[c];
  }
  return table;
}

std::string cohortCsv(const CohortTable& table) {
  std::string text = csvRow({"variable", "level", "train", "tune", "test", "all"});
  for (const CohortRow& row : table.rows) {
    CsvRow cells{row.variable, row.level};
    for (const auto& cell : row.patients) cells.push_back(cellText(cell));
    text += csvRow(cells);
  }
  return text;
}

std::string cohortMarkdown(const CohortTable& table) {
  std::string text = "| variable | level | train | tune | test | all |\n|---|---|--:|--:|--:|--:|\n";
  for (const CohortRow& row : table.rows) {
    text.append("| ").append(plain(row.variable)).append(" | ").append(plain(row.level)).append(" |");
    for (const auto& cell : row.patients) text.append(" ").append(cellText(cell)).append(" |");
    text.append("\n");
  }
  return text;
}

std::string ageGroup(std::optional<double> ageYears) {
  if (!ageYears) return {};
  if (*ageYears < 50) return "under 50";
  if (*ageYears >= 80) return "80 and over";
  const int decade = static_cast<int>(*ageYears / 10) * 10;
  return std::to_string(decade) + " to " + std::to_string(decade + 9);
}

}  // namespace snitt::training

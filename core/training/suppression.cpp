#include "core/training/suppression.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace snitt::training {
namespace {

constexpr double kZero = 1e-9;

using Matrix = std::vector<std::vector<double>>;

// Reduced row echelon form (Gauss and Jordan); rows without a pivot go.
void reduce(Matrix& rows, std::size_t columns) {
  std::size_t done = 0;
  for (std::size_t column = 0; column < columns && done < rows.size(); ++column) {
    std::size_t best = done;
    for (std::size_t r = done; r < rows.size(); ++r)
      if (std::abs(rows[r][column]) > std::abs(rows[best][column])) best = r;
    if (std::abs(rows[best][column]) < kZero) continue;
    std::swap(rows[done], rows[best]);
    const double pivot = rows[done][column];
    for (double& value : rows[done]) value /= pivot;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const double factor = rows[r][column];
      if (r == done || std::abs(factor) < kZero) continue;
      for (std::size_t c = 0; c < columns; ++c) rows[r][c] -= factor * rows[done][c];
    }
    ++done;
  }
  rows.resize(done);
}

// The hidden cells that the sums give away: their unit vectors are rows of the reduced system.
std::vector<std::size_t> givenAway(std::span<const TableSum> sums, const std::vector<bool>& hidden) {
  std::vector<std::size_t> unknowns;
  std::vector<std::size_t> columnOf(hidden.size());
  for (std::size_t i = 0; i < hidden.size(); ++i)
    if (hidden[i]) {
      columnOf[i] = unknowns.size();
      unknowns.push_back(i);
    }
  Matrix rows;
  for (const TableSum& sum : sums) {
    std::vector<double> row(unknowns.size(), 0);
    for (const std::size_t part : sum.parts)
      if (hidden[part]) row[columnOf[part]] += 1;
    if (hidden[sum.total]) row[columnOf[sum.total]] -= 1;
    if (std::ranges::any_of(row, [](double value) { return value != 0; })) rows.push_back(std::move(row));
  }
  reduce(rows, unknowns.size());
  std::vector<std::size_t> cells;
  const auto isSet = [](double value) { return std::abs(value) > kZero; };
  for (const auto& row : rows)
    if (std::ranges::count_if(row, isSet) == 1)
      cells.push_back(unknowns[static_cast<std::size_t>(std::ranges::find_if(row, isSet) - row.begin())]);
  return cells;
}

bool contains(const TableSum& sum, std::size_t cell) {
  return sum.total == cell || std::ranges::find(sum.parts, cell) != sum.parts.end();
}

// Picks the cell to leave out next: of those that are told the smallest, parts before totals, which say most.
class Choice {
 public:
  Choice(std::span<const TableSum> sums, std::span<const std::size_t> counts, const std::vector<bool>& hidden)
      : m_counts(counts), m_hidden(&hidden), m_isTotal(counts.size(), false) {
    for (const TableSum& sum : sums) m_isTotal[sum.total] = true;
  }

  void offer(const TableSum& sum) {
    for (const std::size_t part : sum.parts) offer(part);
    offer(sum.total);
  }
  [[nodiscard]] std::optional<std::size_t> best() const { return m_best; }

 private:
  void offer(std::size_t cell) {
    const auto cost = [&](std::size_t one) { return std::pair(bool{m_isTotal[one]}, m_counts[one]); };
    if (!(*m_hidden)[cell] && (!m_best || cost(cell) < cost(*m_best))) m_best = cell;
  }

  std::span<const std::size_t> m_counts;
  const std::vector<bool>* m_hidden;
  std::vector<bool> m_isTotal;
  std::optional<std::size_t> m_best;
};

// Whether the hidden parts of a sum come to so little that each is known to be small.
bool saysTooMuch(const TableSum& sum, std::span<const std::size_t> counts, const std::vector<bool>& hidden,
                 std::size_t least) {
  if (hidden[sum.total]) return false;
  std::size_t together = 0;
  bool any = false;
  for (const std::size_t part : sum.parts)
    if (hidden[part]) {
      together += counts[part];
      any = true;
    }
  return any && together < least;
}

std::optional<std::size_t> nextToHide(std::span<const TableSum> sums, std::span<const std::size_t> counts,
                                      const std::vector<bool>& hidden, std::size_t least) {
  Choice small(sums, counts, hidden);
  for (const TableSum& sum : sums)
    if (saysTooMuch(sum, counts, hidden, least)) small.offer(sum);
  if (small.best()) return small.best();

  const std::vector<std::size_t> known = givenAway(sums, hidden);
  if (known.empty()) return std::nullopt;
  Choice beside(sums, counts, hidden);
  for (const TableSum& sum : sums)
    if (std::ranges::any_of(known, [&](std::size_t cell) { return contains(sum, cell); })) beside.offer(sum);
  if (beside.best()) return beside.best();
  // All around is hidden, and what gives the cell away stands further off.
  Choice anywhere(sums, counts, hidden);
  for (const TableSum& sum : sums) anywhere.offer(sum);
  return anywhere.best();
}

}  // namespace

std::vector<bool> suppressedCells(std::span<const std::size_t> counts, std::span<const TableSum> sums,
                                  std::size_t least) {
  std::vector<bool> hidden;
  for (const std::size_t count : counts) hidden.push_back(count < least);
  // Each round hides one more cell, so this ends.
  while (const auto next = nextToHide(sums, counts, hidden, least)) hidden[*next] = true;
  return hidden;
}

}  // namespace snitt::training

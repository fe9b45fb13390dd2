#include "core/training/suppression.h"

#include <algorithm>
#include <cmath>
#include <optional>

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

// A hidden cell that the sums give away: its unit vector is a row of the reduced system.
std::optional<std::size_t> givenAway(std::span<const TableSum> sums, const std::vector<bool>& hidden) {
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
  const auto isSet = [](double value) { return std::abs(value) > kZero; };
  for (const auto& row : rows)
    if (std::ranges::count_if(row, isSet) == 1)
      return unknowns[static_cast<std::size_t>(std::ranges::find_if(row, isSet) - row.begin())];
  return std::nullopt;
}

// The smallest cell of the sum that is told, parts before the total.
std::optional<std::size_t> smallestTold(const TableSum& sum, std::span<const std::size_t> counts,
                                        const std::vector<bool>& hidden) {
  std::optional<std::size_t> smallest;
  for (const std::size_t part : sum.parts)
    if (!hidden[part] && (!smallest || counts[part] < counts[*smallest])) smallest = part;
  if (!smallest && !hidden[sum.total]) smallest = sum.total;
  return smallest;
}

std::optional<std::size_t> complementOf(std::size_t cell, std::span<const TableSum> sums,
                                        std::span<const std::size_t> counts, const std::vector<bool>& hidden) {
  std::optional<std::size_t> best;
  for (const TableSum& sum : sums) {
    if (sum.total != cell && std::ranges::find(sum.parts, cell) == sum.parts.end()) continue;
    const auto candidate = smallestTold(sum, counts, hidden);
    if (candidate && (!best || counts[*candidate] < counts[*best])) best = candidate;
  }
  return best;
}

// A cell of a sum whose hidden parts come to so little that all of them are known to be small.
std::optional<std::size_t> complementOfSmallSum(std::span<const TableSum> sums, std::span<const std::size_t> counts,
                                                const std::vector<bool>& hidden, std::size_t least) {
  for (const TableSum& sum : sums) {
    if (hidden[sum.total]) continue;
    std::size_t together = 0;
    bool any = false;
    for (const std::size_t part : sum.parts)
      if (hidden[part]) {
        together += counts[part];
        any = true;
      }
    if (any && together < least)
      if (const auto next = smallestTold(sum, counts, hidden)) return next;
  }
  return std::nullopt;
}

}  // namespace

std::vector<bool> suppressedCells(std::span<const std::size_t> counts, std::span<const TableSum> sums,
                                  std::size_t least) {
  std::vector<bool> hidden;
  for (const std::size_t count : counts) hidden.push_back(count < least);
  // Each round hides one more cell, so this ends.
  while (true) {
    std::optional<std::size_t> next = complementOfSmallSum(sums, counts, hidden, least);
    if (!next)
      if (const auto cell = givenAway(sums, hidden)) next = complementOf(*cell, sums, counts, hidden);
    if (!next) return hidden;
    hidden[*next] = true;
  }
}

}  // namespace snitt::training

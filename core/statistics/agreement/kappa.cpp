#include "core/statistics/agreement/kappa.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double weightOf(std::size_t i, std::size_t j, std::size_t classes, KappaWeights weights) {
  if (weights == KappaWeights::none) return i == j ? 1 : 0;
  const double distance = std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(classes - 1);
  return 1 - (weights == KappaWeights::linear ? distance : distance * distance);
}

// Shares of the table with its margins, and the mean weight of each row and column.
struct Shares {
  std::size_t k;
  std::vector<double> cell, weight, row, column, rowWeight, columnWeight;

  Shares(std::span<const std::uint64_t> counts, double n, std::size_t classes, KappaWeights weights)
      : k(classes), cell(k * k), weight(k * k), row(k), column(k), rowWeight(k), columnWeight(k) {
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j) {
        cell[i * k + j] = static_cast<double>(counts[i * k + j]) / n;
        weight[i * k + j] = weightOf(i, j, k, weights);
        row[i] += cell[i * k + j];
        column[j] += cell[i * k + j];
      }
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j) {
        rowWeight[i] += column[j] * weight[i * k + j];
        columnWeight[j] += row[i] * weight[i * k + j];
      }
  }

  template <class F>
  double sum(F of) const {
    double total = 0;
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j < k; ++j) total += of(i, j);
    return total;
  }
};

// What rounding leaves of a variance that is 0.
double rootOf(double variance) { return std::sqrt(std::max(0.0, variance)); }

void estimate(Kappa& result, const Shares& s) {
  const double po = result.observed;
  const double pe = result.expected;
  const auto n = static_cast<double>(result.n);
  const auto margin = [&](std::size_t i, std::size_t j) { return s.rowWeight[i] + s.columnWeight[j]; };
  const double spread = s.sum([&](std::size_t i, std::size_t j) {
    const double term = s.weight[i * s.k + j] * (1 - pe) - margin(i, j) * (1 - po);
    return s.cell[i * s.k + j] * term * term;
  });
  const double centre = po * pe - 2 * pe + po;
  const double nullSpread = s.sum([&](std::size_t i, std::size_t j) {
    const double term = s.weight[i * s.k + j] - margin(i, j);
    return s.row[i] * s.column[j] * term * term;
  });
  result.kappa.value = (po - pe) / (1 - pe);
  result.kappa.stdErr = rootOf(spread - centre * centre) / ((1 - pe) * (1 - pe) * std::sqrt(n));
  result.kappa.lower95 = std::max(-1.0, result.kappa.value - normal975() * result.kappa.stdErr);
  result.kappa.upper95 = std::min(1.0, result.kappa.value + normal975() * result.kappa.stdErr);
  const double nullErr = rootOf(nullSpread - pe * pe) / ((1 - pe) * std::sqrt(n));
  if (!(nullErr > 1e-12)) return;  // one reading put everybody into one class
  result.z = result.kappa.value / nullErr;
  result.p = normalTwoSided(result.z);
}

}  // namespace

Result<Kappa> kappaOfTable(std::span<const std::uint64_t> counts, std::size_t classes, KappaWeights weights) {
  if (classes < 2) return fail(ErrorKind::usage, "agreement needs at least two classes");
  if (counts.size() != classes * classes)
    return fail(ErrorKind::usage,
                fmt::format("a table of {} classes has {} cells, not {}", classes, classes * classes, counts.size()));
  Kappa result;
  result.n = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  if (result.n == 0) return fail(ErrorKind::usage, "there is no subject with two readings");
  const Shares shares(counts, static_cast<double>(result.n), classes, weights);
  result.observed = shares.sum(
      [&](std::size_t i, std::size_t j) { return shares.weight[i * classes + j] * shares.cell[i * classes + j]; });
  result.expected = shares.sum(
      [&](std::size_t i, std::size_t j) { return shares.weight[i * classes + j] * shares.row[i] * shares.column[j]; });
  if (result.expected < 1) estimate(result, shares);
  return result;
}

Result<std::vector<std::uint64_t>> agreementTable(std::span<const std::uint8_t> first,
                                                  std::span<const std::uint8_t> second, std::size_t classes) {
  if (first.size() != second.size())
    return fail(ErrorKind::usage,
                fmt::format("{} first readings stand beside {} second ones", first.size(), second.size()));
  std::vector<std::uint64_t> counts(classes * classes, 0);
  for (std::size_t i = 0; i < first.size(); ++i) {
    const std::size_t most = std::max(first[i], second[i]);
    if (most >= classes)
      return fail(ErrorKind::usage, fmt::format("subject {} has class {}, and there are {}", i + 1, most, classes));
    ++counts[first[i] * classes + second[i]];
  }
  return counts;
}

Result<Kappa> kappaOfReadings(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                              std::size_t classes, KappaWeights weights) {
  const auto counts = agreementTable(first, second, classes);
  if (!counts) return fail(counts.error());
  return kappaOfTable(*counts, classes, weights);
}

}  // namespace snitt::statistics

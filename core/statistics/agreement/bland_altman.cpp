#include "core/statistics/agreement/bland_altman.h"

#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double meanOf(const std::vector<double>& x) {
  double sum = 0;
  for (const double one : x) sum += one;
  return sum / static_cast<double>(x.size());
}

double productsOf(const std::vector<double>& x, const std::vector<double>& y) {
  const double meanX = meanOf(x);
  const double meanY = meanOf(y);
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - meanX) * (y[i] - meanY);
  return sum;
}

Estimate byStudent(double value, double stdErr, double df) {
  const double t = studentQuantile(0.975, df);
  return {value, stdErr, value - t * stdErr, value + t * stdErr};
}

void slopeOf(BlandAltman& result, const std::vector<double>& mean, const std::vector<double>& difference) {
  const double spread = productsOf(mean, mean);
  if (!(spread > 0)) return;
  result.slope.value = productsOf(mean, difference) / spread;
  if (result.n < 3) return;
  const double meanX = meanOf(mean);
  const double df = static_cast<double>(result.n) - 2;
  double residual = 0;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    const double off = difference[i] - result.bias.value - result.slope.value * (mean[i] - meanX);
    residual += off * off;
  }
  const double stdErr = std::sqrt(residual / df / spread);
  result.slope = byStudent(result.slope.value, stdErr, df);
  if (stdErr > 0) result.slopeP = studentTwoSided(result.slope.value / stdErr, df);
}

}  // namespace

Result<BlandAltman> blandAltman(std::span<const double> first, std::span<const double> second) {
  if (first.size() != second.size())
    return fail(ErrorKind::usage,
                fmt::format("{} first measurements stand beside {} second ones", first.size(), second.size()));
  if (first.empty()) return fail(ErrorKind::usage, "there is no pair of measurements");
  BlandAltman result;
  result.n = first.size();
  std::vector<double> mean, difference;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (!std::isfinite(first[i]) || !std::isfinite(second[i]))
      return fail(ErrorKind::usage, fmt::format("a measurement of pair {} is not a number", i + 1));
    mean.push_back((first[i] + second[i]) / 2);
    difference.push_back(first[i] - second[i]);
  }
  const auto n = static_cast<double>(result.n);
  const double z = normal975();
  result.bias.value = meanOf(difference);
  if (result.n < 2) return result;
  result.sd = std::sqrt(productsOf(difference, difference) / (n - 1));
  const double limitErr = result.sd * std::sqrt(1 / n + z * z / (2 * (n - 1)));
  result.bias = byStudent(result.bias.value, result.sd / std::sqrt(n), n - 1);
  result.lowerLimit = byStudent(result.bias.value - z * result.sd, limitErr, n - 1);
  result.upperLimit = byStudent(result.bias.value + z * result.sd, limitErr, n - 1);
  slopeOf(result, mean, difference);
  return result;
}

}  // namespace snitt::statistics

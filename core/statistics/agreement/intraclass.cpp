#include "core/statistics/agreement/intraclass.h"

#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double square(double x) { return x * x; }

Result<void> check(std::span<const double> values, std::size_t subjects, std::size_t readings) {
  if (subjects < 2 || readings < 2)
    return fail(
        ErrorKind::usage,
        fmt::format("repeatability needs two subjects and two readings at least, not {} and {}", subjects, readings));
  if (values.size() != subjects * readings)
    return fail(ErrorKind::usage, fmt::format("{} subjects with {} readings have {} values, not {}", subjects, readings,
                                              subjects * readings, values.size()));
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      return fail(ErrorKind::usage, fmt::format("a reading of subject {} is not a number", i / readings + 1));
  return {};
}

// Two-way analysis of variance, by deviations from the means so that a large common value costs no digits.
void meanSquares(Intraclass& result, std::span<const double> values) {
  const std::size_t n = result.subjects;
  const std::size_t k = result.readings;
  std::vector<double> subject(n, 0), reading(k, 0);
  double mean = 0;
  for (std::size_t i = 0; i < n * k; ++i) mean += values[i] / static_cast<double>(n * k);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < k; ++j) {
      const double deviation = values[i * k + j] - mean;
      subject[i] += deviation / static_cast<double>(k);
      reading[j] += deviation / static_cast<double>(n);
    }
  double subjects = 0, readings = 0, error = 0, within = 0;
  for (std::size_t i = 0; i < n; ++i) {
    subjects += static_cast<double>(k) * square(subject[i]);
    for (std::size_t j = 0; j < k; ++j) {
      const double inSubject = values[i * k + j] - mean - subject[i];
      within += square(inSubject);
      error += square(inSubject - reading[j]);
    }
  }
  for (const double one : reading) readings += static_cast<double>(n) * square(one);
  result.meanSquareSubjects = subjects / static_cast<double>(n - 1);
  result.meanSquareReadings = readings / static_cast<double>(k - 1);
  result.meanSquareError = error / static_cast<double>((n - 1) * (k - 1));
  result.withinSd = std::sqrt(within / static_cast<double>(n * (k - 1)));
}

// What rounding alone leaves is 0: against it the readings would agree to fifteen digits.
void dropRounding(Intraclass& result, std::span<const double> values) {
  double largest = 0;
  for (const double one : values) largest = std::max(largest, std::abs(one));
  const double floor = square(largest * 1e-14);
  for (double* square : {&result.meanSquareSubjects, &result.meanSquareReadings, &result.meanSquareError})
    if (*square <= floor) *square = 0;
}

void consistencyOf(Intraclass& r) {
  const auto k = static_cast<double>(r.readings);
  r.consistency.value =
      (r.meanSquareSubjects - r.meanSquareError) / (r.meanSquareSubjects + (k - 1) * r.meanSquareError);
  if (!(r.meanSquareError > 0)) return;
  const double low = r.f / fQuantile(0.975, r.df1, r.df2);
  const double high = r.f * fQuantile(0.975, r.df2, r.df1);
  r.consistency.lower95 = (low - 1) / (low + k - 1);
  r.consistency.upper95 = (high - 1) / (high + k - 1);
}

void agreementOf(Intraclass& r) {
  const auto n = static_cast<double>(r.subjects);
  const auto k = static_cast<double>(r.readings);
  const double error = r.meanSquareError;
  const double rho = (r.meanSquareSubjects - error) /
                     (r.meanSquareSubjects + (k - 1) * error + k * (r.meanSquareReadings - error) / n);
  r.agreement.value = rho;
  if (!(error > 0)) return;
  const double ofReadings = k * rho * r.meanSquareReadings / error;
  const double ofRest = n * (1 + (k - 1) * rho) - k * rho;
  const double df = (k - 1) * (n - 1) * square(ofReadings + ofRest) / ((n - 1) * square(ofReadings) + square(ofRest));
  const double rest = k * r.meanSquareReadings + (k * n - k - n) * error;
  const double down = fQuantile(0.975, n - 1, df);
  const double up = fQuantile(0.975, df, n - 1);
  r.agreement.lower95 = n * (r.meanSquareSubjects - down * error) / (down * rest + n * r.meanSquareSubjects);
  r.agreement.upper95 = n * (up * r.meanSquareSubjects - error) / (rest + n * up * r.meanSquareSubjects);
}

}  // namespace

Result<Intraclass> intraclass(std::span<const double> values, std::size_t subjects, std::size_t readings) {
  if (const auto checked = check(values, subjects, readings); !checked) return fail(checked.error());
  Intraclass result;
  result.subjects = subjects;
  result.readings = readings;
  result.df1 = static_cast<double>(subjects - 1);
  result.df2 = static_cast<double>((subjects - 1) * (readings - 1));
  meanSquares(result, values);
  dropRounding(result, values);
  if (result.meanSquareError > 0) {
    result.f = result.meanSquareSubjects / result.meanSquareError;
    result.p = fUpper(result.f, result.df1, result.df2);
  }
  consistencyOf(result);
  agreementOf(result);
  return result;
}

}  // namespace snitt::statistics

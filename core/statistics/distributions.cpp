#include "core/statistics/distributions.h"

#include <cmath>
#include <limits>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace snitt::statistics {
namespace {

namespace bm = boost::math;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Where a degree of freedom can be used: positive and not NaN.
bool usable(double df) { return df > 0 && std::isfinite(df); }

}  // namespace

double normalCdf(double z) { return std::isnan(z) ? kUndefined : 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double normalUpper(double z) { return normalCdf(-z); }

double normalTwoSided(double z) { return std::isnan(z) ? kUndefined : std::erfc(std::abs(z) / std::sqrt(2.0)); }

double normalQuantile(double p) {
  if (!(p >= 0 && p <= 1)) return kUndefined;
  if (p == 0) return -kInfinity;
  if (p == 1) return kInfinity;
  return bm::quantile(bm::normal(), p);
}

double normal975() {
  static const double value = normalQuantile(0.975);
  return value;
}

double chiSquareUpper(double x, double df) {
  if (std::isnan(x) || !usable(df)) return kUndefined;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  return bm::cdf(bm::complement(bm::chi_squared(df), x));
}

ChiSquareTest chiSquareTest(double chi2, double df) { return {chi2, df, chiSquareUpper(chi2, df)}; }

double studentQuantile(double p, double df) {
  if (!(p >= 0 && p <= 1) || !usable(df)) return kUndefined;
  if (p == 0) return -kInfinity;
  if (p == 1) return kInfinity;
  return bm::quantile(bm::students_t(df), p);
}

double studentTwoSided(double t, double df) {
  if (std::isnan(t) || !usable(df)) return kUndefined;
  if (std::isinf(t)) return 0;
  return 2 * bm::cdf(bm::complement(bm::students_t(df), std::abs(t)));
}

double fQuantile(double p, double df1, double df2) {
  if (!(p >= 0 && p <= 1) || !usable(df1) || !usable(df2)) return kUndefined;
  if (p == 0) return 0;
  if (p == 1) return kInfinity;
  return bm::quantile(bm::fisher_f(df1, df2), p);
}

double fUpper(double x, double df1, double df2) {
  if (std::isnan(x) || !usable(df1) || !usable(df2)) return kUndefined;
  if (x <= 0) return 1;
  if (std::isinf(x)) return 0;
  return bm::cdf(bm::complement(bm::fisher_f(df1, df2), x));
}

}  // namespace snitt::statistics

#include "core/statistics/discrimination/auc_interval.h"

#include <cmath>

#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

double variance(double theta, double m, double n) {
  const double star = (m + n) / 2 - 1;
  return theta * (1 - theta) * (1 + star * (1 - theta) / (2 - theta) + star * theta / (1 + theta)) / (m * n);
}

// The limit between `end` (0 or 1), where the distance exceeds z errors, and the AUC, where it is none.
double limit(double auc, double end, double m, double n, double z) {
  double outside = end;
  double inside = auc;
  for (int i = 0; i < 200; ++i) {
    const double middle = (outside + inside) / 2;
    (std::abs(auc - middle) > z * std::sqrt(variance(middle, m, n)) ? outside : inside) = middle;
  }
  return inside;
}

}  // namespace

Result<Estimate> aucInterval(double auc, std::size_t m, std::size_t n) {
  if (!(auc >= 0 && auc <= 1)) return fail(ErrorKind::usage, "an AUC lies between 0 and 1");
  if (m == 0 || n == 0) return fail(ErrorKind::usage, "an AUC needs cases of both kinds");
  const double z = normal975();
  const auto poor = static_cast<double>(m);
  const auto good = static_cast<double>(n);
  return Estimate{auc, std::sqrt(variance(auc, poor, good)), auc > 0 ? limit(auc, 0, poor, good, z) : 0,
                  auc < 1 ? limit(auc, 1, poor, good, z) : 1};
}

}  // namespace snitt::statistics

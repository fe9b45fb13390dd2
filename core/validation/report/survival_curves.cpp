#include <algorithm>
#include <cmath>

#include "core/validation/protocol.h"
#include "core/validation/report/survival_curves_p.h"

namespace snitt::validation {

std::vector<double> ticksTo(double lastDays) {
  const double years = std::floor(lastDays / kDaysPerYear);
  const double step = std::max(1.0, std::ceil(years / 8));
  std::vector<double> ticks;
  for (double year = 0; year <= years; year += step) ticks.push_back(year * kDaysPerYear);
  return ticks;
}

std::vector<CurveStep> coarsened(const std::vector<CurveStep>& steps, const std::vector<std::size_t>& events,
                                 const std::vector<std::size_t>& atRisk, std::size_t least) {
  std::vector<CurveStep> kept;
  std::size_t together = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (least > 1 && atRisk[i] < least) break;
    together += events[i];
    if (together == 0 || together < least) continue;
    kept.push_back(steps[i]);
    together = 0;
  }
  return kept;
}

}  // namespace snitt::validation

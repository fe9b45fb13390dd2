#include "core/statistics/calibration/calibration.h"

#include <cmath>

#include <fmt/format.h>

namespace snitt::statistics {

Result<Calibration> calibration(SurvivalView data, const FixedRisks& risks, const CalibrationOptions& options,
                                std::span<const std::uint8_t> competing) {
  if (auto checked = checkRisks(data, risks, competing); !checked) return fail(checked.error());
  if (options.groups < 1) return fail(ErrorKind::usage, "calibration needs at least one group");
  if (!(options.span > 0 && std::isfinite(options.span)))
    return fail(ErrorKind::usage, fmt::format("the span {} of the calibration curve is not positive", options.span));
  if (options.points < 2) return fail(ErrorKind::usage, "the calibration curve needs at least two points");
  Calibration result;
  result.horizon = risks.horizon;
  result.source = risks.source;
  result.n = data.size();
  for (std::size_t i = 0; i < data.size(); ++i)
    if (data.event[i] == 1 && data.time[i] <= risks.horizon) ++result.events;
  for (std::size_t i = 0; i < competing.size(); ++i)
    if (competing[i] == 1 && data.time[i] <= risks.horizon) ++result.competing;
  result.groups = calibrationGroups(data, risks, options.groups, competing);
  result.curve = calibrationCurve(data, risks, options.span, options.points, competing);
  result.model = calibrationModel(data, risks, competing);
  result.total = observedExpected(data, risks, competing);
  if (std::isnan(result.total.observed.value))
    result.undefined = fmt::format("nobody was followed up to the horizon {}", risks.horizon);
  return result;
}

}  // namespace snitt::statistics

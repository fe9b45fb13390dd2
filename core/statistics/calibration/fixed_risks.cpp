#include "core/statistics/calibration/fixed_risks.h"

#include <cmath>

#include <fmt/format.h>

#include "core/statistics/competing/competing_events.h"

namespace snitt::statistics {

Result<void> checkRisks(SurvivalView data, const FixedRisks& risks, std::span<const std::uint8_t> competing) {
  if (auto checked = checkSurvival(data); !checked) return checked;
  if (auto checked = checkCompetingEvents(data, competing); !checked) return checked;
  if (!(risks.horizon > 0 && std::isfinite(risks.horizon)))
    return fail(ErrorKind::usage, fmt::format("the horizon {} is not a positive number", risks.horizon));
  if (risks.source.empty()) return fail(ErrorKind::usage, "it is not said what fixed the risks before this validation");
  if (risks.risk.size() != data.size())
    return fail(ErrorKind::usage, fmt::format("{} risks stand beside {} patients", risks.risk.size(), data.size()));
  for (std::size_t i = 0; i < risks.risk.size(); ++i)
    if (!(risks.risk[i] >= 0 && risks.risk[i] <= 1))
      return fail(ErrorKind::usage,
                  fmt::format("the risk of patient {} is not between 0 and 1 ({})", i + 1, risks.risk[i]));
  return {};
}

}  // namespace snitt::statistics

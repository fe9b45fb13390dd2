// The risks that the bundle froze before the study, of the patients analysed.
#pragma once

#include <optional>
#include <string>

#include "core/statistics/calibration/fixed_risks.h"
#include "core/validation/report/build_p.h"

namespace snitt::validation {

struct FrozenRisks {
  std::string missing;  // why there are none at this horizon, part of a sentence; empty where there are
  statistics::FixedRisks risks;
};

// At the protocol's horizon `index`: the bundle's risk map of this horizon (to within a day) and of the protocol's
// endpoint. A map fitted on the study's own patients would be calibrated by construction: none is ever made here.
[[nodiscard]] FrozenRisks frozenRisks(const Build& build, std::size_t index);

// What the bundle's risks predict and what this study's endpoint is, in one sentence; empty where the bundle has no
// risks at the protocol's horizons.
[[nodiscard]] std::string risksInWords(const Build& build);

}  // namespace snitt::validation

#include "core/decision/class_estimate.h"

#include <algorithm>

namespace snitt {

ClassEstimate estimateClass(const Manifest& manifest, const std::vector<EstimatedResolution>& resolutions) {
  ClassEstimate estimate;
  estimate.settled = !manifest.resolutions.empty();
  std::vector<Prognosis> said;
  for (const ResolutionSpec& spec : manifest.resolutions) {
    const auto found = std::ranges::find_if(resolutions, [&](const auto& one) { return one.name == spec.name; });
    const auto threshold = manifest.decision.thresholds.find(spec.name);
    if (found == resolutions.end() || threshold == manifest.decision.thresholds.end()) {
      estimate.settled = false;
      continue;
    }
    said.push_back(prognosisAt(found->score, threshold->second));
    const bool oneSided =
        prognosisAt(found->lower95, threshold->second) == prognosisAt(found->upper95, threshold->second);
    estimate.settled = estimate.settled && oneSided;
  }
  if (!said.empty()) estimate.prognosis = agreedPrognosis(said);
  return estimate;
}

}  // namespace snitt

// The class that a slide is heading for while it is being scored. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/decision.h"

namespace snitt {

// A resolution that is finished is known exactly: its interval is its score.
struct EstimatedResolution {
  std::string name;
  double score = 0;
  double lower95 = 0;
  double upper95 = 0;
};

struct ClassEstimate {
  std::optional<Prognosis> prognosis;  // what the decision rule says of those given; nothing without any
  // Each of the bundle's resolutions is there, and each interval lies wholly on one side of its threshold.
  bool settled = false;
};

// Resolutions that the bundle does not know or has no threshold for are left out.
[[nodiscard]] ClassEstimate estimateClass(const Manifest& manifest,
                                          const std::vector<EstimatedResolution>& resolutions);

}  // namespace snitt

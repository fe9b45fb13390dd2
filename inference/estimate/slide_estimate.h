// Hands the running estimates of a slide's resolutions to whoever listens, with the class that the slide is heading
// for. Resolutions are scored one after the other; nothing of this enters a score.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/class_estimate.h"
#include "core/progress.h"
#include "inference/estimate/running_estimate.h"

namespace snitt {

class SlideEstimate {
 public:
  // Both outlive it.
  SlideEstimate(const Manifest& manifest, const RunControl& control) : m_manifest(manifest), m_control(control) {}

  // For the estimate of a resolution of so many tiles; empty where nobody listens. `name` must outlive it.
  [[nodiscard]] RunningEstimate::Sink sink(const std::string& name, std::size_t tiles) const;

  // From now on this resolution is known.
  void finish(const std::string& name, const std::vector<MemberScore>& members);

 private:
  const Manifest& m_manifest;
  const RunControl& m_control;
  std::vector<EstimatedResolution> m_known;
};

}  // namespace snitt

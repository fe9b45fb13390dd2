#include "inference/estimate/slide_estimate.h"

namespace snitt {

RunningEstimate::Sink SlideEstimate::sink(const std::string& name, std::size_t tiles) const {
  if (!m_control.estimate) return {};
  return [this, &name, tiles](const BlockEstimate& estimate, std::size_t done) {
    std::vector<EstimatedResolution> resolutions = m_known;
    resolutions.push_back({name, estimate.score, estimate.lower95, estimate.upper95});
    const ClassEstimate heading = estimateClass(m_manifest, resolutions);
    m_control.estimate({name, static_cast<std::int64_t>(done), static_cast<std::int64_t>(tiles), estimate.score,
                        estimate.lower95, estimate.upper95, heading.prognosis ? toText(*heading.prognosis) : "",
                        heading.settled});
  };
}

void SlideEstimate::finish(const std::string& name, const std::vector<MemberScore>& members) {
  if (members.empty()) return;
  double sum = 0;
  for (const MemberScore& member : members) sum += member.score;
  const double score = sum / static_cast<double>(members.size());
  m_known.push_back({name, score, score, score});
}

}  // namespace snitt

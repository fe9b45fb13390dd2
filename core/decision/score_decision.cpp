#include "core/decision/score_decision.h"

#include <vector>

namespace snitt {

Result<void> takeDecision(Score& score, const Manifest& manifest) {
  std::vector<ResolutionMembers> members;
  for (const ScoredResolution& one : score.resolutions) members.push_back({one.name, one.members});
  const auto decision = decide(manifest, members);
  if (!decision) return fail(decision.error());
  for (std::size_t i = 0; i < score.resolutions.size(); ++i) {
    score.resolutions[i].score = decision->resolutions[i].score;
    score.resolutions[i].prognosis = decision->resolutions[i].prognosis;
  }
  score.combined = decision->combined;
  score.prognosis = decision->prognosis;
  score.why = decision->why;
  return {};
}

}  // namespace snitt

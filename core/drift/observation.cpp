#include "core/drift/observation.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace snitt::drift {

Values valuesOf(const Score& score) {
  Values values;
  if (!score.combined) return values;
  const auto put = [&values](std::string name, double value) {
    if (std::isfinite(value)) values.emplace(std::move(name), value);
  };
  put("combined", *score.combined);
  for (const ScoredResolution& one : score.resolutions)
    if (one.score) put(std::string("score_").append(one.name), *one.score);
  if (score.tissueQuality) {
    put("brightness", score.tissueQuality->brightness);
    put("blurredShare", score.tissueQuality->blurShare);
  }
  if (score.input) {
    put("haematoxylin", score.input->haematoxylin);
    put("eosin", score.input->eosin);
    put("tissueShare", score.input->tissueShare);
  }
  return values;
}

Observation observationOf(const Score& score) {
  Observation one;
  one.scanner = score.slide.vendor;
  one.outcome = score.combined ? Outcome::scored : Outcome::notAssessable;
  one.outsideScope = !score.scope.ok;
  one.values = valuesOf(score);
  one.slide = score.slide.sha256;
  return one;
}

std::vector<Observation> withoutRepeats(std::vector<Observation> observations, std::size_t& dropped) {
  std::ranges::stable_sort(observations, {}, &Observation::day);
  std::set<std::string> seen;
  dropped = std::erase_if(observations, [&seen](const Observation& one) {
    return one.control.empty() && !one.slide.empty() && !seen.insert(one.slide).second;
  });
  return observations;
}

}  // namespace snitt::drift

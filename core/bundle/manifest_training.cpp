// What a training leaves in a manifest: risk maps, facts and reference distributions.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/bundle/manifest_parse_p.h"
#include "core/text/number.h"

namespace snitt {
namespace manifest {
namespace {

constexpr double mostDouble = std::numeric_limits<double>::max();

bool strictlyAscends(const std::vector<double>& values) {
  return std::ranges::adjacent_find(values, std::greater_equal<>()) == values.end();
}

RiskMap readRiskMap(TableReader in) {
  RiskMap map;
  in.number("horizonDays", map.horizonDays, {0, 1e6, false}, Need::required);
  in.text("event", map.event, Need::required);
  in.numbers("scores", map.scores, share);
  in.numbers("risks", map.risks, share);
  if (map.scores.size() < 2) in.fail("scores", "must list two scores at the least");
  if (!strictlyAscends(map.scores)) in.fail("scores", "must ascend");
  if (map.risks.size() != map.scores.size())
    in.fail("risks", "has " + std::to_string(map.risks.size()) + " entries and must have one for each of the " +
                         std::to_string(map.scores.size()) + " scores");
  if (!std::ranges::is_sorted(map.risks)) in.fail("risks", "must not fall where the score rises");
  in.finish();
  return map;
}

ReferenceDistribution readReference(TableReader in) {
  ReferenceDistribution reference;
  in.text("name", reference.name, Need::required);
  in.numbers("edges", reference.edges, {-mostDouble, mostDouble});
  std::vector<int> counts;
  in.integers("counts", counts, count);
  reference.counts.assign(counts.begin(), counts.end());
  if (!strictlyAscends(reference.edges)) in.fail("edges", "must ascend");
  if (reference.counts.size() != reference.edges.size() + 1)
    in.fail("counts", "has " + std::to_string(reference.counts.size()) + " entries and must have one more than edges");
  in.finish();
  return reference;
}

}  // namespace

void readRiskMaps(TableReader& decision, std::vector<RiskMap>& into) {
  for (TableReader& map : decision.tables("riskMap")) {
    into.push_back(readRiskMap(map));
    const auto same = [&](const RiskMap& other) { return other.horizonDays == into.back().horizonDays; };
    if (std::ranges::count_if(into, same) > 1)
      map.fail("horizonDays", "is " + shortest(into.back().horizonDays) + ", which another risk map has");
  }
}

void readTraining(TableReader& root, std::optional<TrainingFacts>& into) {
  TableReader in = root.table("training");
  if (!root.has("training")) return;
  TrainingFacts& facts = into.emplace();
  in.text("software", facts.software, Need::required);
  in.text("loss", facts.loss, Need::required);
  in.text("thresholdRule", facts.thresholdRule, Need::required);
  in.text("config", facts.config, Need::optional);
  in.text("cohort", facts.cohort, Need::optional);
  in.text("curves", facts.curves, Need::optional);
  in.text("tuning", facts.tuning, Need::optional);
  in.finish();
}

void readReferences(TableReader& root, std::vector<ReferenceDistribution>& into) {
  for (TableReader& reference : root.tables("reference")) {
    into.push_back(readReference(reference));
    const auto same = [&](const ReferenceDistribution& other) { return other.name == into.back().name; };
    if (std::ranges::count_if(into, same) > 1)
      reference.fail("name", "is \"" + into.back().name + "\", which another reference has");
  }
}

}  // namespace manifest

double riskAt(const RiskMap& map, double score) {
  if (std::isnan(score) || map.scores.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto above = std::ranges::upper_bound(map.scores, score);
  if (above == map.scores.begin()) return map.risks.front();
  if (above == map.scores.end()) return map.risks.back();
  const auto i = static_cast<std::size_t>(above - map.scores.begin());
  return std::lerp(map.risks[i - 1], map.risks[i], (score - map.scores[i - 1]) / (map.scores[i] - map.scores[i - 1]));
}

}  // namespace snitt

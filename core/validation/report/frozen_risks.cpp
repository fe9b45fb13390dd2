#include <fmt/format.h>

#include <cmath>

#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/frozen_risks_p.h"

namespace snitt::validation {
namespace {

// Maps of cancer death need an endpoint that tells causes apart, and maps of any death one that does not.
bool isOfEndpoint(const RiskMap& map, const Protocol& protocol) {
  return (map.event == "cancerDeath") == protocol.hasCompeting();
}

}  // namespace

FrozenRisks frozenRisks(const Build& build, std::size_t index) {
  const auto& maps = build.input().manifest.decision.riskMaps;
  const double days = build.horizonDays(index);
  const std::string years = yearsInWords(build.protocol().horizonsYears[index]);
  if (maps.empty()) return {"the bundle states no risks", {}};
  const RiskMap* found = nullptr;
  for (const RiskMap& one : maps)
    if (std::abs(one.horizonDays - days) <= 1) found = &one;
  if (found == nullptr) return {fmt::format("the bundle states no risk at {}", years), {}};
  if (!isOfEndpoint(*found, build.protocol()))
    return {fmt::format("the bundle's risks are of {}, and the protocol's endpoint {}",
                        found->event == "cancerDeath" ? "death of cancer" : "death of any cause",
                        build.protocol().hasCompeting() ? "lets other deaths compete" : "does not tell causes apart"),
            {}};
  if (!classCells(build).toldAllAt[index])
    return {fmt::format(
                "too few patients had the event within {}, or had it later, for figures that tell of no single ones",
                years),
            {}};
  FrozenRisks frozen;
  frozen.risks.horizon = days;
  frozen.risks.source = "the bundle's risk map, frozen with it";
  for (const double score : build.score()) frozen.risks.risk.push_back(riskAt(*found, score));
  return frozen;
}

}  // namespace snitt::validation

#include <fmt/format.h>

#include <cmath>

#include "core/text/number.h"
#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/frozen_risks_p.h"

namespace snitt::validation {
namespace {

// Maps of cancer death need an endpoint that tells causes apart, and maps of any death one that does not.
bool isOfEndpoint(const RiskMap& map, const Protocol& protocol) {
  return (map.event == "cancerDeath") == protocol.hasCompeting();
}

const RiskMap* mapAt(const Build& build, std::size_t index) {
  const RiskMap* found = nullptr;
  for (const RiskMap& one : build.input().manifest.decision.riskMaps)
    if (std::abs(one.horizonDays - build.horizonDays(index)) <= 1) found = &one;
  return found;
}

std::string fewAt(const Build& build, std::size_t index) {
  std::size_t events = 0;
  for (std::size_t i = 0; i < build.n(); ++i)
    events += build.event()[i] != 0 && build.time()[i] <= build.horizonDays(index) ? 1U : 0U;
  const std::string years = yearsInWords(build.protocol().horizonsYears[index]);
  return events < build.least()
             ? fmt::format("within {} too few patients had the event (cells under {})", years, build.least())
             : fmt::format("too few patients had the event after {}, or not at all (cells under {})", years,
                           build.least());
}

}  // namespace

FrozenRisks frozenRisks(const Build& build, std::size_t index) {
  const double days = build.horizonDays(index);
  const std::string years = yearsInWords(build.protocol().horizonsYears[index]);
  if (build.input().manifest.decision.riskMaps.empty()) return {"the bundle states no risks", {}};
  const RiskMap* found = mapAt(build, index);
  if (found == nullptr) return {fmt::format("the bundle states no risk at {}", years), {}};
  if (!isOfEndpoint(*found, build.protocol()))
    return {fmt::format("the bundle's risks are of {}, and the protocol's endpoint {}",
                        found->event == "cancerDeath" ? "death of cancer" : "death of any cause",
                        build.protocol().hasCompeting() ? "lets other deaths compete" : "does not tell causes apart"),
            {}};
  if (!classCells(build).toldAllAt[index]) return {fewAt(build, index), {}};
  FrozenRisks frozen;
  frozen.risks.horizon = days;
  frozen.risks.source = "the bundle's risk map, frozen with it";
  for (const double score : build.score()) frozen.risks.risk.push_back(riskAt(*found, score));
  return frozen;
}

std::string risksInWords(const Build& build) {
  std::vector<std::string> years;
  std::string event;
  for (std::size_t h = 0; h < build.protocol().horizonsYears.size(); ++h)
    if (const RiskMap* map = mapAt(build, h)) {
      years.push_back(h + 1 == build.protocol().horizonsYears.size() ? yearsInWords(build.protocol().horizonsYears[h])
                                                                     : shortest(build.protocol().horizonsYears[h]));
      event = map->event;
    }
  if (years.empty()) return {};
  const bool isOfCancer = event == "cancerDeath";
  return fmt::format("The bundle's risks are of {} within {}{}; the endpoint of this study is {}.",
                     isOfCancer ? "death of cancer" : "death of any cause", fmt::join(years, " and "),
                     isOfCancer ? ", other deaths competing" : "", build.protocol().outcomes.endpoint);
}

}  // namespace snitt::validation

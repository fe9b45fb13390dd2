#include "tiling/slide_scope.h"

#include "core/text/number.h"

namespace snitt {

std::vector<Fact> slideFacts(const SlideInfo& info, const SlideScale& scale, StainKind stain) {
  std::vector<Fact> facts;
  facts.push_back({"mpp", shortest(scale.meanMpp()), scale.source});
  if (!info.scanner.empty()) facts.push_back({"scanner", info.scanner, "file"});
  if (stain != StainKind::unknown) facts.push_back({"stain", std::string(toText(stain)), "pixels"});
  return facts;
}

ScopeResult checkSlideScope(const Manifest& manifest, const std::vector<Fact>& facts, const SlideScale& scale) {
  ScopeResult result = checkScope(manifest.scope, facts);
  for (const ResolutionSpec& resolution : manifest.resolutions) {
    const double upsampling = scale.meanMpp() / resolution.mpp;
    if (upsampling <= manifest.maxUpsampling) continue;
    result.ok = false;
    result.findings.push_back({"mpp", FactState::violated,
                               "the slide's finest level has " + fixed(scale.meanMpp(), 3) + " µm/px; " +
                                   resolution.name + " needs " + fixed(resolution.mpp, 3) +
                                   " µm/px and would be enlarged " + fixed(upsampling, 2) + " times (at most " +
                                   fixed(manifest.maxUpsampling, 2) + " is in scope)"});
  }
  return result;
}

std::string describeOutside(const ScopeResult& scope) {
  std::string text = "outside the bundle's scope: ";
  bool first = true;
  bool unknown = false;
  for (const ScopeFinding& finding : scope.findings) {
    if (finding.state == FactState::met) continue;
    if (!first) text += "; ";
    text += finding.detail;
    first = false;
    unknown = unknown || finding.state == FactState::unknown;
  }
  text += "; ";
  if (unknown) text += "give what is known with --fact KEY=VALUE, or ";
  return text + "score it all the same with --outside-scope \"reason\"";
}

}  // namespace snitt

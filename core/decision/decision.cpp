#include "core/decision/decision.h"

#include <algorithm>

#include "core/decision/conclude.h"
#include "core/text/number.h"

namespace snitt {
namespace {

tl::unexpected<Error> refuse(std::string message) { return fail(ErrorKind::model, std::move(message)); }

Result<double> scoreOf(const MemberSpec& member, const ResolutionMembers& given) {
  const auto isIt = [&](const MemberScore& score) { return score.id == member.id; };
  const auto found = std::ranges::find_if(given.members, isIt);
  if (found == given.members.end()) return refuse("member " + member.id + " of " + given.name + " gave no score");
  if (std::ranges::count_if(given.members, isIt) > 1)
    return refuse("member " + member.id + " of " + given.name + " gave more than one score");
  // Written so that NaN, which compares false with everything, is refused too.
  if (!(found->score >= 0 && found->score <= 1))
    return refuse("member " + member.id + " of " + given.name + " gave " + shortest(found->score) +
                  ", which is no score between 0 and 1");
  return found->score;
}

Result<ResolutionScore> ensemble(const ResolutionSpec& spec, const ResolutionMembers& given, double threshold) {
  for (const MemberScore& score : given.members)
    if (std::ranges::none_of(spec.members, [&](const MemberSpec& member) { return member.id == score.id; }))
      return refuse("member " + score.id + " of " + given.name + " is not one of the bundle's");
  if (spec.members.empty()) return refuse("the bundle has no member for " + spec.name);
  ResolutionScore result{spec.name, {}, 0, threshold, Prognosis::good};
  for (const MemberSpec& member : spec.members) {
    const auto score = scoreOf(member, given);
    if (!score) return fail(score.error());
    result.members.push_back({member.id, *score});
    result.score += *score;
  }
  result.score /= static_cast<double>(spec.members.size());
  result.prognosis = prognosisAt(result.score, threshold);
  return result;
}

}  // namespace

std::string_view toText(Prognosis prognosis) {
  switch (prognosis) {
    case Prognosis::good:
      return "good";
    case Prognosis::poor:
      return "poor";
    case Prognosis::uncertain:
      break;
  }
  return "uncertain";
}

Prognosis prognosisAt(double score, double threshold) { return score > threshold ? Prognosis::poor : Prognosis::good; }

Prognosis agreedPrognosis(std::span<const Prognosis> resolutions) {
  const Prognosis first = resolutions.front();
  const bool agree = std::ranges::all_of(resolutions, [&](Prognosis one) { return one == first; });
  return agree ? first : Prognosis::uncertain;
}

Result<Decision> decide(const Manifest& manifest, const std::vector<ResolutionMembers>& members) {
  for (const ResolutionMembers& given : members)
    if (manifest.resolution(given.name) == nullptr)
      return refuse("resolution " + given.name + " is not one of the bundle's");
  if (manifest.resolutions.empty()) return refuse("the bundle has no resolution");
  std::vector<ResolutionScore> resolutions;
  for (const ResolutionSpec& spec : manifest.resolutions) {
    const auto isIt = [&](const ResolutionMembers& candidate) { return candidate.name == spec.name; };
    const auto count = std::ranges::count_if(members, isIt);
    if (count != 1) return refuse("resolution " + spec.name + (count == 0 ? " gave no scores" : " gave scores twice"));
    const auto threshold = manifest.decision.thresholds.find(spec.name);
    if (threshold == manifest.decision.thresholds.end()) return refuse("resolution " + spec.name + " has no threshold");
    auto score = ensemble(spec, *std::ranges::find_if(members, isIt), threshold->second);
    if (!score) return fail(score.error());
    resolutions.push_back(std::move(*score));
  }
  return conclude(std::move(resolutions), manifest.decision.combined);
}

}  // namespace snitt

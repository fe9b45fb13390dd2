// From members' scores to a prognosis. Pure functions; the rules come from the bundle.
//
// Source: Kleppe et al., Lancet Oncol 2022 (ensembles averaged per resolution; both good → good, both poor → poor,
// else uncertain) and its extension with pT, pN and nodes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/decision/scope.h"
#include "core/result.h"

namespace snitt {

enum class Prognosis { good, uncertain, poor };
[[nodiscard]] std::string_view toText(Prognosis prognosis);

struct MemberScore {
  std::string id;
  double score = 0;  // [0, 1], higher is worse
  bool operator==(const MemberScore&) const = default;
};

struct ResolutionScore {
  std::string name;
  std::vector<MemberScore> members;
  double score = 0;  // mean of the members
  double threshold = 0;
  Prognosis prognosis = Prognosis::uncertain;  // good or poor
  bool operator==(const ResolutionScore&) const = default;
};

struct Decision {
  std::vector<ResolutionScore> resolutions;
  double combined = 0;
  Prognosis prognosis = Prognosis::uncertain;
  std::string why;  // one sentence: which resolution said what, how far from its threshold
};

struct ResolutionMembers {
  std::string name;
  std::vector<MemberScore> members;
};

// Refuses (kind model) a score that is not a number in [0, 1], a member that is missing or not expected, and a
// resolution without threshold; survivors are never averaged. A score equal to the threshold is good.
[[nodiscard]] Result<Decision> decide(const Manifest& manifest, const std::vector<ResolutionMembers>& members);

// The rule's two steps, for scores that are no more than estimates. A score equal to the threshold is good.
[[nodiscard]] Prognosis prognosisAt(double score, double threshold);
// Of resolutions that all say the same, that; else uncertain. At least one.
[[nodiscard]] Prognosis agreedPrognosis(std::span<const Prognosis> resolutions);

struct RiskResult {
  std::string group;   // empty when there is none
  std::string reason;  // "not configured", which fact is missing, or which row matched
};
[[nodiscard]] RiskResult riskGroup(const std::vector<RiskRow>& table, std::optional<Prognosis> prognosis,
                                   const std::vector<Fact>& facts);

}  // namespace snitt

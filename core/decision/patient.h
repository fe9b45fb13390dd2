// A patient's result of several slides, by the bundle's rule. Pure functions.
//
// mean: a resolution's score is the mean of the slides'; max: the highest of the slides'; thresholds and the agreement
// of the resolutions then give the class as for one slide. worstClass: the class and the scores of the slide with the
// worst class, among several of these the one with the highest combined score.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/decision/decision.h"
#include "core/result.h"

namespace snitt {

// What a bundle said of one slide.
struct SlideDecision {
  std::vector<ResolutionScore> resolutions;
  Prognosis prognosis = Prognosis::uncertain;
  double combined = 0;
};

// What of a bundle is needed to make a patient's result, kept with the scores: the bundle itself may be gone.
struct BundleRules {
  PatientRule patients = PatientRule::mean;
  CombineRule combined = CombineRule::mean;
  std::vector<RiskRow> riskTable;  // empty: "not configured"
  bool operator==(const BundleRules&) const = default;
};
[[nodiscard]] BundleRules rulesOf(const Manifest& manifest);

// JSON, format snitt-bundle-rules/1. Errors: corrupt, unsupported (a newer format).
[[nodiscard]] std::string formatRules(const BundleRules& rules);
[[nodiscard]] Result<BundleRules> parseRules(std::string_view json);

// All slides' scores are of one bundle. Of one slide: what was said of it. Members: the means over the slides, or those
// of the slide that gave the score. Refused (kind model): no slide; slides that do not have the same resolutions and
// thresholds; a score that is not a number in [0, 1].
[[nodiscard]] Result<Decision> decidePatient(const BundleRules& rules, const std::vector<SlideDecision>& slides);

}  // namespace snitt

#include "core/decision/patient.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/decision/conclude.h"

namespace snitt {
namespace {

tl::unexpected<Error> refuse(std::string message) { return fail(ErrorKind::model, std::move(message)); }

// Written so that NaN, which compares false with everything, is none.
bool isScore(double value) { return value >= 0 && value <= 1; }

Result<void> checkAlike(const std::vector<SlideDecision>& slides) {
  const auto& first = slides.front().resolutions;
  if (first.empty()) return refuse("the slides have no resolution");
  for (const SlideDecision& slide : slides) {
    if (slide.resolutions.size() != first.size()) return refuse("the slides do not have the same resolutions");
    for (std::size_t r = 0; r < first.size(); ++r) {
      const ResolutionScore& one = slide.resolutions[r];
      if (one.name != first[r].name) return refuse("the slides do not have the same resolutions");
      if (one.threshold != first[r].threshold)
        return refuse(fmt::format("the slides do not have the same threshold of {}", one.name));
      if (!isScore(one.score))
        return refuse(fmt::format("a slide's score of {} is no score between 0 and 1", one.name));
    }
  }
  return {};
}

// Nothing where the slides do not tell of the same members.
std::vector<MemberScore> meanMembers(const std::vector<SlideDecision>& slides, std::size_t r) {
  std::vector<MemberScore> result = slides.front().resolutions[r].members;
  for (std::size_t m = 0; m < result.size(); ++m) {
    std::vector<double> scores;
    for (const SlideDecision& slide : slides) {
      const auto& members = slide.resolutions[r].members;
      if (members.size() != result.size() || members[m].id != result[m].id) return {};
      scores.push_back(members[m].score);
    }
    result[m].score = scoreOfSlides(PatientRule::mean, scores);
  }
  return result;
}

ResolutionScore together(PatientRule rule, const std::vector<SlideDecision>& slides, std::size_t r) {
  std::vector<double> scores;
  for (const SlideDecision& slide : slides) scores.push_back(slide.resolutions[r].score);
  const auto highest = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
  ResolutionScore result = slides[highest].resolutions[r];
  if (rule == PatientRule::mean) {
    result.members = meanMembers(slides, r);
    result.score = scoreOfSlides(rule, scores);
  }
  result.prognosis = prognosisAt(result.score, result.threshold);
  return result;
}

const SlideDecision& worst(const std::vector<SlideDecision>& slides) {
  return *std::ranges::max_element(slides, [](const SlideDecision& one, const SlideDecision& other) {
    return std::pair(one.prognosis, one.combined) < std::pair(other.prognosis, other.combined);
  });
}

std::string_view ruleInWords(PatientRule rule) {
  switch (rule) {
    case PatientRule::mean:
      return "mean of {} slides";
    case PatientRule::max:
      return "highest scores of {} slides";
    case PatientRule::worstClass:
      break;
  }
  return "the slide with the worst class of {}";
}

}  // namespace

BundleRules rulesOf(const Manifest& manifest) {
  return {manifest.decision.patients, manifest.decision.combined, manifest.decision.risk};
}

Result<Decision> decidePatient(const BundleRules& rules, const std::vector<SlideDecision>& slides) {
  if (slides.empty()) return refuse("there is no slide to decide by");
  if (auto alike = checkAlike(slides); !alike) return fail(alike.error());
  std::vector<ResolutionScore> resolutions;
  if (rules.patients == PatientRule::worstClass)
    resolutions = worst(slides).resolutions;
  else
    for (std::size_t r = 0; r < slides.front().resolutions.size(); ++r)
      resolutions.push_back(together(rules.patients, slides, r));
  Decision decision = conclude(std::move(resolutions), rules.combined);
  if (slides.size() > 1)
    decision.why += fmt::format(" ({})", fmt::format(fmt::runtime(ruleInWords(rules.patients)), slides.size()));
  return decision;
}

}  // namespace snitt

#include "core/decision/conclude.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "core/decision/tell_apart.h"

namespace snitt {
namespace {

double meanOf(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Prognosis classOf(const std::vector<ResolutionScore>& resolutions) {
  std::vector<Prognosis> said;
  for (const ResolutionScore& resolution : resolutions) said.push_back(resolution.prognosis);
  return agreedPrognosis(said);
}

// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& parts) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += i + 1 == parts.size() ? " and " : ", ";
    result += parts[i];
  }
  return result;
}

std::string sentence(const Decision& decision) {
  std::vector<std::string> poor;
  std::vector<std::string> good;
  for (const ResolutionScore& resolution : decision.resolutions)
    (resolution.prognosis == Prognosis::poor ? poor : good)
        .push_back(resolution.name + " " + comparison(resolution.score, resolution.threshold, "its threshold"));
  if (decision.prognosis == Prognosis::poor) return "Poor: " + listed(poor);
  if (decision.prognosis == Prognosis::good) return "Good: " + listed(good);
  return "Uncertain: the resolutions disagree; " + listed(poor) + " (poor), but " + listed(good) + " (good)";
}

}  // namespace

double scoreOfSlides(PatientRule rule, std::span<const double> slides) {
  return rule == PatientRule::mean ? meanOf(slides) : *std::ranges::max_element(slides);
}

double combinedScore(CombineRule rule, std::span<const double> resolutions) {
  return rule == CombineRule::mean ? meanOf(resolutions) : *std::ranges::max_element(resolutions);
}

Decision conclude(std::vector<ResolutionScore> resolutions, CombineRule rule) {
  Decision decision;
  decision.resolutions = std::move(resolutions);
  std::vector<double> scores;
  for (const ResolutionScore& resolution : decision.resolutions) scores.push_back(resolution.score);
  decision.combined = combinedScore(rule, scores);
  decision.prognosis = classOf(decision.resolutions);
  decision.why = sentence(decision);
  return decision;
}

}  // namespace snitt

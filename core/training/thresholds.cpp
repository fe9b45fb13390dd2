#include "core/training/thresholds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "core/text/number.h"

namespace snitt::training {
namespace {

constexpr double kRounding = 1e-9;

std::string percent(double share) { return shortest(std::round(share * 1e6) / 1e4) + " %"; }

double shareOf(std::size_t part, std::size_t whole) {
  return whole == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(part) / static_cast<double>(whole);
}

ThresholdChoice figuresAt(std::span<const TunedPatient> patients, double threshold) {
  ThresholdChoice at;
  at.threshold = threshold;
  std::size_t above = 0, goodBelow = 0, poorAbove = 0;
  for (const TunedPatient& patient : patients) {
    const bool isAbove = patient.score > threshold;
    above += isAbove ? 1 : 0;
    if (patient.label == DistinctLabel::good) ++at.good, goodBelow += isAbove ? 0 : 1;
    if (patient.label == DistinctLabel::poor) ++at.poor, poorAbove += isAbove ? 1 : 0;
  }
  at.patients = patients.size();
  at.sensitivity = shareOf(poorAbove, at.poor);
  at.specificity = shareOf(goodBelow, at.good);
  at.poorShare = shareOf(above, at.patients);
  return at;
}

// Halfway between neighbouring different scores, ascending: every way to part the patients in two.
std::vector<double> candidates(std::span<const TunedPatient> patients) {
  std::vector<double> scores;
  for (const TunedPatient& patient : patients) scores.push_back(patient.score);
  std::ranges::sort(scores);
  std::vector<double> between;
  for (std::size_t i = 1; i < scores.size(); ++i)
    if (scores[i - 1] < scores[i]) between.push_back(std::midpoint(scores[i - 1], scores[i]));
  return between;
}

double youdenGain(const ThresholdChoice& at) { return at.sensitivity + at.specificity; }

bool isBetter(const ThresholdChoice& a, const ThresholdChoice& b) {
  const double gain = youdenGain(a) - youdenGain(b);
  if (std::abs(gain) > kRounding) return gain > 0;
  return std::abs(a.sensitivity - a.specificity) < std::abs(b.sensitivity - b.specificity) - kRounding;
}

// `places` ascend. The first that holds, or the last that holds.
template <class Holds>
std::optional<ThresholdChoice> firstThat(std::span<const ThresholdChoice> places, Holds holds) {
  const auto found = std::ranges::find_if(places, holds);
  if (found == places.end()) return std::nullopt;
  return *found;
}

template <class Holds>
std::optional<ThresholdChoice> lastThat(std::span<const ThresholdChoice> places, Holds holds) {
  std::optional<ThresholdChoice> last;
  for (const ThresholdChoice& place : places)
    if (holds(place)) last = place;
  return last;
}

// The place whose share above comes nearest to the one wanted.
std::optional<ThresholdChoice> nearestShare(std::span<const ThresholdChoice> places, double share) {
  std::optional<ThresholdChoice> nearest;
  for (const ThresholdChoice& place : places)
    if (!nearest || std::abs(place.poorShare - share) < std::abs(nearest->poorShare - share) - kRounding)
      nearest = place;
  return nearest;
}

std::optional<ThresholdChoice> bestYouden(std::span<const ThresholdChoice> places) {
  std::optional<ThresholdChoice> best;
  for (const ThresholdChoice& place : places)
    if (!best || isBetter(place, *best)) best = place;
  return best;
}

Result<void> checkInput(std::span<const TunedPatient> patients, const ThresholdRule& rule) {
  if (patients.empty()) return fail(ErrorKind::usage, "there is no tuning patient to choose a threshold on");
  for (const TunedPatient& patient : patients)
    if (!(patient.score >= 0 && patient.score <= 1))
      return fail(ErrorKind::usage,
                  "a tuning patient's score is " + shortest(patient.score) + " and must be from 0 to 1");
  if (needsShare(rule.kind) && !(rule.share > 0 && rule.share < 1))
    return fail(ErrorKind::usage,
                "the threshold rule's share is " + shortest(rule.share) + " and must be between 0 and 1");
  const ThresholdChoice counts = figuresAt(patients, 1);
  const bool byGood = rule.kind == ThresholdKind::youden || rule.kind == ThresholdKind::goodSensitivity;
  const bool byPoor = rule.kind == ThresholdKind::youden || rule.kind == ThresholdKind::poorSensitivity;
  if ((byGood && counts.good == 0) || (byPoor && counts.poor == 0))
    return fail(ErrorKind::usage, "the threshold rule needs tuning patients with a distinct " +
                                      std::string(byGood && counts.good == 0 ? "good" : "poor") +
                                      " outcome, and there are none");
  return {};
}

}  // namespace

std::string describe(const ThresholdRule& rule) {
  switch (rule.kind) {
    case ThresholdKind::youden:
      return "The threshold with the largest sum of sensitivity and specificity among tuning patients of distinct "
             "outcome "
             "(Youden)";
    case ThresholdKind::median:
      return "The threshold that parts the tuning patients into halves (the median of their scores)";
    case ThresholdKind::poorShare:
      return "The threshold above which " + percent(rule.share) + " of the tuning patients lie";
    case ThresholdKind::goodSensitivity:
      return "The lowest threshold that calls at least " + percent(rule.share) +
             " of the tuning patients of distinct good outcome good";
    case ThresholdKind::poorSensitivity:
      break;
  }
  return "The highest threshold that calls at least " + percent(rule.share) +
         " of the tuning patients of distinct poor outcome poor";
}

Result<ThresholdChoice> chooseThreshold(std::span<const TunedPatient> patients, const ThresholdRule& rule) {
  if (auto checked = checkInput(patients, rule); !checked) return fail(checked.error());
  std::vector<ThresholdChoice> places;
  for (const double threshold : candidates(patients)) places.push_back(figuresAt(patients, threshold));
  if (places.empty())
    return fail(ErrorKind::usage, "all tuning patients have the score " + shortest(patients[0].score) +
                                      ", so no threshold tells them apart");
  std::optional<ThresholdChoice> chosen;
  switch (rule.kind) {
    case ThresholdKind::youden:
      chosen = bestYouden(places);
      break;
    case ThresholdKind::median:
      chosen = nearestShare(places, 0.5);
      break;
    case ThresholdKind::poorShare:
      chosen = nearestShare(places, rule.share);
      break;
    case ThresholdKind::goodSensitivity:
      chosen = firstThat(places, [&](const auto& at) { return at.specificity >= rule.share - kRounding; });
      break;
    case ThresholdKind::poorSensitivity:
      chosen = lastThat(places, [&](const auto& at) { return at.sensitivity >= rule.share - kRounding; });
      break;
  }
  if (chosen) return *chosen;
  return fail(ErrorKind::usage, "no threshold between the lowest and the highest score does what the rule asks for (" +
                                    describe(rule) + ")");
}

}  // namespace snitt::training

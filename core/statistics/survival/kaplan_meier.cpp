#include "core/statistics/survival/kaplan_meier.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/statistics/survival/confidence_limits_p.h"

namespace snitt::statistics {
namespace {

// Time and event in one number that sorts as time does, events first: the bits of doubles that are not negative ascend
// with them, and their sign bit is free. Sorting a million of these takes a fifth of sorting rows by number.
std::vector<std::uint64_t> sortedKeys(SurvivalView data) {
  std::vector<std::uint64_t> keys(data.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i] = std::bit_cast<std::uint64_t>(data.time[i] + 0.0) << 1U | static_cast<std::uint64_t>(1 - data.event[i]);
  std::ranges::sort(keys);
  return keys;
}

double timeOf(std::uint64_t key) { return std::bit_cast<double>(key >> 1U); }
bool eventOf(std::uint64_t key) { return (key & 1U) == 0; }

std::vector<KaplanMeierStep> countedSteps(const std::vector<std::uint64_t>& keys) {
  std::vector<KaplanMeierStep> steps;
  for (std::size_t i = 0; i < keys.size();) {
    KaplanMeierStep step{.time = timeOf(keys[i]), .atRisk = keys.size() - i};
    const std::uint64_t bits = keys[i] >> 1U;
    for (; i < keys.size() && keys[i] >> 1U == bits; ++i) ++(eventOf(keys[i]) ? step.events : step.censored);
    steps.push_back(step);
  }
  return steps;
}

// Where survival reaches `level` on a curve of (time, value) that never rises: rounding aside, as R has it, so that a
// curve that stays on the level itself counts as there.
template <class Value>
double timeBelow(const std::vector<KaplanMeierStep>& steps, double level, Value value) {
  constexpr double kRounding = 1.5e-8;
  const auto reached = [&](const KaplanMeierStep& step) { return value(step) < level + kRounding; };
  const auto first = std::ranges::find_if(steps, reached);
  if (first == steps.end()) return kUndefined;
  if (std::abs(value(*first) - level) >= kRounding) return first->time;
  const double at = value(*first);
  const auto next = std::find_if(first, steps.end(), [&](const KaplanMeierStep& step) { return value(step) < at; });
  return next == steps.end() ? first->time : (first->time + next->time) / 2;
}

}  // namespace

Result<KaplanMeier> kaplanMeier(SurvivalView data, LimitScale scale) {
  if (auto checked = checkSurvival(data); !checked) return fail(checked.error());
  KaplanMeier result;
  result.n = data.size();
  result.steps = countedSteps(sortedKeys(data));
  double survival = 1;
  double variance = 0;  // of log survival
  for (KaplanMeierStep& step : result.steps) {
    const auto atRisk = static_cast<double>(step.atRisk);
    const auto events = static_cast<double>(step.events);
    result.events += step.events;
    if (step.events > 0) {
      survival *= (atRisk - events) / atRisk;
      variance += events / (atRisk * (atRisk - events));
    }
    step.survival = survival;
    step.stdErr = survival > 0 ? survival * std::sqrt(variance) : kUndefined;
    std::tie(step.lower95, step.upper95) = limitsOf(survival, std::sqrt(variance), scale);
  }
  return result;
}

StepCurve KaplanMeier::curve() const {
  StepCurve curve;
  for (const KaplanMeierStep& step : steps) {
    curve.time.push_back(step.time);
    curve.value.push_back(step.survival);
  }
  return curve;
}

const KaplanMeierStep* KaplanMeier::at(double t) const {
  const auto after = std::ranges::upper_bound(steps, t, {}, &KaplanMeierStep::time);
  if (after == steps.begin()) return nullptr;
  const KaplanMeierStep& step = *std::prev(after);
  return after == steps.end() && t > step.time && step.survival > 0 ? nullptr : &step;
}

SurvivalQuantile survivalQuantile(const KaplanMeier& curve, double p) {
  const double level = 1 - p;
  return {timeBelow(curve.steps, level, [](const auto& step) { return step.survival; }),
          timeBelow(curve.steps, level, [](const auto& step) { return step.lower95; }),
          timeBelow(curve.steps, level, [](const auto& step) { return step.upper95; })};
}

RestrictedMean restrictedMean(const KaplanMeier& curve, double until) {
  // From the end to the start: the area right of an event is what it takes from the mean.
  const auto end = std::ranges::lower_bound(curve.steps, until, {}, &KaplanMeierStep::time);
  double right = until;
  double area = 0;
  double variance = 0;
  for (auto step = std::make_reverse_iterator(end); step != curve.steps.rend(); ++step) {
    area += step->survival * (right - step->time);
    right = step->time;
    const auto atRisk = static_cast<double>(step->atRisk);
    const auto events = static_cast<double>(step->events);
    if (atRisk > events) variance += area * area * events / (atRisk * (atRisk - events));
  }
  return {until, area + right, std::sqrt(variance)};
}

std::vector<CumulativeHazardStep> cumulativeHazard(const KaplanMeier& curve, TiedHazard ties) {
  std::vector<CumulativeHazardStep> result;
  result.reserve(curve.steps.size());
  double hazard = 0;
  double variance = 0;
  for (const KaplanMeierStep& step : curve.steps) {
    const auto atRisk = static_cast<double>(step.atRisk);
    if (ties == TiedHazard::together) {
      hazard += static_cast<double>(step.events) / atRisk;
      variance += static_cast<double>(step.events) / (atRisk * atRisk);
    } else {
      for (std::size_t k = 0; k < step.events; ++k) {
        const double left = atRisk - static_cast<double>(k);
        hazard += 1 / left;
        variance += 1 / (left * left);
      }
    }
    result.push_back({step.time, hazard, std::sqrt(variance)});
  }
  return result;
}

AtRisk atRiskAt(const KaplanMeier& curve, double t) {
  AtRisk result{.atRisk = curve.n, .censored = 0};
  for (const KaplanMeierStep& step : curve.steps) {
    if (step.time >= t) break;
    result.atRisk -= step.events + step.censored;
    result.censored += step.censored;
  }
  return result;
}

}  // namespace snitt::statistics

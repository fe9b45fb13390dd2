#include "inference/training/tuning.h"

#include <algorithm>
#include <limits>

#include "core/statistics/discrimination/concordance.h"

namespace snitt {
namespace {

double highestValue(std::span<const BagOutcome> outcomes) {
  double highest = std::numeric_limits<double>::lowest();
  for (const BagOutcome& outcome : outcomes) highest = std::max(highest, outcome.value.value_or(highest));
  return highest;
}

}  // namespace

bool serves(const BagOutcome& outcome, TrainingTarget target) {
  if (target == TrainingTarget::value) return outcome.value.has_value();
  return target == TrainingTarget::label ? outcome.poor.has_value() : outcome.time >= 0;
}

bool serves(const BagOutcome& outcome, TuningMetric metric) {
  if (metric == TuningMetric::order) return outcome.value.has_value();
  return metric == TuningMetric::auc ? outcome.poor.has_value() : outcome.time >= 0;
}

Result<BatchLoss> lossOf(std::span<const double> outputs, std::span<const BagOutcome> outcomes, TrainingTarget target,
                         statistics::CoxTies ties, std::span<const double> labelWeights) {
  if (target == TrainingTarget::value) {
    std::vector<double> values;
    for (const BagOutcome& outcome : outcomes) values.push_back(outcome.value.value_or(0));
    return valueLoss(outputs, values);
  }
  std::vector<double> times;
  std::vector<std::uint8_t> marks;
  for (const BagOutcome& outcome : outcomes) {
    times.push_back(outcome.time);
    marks.push_back(target == TrainingTarget::label ? outcome.poor.value_or(false) : outcome.event);
  }
  if (target == TrainingTarget::label) return labelLoss(outputs, marks, labelWeights);
  times = statistics::withoutRounding(times);
  return coxLoss(outputs, {times, marks}, ties);
}

// The AUC is C where all poor ones have their event at one time and the others later; the share of pairs in order is C
// where all have an event, the highest value first.
Result<double> metricOf(std::span<const double> outputs, std::span<const BagOutcome> outcomes, TuningMetric metric) {
  std::vector<double> scores;
  std::vector<double> times;
  std::vector<std::uint8_t> events;
  const double highest = highestValue(outcomes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!serves(outcomes[i], metric)) continue;
    if (metric == TuningMetric::order) {
      scores.push_back(outputs[i]);
      events.push_back(1);
      times.push_back(highest - *outcomes[i].value);
      continue;
    }
    const bool event = metric == TuningMetric::auc ? *outcomes[i].poor : outcomes[i].event;
    scores.push_back(outputs[i]);
    events.push_back(event ? 1 : 0);
    times.push_back(metric == TuningMetric::concordance ? outcomes[i].time : event ? 1 : 2);
  }
  if (scores.empty()) return fail(ErrorKind::usage, "no bag that tunes has an outcome to tune on");
  times = statistics::withoutRounding(times);
  const auto c = statistics::concordance({times, events}, scores);
  if (!c) return fail(c.error());
  if (!c->undefined.empty())
    return fail(ErrorKind::usage, "the bags that tune cannot be told apart by their outcome: " + c->undefined);
  return c->c.value;
}

}  // namespace snitt

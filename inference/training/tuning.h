// How well outputs tell apart what became of the bags. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_source.h"
#include "inference/training/training_options.h"

namespace snitt {

// The loss that `options` ask for, of these bags in this order. Bags must have what the target needs.
[[nodiscard]] Result<BatchLoss> lossOf(std::span<const double> outputs, std::span<const BagOutcome> outcomes,
                                       TrainingTarget target, statistics::CoxTies ties,
                                       std::span<const double> labelWeights = {});

// 0.5 is chance, 1 perfect. Bags without what the metric needs are left out; usage where no pair is left to compare.
[[nodiscard]] Result<double> metricOf(std::span<const double> outputs, std::span<const BagOutcome> outcomes,
                                      TuningMetric metric);

// Can this bag take part?
[[nodiscard]] bool serves(const BagOutcome& outcome, TrainingTarget target);
[[nodiscard]] bool serves(const BagOutcome& outcome, TuningMetric metric);

}  // namespace snitt

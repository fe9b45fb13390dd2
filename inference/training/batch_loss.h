// What a mini-batch of bags costs, and how that changes with each bag's output (the log odds, or log hazard, before the
// manifest's logistic). Pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt {

struct BatchLoss {
  double loss = 0;
  std::vector<double> gradient;  // of the loss by each output
};

using LossFunction = std::function<Result<BatchLoss>(std::span<const double> outputs)>;

// Weighted binary cross-entropy of the outputs as log odds, divided by their number. Labels are 0 or 1; `weights` is
// empty or one a bag. Usage where lengths differ.
[[nodiscard]] Result<BatchLoss> labelLoss(std::span<const double> outputs, std::span<const std::uint8_t> labels,
                                          std::span<const double> weights = {});

// The mean squared difference of the outputs from these values. Usage where lengths differ.
[[nodiscard]] Result<BatchLoss> valueLoss(std::span<const double> outputs, std::span<const double> values);

// The negative of Cox's log partial likelihood with the outputs as log hazards, the batch being the whole cohort,
// divided by its events. Ties as coxFit has them; its times must have been through `withoutRounding`. Without an event
// loss and gradient are 0. O(n · times of events). Usage where checkSurvival says so or lengths differ.
[[nodiscard]] Result<BatchLoss> coxLoss(std::span<const double> outputs, statistics::SurvivalView data,
                                        statistics::CoxTies ties = statistics::CoxTies::efron);

}  // namespace snitt

// How a network is trained: whatever has a say in its weights.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/statistics/cox/cox_fit.h"
#include "inference/training/augmentation.h"
#include "inference/training/bag_network.h"
#include "inference/training/optimiser.h"

namespace snitt {

enum class TrainingTarget {
  label,     // binary cross-entropy on BagOutcome::poor
  survival,  // Cox's partial likelihood of time and event, each mini-batch a cohort of its own
  value,     // mean squared error against BagOutcome::value
};

enum class TuningMetric {
  auc,          // of the label
  concordance,  // Harrell's C of time and event
  order         // share of pairs of bags that stand in the order of their values
};

struct TrainingOptions {
  TrainingTarget target = TrainingTarget::label;
  TuningMetric metric = TuningMetric::auc;
  statistics::CoxTies ties = statistics::CoxTies::efron;
  OptimiserOptions optimiser;
  AugmentOptions augment;
  int epochs = 20;
  int frozenEpochs = 0;      // the first ones, in which the head alone learns; norms follow the data all the same
  int checkEveryEpochs = 1;  // the tuning bags are looked at after each so many epochs and after the last
  int bagsPerStep = 16;
  std::size_t mostTilesPerBag = 0;     // drawn anew each epoch; 0 = all
  std::size_t mostTilesPerTuning = 0;  // of a bag that tunes, drawn once; 0 = all
  int patience = 0;                    // epochs without a better tuning metric before the end, seen when bags that
                                       // tune are looked at; 0 = never early
  std::size_t normTiles = 64;          // of the fixed sample that batch norms are estimated on
  bool balanceClasses = true;          // both labels weigh the same in the loss
  std::uint64_t seed = 1;              // of order, tiles and changes; weights have BagNetworkSpec::seed
};

// Usage, naming the option.
[[nodiscard]] Result<void> checkTraining(const TrainingOptions& options);

// SHA-256 of all that decides what a run's weights become: both structs, and `data`, which names bags and start.
[[nodiscard]] std::string trainingIdentity(const BagNetworkSpec& spec, const TrainingOptions& options,
                                           std::string_view data);

}  // namespace snitt

#include "inference/learning/training_setup.h"

namespace snitt {

BagNetworkSpec networkSpecOf(const training::ResolutionTraining& resolution, int seed) {
  BagNetworkSpec spec;
  spec.network.architecture = "mobilenet_v2";
  spec.network.width = resolution.width;
  spec.network.padding = resolution.padding;
  spec.network.convolutionBias = resolution.convolutionBias;
  spec.network.head = resolution.head;
  spec.normalisation = resolution.tiles.normalisation;
  spec.tilePx = resolution.tiles.tilePx;
  spec.seed = static_cast<std::uint64_t>(seed);
  return spec;
}

TrainingOptions trainingOptionsOf(const training::TrainConfig& config, int seed) {
  const training::LearningPlan& plan = config.learning;
  TrainingOptions options;
  options.target = plan.loss == training::Loss::cox ? TrainingTarget::survival : TrainingTarget::label;
  options.metric =
      config.memberFigure == training::MemberFigure::concordance ? TuningMetric::concordance : TuningMetric::auc;
  options.optimiser.kind = plan.optimiser == training::Optimiser::sgd ? OptimiserKind::sgd : OptimiserKind::adamW;
  options.optimiser.learningRate = plan.learningRate;
  options.optimiser.weightDecay = plan.weightDecay;
  options.optimiser.momentum = plan.momentum;
  options.optimiser.mostGradientNorm = plan.clipNorm;
  options.augment = {plan.augmentation.brightness, plan.augmentation.saturation, plan.augmentation.hue,
                     plan.augmentation.flips, plan.augmentation.flips};
  options.epochs = plan.epochs;
  options.bagsPerStep = plan.bags;
  options.mostTilesPerBag = static_cast<std::size_t>(plan.bagTiles);
  options.patience = plan.patienceEpochs;
  options.balanceClasses = plan.balanced;
  options.seed = static_cast<std::uint64_t>(seed);
  return options;
}

double learningRateAtEnd(const TrainingOptions& options, std::int64_t epoch) {
  // Of so many steps an epoch that the rate does not depend on how many there are.
  constexpr std::int64_t steps = 10000;
  return oneCycle(options.optimiser, (epoch + 1) * steps - 1, options.epochs * steps);
}

BagOutcome bagOutcomeOf(const training::PatientOutcome& outcome, training::DistinctLabel label) {
  BagOutcome bag;
  if (label != training::DistinctLabel::between) bag.poor = label == training::DistinctLabel::poor;
  bag.time = outcome.timeDays;
  bag.event = outcome.event;
  return bag;
}

}  // namespace snitt

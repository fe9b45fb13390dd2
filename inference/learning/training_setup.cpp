#include "inference/learning/training_setup.h"

namespace snitt {

namespace {

OptimiserKind optimiserOf(training::Optimiser optimiser) {
  switch (optimiser) {
    case training::Optimiser::sgd:
      return OptimiserKind::sgd;
    case training::Optimiser::adam:
      return OptimiserKind::adam;
    case training::Optimiser::adamw:
      return OptimiserKind::adamW;
  }
  return OptimiserKind::adamW;
}

LearningSchedule scheduleOf(training::Schedule schedule) {
  switch (schedule) {
    case training::Schedule::constant:
      return LearningSchedule::constant;
    case training::Schedule::cosine:
      return LearningSchedule::cosine;
    case training::Schedule::oneCycle:
      return LearningSchedule::oneCycle;
  }
  return LearningSchedule::oneCycle;
}

}  // namespace

NetworkSpec memberNetworkOf(const training::ResolutionTraining& resolution) {
  training::TrainConfig alone;
  alone.resolutions = {resolution};
  alone.keep = 1;
  return draftManifest(alone).resolutions.front().members.front().network;
}

BagNetworkSpec networkSpecOf(const training::ResolutionTraining& resolution, int seed) {
  BagNetworkSpec spec;
  spec.network = memberNetworkOf(resolution);
  spec.normalisation = resolution.tiles.normalisation;
  spec.tilePx = resolution.tiles.tilePx;
  spec.frozenBlocks = resolution.frozenBlocks;
  spec.seed = static_cast<std::uint64_t>(seed);
  return spec;
}

AugmentOptions augmentationOf(const training::TrainConfig& config) {
  const training::Augmentation& plan = config.learning.augmentation;
  AugmentOptions options;
  options.brightness = plan.brightness;
  options.contrast = plan.contrast;
  options.saturation = plan.saturation;
  options.hue = plan.hue;
  options.mirror = options.quarterTurns = plan.flips;
  return options;
}

TrainingOptions trainingOptionsOf(const training::TrainConfig& config, int seed) {
  const training::LearningPlan& plan = config.learning;
  TrainingOptions options;
  options.target = plan.loss == training::Loss::cox ? TrainingTarget::survival : TrainingTarget::label;
  options.metric =
      config.memberFigure == training::MemberFigure::concordance ? TuningMetric::concordance : TuningMetric::auc;
  options.optimiser.kind = optimiserOf(plan.optimiser);
  options.optimiser.learningRate = plan.learningRate;
  options.optimiser.weightDecay = plan.weightDecay;
  options.optimiser.momentum = plan.momentum;
  options.optimiser.mostGradientNorm = plan.clipNorm;
  options.optimiser.schedule = scheduleOf(plan.schedule);
  options.augment = augmentationOf(config);
  options.epochs = plan.epochs;
  options.frozenEpochs = plan.frozenEpochs;
  options.checkEveryEpochs = plan.checkEveryEpochs;
  options.patience = plan.patienceEpochs;
  options.bagsPerStep = plan.bags;
  options.mostTilesPerBag = static_cast<std::size_t>(plan.bagTiles);
  options.balanceClasses = plan.balanced;
  options.seed = static_cast<std::uint64_t>(seed);
  return options;
}

SimulatedEncoderPlan encoderPlanOf(const training::TrainConfig& config,
                                   const training::ResolutionTraining& resolution) {
  const training::SimulatedEncoderTraining& asked = config.simulatedEncoder.value();
  SimulatedEncoderPlan plan;
  plan.network = memberNetworkOf(resolution);
  plan.normalisation = resolution.tiles.normalisation;
  plan.tilePx = resolution.tiles.tilePx;
  plan.mpp = resolution.tiles.mpp;
  plan.truth = truthAt(plan.mpp);
  plan.drawMpp = drawMppFor(plan.mpp);
  plan.tumours = static_cast<std::size_t>(asked.tumours);
  plan.tilesPerTumour = static_cast<std::size_t>(asked.tilesPerTumour);
  plan.epochs = asked.epochs;
  plan.learningRate = asked.learningRate;
  plan.augment = augmentationOf(config);
  plan.seed = static_cast<std::uint64_t>(asked.seed);
  return plan;
}

double learningRateAtEnd(const TrainingOptions& options, std::int64_t epoch) {
  // Of so many steps an epoch that the rate does not depend on how many there are.
  constexpr std::int64_t steps = 10000;
  return learningRateAt(options.optimiser, (epoch + 1) * steps - 1, options.epochs * steps);
}

BagOutcome bagOutcomeOf(const training::PatientOutcome& outcome, training::DistinctLabel label) {
  BagOutcome bag;
  if (label != training::DistinctLabel::between) bag.poor = label == training::DistinctLabel::poor;
  bag.time = outcome.timeDays;
  bag.event = outcome.event;
  return bag;
}

}  // namespace snitt

#include "inference/learning/training_setup.h"

#include "inference/training/plan_options.h"

namespace snitt {

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

TrainingOptions trainingOptionsOf(const training::TrainConfig& config, int seed) {
  return trainingOptionsOf(config.learning, config.memberFigure, static_cast<std::uint64_t>(seed));
}

AugmentOptions augmentationOf(const training::TrainConfig& config) { return trainingOptionsOf(config, 0).augment; }

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
  const training::EncoderScale& scale = plan.truth.cells > 0 ? asked.cells : asked.architecture;
  plan.tumours = static_cast<std::size_t>(scale.tumours);
  plan.tilesPerTumour = static_cast<std::size_t>(scale.tilesPerTumour);
  plan.epochs = scale.epochs;
  plan.tilesPerStep = scale.tilesPerStep;
  plan.learningRate = scale.learningRate;
  plan.augment = augmentationOf(config);
  for (double* change : {&plan.augment.brightness, &plan.augment.saturation, &plan.augment.hue, &plan.augment.contrast})
    *change *= scale.colour;
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

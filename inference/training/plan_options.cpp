#include "inference/training/plan_options.h"

namespace snitt {
namespace {

OptimiserKind kindOf(training::Optimiser optimiser) {
  switch (optimiser) {
    case training::Optimiser::sgd:
      return OptimiserKind::sgd;
    case training::Optimiser::adam:
      return OptimiserKind::adam;
    case training::Optimiser::adamw:
      break;
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
      break;
  }
  return LearningSchedule::oneCycle;
}

OptimiserOptions optimiserOf(const training::LearningPlan& plan) {
  OptimiserOptions options;
  options.kind = kindOf(plan.optimiser);
  options.schedule = scheduleOf(plan.schedule);
  options.learningRate = plan.learningRate;
  options.weightDecay = plan.weightDecay;
  options.mostGradientNorm = plan.clipNorm;
  // The configuration's belongs to SGD.
  if (plan.optimiser == training::Optimiser::sgd) options.momentum = plan.momentum;
  return options;
}

AugmentOptions augmentOf(const training::Augmentation& augmentation) {
  AugmentOptions options;
  options.brightness = augmentation.brightness;
  options.contrast = augmentation.contrast;
  options.saturation = augmentation.saturation;
  options.hue = augmentation.hue;
  options.mirror = augmentation.flips;
  options.quarterTurns = augmentation.flips;
  return options;
}

}  // namespace

TrainingOptions trainingOptionsOf(const training::LearningPlan& plan, training::MemberFigure figure,
                                  std::uint64_t seed) {
  TrainingOptions options;
  options.target = plan.loss == training::Loss::cox ? TrainingTarget::survival : TrainingTarget::label;
  options.metric = figure == training::MemberFigure::auc ? TuningMetric::auc : TuningMetric::concordance;
  options.optimiser = optimiserOf(plan);
  options.augment = augmentOf(plan.augmentation);
  options.epochs = plan.epochs;
  options.frozenEpochs = plan.frozenEpochs;
  options.checkEveryEpochs = plan.checkEveryEpochs;
  options.patience = plan.patienceEpochs;
  options.bagsPerStep = plan.bags;
  options.mostTilesPerBag = static_cast<std::size_t>(plan.bagTiles);
  options.balanceClasses = plan.balanced;
  options.seed = seed;
  return options;
}

}  // namespace snitt

#include "inference/training/training_options.h"

#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "inference/engine/engine.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

Json described(const ScriptSpec& script) {
  return {static_cast<int>(script.input), static_cast<int>(script.output), script.outputIndex, script.features};
}

Json described(const NetworkSpec& network) {
  const HeadSpec& head = network.head;
  return {
      {"architecture", network.architecture},
      {"width", network.width},
      {"padding", static_cast<int>(network.padding)},
      {"bias", network.convolutionBias},
      {"script", described(network.script)},
      {"head", {static_cast<int>(head.kind), head.channels, head.slope, head.encoder, head.attention, head.batchNorm}}};
}

Json described(const OptimiserOptions& o) {
  return {static_cast<int>(o.kind),
          o.learningRate,
          o.weightDecay,
          o.momentum,
          o.secondMomentum,
          o.epsilon,
          o.mostGradientNorm,
          o.warmShare,
          o.startDivisor,
          o.endDivisor,
          static_cast<int>(o.schedule)};
}

}  // namespace

Result<void> checkTraining(const TrainingOptions& options) {
  if (auto checked = checkOptimiser(options.optimiser); !checked) return checked;
  if (options.epochs < 1) return fail(ErrorKind::usage, "training needs at least one epoch");
  if (options.bagsPerStep < 1) return fail(ErrorKind::usage, "a step needs at least one bag");
  if (options.target == TrainingTarget::survival && options.bagsPerStep < 2)
    return fail(ErrorKind::usage, "Cox's likelihood compares bags: a step needs at least two");
  if (options.normTiles < 2) return fail(ErrorKind::usage, "batch norms need at least two tiles to be estimated on");
  if (options.frozenEpochs < 0) return fail(ErrorKind::usage, "the number of frozen epochs cannot be negative");
  if (options.checkEveryEpochs < 1)
    return fail(ErrorKind::usage, "there must be at least one epoch between two looks at the tuning bags");
  if (options.patience < 0) return fail(ErrorKind::usage, "patience cannot be negative");
  return {};
}

std::string trainingIdentity(const BagNetworkSpec& spec, const TrainingOptions& options, std::string_view data) {
  const AugmentOptions& a = options.augment;
  Json json{{"trainer", 2},
            {"data", data},
            {"network", described(spec.network)},
            {"mean", spec.normalisation.mean},
            {"sd", spec.normalisation.sd},
            {"tilePx", spec.tilePx},
            {"frozenBlocks", spec.frozenBlocks},
            {"features", spec.features},
            {"tilesPerChunk", spec.tilesPerChunk},
            {"normsOfChunk", spec.normsOfChunk},
            {"weightSeed", spec.seed},
            {"target", static_cast<int>(options.target)},
            {"metric", static_cast<int>(options.metric)},
            {"ties", static_cast<int>(options.ties)},
            {"optimiser", described(options.optimiser)},
            {"augment", {a.brightness, a.contrast, a.saturation, a.hue, a.mirror, a.quarterTurns}},
            {"epochs", {options.epochs, options.frozenEpochs, options.checkEveryEpochs}},
            {"bagsPerStep", options.bagsPerStep},
            {"tiles", {options.mostTilesPerBag, options.mostTilesPerTuning, options.normTiles}},
            {"patience", options.patience},
            {"balance", options.balanceClasses},
            {"seed", options.seed}};
  if (spec.device != "cpu") json["device"] = kindOfDevice(spec.device);
  return sha256Of(json.dump());
}

}  // namespace snitt

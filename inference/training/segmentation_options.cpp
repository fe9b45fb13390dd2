#include "inference/training/segmentation_options.h"

#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "inference/engine/engine.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

Result<void> within(const char* name, long value, long least, long most) {
  if (value >= least && value <= most) return {};
  return fail(ErrorKind::usage, std::string(name) + " must be " + std::to_string(least) + " to " +
                                    std::to_string(most) + ", not " + std::to_string(value));
}

}  // namespace

Result<void> checkSegmentationTraining(const SegmentationNetworkSpec& spec, const SegmentationOptions& options) {
  if (auto checked = checkOptimiser(options.optimiser); !checked) return checked;
  for (const auto& checked :
       {within("the channels of a U-Net's first level", spec.network.baseChannels, 1, 256),
        within("the depth of a U-Net", spec.network.depth, 0, 8), within("classes", long(spec.classes), 2, 254),
        within("epochs", options.epochs, 1, 1'000'000), within("crops of a step", options.batch, 1, 4096),
        within("crops of a slide", options.cropsPerSlide, 1, 1'000'000),
        within("epochs of patience", options.patience, 0, 1'000'000),
        within("crops that batch norms are estimated on", options.normCrops, 1, 4096)})
    if (!checked) return checked;
  const int step = 1 << spec.network.depth;
  if (spec.cropPx >= step && spec.cropPx % step == 0) return {};
  return fail(ErrorKind::usage, "crops of " + std::to_string(spec.cropPx) +
                                    " px cannot be halved as often as the network is deep: a multiple of " +
                                    std::to_string(step) + " is needed");
}

std::string segmentationIdentity(const SegmentationNetworkSpec& spec, const SegmentationOptions& options,
                                 std::string_view data) {
  const AugmentOptions& a = options.augment;
  const OptimiserOptions& o = options.optimiser;
  Json json{{"segmentationTrainer", 1},
            {"data", data},
            {"network", {spec.network.baseChannels, spec.network.depth, spec.network.convolutionBias}},
            {"mean", spec.normalisation.mean},
            {"sd", spec.normalisation.sd},
            {"classes", spec.classes},
            {"cropPx", spec.cropPx},
            {"weightSeed", spec.seed},
            {"optimiser",
             {static_cast<int>(o.kind), o.learningRate, o.weightDecay, o.momentum, o.secondMomentum, o.epsilon,
              o.mostGradientNorm, o.warmShare, o.startDivisor, o.endDivisor, static_cast<int>(o.schedule)}},
            {"augment", {a.brightness, a.saturation, a.hue, a.mirror, a.quarterTurns, a.contrast}},
            {"epochs", options.epochs},
            {"batch", options.batch},
            {"cropsPerSlide", options.cropsPerSlide},
            {"patience", options.patience},
            {"normCrops", options.normCrops},
            {"seed", options.seed}};
  if (spec.device != "cpu") json["device"] = kindOfDevice(spec.device);
  return sha256Of(json.dump());
}

}  // namespace snitt

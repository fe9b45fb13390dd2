#include "inference/learning/train_segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace snitt {
namespace {

using training::SegmentationTraining;

SegmentationSpec specOf(const SegmentationTraining& config) {
  training::TrainConfig alone;
  alone.segmentation = config;
  alone.segmentation.source = training::SegmentationSource::train;
  return draftManifest(alone).segmentation;
}

SegmentationOptions optionsOf(const SegmentationTraining& config, const SegmentationRun& run) {
  SegmentationOptions options;
  options.optimiser.kind = OptimiserKind::adamW;
  options.optimiser.learningRate = config.learningRate;
  options.optimiser.weightDecay = 1e-4;
  options.optimiser.mostGradientNorm = 1;
  options.augment.brightness = run.augmentation.brightness;
  options.augment.contrast = run.augmentation.contrast;
  options.augment.saturation = run.augmentation.saturation;
  options.augment.hue = run.augmentation.hue;
  options.augment.mirror = options.augment.quarterTurns = run.augmentation.flips;
  options.epochs = config.epochs;
  options.batch = config.batch;
  options.cropsPerSlide = config.tilesPerSlide;
  options.patience = run.patienceEpochs;
  options.seed = static_cast<std::uint64_t>(config.seed);
  return options;
}

double tumourShare(const SegmentationSlides& slides) {
  std::int64_t tissue = 0;
  std::int64_t tumour = 0;
  for (const KeptSlide& slide : slides.slides()) {
    tissue += slide.tissuePixels;
    tumour += slide.tumourPixels;
  }
  return tissue == 0 ? std::numeric_limits<double>::quiet_NaN()
                     : static_cast<double>(tumour) / static_cast<double>(tissue);
}

void judge(const TumourCounts& counts, const SegmentationPost& post, SegmentationFacts& facts) {
  const double high = std::ceil(TumourCounts::steps * post.highThreshold / 255.0);
  facts.tumourAboveHigh = counts.shareAt(static_cast<std::size_t>(std::max(0.0, high)));
  facts.dice = counts.diceAt(TumourCounts::steps / 2);
  for (std::size_t k = 1; k < TumourCounts::steps; ++k) {
    const double dice = counts.diceAt(k);
    if (dice <= facts.bestDice) continue;
    facts.bestDice = dice;
    facts.bestThreshold = static_cast<double>(k) / TumourCounts::steps;
  }
}

}  // namespace

int cropPxFor(const SegmentationTraining& config, std::span<const KeptSlide> slides) {
  const int step = 1 << config.depth;
  int longest = 1;
  for (const KeptSlide& slide : slides) longest = std::max({longest, slide.widthPx, slide.heightPx});
  const int edge = std::min(config.tilePx, longest);
  return (edge + step - 1) / step * step;
}

Result<TrainedSegmentation> trainSegmentation(const SegmentationTraining& config,
                                              std::span<const SegmentationSlide> train,
                                              std::span<const SegmentationSlide> tune, const SegmentationRun& run) {
  const std::filesystem::path kept = run.folder / "slides";
  const auto learned = SegmentationSlides::prepare(train, config.mpp, kept, run.threads, run.control);
  if (!learned) return fail(learned.error());
  const auto tuned = SegmentationSlides::prepare(tune, config.mpp, kept, run.threads, run.control);
  if (!tuned) return fail(tuned.error());
  if (std::ranges::none_of(learned->slides(), [](const KeptSlide& slide) { return slide.tumourPixels > 0; }))
    return fail(ErrorKind::usage, fmt::format("none of the {} slides to learn the tumour from has any", train.size()));

  TrainedSegmentation result;
  result.spec = specOf(config);
  result.cropPx = cropPxFor(config, learned->slides());
  const SegmentationNetworkSpec network{result.spec.network,
                                        result.spec.normalisation,
                                        result.spec.classes.size(),
                                        result.cropPx,
                                        static_cast<std::uint64_t>(config.seed),
                                        run.device};
  TrainingRun steps;
  steps.threads = run.threads;
  steps.checkpoint = run.folder / "segmentation.checkpoint";
  steps.checkpointEvery = run.checkpointEvery;
  steps.data = learned->identity() + tuned->identity();
  steps.stop = run.control.stop;
  steps.progress = run.progress;
  auto trained =
      trainSegmentationNetwork(network, optionsOf(config, run), *learned, tune.empty() ? nullptr : &*tuned, steps);
  if (!trained) return fail(trained.error());
  result.tensors = std::move(trained->tensors);
  result.bestEpoch = trained->bestEpoch;
  result.history = std::move(trained->history);
  if (tune.empty())
    result.facts.dice = result.facts.bestThreshold = result.facts.bestDice = result.facts.tumourAboveHigh =
        std::numeric_limits<double>::quiet_NaN();
  else
    judge(trained->tuning, result.spec.post, result.facts);
  result.facts.trainTumourShare = tumourShare(*learned);
  result.facts.tuneTumourShare = tumourShare(*tuned);
  return result;
}

}  // namespace snitt

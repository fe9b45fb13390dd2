#include <algorithm>
#include <initializer_list>
#include <set>

#include "core/text/number.h"
#include "core/training/train_config_p.h"
#include "core/training/train_words_p.h"

namespace snitt::training {
namespace {

using manifest::count;
using manifest::Need;
using manifest::Range;
using manifest::share;
using manifest::TableReader;
using manifest::wordOf;

constexpr Range rate{0, 10, false};

void readSeeds(TableReader& in, std::vector<int>& into) {
  in.integers("seeds", into, {0, 2147483647});
  if (into.empty()) in.fail("seeds", "must list the seed of one network at the least");
  std::vector<int> sorted = into;
  std::ranges::sort(sorted);
  if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end())
    in.fail("seeds", "lists " + std::to_string(*twice) + " twice");
}

void refuseKeys(TableReader& in, std::initializer_list<std::string_view> keys, std::string_view owner) {
  for (const std::string_view key : keys)
    if (in.has(key)) in.fail(key, "does not belong to " + std::string(owner));
}

void readEncoder(TableReader& in, ResolutionTraining& into) {
  in.choice("encoder", into.encoder, encoderWords);
  in.integer("frozenBlocks", into.frozenBlocks, {0, 19});
  in.integer("featureViews", into.featureViews, {0, 1000});
  TableReader extractor = in.table("extractor");
  const bool isScript = in.has("extractor");
  const Need need = isScript ? Need::required : Need::optional;
  extractor.text("file", into.extractor.file, need);
  extractor.integer("features", into.extractor.features, manifest::channelRange, need);
  extractor.choice("input", into.extractor.input, manifest::scriptInputWords);
  extractor.integer("outputIndex", into.extractor.outputIndex, {0, 1000});
  extractor.finish();
  if (into.encoder == EncoderUse::frozen)
    refuseKeys(in, {"frozenBlocks"}, "encoder = \"frozen\", of which no block is trained");
  else
    refuseKeys(in, {"featureViews", "extractor"}, "encoder = \"trained\"");
  if (isScript) refuseKeys(in, {"width", "padding", "convolutionBias", "pretrained"}, "an extractor");
}

ResolutionTraining readResolution(TableReader in) {
  ResolutionTraining resolution;
  ResolutionSpec& tiles = resolution.tiles;
  in.text("name", tiles.name, Need::required);
  in.number("mpp", tiles.mpp, manifest::mppRange, Need::required);
  in.integer("tilePx", tiles.tilePx, manifest::tileRange, Need::required);
  manifest::readOverlap(in, tiles.overlapPx, tiles.tilePx);
  in.number("leastTumourShare", tiles.leastTumourShare, manifest::aboveZeroToOne);
  in.integer("mostTiles", tiles.mostTiles, count);
  in.integer("batch", tiles.batch, manifest::batchRange);
  manifest::readNormalisation(in.table("normalisation"), tiles.normalisation);
  readSeeds(in, resolution.seeds);
  in.number("width", resolution.width, {0, 4, false});
  in.choice("padding", resolution.padding, manifest::paddingWords);
  in.flag("convolutionBias", resolution.convolutionBias);
  manifest::readHead(in.table("head"), resolution.head);
  in.text("pretrained", resolution.pretrained, Need::optional);
  readEncoder(in, resolution);
  in.finish();
  return resolution;
}

void readAugmentation(TableReader in, Augmentation& into) {
  in.flag("flips", into.flips);
  in.number("brightness", into.brightness, share);
  in.number("contrast", into.contrast, share);
  in.number("saturation", into.saturation, share);
  in.number("hue", into.hue, {0, 0.5});
  in.finish();
}

}  // namespace

void readTrainedResolutions(TableReader& root, std::vector<ResolutionTraining>& into) {
  for (TableReader& resolution : root.tables("resolution", Need::required)) into.push_back(readResolution(resolution));
}

namespace {

void readEncoderScale(TableReader in, EncoderScale& into) {
  in.integer("tumours", into.tumours, {2, 1e6});
  in.integer("tilesPerTumour", into.tilesPerTumour, {1, 1000});
  in.integer("epochs", into.epochs, {1, 100000});
  in.integer("tilesPerStep", into.tilesPerStep, {2, 4096});
  in.number("learningRate", into.learningRate, rate);
  in.number("colour", into.colour, share);
  in.finish();
}

}  // namespace

void readSimulatedEncoder(TableReader& root, std::optional<SimulatedEncoderTraining>& into) {
  TableReader in = root.table("simulatedEncoder");
  SimulatedEncoderTraining encoder;
  readEncoderScale(in.table("architecture"), encoder.architecture);
  readEncoderScale(in.table("cells"), encoder.cells);
  in.integer("seed", encoder.seed, {0, 2147483647});
  in.finish();
  if (root.has("simulatedEncoder")) into = encoder;
}

void readTrainedSegmentation(TableReader in, SegmentationTraining& into) {
  in.choice("source", into.source, sourceWords);
  const bool isFile = into.source == SegmentationSource::network;
  in.text("file", into.file, isFile ? Need::required : Need::optional);
  in.number("mpp", into.mpp, manifest::mppRange);
  in.integer("tilePx", into.tilePx, manifest::tileRange);
  manifest::readOverlap(in, into.overlapPx, into.tilePx);
  in.number("mapMpp", into.mapMpp, manifest::mppRange);
  if (into.mapMpp < into.mpp) in.fail("mapMpp", "must not be finer than mpp, the network's input");
  in.integer("baseChannels", into.baseChannels, {1, 1024});
  in.integer("depth", into.depth, {1, 8});
  manifest::readNormalisation(in.table("normalisation"), into.normalisation);
  manifest::readPost(in.table("post"), into.post);
  in.integer("epochs", into.epochs, {1, 100000});
  in.integer("batch", into.batch, manifest::batchRange);
  in.number("learningRate", into.learningRate, rate);
  in.integer("tilesPerSlide", into.tilesPerSlide, {1, 100000});
  in.integer("seed", into.seed, {0, 2147483647});
  // A key that would change nothing is a mistake.
  const std::string owner = "does not belong to source = \"" + std::string(wordOf(sourceWords, into.source)) + "\"";
  for (const std::string& key : in.names()) {
    static const std::set<std::string> ofTraining{"epochs", "batch", "learningRate", "tilesPerSlide", "seed"};
    const bool used = key == "source" || (key == "file" ? isFile : into.source == SegmentationSource::train) ||
                      (isFile && !ofTraining.contains(key));
    if (!used) in.fail(key, owner);
  }
  in.finish();
}

void readLearning(TableReader in, LearningPlan& into) {
  in.choice("loss", into.loss, lossWords);
  in.integer("epochs", into.epochs, {1, 100000});
  in.integer("bags", into.bags, {1, 4096});
  in.integer("bagTiles", into.bagTiles, {1, 100000});
  in.flag("balanced", into.balanced);
  in.choice("optimiser", into.optimiser, optimiserWords);
  in.number("learningRate", into.learningRate, rate);
  in.number("momentum", into.momentum, {0, 0.9999});
  in.number("weightDecay", into.weightDecay, share);
  in.choice("schedule", into.schedule, scheduleWords);
  in.number("clipNorm", into.clipNorm, {0, 1e6});
  in.integer("frozenEpochs", into.frozenEpochs, {0, 100000});
  in.integer("checkEveryEpochs", into.checkEveryEpochs, {1, 100000});
  in.integer("patienceEpochs", into.patienceEpochs, {0, 100000});
  readAugmentation(in.table("augmentation"), into.augmentation);
  if (in.has("momentum") && into.optimiser != Optimiser::sgd)
    in.fail("momentum",
            "does not belong to the optimiser \"" + std::string(wordOf(optimiserWords, into.optimiser)) + "\"");
  if (in.has("balanced") && into.loss != Loss::distinct)
    in.fail("balanced", "does not belong to the loss \"cox\", which knows no labels");
  if (into.checkEveryEpochs > into.epochs)
    in.fail("checkEveryEpochs", "is " + std::to_string(into.checkEveryEpochs) +
                                    " and must not be above epochs, which is " + std::to_string(into.epochs));
  if (into.frozenEpochs > into.epochs)
    in.fail("frozenEpochs", "is " + std::to_string(into.frozenEpochs) + " and must not be above epochs, which is " +
                                std::to_string(into.epochs));
  if (into.loss == Loss::cox && into.bags < 2)
    in.fail("bags", "is 1, and the loss \"cox\" compares patients: it needs 2 at the least");
  in.finish();
}

void checkTogether(TableReader& root, const TrainConfig& config) {
  for (const ResolutionTraining& resolution : config.resolutions) {
    if (resolution.seeds.size() < static_cast<std::size_t>(config.keep))
      root.fail("members.keep", "is " + std::to_string(config.keep) + ", and resolution " + resolution.tiles.name +
                                    " trains " + std::to_string(resolution.seeds.size()) +
                                    (resolution.seeds.size() == 1 ? " network" : " networks"));
  }
  for (const ResolutionTraining& resolution : config.resolutions) {
    const bool begins = !resolution.pretrained.empty() || config.startsFromSimulated(resolution);
    if (resolution.encoder == EncoderUse::frozen && resolution.extractor.file.empty() && !begins)
      root.fail("resolution.encoder", "of " + resolution.tiles.name +
                                          " is frozen with random weights: name pretrained, extractor or "
                                          "[simulatedEncoder]");
    if (resolution.frozenBlocks > 0 && !begins)
      root.fail("resolution.frozenBlocks",
                "of " + resolution.tiles.name + " would keep random weights: name pretrained or [simulatedEncoder]");
  }
  // What the manifest could not hold must be said before the training, not after it.
  if (const auto error = manifest::contradiction(draftManifest(config))) {
    const std::size_t blank = error->message.find(' ');
    root.fail(error->message.substr(0, blank), error->message.substr(blank + 1));
  }
}

}  // namespace snitt::training

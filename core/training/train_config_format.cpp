#include "core/bundle/manifest_write_p.h"
#include "core/text/number.h"
#include "core/training/train_config.h"
#include "core/training/train_words_p.h"

namespace snitt::training {
namespace {

using manifest::tomlList;
using manifest::TomlWriter;
using manifest::wordOf;

void writeBundle(TomlWriter& out, const BundleIdentity& bundle) {
  out.header("[bundle]");
  out.text("id", bundle.id);
  out.text("name", bundle.name);
  out.text("version", bundle.version);
  out.text("status", toText(bundle.status));
  out.text("licence", bundle.licence);
  out.text("intendedUse", bundle.intendedUse);
  if (!bundle.limits.empty()) out.raw("limits", tomlList(bundle.limits));
  out.text("weights", wordOf(weightWords, bundle.weights));
}

void writePatients(TomlWriter& out, const TrainConfig& config) {
  out.header("[outcome]");
  out.text("event", wordOf(eventWords, config.event));
  out.number("daysPerYear", config.labels.daysPerYear);
  out.header("[labels]");
  out.number("ageLimitYears", config.labels.ageLimitYears);
  out.number("goodYears", config.labels.goodYears);
  out.number("poorLeastDays", config.labels.poorLeastDays);
  out.number("poorMostYears", config.labels.poorMostYears);
  out.flag("laterEventsSpoilGood", config.labels.laterEventsSpoilGood);
  out.header("[split]");
  out.number("train", config.split.train);
  out.number("tune", config.split.tune);
  out.number("test", config.split.test);
  out.integer("seed", static_cast<int>(config.split.seed));
  out.integer("thumbnailDistance", config.thumbnailDistance);
}

void writeSegmentation(TomlWriter& out, const SegmentationTraining& segmentation) {
  out.header("[segmentation]");
  out.text("source", wordOf(sourceWords, segmentation.source));
  if (segmentation.source == SegmentationSource::tissue) return;
  if (segmentation.source == SegmentationSource::network) out.text("file", segmentation.file);
  out.number("mpp", segmentation.mpp);
  out.integer("tilePx", segmentation.tilePx);
  out.integer("overlapPx", segmentation.overlapPx);
  out.number("mapMpp", segmentation.mapMpp);
  out.integer("baseChannels", segmentation.baseChannels);
  out.integer("depth", segmentation.depth);
  out.raw("normalisation", manifest::normalisationTable(segmentation.normalisation));
  if (segmentation.source == SegmentationSource::train) {
    out.integer("epochs", segmentation.epochs);
    out.integer("batch", segmentation.batch);
    out.number("learningRate", segmentation.learningRate);
    out.integer("tilesPerSlide", segmentation.tilesPerSlide);
    out.integer("seed", segmentation.seed);
  }
  manifest::writePost(out, segmentation.post);
}

void writeExtractor(TomlWriter& out, const Extractor& extractor) {
  out.header("[resolution.extractor]");
  out.text("file", extractor.file);
  out.integer("features", extractor.features);
  out.text("input", wordOf(manifest::scriptInputWords, extractor.input));
  out.integer("outputIndex", extractor.outputIndex);
}

void writeResolution(TomlWriter& out, const ResolutionTraining& resolution) {
  const ResolutionSpec& tiles = resolution.tiles;
  out.header("[[resolution]]");
  out.text("name", tiles.name);
  out.number("mpp", tiles.mpp);
  out.integer("tilePx", tiles.tilePx);
  out.integer("overlapPx", tiles.overlapPx);
  out.number("leastTumourShare", tiles.leastTumourShare);
  out.integer("mostTiles", tiles.mostTiles);
  out.integer("batch", tiles.batch);
  out.raw("normalisation", manifest::normalisationTable(tiles.normalisation));
  out.raw("seeds", tomlList(resolution.seeds));
  out.raw("head", manifest::headTable(resolution.head));
  out.text("encoder", wordOf(encoderWords, resolution.encoder));
  if (resolution.encoder == EncoderUse::frozen)
    out.integer("featureViews", resolution.featureViews);
  else
    out.integer("frozenBlocks", resolution.frozenBlocks);
  if (!resolution.extractor.file.empty()) return writeExtractor(out, resolution.extractor);
  out.number("width", resolution.width);
  out.text("padding", wordOf(manifest::paddingWords, resolution.padding));
  out.flag("convolutionBias", resolution.convolutionBias);
  if (!resolution.pretrained.empty()) out.text("pretrained", resolution.pretrained);
}

void writeLearning(TomlWriter& out, const LearningPlan& plan) {
  out.header("[learning]");
  out.text("loss", wordOf(lossWords, plan.loss));
  out.integer("epochs", plan.epochs);
  out.integer("bags", plan.bags);
  out.integer("bagTiles", plan.bagTiles);
  if (plan.loss == Loss::distinct) out.flag("balanced", plan.balanced);
  out.text("optimiser", wordOf(optimiserWords, plan.optimiser));
  out.number("learningRate", plan.learningRate);
  if (plan.optimiser == Optimiser::sgd) out.number("momentum", plan.momentum);
  out.number("weightDecay", plan.weightDecay);
  out.text("schedule", wordOf(scheduleWords, plan.schedule));
  out.number("clipNorm", plan.clipNorm);
  out.integer("frozenEpochs", plan.frozenEpochs);
  out.integer("checkEveryEpochs", plan.checkEveryEpochs);
  out.integer("patienceEpochs", plan.patienceEpochs);
  out.header("[learning.augmentation]");
  out.flag("flips", plan.augmentation.flips);
  out.number("brightness", plan.augmentation.brightness);
  out.number("contrast", plan.augmentation.contrast);
  out.number("saturation", plan.augmentation.saturation);
  out.number("hue", plan.augmentation.hue);
}

void writeEncoderScale(TomlWriter& out, std::string_view header, const EncoderScale& scale) {
  out.header(header);
  out.integer("tumours", scale.tumours);
  out.integer("tilesPerTumour", scale.tilesPerTumour);
  out.integer("epochs", scale.epochs);
  out.integer("tilesPerStep", scale.tilesPerStep);
  out.number("learningRate", scale.learningRate);
  out.number("colour", scale.colour);
}

void writeTuning(TomlWriter& out, const TrainConfig& config) {
  out.header("[members]");
  out.integer("keep", config.keep);
  out.text("figure", wordOf(figureWords, config.memberFigure));
  out.header("[thresholds]");
  out.text("rule", wordOf(thresholdWords, config.threshold.kind));
  if (needsShare(config.threshold.kind)) out.number("share", config.threshold.share);
  out.header("[decision]");
  out.text("combined", wordOf(manifest::combineWords, config.combined));
  out.text("patients", wordOf(manifest::patientWords, config.patients));
  out.header("[risk]");
  out.raw("horizonsYears", tomlList(config.horizonsYears));
  out.integer("knots", config.riskKnots);
  out.integer("leastEvents", config.leastRiskEvents);
  out.header("[reference]");
  out.integer("bins", config.referenceBins);
}

}  // namespace

std::string formatTrainConfig(const TrainConfig& config) {
  TomlWriter out;
  out.text("format", kTrainFormat);
  writeBundle(out, config.bundle);
  manifest::writeScope(out, config.scope);
  manifest::writeAssessable(out, config.assessable);
  writePatients(out, config);
  writeSegmentation(out, config.segmentation);
  for (const ResolutionTraining& resolution : config.resolutions) writeResolution(out, resolution);
  if (const auto& encoder = config.simulatedEncoder) {
    out.header("[simulatedEncoder]");
    out.integer("seed", encoder->seed);
    writeEncoderScale(out, "[simulatedEncoder.architecture]", encoder->architecture);
    writeEncoderScale(out, "[simulatedEncoder.cells]", encoder->cells);
  }
  writeLearning(out, config.learning);
  writeTuning(out, config);
  return out.take();
}

}  // namespace snitt::training

#include "core/training/train_config.h"

namespace snitt::training {
namespace {

MemberSpec memberOf(const ResolutionTraining& resolution, int number) {
  MemberSpec member;
  member.id = resolution.tiles.name + "-" + std::to_string(number);
  // A member's id has no dots, which a resolution's name may have.
  for (char& c : member.id)
    if (c == '.') c = '_';
  member.network.head = resolution.head;
  const std::string weights = "networks/" + member.id + ".safetensors";
  if (const Extractor& extractor = resolution.extractor; !extractor.file.empty()) {
    member.network.architecture = scriptArchitecture;
    member.network.file = "networks/" + resolution.tiles.name + "-extractor.pt";
    member.network.headFile = weights;
    member.network.script = {extractor.input, ScriptOutput::features, extractor.outputIndex, 2, 1, extractor.features};
    return member;
  }
  member.network.architecture = "mobilenet_v2";
  member.network.file = weights;
  member.network.width = resolution.width;
  member.network.padding = resolution.padding;
  member.network.convolutionBias = resolution.convolutionBias;
  return member;
}

SegmentationSpec segmentationOf(const SegmentationTraining& from) {
  SegmentationSpec segmentation;
  segmentation.useNetwork = from.source != SegmentationSource::tissue;
  if (!segmentation.useNetwork) return segmentation;
  segmentation.network.architecture = "unet";
  segmentation.network.file = "networks/segmentation.safetensors";
  segmentation.network.baseChannels = from.baseChannels;
  segmentation.network.depth = from.depth;
  segmentation.mpp = from.mpp;
  segmentation.tilePx = from.tilePx;
  segmentation.overlapPx = from.overlapPx;
  segmentation.mapMpp = from.mapMpp;
  segmentation.normalisation = from.normalisation;
  segmentation.post = from.post;
  return segmentation;
}

}  // namespace

Manifest draftManifest(const TrainConfig& config) {
  Manifest draft;
  draft.id = config.bundle.id;
  draft.name = config.bundle.name;
  draft.version = config.bundle.version;
  draft.status = config.bundle.status;
  draft.licence = config.bundle.licence;
  draft.intendedUse = config.bundle.intendedUse;
  draft.card = "card.md";
  draft.scope = config.scope;
  draft.assessable = config.assessable;
  draft.segmentation = segmentationOf(config.segmentation);
  for (const ResolutionTraining& resolution : config.resolutions) {
    ResolutionSpec& spec = draft.resolutions.emplace_back(resolution.tiles);
    for (int number = 1; number <= config.keep; ++number) spec.members.push_back(memberOf(resolution, number));
    draft.decision.thresholds[resolution.tiles.name] = 0.5;
  }
  draft.decision.combined = config.combined;
  draft.decision.patients = config.patients;
  const std::string unknown(64, '0');
  draft.files[draft.card] = unknown;
  for (const NetworkSpec* network : draft.networks()) {
    draft.files[network->file] = unknown;
    if (!network->headFile.empty()) draft.files[network->headFile] = unknown;
  }
  return draft;
}

}  // namespace snitt::training

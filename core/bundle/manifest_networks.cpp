#include <initializer_list>
#include <limits>

#include "core/bundle/manifest_parse_p.h"

namespace snitt::manifest {

void readHead(TableReader in, HeadSpec& into) {
  in.choice("kind", into.kind, headWords);
  // A key of another kind of head is a mistake that would otherwise change nothing and go unseen.
  const auto only = [&](std::string_view key, HeadKind kind) {
    if (in.has(key) && into.kind != kind)
      in.fail(key, "does not belong to a head of kind \"" + std::string(wordOf(headWords, into.kind)) + "\"");
  };
  in.integer("channels", into.channels, channelRange);
  in.number("slope", into.slope, {0, 1000, false});
  in.integers("encoder", into.encoder, channelRange);
  in.integer("attention", into.attention, channelRange);
  in.flag("batchNorm", into.batchNorm);
  for (const std::string_view key : {"channels", "slope"}) only(key, HeadKind::noisyAnd);
  for (const std::string_view key : {"encoder", "attention", "batchNorm"}) only(key, HeadKind::attention);
  in.finish();
}

namespace {

void readLogistic(TableReader in, Logistic& into) {
  constexpr double most = std::numeric_limits<double>::max();
  in.number("scale", into.scale, {0, most, false});
  in.number("offset", into.offset, {-most, most});
  in.finish();
}

}  // namespace

void readNormalisation(TableReader in, Normalisation& into) {
  in.triple("mean", into.mean, share);
  in.triple("sd", into.sd, aboveZeroToOne);
  in.finish();
}

namespace {

// `architecture` is Snitt's own; every place for a network may hold TorchScript as well.
void readNetwork(TableReader& in, NetworkSpec& into, std::string_view architecture) {
  in.text("architecture", into.architecture, Need::required);
  if (in.has("architecture") && into.architecture != architecture && !into.isScript())
    in.fail("architecture", "is \"" + into.architecture + "\" and must be \"" + std::string(architecture) + "\" or \"" +
                                std::string(scriptArchitecture) + "\"");
  in.text("file", into.file, Need::required);
  in.flag("convolutionBias", into.convolutionBias);
}

// A key that would change nothing is a mistake.
void refuseKeys(TableReader& in, std::initializer_list<std::string_view> keys, std::string_view owner) {
  for (const std::string_view key : keys)
    if (in.has(key)) in.fail(key, "does not belong to " + std::string(owner));
}

std::string quotedOutput(const ScriptSpec& script) {
  return "a network whose output is \"" + std::string(wordOf(scriptOutputWords, script.output)) + "\"";
}

constexpr bool givesClasses(ScriptOutput output) {
  return output == ScriptOutput::probabilities || output == ScriptOutput::logits;
}

// The table `script`: needed for TorchScript, a mistake elsewhere.
TableReader readScript(TableReader& network, NetworkSpec& into) {
  const Need need = into.isScript() ? Need::required : Need::optional;
  TableReader in = network.table("script", need);
  in.choice("input", into.script.input, scriptInputWords);
  in.choice("output", into.script.output, scriptOutputWords, need);
  in.integer("outputIndex", into.script.outputIndex, {0, 1000});
  if (into.isScript()) {
    refuseKeys(network, {"convolutionBias", "width", "padding", "baseChannels", "depth"}, "a TorchScript network");
  } else {
    refuseKeys(network, {"script", "headFile"}, "a network of architecture \"" + into.architecture + "\"");
  }
  return in;
}

void readMemberScript(TableReader& member, NetworkSpec& into) {
  TableReader in = readScript(member, into);
  const ScriptSpec& script = into.script;
  const bool classes = into.isScript() && givesClasses(script.output);
  const bool features = into.isScript() && script.output == ScriptOutput::features;
  const auto needIf = [](bool needed) { return needed ? Need::required : Need::optional; };
  in.integer("classes", into.script.classes, {2, channelRange.most}, needIf(classes));
  in.integer("classIndex", into.script.classIndex, {0, channelRange.most}, needIf(classes));
  in.integer("features", into.script.features, channelRange, needIf(features));
  member.text("headFile", into.headFile, needIf(features));
  if (into.isScript()) {
    if (!classes) refuseKeys(in, {"classes", "classIndex"}, quotedOutput(script));
    if (!features) refuseKeys(in, {"features"}, quotedOutput(script));
    if (!features) refuseKeys(member, {"head", "headFile"}, quotedOutput(script));
    if (!features && script.output != ScriptOutput::logit) refuseKeys(member, {"logistic"}, quotedOutput(script));
    if (classes && script.classIndex >= script.classes)
      in.fail("classIndex", "is " + std::to_string(script.classIndex) + " and must be below classes, which is " +
                                std::to_string(script.classes));
  }
  in.finish();
}

MemberSpec readMember(TableReader in) {
  MemberSpec member;
  in.text("id", member.id, Need::required);
  readNetwork(in, member.network, "mobilenet_v2");
  in.number("width", member.network.width, {0, 4, false});
  in.choice("padding", member.network.padding, paddingWords);
  readHead(in.table("head"), member.network.head);
  readLogistic(in.table("logistic"), member.network.logistic);
  readMemberScript(in, member.network);
  in.finish();
  return member;
}

}  // namespace

void readOverlap(TableReader& in, int& overlapPx, int tilePx) {
  in.integer("overlapPx", overlapPx, {0, tileRange.most});
  if (overlapPx >= tilePx)
    in.fail("overlapPx",
            "is " + std::to_string(overlapPx) + " and must be below tilePx, which is " + std::to_string(tilePx));
}

namespace {

ResolutionSpec readResolution(TableReader in) {
  ResolutionSpec resolution;
  in.text("name", resolution.name, Need::required);
  in.number("mpp", resolution.mpp, mppRange, Need::required);
  in.integer("tilePx", resolution.tilePx, tileRange, Need::required);
  readOverlap(in, resolution.overlapPx, resolution.tilePx);
  in.number("leastTumourShare", resolution.leastTumourShare, aboveZeroToOne);
  in.integer("mostTiles", resolution.mostTiles, count);
  in.integer("batch", resolution.batch, batchRange);
  readNormalisation(in.table("normalisation"), resolution.normalisation);
  for (TableReader& member : in.tables("member", Need::required)) resolution.members.push_back(readMember(member));
  in.finish();
  return resolution;
}

}  // namespace

void readPost(TableReader in, SegmentationPost& into) {
  constexpr Range kernel{1, 255};
  constexpr Range level{0, 255};
  in.integer("medianPx", into.medianPx, kernel);
  in.integer("gaussianPx", into.gaussianPx, kernel);
  for (const auto& [key, value] : {std::pair("medianPx", into.medianPx), std::pair("gaussianPx", into.gaussianPx)})
    if (value % 2 == 0) in.fail(key, "is " + std::to_string(value) + " and must be odd");
  in.number("smoothScale", into.smoothScale, aboveZeroToOne);
  in.integer("lowThreshold", into.lowThreshold, level);
  in.integer("highThreshold", into.highThreshold, level);
  if (into.lowThreshold > into.highThreshold)
    in.fail("lowThreshold", "is " + std::to_string(into.lowThreshold) +
                                " and must not be above highThreshold, which is " + std::to_string(into.highThreshold));
  in.number("percentile", into.percentile, {0, 100});
  in.integer("percentileAbove", into.percentileAbove, level);
  in.integer("closePx", into.closePx, kernel);
  in.integer("fillHolesPx", into.fillHolesPx, count);
  in.integer("openPx", into.openPx, kernel);
  in.integer("dropPx", into.dropPx, count);
  in.finish();
}

namespace {

void readSegmentationNetwork(TableReader in, NetworkSpec& into) {
  readNetwork(in, into, "unet");
  in.integer("baseChannels", into.baseChannels, {1, 1024});
  in.integer("depth", into.depth, {1, 8});
  TableReader script = readScript(in, into);
  if (into.isScript() && !givesClasses(into.script.output))
    script.fail("output", "is \"" + std::string(wordOf(scriptOutputWords, into.script.output)) +
                              "\" and must be \"probabilities\" or \"logits\" in a segmentation");
  script.finish();
  in.finish();
}

void checkClasses(TableReader& in, const std::vector<std::string>& classes) {
  if (classes.size() < 2) in.fail("classes", "must list at least two classes, the last one the tumour");
  if (std::set(classes.begin(), classes.end()).size() != classes.size()) in.fail("classes", "lists a class twice");
}

}  // namespace

void readSegmentation(TableReader& root, SegmentationSpec& into) {
  if (root.isText("segmentation")) {
    std::string word;
    root.text("segmentation", word, Need::required);
    if (word != tissueWord)
      root.fail("segmentation", "is \"" + word + "\" and must be \"tissue\" or a table [segmentation]");
    return;
  }
  into.useNetwork = true;
  TableReader in = root.table("segmentation", Need::required);
  in.number("mpp", into.mpp, mppRange, Need::required);
  in.integer("tilePx", into.tilePx, tileRange, Need::required);
  readOverlap(in, into.overlapPx, into.tilePx);
  in.number("mapMpp", into.mapMpp, mppRange);
  if (into.mapMpp < into.mpp) in.fail("mapMpp", "must not be finer than mpp, the network's input");
  in.integer("batch", into.batch, batchRange);
  in.texts("classes", into.classes);
  checkClasses(in, into.classes);
  readNormalisation(in.table("normalisation"), into.normalisation);
  readSegmentationNetwork(in.table("network", Need::required), into.network);
  if (into.network.isScript() && into.network.script.input == ScriptInput::bytes)
    refuseKeys(in, {"normalisation"}, "a network that takes bytes (input = \"uint8\")");
  readPost(in.table("post"), into.post);
  in.finish();
}

void readResolutions(TableReader& root, std::vector<ResolutionSpec>& into) {
  for (TableReader& resolution : root.tables("resolution", Need::required)) into.push_back(readResolution(resolution));
}

}  // namespace snitt::manifest

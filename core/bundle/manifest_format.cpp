#include "core/bundle/manifest.h"
#include "core/bundle/manifest_words_p.h"
#include "core/bundle/manifest_write_p.h"
#include "core/bundle/toml_writer_p.h"
#include "core/sha256.h"
#include "core/text/number.h"

namespace snitt {
namespace manifest {
namespace {

void writeIdentity(TomlWriter& out, const Manifest& manifest) {
  out.header("[bundle]");
  out.text("id", manifest.id);
  out.text("name", manifest.name);
  out.text("version", manifest.version);
  out.text("status", toText(manifest.status));
  out.text("licence", manifest.licence);
  out.text("intendedUse", manifest.intendedUse);
  out.text("card", manifest.card);
}

}  // namespace

void writeScope(TomlWriter& out, const ScopeRules& scope) {
  out.header("[scope]");
  for (const std::string_view key : scopeKeys)
    if (const auto found = scope.allowed.find(std::string(key)); found != scope.allowed.end())
      out.raw(key, tomlList(found->second));
  if (scope.leastMpp) out.number("leastMpp", *scope.leastMpp);
  if (scope.mostMpp) out.number("mostMpp", *scope.mostMpp);
}

namespace {

void writeInput(TomlWriter& out, const Manifest& manifest) {
  out.header("[input]");
  out.number("maxUpsampling", manifest.maxUpsampling);
}

}  // namespace

std::string headTable(const HeadSpec& head) {
  std::string fields = "kind = " + tomlText(wordOf(headWords, head.kind));
  if (head.kind == HeadKind::noisyAnd)
    fields += ", channels = " + std::to_string(head.channels) + ", slope = " + shortest(head.slope);
  if (head.kind == HeadKind::attention)
    fields += ", encoder = " + tomlList(head.encoder) + ", attention = " + std::to_string(head.attention) +
              ", batchNorm = " + (head.batchNorm ? "true" : "false");
  return "{ " + fields + " }";
}

std::string normalisationTable(const Normalisation& normalisation) {
  return "{ mean = " + tomlList(normalisation.mean) + ", sd = " + tomlList(normalisation.sd) + " }";
}

namespace {

std::string scriptTable(const ScriptSpec& script, bool ofMember) {
  std::string fields = "input = " + tomlText(wordOf(scriptInputWords, script.input)) +
                       ", output = " + tomlText(wordOf(scriptOutputWords, script.output)) +
                       ", outputIndex = " + std::to_string(script.outputIndex);
  const bool classes = script.output == ScriptOutput::probabilities || script.output == ScriptOutput::logits;
  if (ofMember && classes)
    fields += ", classes = " + std::to_string(script.classes) + ", classIndex = " + std::to_string(script.classIndex);
  if (ofMember && script.output == ScriptOutput::features) fields += ", features = " + std::to_string(script.features);
  return "{ " + fields + " }";
}

void writeLogistic(TomlWriter& out, const Logistic& logistic) {
  out.raw("logistic", "{ scale = " + shortest(logistic.scale) + ", offset = " + shortest(logistic.offset) + " }");
}

void writeNetwork(TomlWriter& out, const NetworkSpec& network) {
  out.text("architecture", network.architecture);
  out.text("file", network.file);
  if (!network.isScript()) out.flag("convolutionBias", network.convolutionBias);
}

void writeScriptMember(TomlWriter& out, const NetworkSpec& network) {
  out.raw("script", scriptTable(network.script, true));
  const bool features = network.script.output == ScriptOutput::features;
  if (features) {
    out.raw("head", headTable(network.head));
    out.text("headFile", network.headFile);
  }
  if (features || network.script.output == ScriptOutput::logit) writeLogistic(out, network.logistic);
}

void writeMember(TomlWriter& out, const MemberSpec& member) {
  out.header("[[resolution.member]]");
  out.text("id", member.id);
  writeNetwork(out, member.network);
  if (member.network.isScript()) return writeScriptMember(out, member.network);
  out.number("width", member.network.width);
  out.text("padding", wordOf(paddingWords, member.network.padding));
  out.raw("head", headTable(member.network.head));
  writeLogistic(out, member.network.logistic);
}

void writeResolutions(TomlWriter& out, const std::vector<ResolutionSpec>& resolutions) {
  for (const ResolutionSpec& resolution : resolutions) {
    out.header("[[resolution]]");
    out.text("name", resolution.name);
    out.number("mpp", resolution.mpp);
    out.integer("tilePx", resolution.tilePx);
    out.integer("overlapPx", resolution.overlapPx);
    out.number("leastTumourShare", resolution.leastTumourShare);
    out.integer("mostTiles", resolution.mostTiles);
    out.integer("batch", resolution.batch);
    out.raw("normalisation", normalisationTable(resolution.normalisation));
    for (const MemberSpec& member : resolution.members) writeMember(out, member);
  }
}

}  // namespace

void writePost(TomlWriter& out, const SegmentationPost& post) {
  out.header("[segmentation.post]");
  out.integer("medianPx", post.medianPx);
  out.integer("gaussianPx", post.gaussianPx);
  out.number("smoothScale", post.smoothScale);
  out.integer("lowThreshold", post.lowThreshold);
  out.integer("highThreshold", post.highThreshold);
  out.number("percentile", post.percentile);
  out.integer("percentileAbove", post.percentileAbove);
  out.integer("closePx", post.closePx);
  out.integer("fillHolesPx", post.fillHolesPx);
  out.integer("openPx", post.openPx);
  out.integer("dropPx", post.dropPx);
}

namespace {

// The table alone; `segmentation = "tissue"` is a line of the document's head.
void writeSegmentation(TomlWriter& out, const SegmentationSpec& segmentation) {
  if (!segmentation.useNetwork) return;
  out.header("[segmentation]");
  out.number("mpp", segmentation.mpp);
  out.integer("tilePx", segmentation.tilePx);
  out.integer("overlapPx", segmentation.overlapPx);
  out.number("mapMpp", segmentation.mapMpp);
  out.integer("batch", segmentation.batch);
  out.raw("classes", tomlList(segmentation.classes));
  const NetworkSpec& network = segmentation.network;
  if (!network.isScript() || network.script.input == ScriptInput::floats)
    out.raw("normalisation", normalisationTable(segmentation.normalisation));
  out.header("[segmentation.network]");
  writeNetwork(out, network);
  if (network.isScript()) {
    out.raw("script", scriptTable(network.script, false));
  } else {
    out.integer("baseChannels", network.baseChannels);
    out.integer("depth", network.depth);
  }
  writePost(out, segmentation.post);
}

void writeDecision(TomlWriter& out, const DecisionRules& decision) {
  out.header("[decision]");
  out.text("combined", wordOf(combineWords, decision.combined));
  out.text("patients", wordOf(patientWords, decision.patients));
  out.header("[decision.thresholds]");
  for (const auto& [name, threshold] : decision.thresholds) out.number(name, threshold);
  for (const RiskMap& map : decision.riskMaps) {
    out.header("[[decision.riskMap]]");
    out.number("horizonDays", map.horizonDays);
    out.text("event", map.event);
    out.raw("scores", tomlList(map.scores));
    out.raw("risks", tomlList(map.risks));
  }
  for (const RiskRow& row : decision.risk) {
    out.header("[[decision.risk]]");
    out.text("group", row.group);
    if (!row.scoreClass.empty()) out.raw("class", tomlList(row.scoreClass));
    if (!row.pT.empty()) out.raw("pT", tomlList(row.pT));
    if (!row.pN.empty()) out.raw("pN", tomlList(row.pN));
    if (row.leastNodes) out.integer("leastNodes", *row.leastNodes);
    if (row.mostNodes) out.integer("mostNodes", *row.mostNodes);
  }
}

}  // namespace

void writeAssessable(TomlWriter& out, const AssessableLimits& limits) {
  out.header("[assessable]");
  out.number("leastTumourMm2", limits.leastTumourMm2);
  out.number("mostBlurredShare", limits.mostBlurredShare);
  out.number("mostFoldedShare", limits.mostFoldedShare);
  out.number("mostInkedShare", limits.mostInkedShare);
  out.number("mostUnreadableShare", limits.mostUnreadableShare);
  if (limits.leastTiles.empty()) return;
  out.header("[assessable.leastTiles]");
  for (const auto& [name, tiles] : limits.leastTiles) out.integer(name, tiles);
}

namespace {

void writeTraining(TomlWriter& out, const TrainingFacts& facts) {
  out.header("[training]");
  out.text("software", facts.software);
  out.text("loss", facts.loss);
  out.text("thresholdRule", facts.thresholdRule);
  for (const auto& [key, file] : {std::pair("config", &facts.config), std::pair("cohort", &facts.cohort),
                                  std::pair("curves", &facts.curves), std::pair("tuning", &facts.tuning)})
    if (!file->empty()) out.text(key, *file);
}

void writeReferences(TomlWriter& out, const std::vector<ReferenceDistribution>& references) {
  for (const ReferenceDistribution& reference : references) {
    out.header("[[reference]]");
    out.text("name", reference.name);
    out.raw("edges", tomlList(reference.edges));
    const std::vector<int> counts(reference.counts.begin(), reference.counts.end());
    out.raw("counts", tomlList(counts));
  }
}

void writeFileHash(TomlWriter& out, const Manifest& manifest, const std::string& path) {
  const auto found = manifest.files.find(path);
  out.text(path, found == manifest.files.end() ? "" : found->second);
}

}  // namespace
}  // namespace manifest

std::string formatManifest(const Manifest& manifest) {
  manifest::TomlWriter out;
  out.text("format", std::string(manifest::formatName) + "/" + std::to_string(manifest::formatMajor));
  // A plain key has to stand before the first table.
  if (!manifest.segmentation.useNetwork) out.text("segmentation", manifest::tissueWord);
  manifest::writeIdentity(out, manifest);
  manifest::writeScope(out, manifest.scope);
  manifest::writeInput(out, manifest);
  out.header("[outline]");
  out.flag("allowed", manifest.outlineAllowed);
  manifest::writeSegmentation(out, manifest.segmentation);
  manifest::writeResolutions(out, manifest.resolutions);
  manifest::writeDecision(out, manifest.decision);
  manifest::writeAssessable(out, manifest.assessable);
  out.header("[tolerance]");
  out.flag("allowBf16", manifest.tolerance.allowBf16);
  out.number("mostBf16Difference", manifest.tolerance.mostBf16Difference);
  out.number("devices", manifest.tolerance.devices);
  out.number("fp32", manifest.tolerance.fp32);
  if (manifest.training) manifest::writeTraining(out, *manifest.training);
  manifest::writeReferences(out, manifest.references);
  if (manifest.golden) manifest::writeGolden(out, *manifest.golden);
  out.header("[files]");
  for (const auto& [path, hash] : manifest.files) out.text(path, hash);
  return out.take();
}

PartHashes partHashes(const Manifest& manifest) {
  manifest::TomlWriter segmentation;
  segmentation.text("part", "segmentation/1");
  manifest::writeInput(segmentation, manifest);
  if (manifest.segmentation.useNetwork) {
    manifest::writeSegmentation(segmentation, manifest.segmentation);
    segmentation.header("[files]");
    manifest::writeFileHash(segmentation, manifest, manifest.segmentation.network.file);
  } else {
    segmentation.text("segmentation", manifest::tissueWord);
  }

  manifest::TomlWriter networks;
  networks.text("part", "networks/1");
  manifest::writeInput(networks, manifest);
  manifest::writeResolutions(networks, manifest.resolutions);
  networks.header("[files]");
  for (const ResolutionSpec& resolution : manifest.resolutions)
    for (const MemberSpec& member : resolution.members) {
      manifest::writeFileHash(networks, manifest, member.network.file);
      if (!member.network.headFile.empty()) manifest::writeFileHash(networks, manifest, member.network.headFile);
    }

  manifest::TomlWriter decision;
  decision.text("part", "decision/1");
  manifest::writeDecision(decision, manifest.decision);
  manifest::writeAssessable(decision, manifest.assessable);
  return {sha256Of(segmentation.take()), sha256Of(networks.take()), sha256Of(decision.take())};
}

}  // namespace snitt

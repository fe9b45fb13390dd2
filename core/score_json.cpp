#include "core/json_writer_p.h"
#include "core/score.h"

namespace snitt {
namespace {

constexpr auto oneLine = JsonWriter::Layout::oneLine;

void classOrNull(JsonWriter& out, std::optional<Prognosis> prognosis) {
  prognosis ? out.text(toText(*prognosis)) : out.null();
}

void writeSlide(JsonWriter& out, const ScoredSlide& slide) {
  out.key("slide").openObject();
  if (!slide.path.empty()) out.key("path").text(slide.path);
  out.key("sha256").text(slide.sha256);
  out.key("fingerprint").text(slide.fingerprint);
  out.key("vendor").text(slide.vendor);
  out.key("widthPx").integer(slide.widthPx);
  out.key("heightPx").integer(slide.heightPx);
  out.key("mpp").openObject(oneLine);
  out.key("x").number(slide.mppX);
  out.key("y").number(slide.mppY);
  out.key("source").text(slide.mppSource);
  out.key("reason").textOrNull(slide.mppReason);
  out.key("inFile").number(slide.mppInFile);
  out.close();
  out.key("findings").openArray();
  for (const std::string& finding : slide.findings) out.text(finding);
  out.close();
  out.close();
}

void writeBundle(JsonWriter& out, const Score& score) {
  out.key("bundle").openObject();
  out.key("id").text(score.bundleId);
  out.key("name").text(score.bundleName);
  out.key("version").text(score.bundleVersion);
  out.key("sha256").text(score.bundleSha256);
  out.key("status").text(toText(score.bundleStatus));
  out.key("parts").openObject();
  out.key("segmentation").text(score.bundleParts.segmentation);
  out.key("networks").text(score.bundleParts.networks);
  out.key("decision").text(score.bundleParts.decision);
  out.close();
  out.key("signature").openObject(oneLine);
  out.key("state").text(toText(score.bundleSignature.state));
  out.key("key").textOrNull(score.bundleSignature.key);
  out.key("name").textOrNull(score.bundleSignature.name);
  out.close();
  out.key("untrusted").openArray();
  for (const UntrustedCode& one : score.untrusted) {
    out.openObject(oneLine);
    out.key("file").text(one.file);
    out.key("sha256").text(one.sha256);
    out.close();
  }
  out.close();
  out.close();
}

void writeScope(JsonWriter& out, const Score& score) {
  out.key("scope").openObject();
  out.key("ok").flag(score.scope.ok);
  out.key("findings").openArray();
  for (const ScopeFinding& finding : score.scope.findings) {
    out.openObject(oneLine);
    out.key("fact").text(finding.fact);
    out.key("state").text(toText(finding.state));
    out.key("detail").text(finding.detail);
    out.close();
  }
  out.close();
  out.key("override").textOrNull(score.scopeOverride);
  out.close();
}

void writeFigures(JsonWriter& out, const std::optional<QualityFigures>& figures) {
  if (!figures) return out.null();
  out.openObject(oneLine);
  out.key("areaMm2").number(figures->areaMm2);
  out.key("penShare").number(figures->penShare);
  out.key("foldShare").number(figures->foldShare);
  out.key("blurShare").number(figures->blurShare);
  out.key("brightness").number(figures->brightness);
  out.close();
}

void writeQualityAndTumour(JsonWriter& out, const Score& score) {
  out.key("quality").openObject();
  out.key("stain").textOrNull(score.stainSeen);
  writeFigures(out.key("tissue"), score.tissueQuality);
  writeFigures(out.key("tumour"), score.tumourQuality);
  if (score.input) {
    out.key("input").openObject(oneLine);
    out.key("haematoxylin").number(score.input->haematoxylin);
    out.key("eosin").number(score.input->eosin);
    out.key("tissueShare").number(score.input->tissueShare);
    out.close();
  }
  out.close();
  out.key("tumour").openObject();
  out.key("source").text(score.tumourSource);
  out.key("areaMm2").number(score.tumourAreaMm2);
  out.key("components").integer(score.tumourComponents);
  out.key("dice").number(score.tumourDice);
  out.close();
}

void writeResolution(JsonWriter& out, const ScoredResolution& resolution) {
  out.openObject();
  out.key("name").text(resolution.name);
  out.key("tileUm").number(resolution.tileUm);
  out.key("mpp").number(resolution.mpp);
  out.key("tiles").integer(resolution.tiles);
  out.key("unreadable").openArray(oneLine);
  for (const int index : resolution.unreadable) out.integer(index);
  out.close();
  out.key("members").openArray();
  for (const MemberScore& member : resolution.members) {
    out.openObject(oneLine);
    out.key("id").text(member.id);
    out.key("score").number(member.score);
    out.close();
  }
  out.close();
  out.key("score").number(resolution.score);
  out.key("threshold").number(resolution.threshold);
  classOrNull(out.key("class"), resolution.prognosis);
  out.close();
}

void writeResult(JsonWriter& out, const Score& score) {
  out.key("combined").number(score.combined);
  classOrNull(out.key("class"), score.prognosis);
  out.key("why").text(score.why);
  out.key("notAssessable");
  if (score.notAssessable.empty()) {
    out.null();
  } else {
    out.openObject();
    out.key("reason").text(score.notAssessable);
    out.close();
  }
  out.key("risk").openObject();
  out.key("group").textOrNull(score.risk.group);
  out.key("reason").text(score.risk.reason);
  out.close();
}

void writeRun(JsonWriter& out, const ScoreRun& run) {
  out.key("run").openObject();
  out.key("id").text(run.id);
  out.key("started").text(run.started);
  out.key("seconds").number(run.seconds);
  out.key("stages").openObject();
  for (const auto& [stage, seconds] : run.stages) out.key(stage).number(seconds);
  out.close();
  out.key("device").text(run.device);
  out.key("precision").text(run.precision);
  out.key("numericPath").textOrNull(run.path);
  out.key("numericNote").textOrNull(run.pathNote);
  out.key("threads").integer(run.threads);
  out.key("software").text(run.software);
  out.key("typedBy").textOrNull(run.typedBy);
  out.close();
}

}  // namespace

std::string formatScore(const Score& score) {
  JsonWriter out;
  out.openObject();
  out.key("format").text("snitt-score/1");
  if (!score.notice.empty()) out.key("notice").text(score.notice);
  writeSlide(out, score.slide);
  writeBundle(out, score);
  writeScope(out, score);
  writeQualityAndTumour(out, score);
  out.key("resolutions").openArray();
  for (const ScoredResolution& resolution : score.resolutions) writeResolution(out, resolution);
  out.close();
  writeResult(out, score);
  writeRun(out, score.run);
  out.key("researchUseOnly").flag(true);
  out.close();
  return out.take();
}

}  // namespace snitt

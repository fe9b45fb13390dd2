#include <array>
#include <limits>

#include "core/json_reader_p.h"
#include "core/score.h"
#include "core/text/number.h"

namespace snitt {
namespace {

template <class E, std::size_t N>
E word(JsonReader& in, std::string_view key, const std::array<E, N>& values) {
  const std::string text = in.text(key);
  for (const E value : values)
    if (toText(value) == text) return value;
  in.fail(key, "is \"" + text + "\", which is not known here");
  return values.front();
}

std::optional<Prognosis> prognosis(JsonReader& in) {
  if (!in.isGiven("class")) return std::nullopt;
  return word(in, "class", std::array{Prognosis::good, Prognosis::uncertain, Prognosis::poor});
}

ScoredSlide readSlide(JsonReader in) {
  ScoredSlide slide;
  if (in.has("path")) slide.path = in.text("path");
  slide.sha256 = in.text("sha256");
  slide.fingerprint = in.text("fingerprint");
  slide.vendor = in.text("vendor");
  slide.widthPx = in.integer("widthPx");
  slide.heightPx = in.integer("heightPx");
  JsonReader mpp = in.object("mpp");
  slide.mppX = mpp.number("x");
  slide.mppY = mpp.number("y");
  slide.mppSource = mpp.text("source");
  slide.mppReason = mpp.textOrNull("reason");
  slide.mppInFile = mpp.numberOrNull("inFile");
  slide.findings = in.texts("findings");
  return slide;
}

void readBundle(JsonReader in, Score& into) {
  into.bundleId = in.text("id");
  into.bundleName = in.text("name");
  into.bundleVersion = in.text("version");
  into.bundleSha256 = in.text("sha256");
  into.bundleStatus = word(in, "status",
                           std::array{BundleStatus::untrained, BundleStatus::demonstrator, BundleStatus::research,
                                      BundleStatus::clinicalResearch});
  JsonReader parts = in.object("parts");
  into.bundleParts = {parts.text("segmentation"), parts.text("networks"), parts.text("decision")};
  // Scores made before bundles could be signed have neither.
  if (in.has("signature")) {
    JsonReader signature = in.object("signature");
    into.bundleSignature = {
        word(signature, "state", std::array{SignatureState::none, SignatureState::trusted, SignatureState::unknownKey}),
        signature.textOrNull("key"), signature.textOrNull("name")};
  }
  if (in.has("untrusted"))
    for (JsonReader& one : in.objects("untrusted")) into.untrusted.push_back({one.text("file"), one.text("sha256")});
}

void readScope(JsonReader in, Score& into) {
  into.scope.ok = in.flag("ok");
  for (JsonReader& finding : in.objects("findings"))
    into.scope.findings.push_back(
        {finding.text("fact"),
         word(finding, "state", std::array{FactState::met, FactState::violated, FactState::unknown}),
         finding.text("detail")});
  into.scopeOverride = in.textOrNull("override");
}

std::optional<QualityFigures> readFigures(JsonReader& quality, std::string_view key) {
  if (!quality.isGiven(key)) return std::nullopt;
  JsonReader in = quality.object(key);
  return QualityFigures{in.number("areaMm2"), in.number("penShare"), in.number("foldShare"),
                        in.numberOrNull("blurShare").value_or(std::numeric_limits<double>::quiet_NaN()),
                        in.number("brightness")};
}

ScoredResolution readResolution(JsonReader& in) {
  ScoredResolution resolution;
  resolution.name = in.text("name");
  resolution.tileUm = in.number("tileUm");
  resolution.mpp = in.number("mpp");
  resolution.tiles = in.smallInteger("tiles");
  resolution.unreadable = in.integers("unreadable");
  for (JsonReader& member : in.objects("members"))
    resolution.members.push_back({member.text("id"), member.number("score")});
  resolution.score = in.numberOrNull("score");
  resolution.threshold = in.number("threshold");
  resolution.prognosis = prognosis(in);
  return resolution;
}

ScoreRun readRun(JsonReader in) {
  ScoreRun run;
  run.id = in.text("id");
  run.started = in.text("started");
  run.seconds = in.number("seconds");
  run.stages = in.numbers("stages");
  run.device = in.text("device");
  run.precision = in.text("precision");
  // Scores made before these were written lack them.
  if (in.has("numericPath")) run.path = in.textOrNull("numericPath");
  if (in.has("numericNote")) run.pathNote = in.textOrNull("numericNote");
  run.threads = in.smallInteger("threads");
  run.software = in.text("software");
  run.typedBy = in.textOrNull("typedBy");
  return run;
}

Score readScore(JsonReader& in) {
  Score score;
  if (in.has("notice")) score.notice = in.text("notice");
  score.slide = readSlide(in.object("slide"));
  readBundle(in.object("bundle"), score);
  readScope(in.object("scope"), score);
  JsonReader quality = in.object("quality");
  score.stainSeen = quality.textOrNull("stain");
  score.tissueQuality = readFigures(quality, "tissue");
  score.tumourQuality = readFigures(quality, "tumour");
  if (quality.has("input")) {
    JsonReader input = quality.object("input");
    score.input = InputFigures{input.number("haematoxylin"), input.number("eosin"), input.number("tissueShare")};
  }
  JsonReader tumour = in.object("tumour");
  score.tumourSource = tumour.text("source");
  score.tumourAreaMm2 = tumour.number("areaMm2");
  score.tumourComponents = tumour.smallInteger("components");
  score.tumourDice = tumour.numberOrNull("dice");
  for (JsonReader& resolution : in.objects("resolutions")) score.resolutions.push_back(readResolution(resolution));
  score.combined = in.numberOrNull("combined");
  score.prognosis = prognosis(in);
  score.why = in.text("why");
  if (in.isGiven("notAssessable")) score.notAssessable = in.object("notAssessable").text("reason");
  JsonReader risk = in.object("risk");
  score.risk = {risk.textOrNull("group"), risk.text("reason")};
  score.run = readRun(in.object("run"));
  return score;
}

// Before any key: a newer version may have others.
Result<void> checkFormat(const std::string& format) {
  constexpr std::string_view name = "snitt-score/";
  const auto version = format.starts_with(name) ? parseNumber(format.substr(name.size())) : std::nullopt;
  if (!version || *version < 1)
    return fail(ErrorKind::corrupt, "format is \"" + format + "\" and must be snitt-score/1");
  if (*version >= 2)
    return fail(ErrorKind::unsupported,
                "format is \"" + format + "\", newer than this program, which reads snitt-score/1");
  return {};
}

}  // namespace

Result<Score> parseScore(std::string_view text) {
  const auto json = parseJson(text);
  if (!json) return failIn("the score", json.error());
  if (!json->is_object()) return fail(ErrorKind::corrupt, "the score is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  const std::string format = in.text("format");
  if (error) return fail(*error);
  if (auto known = checkFormat(format); !known) return fail(known.error());
  Score score = readScore(in);
  if (error) return fail(*error);
  return score;
}

}  // namespace snitt

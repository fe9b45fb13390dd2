#include "core/golden/site_golden.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"

namespace snitt {
namespace {

constexpr std::string_view formatOfFile = "snitt-site-golden/1";

void writeScores(JsonWriter& out, const GoldenScores& scores) {
  out.openObject();
  out.key("class").text(scores.prognosis);
  out.key("combined").number(scores.combined);
  out.key("resolutions").openArray();
  for (const GoldenResolution& one : scores.resolutions) {
    out.openObject();
    out.key("name").text(one.name);
    out.key("score").number(one.score);
    out.key("members").openObject();
    for (const auto& [id, score] : one.members) out.key(id).number(score);
    out.close();
    out.close();
  }
  out.close();
  out.close();
}

GoldenScores readScores(JsonReader in) {
  GoldenScores scores;
  scores.prognosis = in.text("class");
  scores.combined = in.number("combined");
  for (JsonReader& one : in.objects("resolutions"))
    scores.resolutions.push_back({one.text("name"), one.number("score"), one.numbers("members")});
  return scores;
}

}  // namespace

std::string formatSiteGolden(const SiteGolden& golden) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(formatOfFile);
  out.key("slide").text(golden.slide);
  out.key("sha256").text(golden.sha256);
  out.key("mpp").number(golden.mpp);
  out.key("mppReason").textOrNull(golden.mppReason);
  out.key("facts").openArray();
  for (const Fact& fact : golden.facts) {
    out.openObject(JsonWriter::Layout::oneLine);
    out.key("key").text(fact.key);
    out.key("value").text(fact.value);
    out.key("source").text(fact.source);
    out.close();
  }
  out.close();
  out.key("outsideScope").textOrNull(golden.outsideScope);
  out.key("bundle").openObject();
  out.key("id").text(golden.bundleId);
  out.key("version").text(golden.bundleVersion);
  out.key("sha256").text(golden.bundleSha256);
  out.close();
  out.key("scores");
  writeScores(out, golden.scores);
  out.key("device").text(golden.path.device);
  out.key("precision").text(golden.path.precision);
  out.key("numericPath").text(golden.path.words);
  out.key("software").text(golden.software);
  out.key("added").text(golden.added);
  out.key("addedBy").text(golden.addedBy);
  out.close();
  return out.take();
}

Result<SiteGolden> parseSiteGolden(std::string_view text) {
  const auto json = parseVersioned(text, formatOfFile);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  SiteGolden golden;
  golden.slide = in.text("slide");
  golden.sha256 = in.text("sha256");
  golden.mpp = in.numberOrNull("mpp");
  golden.mppReason = in.textOrNull("mppReason");
  for (JsonReader& fact : in.objects("facts"))
    golden.facts.push_back({fact.text("key"), fact.text("value"), fact.text("source")});
  golden.outsideScope = in.textOrNull("outsideScope");
  JsonReader bundle = in.object("bundle");
  golden.bundleId = bundle.text("id");
  golden.bundleVersion = bundle.text("version");
  golden.bundleSha256 = bundle.text("sha256");
  golden.scores = readScores(in.object("scores"));
  golden.path = {in.text("device"), in.text("precision"), in.text("numericPath")};
  golden.software = in.text("software");
  golden.added = in.text("added");
  golden.addedBy = in.text("addedBy");
  if (error) return fail(*error);
  return golden;
}

}  // namespace snitt

#include "core/cohort/slide_result.h"

#include <array>

#include "core/json_reader_p.h"
#include "core/json_writer_p.h"

namespace snitt {
namespace {

constexpr std::string_view kFormat = "snitt-cohort-result/1";
constexpr auto oneLine = JsonWriter::Layout::oneLine;

constexpr std::array kStatuses{SlideStatus::scored, SlideStatus::notAssessable, SlideStatus::refused,
                               SlideStatus::failed, SlideStatus::excluded,      SlideStatus::flagged};
constexpr std::array kPrognoses{Prognosis::good, Prognosis::uncertain, Prognosis::poor};

void prognosisOrNull(JsonWriter& out, const std::optional<Prognosis>& prognosis) {
  prognosis ? out.text(toText(*prognosis)) : out.null();
}

void writeResolution(JsonWriter& out, const ResolutionScore& one) {
  out.openObject();
  out.key("name").text(one.name);
  out.key("score").number(one.score);
  out.key("threshold").number(one.threshold);
  out.key("class").text(toText(one.prognosis));
  out.key("members").openArray();
  for (const MemberScore& member : one.members) {
    out.openObject();
    out.key("id").text(member.id);
    out.key("score").number(member.score);
    out.close();
  }
  out.close();
  out.close();
}

std::optional<Prognosis> prognosisOf(JsonReader& in, std::string_view key) {
  const std::string text = in.textOrNull(key);
  if (text.empty()) return std::nullopt;
  for (const Prognosis one : kPrognoses)
    if (text == toText(one)) return one;
  in.fail(key, "is no class");
  return std::nullopt;
}

SlideStatus statusOf(JsonReader& in) {
  const std::string text = in.text("status");
  for (const SlideStatus one : kStatuses)
    if (text == toText(one)) return one;
  in.fail("status", "is not known");
  return SlideStatus::failed;
}

ResolutionScore resolutionOf(JsonReader in) {
  ResolutionScore one;
  one.name = in.text("name");
  one.score = in.number("score");
  one.threshold = in.number("threshold");
  one.prognosis = prognosisOf(in, "class").value_or(Prognosis::uncertain);
  for (JsonReader& member : in.objects("members")) one.members.push_back({member.text("id"), member.number("score")});
  return one;
}

void readScore(JsonReader& in, CohortSlideResult& result) {
  for (const JsonReader& one : in.objects("resolutions")) result.resolutions.push_back(resolutionOf(one));
  result.combined = in.numberOrNull("combined");
  result.prognosis = prognosisOf(in, "class");
  JsonReader risk = in.object("risk");
  result.risk = {risk.textOrNull("group"), risk.textOrNull("reason")};
  result.tumourMm2 = in.numberOrNull("tumourMm2");
  if (in.isGiven("unreadable")) result.unreadable = in.integer("unreadable");
}

}  // namespace

std::string_view toText(SlideStatus status) {
  switch (status) {
    case SlideStatus::scored:
      return "scored";
    case SlideStatus::notAssessable:
      return "not assessable";
    case SlideStatus::refused:
      return "refused";
    case SlideStatus::failed:
      return "failed";
    case SlideStatus::excluded:
      return "excluded";
    case SlideStatus::flagged:
      return "flagged";
  }
  return "";
}

bool isFinal(SlideStatus status) { return status != SlideStatus::failed; }

CohortSlideResult resultOf(const Score& score, std::size_t row) {
  CohortSlideResult result;
  result.row = row;
  result.fingerprint = score.slide.fingerprint;
  result.sha256 = score.slide.sha256;
  result.status = score.notAssessable.empty() ? SlideStatus::scored : SlideStatus::notAssessable;
  result.reason = score.notAssessable;
  std::int64_t unreadable = 0;
  for (const ScoredResolution& one : score.resolutions) {
    unreadable += static_cast<std::int64_t>(one.unreadable.size());
    if (one.score && one.prognosis)
      result.resolutions.push_back({one.name, one.members, *one.score, one.threshold, *one.prognosis});
  }
  result.unreadable = unreadable;
  result.combined = score.combined;
  result.prognosis = score.prognosis;
  result.risk = score.risk;
  result.tumourMm2 = score.tumourAreaMm2;
  result.device = score.run.device;
  result.precision = score.run.precision;
  result.scopeOverride = score.scopeOverride;
  result.pathNote = score.run.pathNote;
  result.seconds = score.run.seconds;
  result.stages = score.run.stages;
  return result;
}

CohortSlideResult resultOf(const Error& error, std::size_t row) {
  CohortSlideResult result;
  result.row = row;
  const bool refused = error.kind == ErrorKind::outOfScope || error.kind == ErrorKind::refused;
  result.status = refused ? SlideStatus::refused : SlideStatus::failed;
  result.reason = error.message;
  return result;
}

std::string formatResult(const CohortSlideResult& result) {
  JsonWriter out;
  out.openObject(oneLine);
  out.key("format").text(kFormat);
  out.key("row").integer(static_cast<std::int64_t>(result.row));
  out.key("inputKey").textOrNull(result.inputKey);
  out.key("decisionKey").textOrNull(result.decisionKey);
  out.key("fingerprint").textOrNull(result.fingerprint);
  out.key("sha256").textOrNull(result.sha256);
  out.key("status").text(toText(result.status));
  out.key("reason").textOrNull(result.reason);
  out.key("resolutions").openArray();
  for (const ResolutionScore& one : result.resolutions) writeResolution(out, one);
  out.close();
  out.key("combined").number(result.combined);
  prognosisOrNull(out.key("class"), result.prognosis);
  out.key("risk").openObject();
  out.key("group").textOrNull(result.risk.group);
  out.key("reason").textOrNull(result.risk.reason);
  out.close();
  out.key("tumourMm2").number(result.tumourMm2);
  result.unreadable ? out.key("unreadable").integer(*result.unreadable) : out.key("unreadable").null();
  out.key("device").textOrNull(result.device);
  out.key("precision").textOrNull(result.precision);
  out.key("scopeOverride").textOrNull(result.scopeOverride);
  out.key("pathNote").textOrNull(result.pathNote);
  out.key("seconds").number(result.seconds);
  out.key("stages").openObject();
  for (const auto& [stage, seconds] : result.stages) out.key(stage).number(seconds);
  out.close();
  out.close();
  std::string line = out.take();
  line.pop_back();
  return line;
}

Result<CohortSlideResult> parseResult(std::string_view line) {
  const auto json = parseJson(line);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  if (const std::string format = in.text("format"); !error && format != kFormat)
    return fail(format.starts_with("snitt-cohort-result/") ? ErrorKind::unsupported : ErrorKind::corrupt,
                "the line is no " + std::string(kFormat) + " but \"" + format + "\"");
  CohortSlideResult result;
  result.row = static_cast<std::size_t>(in.integer("row"));
  result.inputKey = in.textOrNull("inputKey");
  result.decisionKey = in.textOrNull("decisionKey");
  result.fingerprint = in.textOrNull("fingerprint");
  result.sha256 = in.textOrNull("sha256");
  result.status = statusOf(in);
  result.reason = in.textOrNull("reason");
  readScore(in, result);
  result.device = in.textOrNull("device");
  result.precision = in.textOrNull("precision");
  result.scopeOverride = in.textOrNull("scopeOverride");
  result.pathNote = in.textOrNull("pathNote");
  result.seconds = in.number("seconds");
  result.stages = in.numbers("stages");
  if (error) return fail(*error);
  return result;
}

}  // namespace snitt

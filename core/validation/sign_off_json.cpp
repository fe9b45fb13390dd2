#include <fmt/format.h>

#include "core/notes/versioned_json_p.h"
#include "core/validation/canonical_p.h"
#include "core/validation/lock_json_p.h"
#include "core/validation/sign_off_json_p.h"

namespace snitt::validation {
namespace {

using nlohmann::json;

constexpr std::string_view kSignatures = "snitt-sign-off/1";
constexpr std::string_view kRun = "snitt-validation-run/1";

json jsonOf(const Signature& signature) {
  return {{"role", toText(signature.role)}, {"at", signature.at},       {"by", jsonOf(signature.by)},
          {"lock", signature.lockHash},     {"files", signature.files}, {"previous", signature.previous}};
}

std::string dumped(const json& value) { return value.dump(2, ' ', false, json::error_handler_t::replace) + "\n"; }

Signature readSignature(JsonReader in, const json& object) {
  Signature one;
  const std::string role = in.text("role");
  one.role = role == toText(SignRole::reviewer) ? SignRole::reviewer : SignRole::runner;
  if (role != toText(one.role)) in.fail("role", "must be operator or reviewer");
  one.at = in.text("at");
  one.by = readDoer(in.object("by"));
  one.lockHash = in.text("lock");
  one.previous = in.text("previous");
  one.hash = in.text("hash");
  const auto files = object.find("files");
  if (files == object.end() || !files->is_object())
    in.fail("files", "is no object");
  else
    for (const auto& [name, hash] : files->items())
      one.files[name] = hash.is_string() ? hash.get<std::string>() : std::string();
  return one;
}

}  // namespace

std::string hashOf(const Signature& signature) { return hashOfObject(jsonOf(signature), signature.previous); }

std::string formatSignatures(const std::vector<Signature>& signatures) {
  json all = json::array();
  for (const Signature& one : signatures) {
    json object = jsonOf(one);
    object["hash"] = one.hash;
    all.push_back(std::move(object));
  }
  return dumped({{"format", kSignatures}, {"signatures", std::move(all)}});
}

Result<std::vector<Signature>> parseSignatures(std::string_view text) {
  const auto parsed = parseVersioned(text, kSignatures);
  if (!parsed) return fail(parsed.error());
  const auto list = parsed->find("signatures");
  if (list == parsed->end() || !list->is_array()) return fail(ErrorKind::corrupt, "signatures is no list");
  std::vector<Signature> signatures;
  std::string previous;
  for (const json& object : *list) {
    if (!object.is_object()) return fail(ErrorKind::corrupt, "a signature is no object");
    std::optional<Error> error;
    Signature one = readSignature(JsonReader(error, &object, ""), object);
    if (error) return fail(*error);
    if (one.previous != previous || hashOfObject(object, previous) != one.hash)
      return fail(ErrorKind::refused, fmt::format("signature {} was changed after it was made, or one before it was",
                                                  signatures.size() + 1));
    previous = one.hash;
    signatures.push_back(std::move(one));
  }
  return signatures;
}

std::string formatRunNote(const RunNote& note) {
  return dumped({{"format", kRun},
                 {"at", note.at},
                 {"by", jsonOf(note.by)},
                 {"lock", note.lockHash},
                 {"register", {{"id", note.registerId}, {"number", note.number}}}});
}

Result<ReportedResult> parseReportedResult(std::string_view text) {
  const auto parsed = parseJson(text);
  if (!parsed) return fail(parsed.error());
  std::optional<Error> error;
  JsonReader in(error, &*parsed, "");
  const auto verdictIn = [](JsonReader& from) {
    const std::string word = from.text("verdict");
    for (const auto one : {document::Verdict::passed, document::Verdict::failed, document::Verdict::notAssessable})
      if (toText(one) == word) return one;
    from.fail("verdict", "is not known");
    return document::Verdict::notAssessable;
  };
  ReportedResult result;
  result.conclusion = in.text("conclusion");
  result.verdict = verdictIn(in);
  for (JsonReader& one : in.objects("criteria")) {
    document::Criterion criterion;
    criterion.number = one.smallInteger("number");
    criterion.asked = one.text("asked");
    criterion.found = one.textOrNull("found");
    criterion.verdict = verdictIn(one);
    criterion.why = one.textOrNull("why");
    result.criteria.push_back(std::move(criterion));
  }
  if (error) return fail(*error);
  return result;
}

Result<RunNote> parseRunNote(std::string_view text) {
  const auto parsed = parseVersioned(text, kRun);
  if (!parsed) return fail(parsed.error());
  std::optional<Error> error;
  JsonReader in(error, &*parsed, "");
  RunNote note{in.text("at"), readDoer(in.object("by")), in.text("lock"), {}, 0};
  JsonReader place = in.object("register");
  note.registerId = place.text("id");
  note.number = place.integer("number");
  if (error) return fail(*error);
  return note;
}

}  // namespace snitt::validation

#include <algorithm>
#include <array>

#include "core/validation/lock_json_p.h"
#include "core/validation/register_json_p.h"

namespace snitt::validation {
namespace {

using nlohmann::json;

constexpr std::array kKinds{EntryKind::begun, EntryKind::locked, EntryKind::run, EntryKind::concluded,
                            EntryKind::signedOff};
constexpr std::array kVerdicts{document::Verdict::passed, document::Verdict::failed, document::Verdict::notAssessable};

template <class Words>
typename Words::value_type wordIn(JsonReader& in, std::string_view key, const Words& words) {
  const std::string text = in.text(key);
  const auto* found = std::ranges::find_if(words, [&](auto one) { return toText(one) == text; });
  if (found != words.end()) return *found;
  in.fail(key, "is not known");
  return words.front();
}

json resultsJson(const std::vector<RegisteredCriterion>& results) {
  json all = json::array();
  for (const RegisteredCriterion& one : results)
    all.push_back({{"asked", one.asked}, {"found", one.found}, {"verdict", toText(one.verdict)}});
  return all;
}

void writeLocked(const RegisterEntry& entry, json& into) {
  into["study"] = entry.study;
  into["protocolSha256"] = entry.protocolSha256;
  into["lockSha256"] = entry.lockSha256;
  into["again"] = entry.again;
  into["bundle"] = {{"id", entry.bundle.id},
                    {"version", entry.bundle.version},
                    {"sha256", entry.bundle.sha256},
                    {"status", entry.bundle.status}};
  into["criteria"] = entry.criteria;
  into["patients"] = entry.patients;
}

void readLocked(JsonReader& in, RegisterEntry& entry) {
  entry.study = in.text("study");
  entry.protocolSha256 = in.text("protocolSha256");
  entry.lockSha256 = in.text("lockSha256");
  entry.again = in.text("again");
  JsonReader bundle = in.object("bundle");
  entry.bundle = {bundle.text("id"), bundle.text("version"), bundle.text("sha256"), bundle.text("status")};
  entry.criteria = in.texts("criteria");
  entry.patients = in.texts("patients");
}

std::map<std::string, std::string> readFiles(const json& object) {
  std::map<std::string, std::string> files;
  const auto found = object.find("files");
  if (found == object.end() || !found->is_object()) return files;
  for (const auto& [name, hash] : found->items())
    if (hash.is_string()) files[name] = hash.get<std::string>();
  return files;
}

void readConcluded(JsonReader& in, RegisterEntry& entry) {
  entry.conclusion = in.text("conclusion");
  entry.verdict = wordIn(in, "verdict", kVerdicts);
  for (JsonReader& one : in.objects("results"))
    entry.results.push_back({one.text("asked"), one.text("found"), wordIn(one, "verdict", kVerdicts)});
}

}  // namespace

std::string_view toText(EntryKind kind) {
  switch (kind) {
    case EntryKind::begun:
      return "begun";
    case EntryKind::locked:
      return "locked";
    case EntryKind::run:
      return "run";
    case EntryKind::concluded:
      return "concluded";
    case EntryKind::signedOff:
      return "signed";
  }
  return {};
}

json jsonOf(const RegisterEntry& entry) {
  json out{{"number", entry.number},
           {"kind", toText(entry.kind)},
           {"at", entry.at},
           {"by", jsonOf(entry.by)},
           {"previous", entry.previous}};
  if (!entry.torn.empty()) out["torn"] = entry.torn;
  switch (entry.kind) {
    case EntryKind::begun:
      out["format"] = kRegisterFormat;
      out["id"] = entry.id;
      out["salt"] = entry.salt;
      break;
    case EntryKind::locked:
      writeLocked(entry, out);
      break;
    case EntryKind::run:
      out["of"] = entry.of;
      out["as"] = entry.as;
      out["slides"] = entry.slides;
      break;
    case EntryKind::concluded:
      out["of"] = entry.of;
      out["conclusion"] = entry.conclusion;
      out["verdict"] = toText(entry.verdict);
      out["results"] = resultsJson(entry.results);
      out["files"] = entry.files;
      break;
    case EntryKind::signedOff:
      out["of"] = entry.of;
      out["role"] = entry.role;
      out["files"] = entry.files;
      break;
  }
  return out;
}

Result<RegisterEntry> entryOf(const json& object) {
  std::optional<Error> error;
  JsonReader in(error, &object, "");
  RegisterEntry entry;
  entry.number = in.integer("number");
  entry.kind = wordIn(in, "kind", kKinds);
  entry.at = in.text("at");
  entry.by = readDoer(in.object("by"));
  entry.previous = in.text("previous");
  entry.hash = in.text("hash");
  if (in.has("torn")) entry.torn = in.text("torn");
  if (entry.kind == EntryKind::begun) {
    entry.id = in.text("id");
    entry.salt = in.text("salt");
  } else if (entry.kind == EntryKind::locked) {
    readLocked(in, entry);
  } else {
    entry.of = in.integer("of");
  }
  if (entry.kind == EntryKind::run) {
    entry.as = in.integer("as");
    entry.slides = in.texts("slides");
  }
  if (entry.kind == EntryKind::concluded) readConcluded(in, entry);
  if (entry.kind == EntryKind::signedOff) entry.role = in.text("role");
  entry.files = readFiles(object);
  if (error) return fail(*error);
  return entry;
}

}  // namespace snitt::validation

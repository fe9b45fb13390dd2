#include "core/validation/lock.h"

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/json_reader_p.h"
#include "core/notes/versioned_json_p.h"
#include "core/sha256.h"
#include "core/validation/canonical_p.h"
#include "core/validation/lock_json_p.h"

namespace snitt::validation {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "snitt-lock/1";

json jsonOf(const FrozenFile& file) { return {{"file", file.file}, {"sha256", file.sha256}, {"rows", file.rows}}; }

json jsonOf(const RegisterPlace& place) { return {{"id", place.id}, {"number", place.number}, {"hash", place.hash}}; }

json jsonOf(const Frozen& frozen) {
  json repeats = json::array();
  for (const FrozenRepeat& one : frozen.repeats) repeats.push_back({{"name", one.name}, {"list", jsonOf(one.list)}});
  return {{"protocol", {{"sha256", sha256Of(frozen.protocol)}, {"text", frozen.protocol}}},
          {"bundle",
           {{"id", frozen.bundle.id},
            {"version", frozen.bundle.version},
            {"sha256", frozen.bundle.sha256},
            {"status", frozen.bundle.status}}},
          {"list", jsonOf(frozen.list)},
          {"outcomes", jsonOf(frozen.outcomes)},
          {"repeats", std::move(repeats)},
          {"program",
           {{"version", frozen.program.version},
            {"sha256", frozen.program.sha256},
            {"engine", frozen.program.engine},
            {"readers", frozen.program.readers}}},
          {"path",
           {{"device", frozen.path.device}, {"precision", frozen.path.precision}, {"kernels", frozen.path.kernels}}}};
}

// All but the entry of the register and the hash.
json contentOf(const Lock& lock) {
  json content = jsonOf(lock.frozen);
  content["format"] = kFormat;
  content["study"] = lock.study;
  content["at"] = lock.at;
  content["by"] = jsonOf(lock.by);
  content["again"] = lock.again;
  content["before"] = lock.before ? jsonOf(*lock.before) : json();
  return content;
}

json withEntry(const Lock& lock) {
  json all = contentOf(lock);
  all["register"] = jsonOf(lock.entry);
  return all;
}

FrozenFile readFile(JsonReader in) {
  return {in.text("file"), in.text("sha256"), static_cast<std::size_t>(in.integer("rows"))};
}

RegisterPlace readPlace(JsonReader in) { return {in.text("id"), in.integer("number"), in.text("hash")}; }

Frozen readFrozen(JsonReader& in) {
  Frozen frozen;
  frozen.protocol = in.object("protocol").text("text");
  JsonReader bundle = in.object("bundle");
  frozen.bundle = {bundle.text("id"), bundle.text("version"), bundle.text("sha256"), bundle.text("status")};
  frozen.list = readFile(in.object("list"));
  frozen.outcomes = readFile(in.object("outcomes"));
  for (JsonReader& one : in.objects("repeats"))
    frozen.repeats.push_back({one.text("name"), readFile(one.object("list"))});
  JsonReader program = in.object("program");
  frozen.program = {program.text("version"), program.text("sha256"), program.texts("engine"), program.texts("readers")};
  JsonReader path = in.object("path");
  frozen.path = {path.text("device"), path.text("precision"), path.text("kernels")};
  return frozen;
}

}  // namespace

json jsonOf(const Doer& doer) { return {{"name", doer.name}, {"person", doer.uuid}, {"account", doer.account}}; }

Doer readDoer(JsonReader in) { return {in.text("name"), in.text("person"), in.text("account")}; }

std::string Doer::inWords() const {
  return uuid.empty() ? "account " + account : fmt::format("{} (account {})", name, account);
}

std::string contentHash(const Lock& lock) { return hashOfObject(contentOf(lock)); }

Lock sealedLock(Lock lock) {
  lock.hash = hashOfObject(withEntry(lock));
  return lock;
}

std::string formatLock(const Lock& lock) {
  json all = withEntry(lock);
  all["hash"] = lock.hash;
  return all.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Lock> parseLock(std::string_view text) {
  const auto parsed = parseVersioned(text, kFormat);
  if (!parsed) return fail(parsed.error());
  std::optional<Error> error;
  JsonReader in(error, &*parsed, "");
  Lock lock;
  lock.hash = in.text("hash");
  // Over what the file holds, keys that this program does not know included.
  if (!error && hashOfObject(*parsed) != lock.hash)
    return fail(ErrorKind::refused, "the lock was changed after it was made: its hash does not belong to it");
  lock.study = in.text("study");
  lock.at = in.text("at");
  lock.by = readDoer(in.object("by"));
  lock.again = in.text("again");
  if (in.isGiven("before")) lock.before = readPlace(in.object("before"));
  lock.frozen = readFrozen(in);
  lock.entry = readPlace(in.object("register"));
  if (error) return fail(*error);
  return lock;
}

std::filesystem::path lockFileOf(const std::filesystem::path& protocol) {
  std::filesystem::path file = protocol;
  return file.replace_extension(".lock.json");
}

std::filesystem::path keptLockFileOf(const std::filesystem::path& protocol, const Lock& lock) {
  std::filesystem::path file = protocol;
  file.replace_extension(fmt::format(".lock-{}.json", lock.entry.number));
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) return file;
  return file.replace_extension(fmt::format(".{:.12}.json", lock.hash));
}

Result<Lock> readLockOf(const std::filesystem::path& protocol) {
  const std::filesystem::path file = lockFileOf(protocol);
  const auto text = snitt::readFile(file);
  std::error_code ignored;
  if (!text && !std::filesystem::exists(protocol, ignored))
    return fail(ErrorKind::notFound, fmt::format("there is no protocol {}", protocol.string()));
  if (!text && text.error().kind == ErrorKind::notFound)
    return fail(ErrorKind::notFound,
                fmt::format("{} is not locked: there is no {} (\"snitt validate --lock {}\" makes it)",
                            protocol.string(), file.string(), protocol.string()));
  if (!text) return fail(text.error());
  auto lock = parseLock(*text);
  if (!lock) return failIn(file.string(), lock.error());
  return lock;
}

}  // namespace snitt::validation

// snitt audit list|verify|export|seal|place: the record of who did what.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <nlohmann/json.hpp>

#include "app/snitt/database_option.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/audit/canonical_json.h"
#include "core/os/os.h"
#include "core/store/audit_log.h"
#include "core/store/people.h"
#include "core/text/visible.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct AuditArguments {
  std::string caseUuid;
  std::string since;
  int most = 1000;
  fs::path file;
  fs::path seals;
  fs::path key;
  bool withSeals = false;
};

Json jsonOf(const std::optional<AuditSeal>& seal) {
  if (!seal) return {};
  return {{"seq", seal->seq},
          {"hash", seal->hash},
          {"at", seal->at},
          {"account", seal->account},
          {"key", seal->key.fingerprint()}};
}

std::string sentenceOf(const AuditSeal& seal) {
  return fmt::format("row {} on {} by {}, key {}", seal.seq, seal.at, seal.account,
                     seal.key.fingerprint().substr(0, 16));
}

// "2026-01-31", or that with a time in UTC.
Result<std::string> sinceOf(const std::string& text) {
  constexpr std::string_view pattern = "0000-00-00T00:00:00Z";
  constexpr std::size_t date = 10;
  const auto fits = [&](std::string_view wanted) {
    return text.size() == wanted.size() && std::ranges::equal(text, wanted, [](char letter, char like) {
             return like == '0' ? letter >= '0' && letter <= '9' : letter == like;
           });
  };
  if (text.empty() || fits(pattern)) return text;
  if (fits(pattern.substr(0, date))) return text + "T00:00:00Z";
  return fail(ErrorKind::usage, "--since " + text + " is no date: give YYYY-MM-DD, or YYYY-MM-DDThh:mm:ssZ");
}

ExitCode list(const AuditArguments& arguments, const Session& session) {
  const auto since = sinceOf(arguments.since);
  if (!since) return complain(since.error());
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  AuditQuery query;
  if (!arguments.caseUuid.empty()) query.subject = "case:" + arguments.caseUuid;
  query.since = *since;
  query.most = arguments.most;
  const auto events = AuditLog(*store).read(query);
  if (!events) return complain(events.error());
  std::map<std::string, std::string> names;
  if (const auto persons = People(*store).list())
    for (const Person& one : *persons) names[one.uuid] = one.name;
  constexpr std::size_t mostBytes = 200;
  Json json{{"format", "snitt-audit-list/1"}, {"rows", Json::array()}};
  std::string text;
  for (const AuditEvent& event : *events) {
    const auto name = names.find(event.person);
    const std::string who = name == names.end() ? event.person : name->second;
    json["rows"].push_back({{"seq", event.seq},
                            {"at", event.at},
                            {"person", event.person},
                            {"name", who},
                            {"account", event.account},
                            {"action", event.entry.action},
                            {"subject", event.entry.subject},
                            {"details", event.entry.details}});
    text += fmt::format("{}  {}  {} ({})  {}", event.seq, event.at,
                        who.empty() ? std::string("nobody") : visibleText(who, mostBytes), event.account,
                        event.entry.action);
    if (!event.entry.subject.empty()) text += "  " + visibleText(event.entry.subject, mostBytes);
    for (const auto& [key, value] : event.entry.details)
      text += fmt::format("  {}={}", visibleText(key, mostBytes), visibleText(value, mostBytes));
    text += '\n';
  }
  tell(session, json, text.empty() ? "no rows\n" : text);
  return allDone;
}

ExitCode verify(const AuditArguments& arguments, const Session& session) {
  const auto place = neededDatabase(session.options());
  if (!place) return complain(place.error());
  auto store = Store::openToLook(place->file, storeOptions(false));
  if (!store) return complain(store.error());
  const auto verdict = AuditLog(*store).verify(arguments.seals);
  if (!verdict) return complain(verdict.error());
  std::string text;
  if (!verdict->fault)
    text = fmt::format("the audit log of {} holds: {}\n", store->file().string(), counted(verdict->rows, "row"));
  if (!verdict->fault && verdict->lastSeal)
    text += fmt::format("{} {}; the last: {}\n", counted(verdict->seals, "seal"),
                        verdict->seals == 1 ? "holds" : "hold", sentenceOf(*verdict->lastSeal));
  for (const std::string& remark : verdict->remarks) text += "note: " + remark + "\n";
  tell(session,
       {{"format", "snitt-audit-verdict/1"},
        {"file", store->file().string()},
        {"ok", !verdict->fault},
        {"rows", verdict->rows},
        {"hash", verdict->hash},
        {"fault", verdict->fault ? Json(*verdict->fault) : Json()},
        {"seals", verdict->seals},
        {"lastSeal", jsonOf(verdict->lastSeal)},
        {"remarks", verdict->remarks}},
       text);
  if (!verdict->fault) return allDone;
  return complain({ErrorKind::database, "the audit log of " + store->file().string() +
                                            " does not hold: " + *verdict->fault + " (the rows before it do)"});
}

// One line a row: its hash and its text exactly as it was hashed.
Result<std::int64_t> appendRows(const AuditLog& log, std::string& text) {
  constexpr int atOnce = 5000;
  std::int64_t last = 0;
  while (true) {
    const auto rows = log.rows(last, atOnce);
    if (!rows) return fail(rows.error());
    for (const AuditRow& row : *rows)
      text += canonicalObject({{"seq", canonicalInteger(row.seq)},
                               {"hash", canonicalText(row.hash)},
                               {"row", canonicalText(row.row)}}) +
              "\n";
    if (rows->empty()) return last;
    last = rows->back().seq;
  }
}

ExitCode exportLog(const AuditArguments& arguments, const Session& session) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(arguments.file, ignored)))
    return complain({ErrorKind::usage, arguments.file.string() + " exists already and is not overwritten"});
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  AuditLog log(*store);
  const auto seal = log.lastSeal();
  if (!seal) return complain(seal.error());
  std::string rows;
  const auto count = appendRows(log, rows);
  if (!count) return complain(count.error());
  const Json head{
      {"format", "snitt-audit/1"}, {"database", store->uuid()}, {"rows", *count}, {"lastSeal", jsonOf(*seal)}};
  std::string text = head.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n" + rows;
  if (arguments.withSeals) {
    const auto seals = log.sealLines();
    if (!seals) return complain(seals.error());
    for (const std::string& line : *seals) text += line + "\n";
  }
  if (const auto written = writePrivateFileAtomically(arguments.file, text); !written) return complain(written.error());
  AuditEntry entry{"audit.exported", "", {{"rows", std::to_string(*count)}}};
  if (*seal) entry.details["lastSeal"] = std::to_string((*seal)->seq);
  if (const auto logged = log.add(entry); !logged) return complain(logged.error());
  tell(session,
       {{"format", "snitt-audit-exported/1"},
        {"file", arguments.file.string()},
        {"rows", *count},
        {"lastSeal", jsonOf(*seal)}},
       fmt::format("wrote {} to {}; {}\n", counted(*count, "row"), arguments.file.string(),
                   *seal ? "the last seal: " + sentenceOf(**seal) : std::string("there is no seal yet")));
  return allDone;
}

// The key of seals: whoever reads it can make seals of their own, so not even its group may.
Result<PrivateKey> sealingKey(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    PrivateKey key = PrivateKey::generate();
    if (auto written = os::writeNewSynced(file, key.pem(), os::Readers::ownerAlone); !written)
      return fail(written.error());
    return key;
  }
  constexpr auto others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(file, ignored).permissions() & others) != fs::perms::none)
    return fail(ErrorKind::refused, "other accounts may use the key " + file.string() + ": chmod 600 takes that away");
  const auto pem = readFile(file);
  if (!pem) return fail(pem.error());
  auto key = PrivateKey::fromPem(*pem);
  if (!key) return failIn(file.string(), key.error());
  return key;
}

ExitCode seal(const AuditArguments& arguments, const Session& session) {
  const auto place = neededDatabase(session.options());
  if (!place) return complain(place.error());
  const auto key = sealingKey(arguments.key);
  if (!key) return complain(key.error());
  const auto made = sealAudit(place->file, arguments.seals, *key, os::accountName());
  if (!made) return complain(made.error());
  tell(session, {{"format", "snitt-audit-sealed/1"}, {"seals", arguments.seals.string()}, {"seal", jsonOf(*made)}},
       fmt::format("sealed: {}\n", sentenceOf(*made)));
  return allDone;
}

ExitCode placeSeals(const AuditArguments& arguments, const Session& session) {
  auto store = openNeeded(session.options());
  if (!store) return complain(store.error());
  if (const auto placed = AuditLog(*store).placeSeals(arguments.file); !placed) return complain(placed.error());
  tell(session, {{"format", "snitt-audit-placed/1"}, {"seals", fs::absolute(arguments.file).string()}},
       fmt::format("exports and \"audit verify\" look for seals in {}\n", fs::absolute(arguments.file).string()));
  return allDone;
}

}  // namespace

void addAudit(CLI::App& app, Verb& run) {
  CLI::App* verb = app.add_subcommand("audit", "The record of who did what in a database, and its seals");
  verb->require_subcommand(1);
  auto arguments = std::make_shared<AuditArguments>();

  CLI::App* listVerb = verb->add_subcommand("list", "Rows of the record, oldest first");
  listVerb->add_option("--case", arguments->caseUuid, "Those of one case, by its UUID")->check(notBlank());
  listVerb->add_option("--since", arguments->since, "From this day on (YYYY-MM-DD, UTC)")->check(notBlank());
  listVerb->add_option("--most", arguments->most, "At most so many")->check(CLI::Range(1, 1000000));
  listVerb->callback([&run, arguments] { run = [arguments](Session& s) { return list(*arguments, s); }; });

  CLI::App* verifyVerb =
      verb->add_subcommand("verify", "Whether a row was changed, removed or moved, or the end cut off");
  verifyVerb->add_option("--seals", arguments->seals, "Seals, where they lie elsewhere than the database says")
      ->check(notBlank());
  verifyVerb->callback([&run, arguments] { run = [arguments](Session& s) { return verify(*arguments, s); }; });

  CLI::App* exportVerb =
      verb->add_subcommand("export", "Write all rows as JSON lines, with their hashes and the last seal");
  exportVerb->add_option("file", arguments->file, "New file")->required()->check(notBlank());
  exportVerb->add_flag("--seals", arguments->withSeals, "And all seals of this database, a line each");
  exportVerb->callback([&run, arguments] { run = [arguments](Session& s) { return exportLog(*arguments, s); }; });

  CLI::App* sealVerb =
      verb->add_subcommand("seal", "Sign where the record is now: from a timer, under an account of its own");
  sealVerb->add_option("--seals", arguments->seals, "File that the seal is added to")->required()->check(notBlank());
  sealVerb->add_option("--key", arguments->key, "Private key; made where there is none")->required()->check(notBlank());
  sealVerb->callback([&run, arguments] { run = [arguments](Session& s) { return seal(*arguments, s); }; });

  CLI::App* placeVerb = verb->add_subcommand("place", "Say where seals lie");
  placeVerb->add_option("file", arguments->file, "File of seals")->required()->check(notBlank());
  placeVerb->callback([&run, arguments] { run = [arguments](Session& s) { return placeSeals(*arguments, s); }; });
}

}  // namespace snitt::app

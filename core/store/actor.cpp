#include "core/store/actor_p.h"

#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "core/store/audit_p.h"
#include "core/text/identity.h"
#include "core/trust/signing_key.h"

namespace snitt {

namespace {

Result<Actor> refusal(Connection& connection, const std::string& account, const std::string& why, std::string message) {
  Actor nobody;
  nobody.account = account;
  return fail(
      refuse(connection, nobody, {"refused", "", {{"permission", "open"}, {"reason", why}}}, std::move(message)));
}

constexpr const char* kPass = "pass:";

std::string passPlace(const std::string& account) { return "session:" + account; }

// The UUID of who signed in; empty where `pass` is none, or too old.
std::string signedInPerson(const std::string& pass, const std::string& account, const Secrets* secrets) {
  if (!pass.starts_with(kPass)) return {};
  const auto sealed = base64Bytes(std::string_view(pass).substr(std::string_view(kPass).size()));
  if (!sealed || secrets == nullptr) return {};
  const auto plain = secrets->open(*sealed, passPlace(account));
  if (!plain) return {};
  const std::size_t blank = plain->find(' ');
  if (blank == std::string::npos || plain->substr(0, blank) <= utcNow()) return {};
  return plain->substr(blank + 1);
}

}  // namespace

Roles rolesOf(std::string_view text) {
  Roles roles;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;)
    if (const auto role = roleOf(word)) roles.insert(*role);
  return roles;
}

void addFirstPerson(const StoreDatabase& database, const std::string& account, const std::string& reason) {
  Actor actor;
  actor.person = randomUuid();
  actor.name = account;
  actor.account = account;
  actor.roles = {Role::administrator};
  execute(database, "INSERT INTO person (uuid, name, roles) VALUES (?, ?, ?)", actor.person, actor.name,
          toText(actor.roles));
  execute(database, "INSERT INTO account (name, person_id) VALUES (?, ?)", account,
          std::int64_t{database.getLastInsertRowid()});
  appendAudit(database, actor,
              {"person.added",
               "person:" + actor.person,
               {{"name", actor.name}, {"roles", toText(actor.roles)}, {"account", account}, {"reason", reason}}});
}

std::optional<Actor> activePerson(const StoreDatabase& database, const std::string& uuid, const std::string& account) {
  Statement row =
      statementOf(database, "SELECT id, name, roles, unmask FROM person WHERE uuid = ? AND active = 1", uuid);
  if (!row.executeStep()) return std::nullopt;
  Actor actor;
  actor.id = {row.getColumn(0).getInt64()};
  actor.person = uuid;
  actor.name = row.getColumn(1).getString();
  actor.account = account;
  actor.roles = rolesOf(row.getColumn(2).getString());
  if (!row.getColumn(3).isNull()) actor.unmask = row.getColumn(3).getInt() != 0;
  return actor;
}

Actor withoutRights(Actor actor) {
  actor.person.clear();
  actor.roles.clear();
  return actor;
}

ActorNow actorNow(const StoreDatabase& database, const Actor& before) {
  if (before.id.value == 0) return {before, before.person, "", ""};
  std::string person = before.person;
  if (person.empty()) {
    Statement row = statementOf(database, "SELECT uuid FROM person WHERE id = ?", before.id.value);
    if (row.executeStep()) person = row.getColumn(0).getString();
  }
  const auto gone = [&](std::string reason, std::string message) {
    return ActorNow{withoutRights(before), person, std::move(reason), std::move(message)};
  };
  {
    Statement row = statementOf(database,
                                "SELECT account.shared, person.uuid FROM account"
                                " LEFT JOIN person ON person.id = account.person_id WHERE account.name = ?",
                                before.account);
    if (!row.executeStep())
      return gone("no account",
                  fmt::format("an administrator has taken the account {} from {}", before.account, before.name));
    if (row.getColumn(0).getInt() == 0 && textOf(row.getColumn(1)) != person)
      return gone("another person's account",
                  fmt::format("the account {} is no longer that of {}", before.account, before.name));
  }
  if (auto found = activePerson(database, person, before.account)) return {std::move(*found), person, "", ""};
  return gone("inactive", before.name + " has been made inactive by an administrator");
}

std::string passOf(const Secrets& secrets, const Actor& actor) {
  const std::string plain = utcAfter(std::chrono::hours(24)) + " " + actor.person;
  return kPass + base64Of(secrets.seal(plain, passPlace(actor.account)));
}

Result<Actor> actorOf(Connection& connection, const StoreOptions& options, const Secrets* secrets) {
  const std::string& account = options.account;
  const std::string name = "the database " + connection.file.string();
  Actor actor;
  actor.account = account;
  std::string person;
  std::string personName;
  bool known = false;
  bool shared = false;
  {
    // Ended before anything is written: a statement that is still being read would hold the lock.
    Statement row = statementOf(connection.database,
                                "SELECT account.shared, person.uuid, person.name FROM account"
                                " LEFT JOIN person ON person.id = account.person_id WHERE account.name = ?",
                                account);
    known = row.executeStep();
    if (known) {
      shared = row.getColumn(0).getInt() != 0;
      person = textOf(row.getColumn(1));
      personName = textOf(row.getColumn(2));
    }
  }
  if (!known)
    return refusal(connection, account, "no person",
                   "the account " + account + " is no person in " + name +
                       ": one of its administrators adds it with \"snitt person add NAME --account " + account +
                       " --role ROLE\"");
  if (shared && options.signedIn.empty()) return actor;
  if (shared) person = signedInPerson(options.signedIn, account, secrets);
  auto found = activePerson(connection.database, person, account);
  if (found) return std::move(*found);
  if (shared)
    return refusal(connection, account, "signed in as no active person",
                   "who signed in at the account " + account + " is no active person in " + name +
                       ", or signed in more than a day ago: sign in again");
  return refusal(connection, account, "inactive",
                 personName + " (account " + account + ") has been made inactive in " + name +
                     ": one of its administrators takes that back with \"snitt person active '" + personName +
                     "' yes\"");
}

Result<Actor> upkeepActor(Connection& connection, const StoreOptions& options) {
  Actor nobody;
  nobody.account = options.account;
  if (connection.schema < kPeopleSchema ||
      !numberOf(connection.database, "SELECT 1 FROM account WHERE name = ?", options.account))
    return nobody;
  auto actor = actorOf(connection, options, nullptr);
  if (!actor) return actor;
  if (auto may = requirePermission(connection, *actor, Permission::manageDatabase, ""); !may) return fail(may.error());
  return actor;
}

}  // namespace snitt

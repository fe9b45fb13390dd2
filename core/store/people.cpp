#include "core/store/people.h"

#include <algorithm>
#include <optional>

#include "core/people/pin.h"
#include "core/store/actor_p.h"
#include "core/store/audit_p.h"
#include "core/store/store_data_p.h"
#include "core/text/identity.h"
#include "core/text/nearest.h"
#include "core/text/utf8.h"

namespace snitt {

namespace {

constexpr int kMostFailures = 5;
constexpr std::size_t kMostNameBytes = 200;

tl::unexpected<Error> usage(std::string message) { return fail(ErrorKind::usage, std::move(message)); }

// `what` begins the sentence: "the name".
Result<void> checkName(const std::string& name, const std::string& what, bool blanksInside) {
  if (name.find_first_not_of(' ') == std::string::npos) return usage(what + " is blank");
  if (firstNotUtf8(name)) return usage(what + " is no text in UTF-8");
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return usage(what + " holds control characters");
  if (name.size() > kMostNameBytes) return usage(what + " is longer than " + std::to_string(kMostNameBytes) + " bytes");
  if (name.front() == ' ' || name.back() == ' ') return usage(what + " begins or ends with a blank");
  if (!blanksInside && name.find(' ') != std::string::npos) return usage(what + " holds blanks");
  return {};
}

std::string textOf(const SQLite::Column& column) { return column.isNull() ? std::string() : column.getString(); }

std::string unmaskText(const std::optional<bool>& unmask) {
  if (!unmask) return "as roles";
  return *unmask ? "yes" : "no";
}

std::vector<Person> persons(const SQLite::Database& database, const char* where, const std::string& value) {
  std::vector<Person> list;
  SQLite::Statement row(database, std::string("SELECT id, uuid, name, roles, unmask, active, pin IS NOT NULL,"
                                              " pin_by_other, CASE WHEN locked_until > ?2 THEN locked_until END"
                                              " FROM person WHERE ")
                                          .append(where) +
                                      " ORDER BY name");
  row.bind(1, value);
  row.bind(2, utcNow());
  while (row.executeStep()) {
    Person one;
    one.id = {row.getColumn(0).getInt64()};
    one.uuid = row.getColumn(1).getString();
    one.name = row.getColumn(2).getString();
    one.roles = rolesOf(row.getColumn(3).getString());
    if (!row.getColumn(4).isNull()) one.unmask = row.getColumn(4).getInt() != 0;
    one.active = row.getColumn(5).getInt() != 0;
    one.hasPin = row.getColumn(6).getInt() != 0;
    one.pinByOther = row.getColumn(7).getInt() != 0;
    one.lockedUntil = textOf(row.getColumn(8));
    list.push_back(std::move(one));
  }
  for (Person& one : list) {
    SQLite::Statement account =
        statementOf(database, "SELECT name FROM account WHERE person_id = ? ORDER BY name", one.id.value);
    while (account.executeStep()) one.accounts.push_back(account.getColumn(0).getString());
  }
  return list;
}

std::optional<Person> personWith(const SQLite::Database& database, PersonId id) {
  auto found = persons(database, "id = ?1", std::to_string(id.value));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

tl::unexpected<Error> noSuchPerson() { return fail(ErrorKind::notFound, "there is no such person in the database"); }

// Somebody must be left who can get in and manage people: by an account, or by PIN at a shared one.
Result<void> checkAdministrators(const SQLite::Database& database) {
  SQLite::Statement row(database,
                        "SELECT roles FROM person WHERE active = 1 AND"
                        " (EXISTS (SELECT 1 FROM account WHERE person_id = person.id)"
                        "  OR (pin IS NOT NULL AND EXISTS (SELECT 1 FROM account WHERE shared = 1)))");
  while (row.executeStep())
    if (rolesOf(row.getColumn(0).getString()).contains(Role::administrator)) return {};
  return usage(
      "nobody could manage people any more: first give another person the role administrator, with an account or a PIN "
      "for a shared one");
}

struct AccountRow {
  std::string person;  // name; empty: shared
};

std::optional<AccountRow> accountWith(const SQLite::Database& database, const std::string& name) {
  SQLite::Statement row = statementOf(
      database,
      "SELECT person.name FROM account LEFT JOIN person ON person.id = account.person_id WHERE account.name = ?", name);
  if (!row.executeStep()) return std::nullopt;
  return AccountRow{textOf(row.getColumn(0))};
}

tl::unexpected<Error> takenAccount(const std::string& account, const AccountRow& row) {
  return usage("the account " + account +
               (row.person.empty() ? std::string(" is shared by several persons") : " is that of " + row.person) +
               ": \"snitt person drop " + account + "\" frees it");
}

bool isShared(const SQLite::Database& database, const std::string& account) {
  return numberOf(database, "SELECT shared FROM account WHERE name = ?", account).value_or(0) != 0;
}

// `change` in a transaction of its own, with the audit row that it gives.
template <class Change>
Result<void> changed(Connection& connection, const Actor& actor, const Change& change) {
  return inDatabase(connection.file, [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    Result<AuditEntry> entry = change(connection.database);
    if (!entry) return fail(entry.error());
    if (auto left = checkAdministrators(connection.database); !left) return left;
    appendAudit(connection.database, actor, *entry);
    transaction.commit();
    return {};
  });
}

// What became of a PIN that somebody gave.
struct Tried {
  Person person;
  int failures = 0;  // with this one
  std::string hash;
};

}  // namespace

Result<std::vector<Person>> People::list() const {
  return inDatabase(m_store.file(), [&]() -> Result<std::vector<Person>> {
    return persons(m_store.m_data->connection.database, "?1 = ''", "");
  });
}

Result<Person> People::find(std::string_view name) const {
  auto all = list();
  if (!all) return fail(all.error());
  std::vector<std::string> names;
  for (Person& one : *all) {
    if (one.name == name) return std::move(one);
    names.push_back(one.name);
  }
  return fail(ErrorKind::notFound, "there is no person \"" + std::string(name) + "\" in the database " +
                                       m_store.file().string() + nearestHint(name, names));
}

Result<Person> People::add(const std::string& name, const Roles& roles, const std::string& account) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may)
    return fail(may.error());
  if (auto usable = checkName(name, "the name", true); !usable) return fail(usable.error());
  if (!account.empty())
    if (auto usable = checkName(account, "the account", false); !usable) return fail(usable.error());
  const std::string uuid = randomUuid();
  const auto done = changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    if (numberOf(database, "SELECT 1 FROM person WHERE name = ?", name))
      return usage("there is a person \"" + name + "\" already");
    if (!account.empty())
      if (const auto taken = accountWith(database, account)) return takenAccount(account, *taken);
    execute(database, "INSERT INTO person (uuid, name, roles) VALUES (?, ?, ?)", uuid, name, toText(roles));
    AuditEntry entry{"person.added", "person:" + uuid, {{"name", name}, {"roles", toText(roles)}}};
    if (!account.empty()) {
      execute(database, "INSERT INTO account (name, person_id) VALUES (?, ?)", account,
              std::int64_t{database.getLastInsertRowid()});
      entry.details["account"] = account;
    }
    return entry;
  });
  if (!done) return fail(done.error());
  return find(name);
}

Result<void> People::setRoles(PersonId person, const Roles& roles, std::optional<bool> unmask) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may) return may;
  return changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    const auto before = personWith(database, person);
    if (!before) return noSuchPerson();
    execute(database, "UPDATE person SET roles = ?, unmask = ? WHERE id = ?", toText(roles),
            unmask ? std::optional<int>(*unmask ? 1 : 0) : std::optional<int>(), person.value);
    return AuditEntry{"person.roles",
                      "person:" + before->uuid,
                      {{"from", toText(before->roles)},
                       {"to", toText(roles)},
                       {"unmaskFrom", unmaskText(before->unmask)},
                       {"unmaskTo", unmaskText(unmask)}}};
  });
}

Result<void> People::setActive(PersonId person, bool active) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may) return may;
  return changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    const auto before = personWith(database, person);
    if (!before) return noSuchPerson();
    execute(database, "UPDATE person SET active = ? WHERE id = ?", active ? 1 : 0, person.value);
    return AuditEntry{active ? "person.activated" : "person.deactivated", "person:" + before->uuid, {}};
  });
}

Result<void> People::mapAccount(const std::string& account, PersonId person) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may) return may;
  if (auto usable = checkName(account, "the account", false); !usable) return usable;
  return changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    const auto who = personWith(database, person);
    if (!who) return noSuchPerson();
    if (const auto taken = accountWith(database, account)) return takenAccount(account, *taken);
    execute(database, "INSERT INTO account (name, person_id) VALUES (?, ?)", account, person.value);
    return AuditEntry{"account.mapped", "person:" + who->uuid, {{"account", account}}};
  });
}

Result<void> People::shareAccount(const std::string& account) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may) return may;
  if (auto usable = checkName(account, "the account", false); !usable) return usable;
  return changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    AuditEntry entry{"account.shared", "", {{"account", account}}};
    // One person's account may become everybody's, who is then told apart by PIN.
    if (const auto before = accountWith(database, account); before && !before->person.empty())
      entry.details["from"] = before->person;
    execute(database, "INSERT OR REPLACE INTO account (name, person_id, shared) VALUES (?, NULL, 1)", account);
    return entry;
  });
}

Result<void> People::dropAccount(const std::string& account) {
  Store::Data& data = *m_store.m_data;
  if (auto may = requirePermission(data.connection, data.actor, Permission::managePeople, ""); !may) return may;
  return changed(data.connection, data.actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    const auto before = accountWith(database, account);
    if (!before) return fail(ErrorKind::notFound, "no person has the account " + account + ", nor is it shared");
    execute(database, "DELETE FROM account WHERE name = ?", account);
    return AuditEntry{"account.dropped", "", {{"account", account}, {"from", before->person}}};
  });
}

namespace {

// Counts a try before the PIN is looked at: however many programs guess at once, there are five tries in all.
Result<Tried> countTry(Connection& connection, const Actor& actor, PersonId id) {
  struct Refused {
    std::string reason;
    std::string message;
  };
  std::optional<Refused> refused;
  auto tried = inDatabase(connection.file, [&]() -> Result<Tried> {
    SQLite::Database& database = connection.database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    auto person = personWith(database, id);
    if (!person) return noSuchPerson();
    Tried one{std::move(*person), 0, {}};
    if (!one.person.active) refused = Refused{"inactive", one.person.name + " has been made inactive"};
    if (!refused && !one.person.hasPin)
      refused =
          Refused{"no PIN", one.person.name + " has no PIN yet: an administrator sets one with \"snitt person pin '" +
                                one.person.name + "'\""};
    if (!refused && !one.person.lockedUntil.empty())
      refused = Refused{"locked out", one.person.name + " is locked out until " + one.person.lockedUntil +
                                          " after several wrong PINs; an administrator can set a new one"};
    if (refused) return one;
    execute(database,
            "UPDATE person SET failures = CASE WHEN locked_until IS NULL THEN failures ELSE 0 END + 1,"
            " locked_until = NULL WHERE id = ?",
            id.value);
    execute(database,
            "UPDATE person SET locked_until = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '+15 minutes')"
            " WHERE id = ? AND failures >= ?",
            id.value, kMostFailures);
    SQLite::Statement row = statementOf(database, "SELECT failures, pin FROM person WHERE id = ?", id.value);
    row.executeStep();
    one.failures = row.getColumn(0).getInt();
    one.hash = row.getColumn(1).getString();
    row.reset();
    transaction.commit();
    return one;
  });
  if (!tried || !refused) return tried;
  return fail(refuse(connection, actor,
                     {"session.refused", "person:" + tried->person.uuid, {{"reason", refused->reason}}},
                     std::move(refused->message)));
}

// Whether `pin` is the person's, with all that follows for the count of failures. The person as it was.
Result<Tried> tryPin(Connection& connection, const Actor& actor, PersonId id, std::string_view pin) {
  auto tried = countTry(connection, actor, id);
  if (!tried) return tried;
  if (!isPin(pin, tried->hash)) {
    const int left = std::max(kMostFailures - tried->failures, 0);
    const auto now = inDatabase(connection.file,
                                [&]() -> Result<std::optional<Person>> { return personWith(connection.database, id); });
    std::string message = "that is not the PIN of " + tried->person.name + ": ";
    if (left > 0) message += std::to_string(left) + (left == 1 ? " try is left" : " tries are left");
    if (left == 0) message += "locked out until " + (now && *now ? (*now)->lockedUntil : "in a quarter of an hour");
    return fail(refuse(connection, actor,
                       {"session.refused",
                        "person:" + tried->person.uuid,
                        {{"reason", "wrong PIN"}, {"failures", std::to_string(tried->failures)}}},
                       std::move(message)));
  }
  const auto reset = inDatabase(connection.file, [&]() -> Result<void> {
    execute(connection.database, "UPDATE person SET failures = 0, locked_until = NULL WHERE id = ?", id.value);
    return {};
  });
  if (!reset) return fail(reset.error());
  return tried;
}

// The new session, and the end of the one before it.
Result<Actor> begin(Connection& connection, const Actor& before, const std::string& uuid) {
  return inDatabase(connection.file, [&]() -> Result<Actor> {
    SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    auto actor = activePerson(connection.database, uuid, before.account);
    if (!actor) return fail(ErrorKind::refused, "that person has been made inactive meanwhile");
    if (!before.person.empty()) appendAudit(connection.database, before, {"session.ended", "", {}});
    appendAudit(connection.database, *actor, {"session.begun", "person:" + uuid, {}});
    transaction.commit();
    return std::move(*actor);
  });
}

Result<void> putPin(Connection& connection, const Actor& actor, const Person& person, const std::string& hash,
                    bool byOther) {
  return changed(connection, actor, [&](SQLite::Database& database) -> Result<AuditEntry> {
    execute(database, "UPDATE person SET pin = ?, pin_by_other = ?, failures = 0, locked_until = NULL WHERE id = ?",
            hash, byOther ? 1 : 0, person.id.value);
    return AuditEntry{byOther ? "pin.reset" : "pin.set", "person:" + person.uuid, {}};
  });
}

}  // namespace

Result<void> People::setPin(PersonId id, std::string_view old, std::string_view pin) {
  Store::Data& data = *m_store.m_data;
  Connection& connection = data.connection;
  const auto person = inDatabase(
      connection.file, [&]() -> Result<std::optional<Person>> { return personWith(connection.database, id); });
  if (!person) return fail(person.error());
  if (!*person) return noSuchPerson();
  const std::string subject = "person:" + (*person)->uuid;
  const auto shared =
      inDatabase(connection.file, [&]() -> Result<bool> { return isShared(connection.database, data.actor.account); });
  if (!shared) return fail(shared.error());
  const bool atTheDoor = data.actor.person.empty() && *shared;
  const bool own = data.actor.person == (*person)->uuid;
  if (!own && !atTheDoor)
    if (auto may = requirePermission(connection, data.actor, Permission::managePeople, subject); !may) return may;
  if (auto usable = checkPin(pin); !usable) return usable;
  // At the door of a shared account nobody is known yet: the old PIN alone tells who it is.
  if (atTheDoor || (own && (*person)->hasPin)) {
    if (const auto tried = tryPin(connection, data.actor, id, old); !tried) return fail(tried.error());
    if (old == pin) return usage("the new PIN is the old one");
  }
  const auto hash = hashPin(pin);
  if (!hash) return fail(hash.error());
  if (!atTheDoor) return putPin(connection, data.actor, **person, *hash, !own);
  auto actor = begin(connection, data.actor, (*person)->uuid);
  if (!actor) return fail(actor.error());
  if (auto put = putPin(connection, *actor, **person, *hash, false); !put) return put;
  data.actor = std::move(*actor);
  return {};
}

Result<Actor> People::signIn(PersonId id, std::string_view pin) {
  Store::Data& data = *m_store.m_data;
  Connection& connection = data.connection;
  const auto shared =
      inDatabase(connection.file, [&]() -> Result<bool> { return isShared(connection.database, data.actor.account); });
  if (!shared) return fail(shared.error());
  if (!*shared)
    return fail(ErrorKind::refused,
                "the account " + data.actor.account +
                    " is one person's: nobody else signs in there (\"snitt person share\" changes that)");
  const auto tried = tryPin(connection, data.actor, id, pin);
  if (!tried) return fail(tried.error());
  if (tried->person.pinByOther)
    return fail(refuse(connection, data.actor,
                       {"session.refused", "person:" + tried->person.uuid, {{"reason", "PIN of an administrator"}}},
                       "an administrator set this PIN: " + tried->person.name + " must change it first"));
  auto actor = begin(connection, data.actor, tried->person.uuid);
  if (!actor) return fail(actor.error());
  data.actor = *actor;
  return actor;
}

Result<bool> People::atSharedAccount() const {
  const Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file,
                    [&]() -> Result<bool> { return isShared(data.connection.database, data.actor.account); });
}

Result<std::string> People::pass() const {
  const Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file, [&]() -> Result<std::string> {
    const SQLite::Database& database = data.connection.database;
    if (data.actor.person.empty() || !data.secrets || !isShared(database, data.actor.account)) return std::string();
    return passOf(database, *data.secrets, data.actor);
  });
}

Result<void> People::signOut() {
  Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file, [&]() -> Result<void> {
    // Also who has lost all rights meanwhile, and may get them back.
    if (data.actor.id.value == 0 || !isShared(data.connection.database, data.actor.account)) return {};
    SQLite::Transaction transaction(data.connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    Actor ended = data.actor;
    ended.person = actorNow(data.connection.database, data.actor).person;
    appendAudit(data.connection.database, ended, {"session.ended", "", {}});
    transaction.commit();
    Actor nobody;
    nobody.account = data.actor.account;
    data.actor = std::move(nobody);
    return {};
  });
}

}  // namespace snitt

// Who sits at a shared account: PINs, sessions.
#include <algorithm>
#include <optional>

#include "core/people/pin.h"
#include "core/store/actor_p.h"
#include "core/store/people.h"
#include "core/store/people_rows_p.h"
#include "core/store/store_data_p.h"

namespace snitt {

namespace {

constexpr int kMostFailures = 5;

// What became of a PIN that somebody gave.
struct Tried {
  Person person;
  int failures = 0;  // with this one
  std::string hash;
};

// Counts a try before the PIN is looked at: however many programs guess at once, there are five tries in all.
Result<Tried> countTry(Connection& connection, const Actor& actor, PersonId id) {
  struct Refused {
    std::string reason;
    std::string message;
  };
  std::optional<Refused> refused;
  auto tried = inDatabase(connection.file, [&]() -> Result<Tried> {
    StoreDatabase& database = connection.database;
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
    Statement row = statementOf(database, "SELECT failures, pin FROM person WHERE id = ?", id.value);
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

// Whoever set a PIN for somebody knows it.
Error refuseForeignPin(Connection& connection, const Actor& actor, const Person& person) {
  return refuse(connection, actor,
                {"session.refused", "person:" + person.uuid, {{"reason", "PIN of an administrator"}}},
                "an administrator set this PIN: " + person.name + " must change it first");
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
  return changePeople(connection, actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  const bool proves = !own && !atTheDoor && !old.empty();
  if (!own && !atTheDoor && !proves)
    if (auto may = requirePermission(connection, data.actor, Permission::managePeople, subject); !may) return may;
  if (auto usable = checkPin(pin); !usable) return usable;
  // At the door of a shared account nobody is known yet: the old PIN alone tells who it is.
  if (atTheDoor || proves || (own && (*person)->hasPin)) {
    if (const auto tried = tryPin(connection, data.actor, id, old); !tried) return fail(tried.error());
    if (old == pin) return fail(ErrorKind::usage, "the new PIN is the old one");
  }
  const auto hash = hashPin(pin);
  if (!hash) return fail(hash.error());
  if (proves) {
    const Actor self{id, (*person)->uuid, (*person)->name, data.actor.account, (*person)->roles, (*person)->unmask};
    return putPin(connection, self, **person, *hash, false);
  }
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
  if (tried->person.pinByOther) return fail(refuseForeignPin(connection, data.actor, tried->person));
  auto actor = begin(connection, data.actor, tried->person.uuid);
  if (!actor) return fail(actor.error());
  data.actor = *actor;
  return actor;
}

Result<void> People::require(Permission permission, const std::string& subject) {
  return m_store.m_data->require(permission, subject);
}

Result<Person> People::sign(PersonId id, std::string_view pin, Permission needed, const AuditEntry& statement) {
  Store::Data& data = *m_store.m_data;
  Connection& connection = data.connection;
  const auto tried = tryPin(connection, data.actor, id, pin);
  if (!tried) return fail(tried.error());
  const Person& person = tried->person;
  if (person.pinByOther) return fail(refuseForeignPin(connection, data.actor, person));
  const Actor signer{person.id, person.uuid, person.name, data.actor.account, person.roles, person.unmask};
  if (!signer.may(needed))
    return fail(refuse(connection, signer,
                       {"refused", statement.subject, {{"permission", std::string(toText(needed))}}},
                       person.name + " may not " + std::string(toText(needed)) + ": that takes the role " +
                           std::string(toText(roleFor(needed)))));
  const auto written = inDatabase(connection.file, [&]() -> Result<void> {
    SQLite::Transaction transaction(connection.database, SQLite::TransactionBehavior::IMMEDIATE);
    appendAudit(connection.database, signer, statement);
    transaction.commit();
    return {};
  });
  if (!written) return fail(written.error());
  return person;
}

Result<bool> People::atSharedAccount() const {
  const Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file,
                    [&]() -> Result<bool> { return isShared(data.connection.database, data.actor.account); });
}

Result<std::string> People::pass() const {
  const Store::Data& data = *m_store.m_data;
  return inDatabase(data.connection.file, [&]() -> Result<std::string> {
    const StoreDatabase& database = data.connection.database;
    if (data.actor.person.empty() || !data.secrets || !isShared(database, data.actor.account)) return std::string();
    return passOf(*data.secrets, data.actor);
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

#include "core/store/people.h"

#include <algorithm>
#include <optional>

#include "core/store/people_rows_p.h"
#include "core/store/store_data_p.h"
#include "core/text/identity.h"
#include "core/text/nearest.h"
#include "core/text/utf8.h"

namespace snitt {

namespace {

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

std::string unmaskText(const std::optional<bool>& unmask) {
  if (!unmask) return "as roles";
  return *unmask ? "yes" : "no";
}

struct AccountRow {
  std::string person;  // name; empty: shared
};

std::optional<AccountRow> accountWith(const StoreDatabase& database, const std::string& name) {
  Statement row = statementOf(
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

}  // namespace

Result<std::vector<Person>> People::list() const {
  return inDatabase(m_store.file(), [&]() -> Result<std::vector<Person>> {
    return personsWhere(m_store.m_data->connection.database, "?1 = ''", "");
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
  const auto done = changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  return changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  return changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  return changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  return changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
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
  return changePeople(data.connection, data.actor, [&](StoreDatabase& database) -> Result<AuditEntry> {
    const auto before = accountWith(database, account);
    if (!before) return fail(ErrorKind::notFound, "no person has the account " + account + ", nor is it shared");
    execute(database, "DELETE FROM account WHERE name = ?", account);
    return AuditEntry{"account.dropped", "", {{"account", account}, {"from", before->person}}};
  });
}

}  // namespace snitt

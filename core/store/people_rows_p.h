// Rows of persons and accounts, and the frame of every change to them. Inside the caller's transaction where not said
// otherwise; throw what SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/person.h"
#include "core/result.h"
#include "core/store/audit_p.h"
#include "core/store/connection_p.h"

namespace snitt {

// `where` is a condition on the table person in which ?1 stands for `value`. By name.
[[nodiscard]] std::vector<Person> personsWhere(const StoreDatabase& database, const char* where,
                                               const std::string& value);
[[nodiscard]] std::optional<Person> personWith(const StoreDatabase& database, PersonId id);
[[nodiscard]] tl::unexpected<Error> noSuchPerson();

// Somebody must be left who can get in and manage people: by an account, or by PIN at a shared one. Errors: usage.
[[nodiscard]] Result<void> checkAdministrators(const StoreDatabase& database);

[[nodiscard]] bool isShared(const StoreDatabase& database, const std::string& account);

// `change` in a transaction of its own, with the audit row that it gives.
template <class Change>
[[nodiscard]] Result<void> changePeople(Connection& connection, const Actor& actor, const Change& change) {
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

}  // namespace snitt

#include "core/store/people_rows_p.h"

#include "core/store/actor_p.h"
#include "core/text/identity.h"

namespace snitt {

std::vector<Person> personsWhere(const StoreDatabase& database, const char* where, const std::string& value) {
  std::vector<Person> list;
  Statement row = statementOf(database, std::string("SELECT id, uuid, name, roles, unmask, active, pin IS NOT NULL,"
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
    Statement account =
        statementOf(database, "SELECT name FROM account WHERE person_id = ? ORDER BY name", one.id.value);
    while (account.executeStep()) one.accounts.push_back(account.getColumn(0).getString());
  }
  return list;
}

std::optional<Person> personWith(const StoreDatabase& database, PersonId id) {
  auto found = personsWhere(database, "id = ?1", std::to_string(id.value));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

tl::unexpected<Error> noSuchPerson() { return fail(ErrorKind::notFound, "there is no such person in the database"); }

Result<void> checkAdministrators(const StoreDatabase& database) {
  Statement row = statementOf(database,
                              "SELECT roles FROM person WHERE active = 1 AND"
                              " (EXISTS (SELECT 1 FROM account WHERE person_id = person.id)"
                              "  OR (pin IS NOT NULL AND EXISTS (SELECT 1 FROM account WHERE shared = 1)))");
  while (row.executeStep())
    if (rolesOf(row.getColumn(0).getString()).contains(Role::administrator)) return {};
  return fail(
      ErrorKind::usage,
      "nobody could manage people any more: first give another person the role administrator, with an account or a PIN "
      "for a shared one");
}

bool isShared(const StoreDatabase& database, const std::string& account) {
  return numberOf(database, "SELECT shared FROM account WHERE name = ?", account).value_or(0) != 0;
}

}  // namespace snitt

// Who uses a database: accounts of the operating system, and the persons they stand for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/people/person.h"
#include "core/result.h"
#include "core/secrets/secrets.h"
#include "core/store/connection_p.h"
#include "core/store/store.h"

namespace snitt {

inline constexpr int kPeopleSchema = 3;  // from which there are persons, a key and an audit log

[[nodiscard]] Roles rolesOf(std::string_view text);  // as the column holds them; unknown ones are left out

// The first person of a database, its administrator, named as the account. Inside a transaction.
void addFirstPerson(const StoreDatabase& database, const std::string& account, const std::string& reason);

// A person at an account; nothing where there is none with this UUID, or an inactive one.
[[nodiscard]] std::optional<Actor> activePerson(const StoreDatabase& database, const std::string& uuid,
                                                const std::string& account);

// Who acts, as the database has it now and not as it was when the store was opened.
struct ActorNow {
  Actor actor;          // withoutRights where `message` says why
  std::string person;   // UUID, also then
  std::string reason;   // for the log: "inactive", "no account", "another person's account"
  std::string message;  // a sentence
};
// Nobody stays nobody. Throws what SQLiteCpp throws.
[[nodiscard]] ActorNow actorNow(const StoreDatabase& database, const Actor& before);
// Nobody, who may nothing; but its id tells actorNow whom to ask for again.
[[nodiscard]] Actor withoutRights(Actor actor);

// What another program needs to act as a person who is signed in at a shared account: good for a day.
[[nodiscard]] std::string passOf(const Secrets& secrets, const Actor& actor);

// As Store::open's contract says; refusals are rows of the audit log. `secrets` are null where the key is missing, and
// no pass is good then. Throws what SQLiteCpp throws.
[[nodiscard]] Result<Actor> actorOf(Connection& connection, const StoreOptions& options, const Secrets* secrets);

// Who backs up or restores, which whoever may read the file can do without the program: an account that is no person in
// it may (a timer's), one that is a person needs manageDatabase. In a schema without persons, everybody. Throws what
// SQLiteCpp throws.
[[nodiscard]] Result<Actor> upkeepActor(Connection& connection, const StoreOptions& options);

}  // namespace snitt

// People who use a database, their roles and what these allow. Plain values and pure functions.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/row_id.h"

namespace snitt {

using PersonId = RowId<struct PersonRow>;

enum class Role { administrator, pathologist, qa, researcher };
[[nodiscard]] std::string_view toText(Role role);  // "administrator", …
[[nodiscard]] std::optional<Role> roleOf(std::string_view text);
using Roles = std::set<Role>;
[[nodiscard]] std::string toText(const Roles& roles);  // "administrator pathologist"

enum class Permission {
  look,            // lists, cases, slides, scores
  unmask,          // names, numbers, labels, paths, file names, comments
  draw,            // annotations, notes
  score,           // keep scores
  importWorklist,  // lists and messages of the laboratory, the watcher
  link,            // give slides to cases
  confirm,         // which slides are primary tumour; pT, pN, nodes; decide on what waits; close and open cases
  flag,            // set and lift flags
  exportCases,
  erase,     // patients' data for good
  validate,  // lock protocols of validations and run them
  signOff,   // sign reports of validations
  readAudit,
  managePeople,    // persons, roles, accounts, PINs
  manageDatabase,  // backup, restore, where seals and backups lie
};
[[nodiscard]] std::string_view toText(Permission permission);  // what it is called in a sentence: "confirm slides"

// Everybody may look, draw and score. Beyond that, every role: exportCases, validate; pathologist: unmask,
// importWorklist, link, confirm, flag, signOff; qa: readAudit, signOff; administrator: importWorklist, link, flag,
// erase, readAudit, managePeople, manageDatabase.
[[nodiscard]] bool allows(Role role, Permission permission);
// A role that would allow it, for the sentence that refuses it.
[[nodiscard]] Role roleFor(Permission permission);

struct Person {
  PersonId id;
  std::string uuid;
  std::string name;
  Roles roles;
  std::optional<bool> unmask;  // nothing: as the roles say
  bool active = true;
  bool hasPin = false;
  bool pinByOther = false;  // an administrator set it: its owner must change it first
  std::string lockedUntil;  // ISO 8601, UTC; empty: not locked out
  std::vector<std::string> accounts;
};

// Who does something: written into every row of the audit log.
struct Actor {
  PersonId id;
  std::string person;  // UUID; empty: nobody signed in at a shared account
  std::string name;
  std::string account;  // of the operating system
  Roles roles;
  std::optional<bool> unmask;

  [[nodiscard]] bool may(Permission permission) const;
};

}  // namespace snitt

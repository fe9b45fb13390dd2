// Persons and accounts in the database. Every change is one transaction with its row in the audit log; what the actor's
// roles do not allow is refused (kind refused), and the refusal is a row as well. Threads and errors as Store.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/audit/audit.h"
#include "core/people/person.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

class People {
 public:
  // The store outlives it.
  explicit People(Store& store) : m_store(store) {}

  [[nodiscard]] Result<std::vector<Person>> list() const;
  [[nodiscard]] Result<Person> find(std::string_view name) const;  // errors: notFound, with the nearest name

  // Needs managePeople; `account` may be empty. Errors: usage (a name or account that is taken, blank, or holds control
  // characters; a last administrator that would be none any more).
  [[nodiscard]] Result<Person> add(const std::string& name, const Roles& roles, const std::string& account);
  [[nodiscard]] Result<void> setRoles(PersonId person, const Roles& roles, std::optional<bool> unmask);
  [[nodiscard]] Result<void> setActive(PersonId person, bool active);
  [[nodiscard]] Result<void> mapAccount(const std::string& account, PersonId person);
  [[nodiscard]] Result<void> shareAccount(const std::string& account);
  [[nodiscard]] Result<void> dropAccount(const std::string& account);

  // One's own PIN (`old` empty where there was none), or with managePeople somebody else's, who must then change it:
  // whoever gives a person's PIN of now as `old` is that person, at whatever account.
  // At least 6 characters; not one repeated or counted up. Errors: usage, refused (old one wrong, locked out).
  [[nodiscard]] Result<void> setPin(PersonId person, std::string_view old, std::string_view pin);

  // Whoever sits at a shared account says who they are. Argon2id takes a moment: not on the UI thread. After 5 failures
  // in a row the person is locked out for 15 minutes; success and failure are rows of the audit log. The store's actor
  // is that person then. Errors: refused (wrong PIN, with the number of tries left; locked out, until when; no PIN yet;
  // an inactive person; an account that is not shared; a PIN that an administrator set: setPin first, which signs in).
  [[nodiscard]] Result<Actor> signIn(PersonId person, std::string_view pin);
  // Nothing where who is here may; else the refusal, which is a row of the log then. `subject` as AuditEntry's.
  [[nodiscard]] Result<void> require(Permission permission, const std::string& subject);
  // Somebody signs something: they prove by PIN who they are, wherever they sit, and `statement` becomes a row of the
  // log in their name. Who is signed in stays so. Errors: those of signIn, but for the account, which need not be
  // shared; refused where their roles do not allow `needed`.
  [[nodiscard]] Result<Person> sign(PersonId person, std::string_view pin, Permission needed,
                                    const AuditEntry& statement);
  // Whether several persons use this account, so that whoever sits there has to sign in.
  [[nodiscard]] Result<bool> atSharedAccount() const;
  // For a program that this one starts, to act as who is signed in here (StoreOptions::signedIn; `snitt` takes it from
  // $SNITT_SESSION): good for a day, at this account alone. Empty where nobody is signed in, and at an account of one
  // person.
  [[nodiscard]] Result<std::string> pass() const;
  // Nobody is signed in then. Does nothing at an account of one person.
  [[nodiscard]] Result<void> signOut();

 private:
  Store& m_store;
};

}  // namespace snitt

#include "core/store/people.h"

#include <algorithm>

#include "core/store/audit_log.h"
#include "support/raw_sqlite_p.h"
#include "support/temp_folder.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

class StoredPeople : public testing::Test {
 protected:
  StoredPeople() : m_store(open("kari")), m_people(m_store) {}
  Store open(const std::string& account, const std::string& signedIn = "") {
    StoreOptions options;
    options.makeIfMissing = true;
    options.account = account;
    options.signedIn = signedIn;
    auto store = Store::open(m_folder / "snitt.db", options);
    if (!store) throw std::runtime_error(store.error().message);
    return std::move(*store);
  }
  [[nodiscard]] Error refusalOf(const std::string& account) const {
    StoreOptions options;
    options.account = account;
    const auto store = Store::open(m_folder / "snitt.db", options);
    return store ? Error{} : store.error();
  }
  std::string query(const std::string& sql) const { return test::RawSqlite(m_folder / "snitt.db").run(sql); }
  // Actions of the log after the row `after`, oldest first.
  [[nodiscard]] std::vector<std::string> actions(std::int64_t after = 1) {
    std::vector<std::string> list;
    const auto events = AuditLog(m_store).read({"", "", after, 1000});
    EXPECT_TRUE(events) << events.error().message;
    for (const AuditEvent& event : *events) list.push_back(event.entry.action);
    return list;
  }
  Person add(const std::string& name, const Roles& roles, const std::string& account = "") {
    const auto added = m_people.add(name, roles, account);
    EXPECT_TRUE(added) << added.error().message;
    return *added;
  }

  using Actions = std::vector<std::string>;
  test::TempFolder m_folder;
  Store m_store;
  People m_people;
};

TEST_F(StoredPeople, AnAddedPersonGetsInWithTheirRoles) {
  const Person ola = add("Ola Nordmann", {Role::pathologist}, "ola");
  EXPECT_EQ(ola.accounts, std::vector<std::string>{"ola"});
  const Store store = open("ola");
  EXPECT_EQ(store.actor().name, "Ola Nordmann");
  EXPECT_TRUE(store.actor().may(Permission::unmask));
  EXPECT_FALSE(store.actor().may(Permission::managePeople));
  EXPECT_EQ(actions(), Actions{"person.added"});
  EXPECT_EQ(m_people.find("Ola Nordmann")->uuid, ola.uuid);
  const Error near = m_people.find("Ola Nordman").error();
  EXPECT_EQ(near.kind, ErrorKind::notFound);
  EXPECT_NE(near.message.find("nearest: \"Ola Nordmann\""), std::string::npos) << near.message;
}

TEST_F(StoredPeople, NamesAndAccountsThatCannotBeAreRefused) {
  add("Ola", {Role::qa}, "ola");
  for (const auto& [name, account] : std::vector<std::pair<std::string, std::string>>{{"Ola", ""},
                                                                                      {"", ""},
                                                                                      {"  ", ""},
                                                                                      {"a\nb", ""},
                                                                                      {"a\x1b[2J", ""},
                                                                                      {"\xFF", ""},
                                                                                      {" a", ""},
                                                                                      {std::string(201, 'x'), ""},
                                                                                      {"Per", "ola"},
                                                                                      {"Per", "kari"},
                                                                                      {"Per", "p er"}})
    EXPECT_EQ(m_people.add(name, {Role::qa}, account).error().kind, ErrorKind::usage) << name << "," << account;
  EXPECT_TRUE(m_people.add("Robert'); DROP TABLE person; --", {Role::qa}, ""));
  EXPECT_EQ(m_people.list()->size(), 3U);
}

TEST_F(StoredPeople, WhoMayNotManagePeopleIsRefusedAndLogged) {
  const Person ola = add("Ola", {Role::pathologist}, "ola");
  Store store = open("ola");
  People people(store);
  const std::string before = query("SELECT * FROM person; SELECT * FROM account");
  EXPECT_EQ(people.add("Per", {}, "").error().kind, ErrorKind::refused);
  EXPECT_EQ(people.setRoles(ola.id, {Role::administrator}, true).error().kind, ErrorKind::refused);
  EXPECT_EQ(people.setActive(m_people.find("kari")->id, false).error().kind, ErrorKind::refused);
  EXPECT_EQ(people.mapAccount("x", ola.id).error().kind, ErrorKind::refused);
  EXPECT_EQ(people.shareAccount("x").error().kind, ErrorKind::refused);
  EXPECT_EQ(people.dropAccount("kari").error().kind, ErrorKind::refused);
  EXPECT_EQ(people.setPin(m_people.find("kari")->id, "", "8w9x2z").error().kind, ErrorKind::refused);
  EXPECT_EQ(query("SELECT * FROM person; SELECT * FROM account"), before);
  EXPECT_EQ(actions(2), Actions(7, "refused"));
  EXPECT_EQ(AuditLog(store).read({}).error().kind, ErrorKind::refused);
}

// A viewer that has been open for weeks: what its person lost is gone at once.
TEST_F(StoredPeople, WhatWasTakenAwayIsGoneAtOnce) {
  const Person ola = add("Ola", {Role::administrator}, "ola");
  Store store = open("ola");
  ASSERT_TRUE(m_people.setRoles(ola.id, {Role::qa}, std::nullopt));
  EXPECT_EQ(People(store).add("Per", {}, "").error().kind, ErrorKind::refused);
  ASSERT_TRUE(m_people.setActive(ola.id, false));
  const Error error = AuditLog(store).read({}).error();
  EXPECT_EQ(error.kind, ErrorKind::refused);
  EXPECT_NE(error.message.find("inactive"), std::string::npos) << error.message;
  EXPECT_EQ(refusalOf("ola").kind, ErrorKind::refused);
  ASSERT_TRUE(m_people.setActive(ola.id, true));
  EXPECT_EQ(open("ola").actor().name, "Ola");
}

TEST_F(StoredPeople, SomebodyWhoManagesPeopleIsAlwaysLeft) {
  const PersonId kari = m_people.find("kari")->id;
  EXPECT_EQ(m_people.setRoles(kari, {Role::pathologist}, std::nullopt).error().kind, ErrorKind::usage);
  EXPECT_EQ(m_people.setActive(kari, false).error().kind, ErrorKind::usage);
  EXPECT_EQ(m_people.dropAccount("kari").error().kind, ErrorKind::usage);
  EXPECT_EQ(m_people.shareAccount("kari").error().kind, ErrorKind::usage) << "without a PIN nobody could sign in";
  EXPECT_EQ(m_people.find("kari")->roles, Roles{Role::administrator});
  // An administrator who cannot get in is none.
  add("Ola", {Role::administrator});
  EXPECT_EQ(m_people.dropAccount("kari").error().kind, ErrorKind::usage);
  ASSERT_TRUE(m_people.mapAccount("ola", m_people.find("Ola")->id));
  EXPECT_TRUE(m_people.dropAccount("kari"));
  EXPECT_EQ(refusalOf("kari").kind, ErrorKind::refused);
}

TEST_F(StoredPeople, UnmaskingIsAPersonsOwn) {
  const Person ola = add("Ola", {Role::researcher}, "ola");
  ASSERT_TRUE(m_people.setRoles(ola.id, {Role::researcher}, true));
  EXPECT_TRUE(open("ola").actor().may(Permission::unmask));
  ASSERT_TRUE(m_people.setRoles(ola.id, {Role::pathologist}, false));
  EXPECT_FALSE(open("ola").actor().may(Permission::unmask));
  ASSERT_TRUE(m_people.setRoles(ola.id, {Role::pathologist}, std::nullopt));
  EXPECT_TRUE(open("ola").actor().may(Permission::unmask));
}

TEST_F(StoredPeople, APinThatAnybodyGuessesIsNone) {
  const PersonId kari = m_people.find("kari")->id;
  for (const char* pin : {"", "12345", "111111", "123456", "987654", "abcdef", "ååååå", "a\nbcdxy", "\xFFxyzuvw"})
    EXPECT_EQ(m_people.setPin(kari, "", pin).error().kind, ErrorKind::usage) << pin;
  EXPECT_TRUE(m_people.setPin(kari, "", "æøåzyx"));
  const std::string pin = query("SELECT pin FROM person");
  EXPECT_TRUE(pin.starts_with("$argon2id$")) << pin;
}

class SharedAccount : public StoredPeople {
 protected:
  SharedAccount() {
    m_ola = add("Ola", {Role::pathologist}).id;
    m_per = add("Per", {Role::researcher}).id;
    EXPECT_TRUE(m_people.shareAccount("lab"));
  }
  static constexpr const char* kPin = "7h3k9q";
  // As its owner has it, not as the administrator gave it.
  void give(PersonId person, const char* pin) {
    ASSERT_TRUE(m_people.setPin(person, "", "first-one"));
    Store store = open("lab");
    const auto set = People(store).setPin(person, "first-one", pin);
    ASSERT_TRUE(set) << set.error().message;
  }
  PersonId m_ola;
  PersonId m_per;
};

TEST_F(SharedAccount, PersonsSignInSwitchAndSignOut) {
  give(m_ola, kPin);
  give(m_per, "0therp");
  Store store = open("lab");
  People people(store);
  EXPECT_EQ(store.actor().person, "");
  const auto actor = people.signIn(m_ola, kPin);
  ASSERT_TRUE(actor) << actor.error().message;
  EXPECT_EQ(actor->name, "Ola");
  EXPECT_EQ(store.actor().name, "Ola");
  EXPECT_TRUE(store.actor().may(Permission::confirm));
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(people.signIn(m_per, "0therp"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_EQ(store.actor().name, "Per");
  EXPECT_FALSE(store.actor().may(Permission::confirm));
  ASSERT_TRUE(people.signOut());
  EXPECT_EQ(store.actor().person, "");
  EXPECT_FALSE(store.actor().may(Permission::look));
  const Actions all = actions();
  const Actions last(all.end() - 4, all.end());
  EXPECT_EQ(last, (Actions{"session.begun", "session.ended", "session.begun", "session.ended"}));
}

// The second signature of a report, at the first one's desk.
TEST_F(SharedAccount, WhoSignsProvesByPinWhoTheyAreWhereverTheySit) {
  const AuditEntry statement{"validation.signed", "validation:report", {{"role", "reviewer"}}};
  give(m_ola, kPin);
  ASSERT_TRUE(m_people.setRoles(m_per, {Role::researcher}, std::nullopt));
  give(m_per, "0therp");
  const auto signedBy = m_people.sign(m_ola, kPin, Permission::signOff, statement);
  ASSERT_TRUE(signedBy) << signedBy.error().message;
  EXPECT_EQ(signedBy->name, "Ola");
  EXPECT_EQ(m_store.actor().name, "kari") << "nobody else has signed in";
  const auto last = AuditLog(m_store).read({"validation:report", "", 0, 10}).value();
  ASSERT_EQ(last.size(), 1U);
  EXPECT_EQ(last[0].person, signedBy->uuid) << "the row is theirs";
  EXPECT_EQ(last[0].account, "kari");
  const Error wrong = m_people.sign(m_ola, "wrong-one", Permission::signOff, statement).error();
  EXPECT_EQ(wrong.kind, ErrorKind::refused);
  EXPECT_NE(wrong.message.find("4 tries are left"), std::string::npos) << wrong.message;
  const Error role = m_people.sign(m_per, "0therp", Permission::signOff, statement).error();
  EXPECT_NE(role.message.find("Per may not sign reports of validations"), std::string::npos) << role.message;
  ASSERT_TRUE(m_people.setPin(m_ola, "", "given-by-kari"));
  EXPECT_NE(
      m_people.sign(m_ola, "given-by-kari", Permission::signOff, statement).error().message.find("must change it"),
      std::string::npos);
  EXPECT_EQ(AuditLog(m_store).read({"validation:report", "", 0, 10}).value().size(), 2U)
      << "one signature, one refusal";
}

// Where there is but one account, a person makes the PIN their own that an administrator gave them.
TEST_F(SharedAccount, WhoGivesAPersonsPinOfNowChangesItAtAnyAccount) {
  ASSERT_TRUE(m_people.setPin(m_ola, "", "given-one"));
  EXPECT_NE(m_people.setPin(m_ola, "wrong-one", kPin).error().message.find("4 tries"), std::string::npos);
  EXPECT_TRUE(m_people.find("Ola")->pinByOther);
  ASSERT_TRUE(m_people.setPin(m_ola, "given-one", kPin));
  EXPECT_FALSE(m_people.find("Ola")->pinByOther);
  EXPECT_EQ(m_store.actor().name, "kari");
  EXPECT_EQ(actions().back(), "pin.set");
  EXPECT_EQ(AuditLog(m_store).read({"person:" + m_people.find("Ola")->uuid, "", 0, 1000}).value().back().person,
            m_people.find("Ola")->uuid);
  EXPECT_EQ(m_people.setPin(m_ola, kPin, kPin).error().kind, ErrorKind::usage);
}

TEST_F(SharedAccount, WhatOneMayNotDoIsRefusedAndLogged) {
  EXPECT_TRUE(m_people.require(Permission::validate, "validation:x"));
  Store store = open("lab");
  const auto refused = People(store).require(Permission::validate, "validation:x");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_EQ(actions().back(), "refused");
}

// The engine scores as the person who sits at the viewer.
TEST_F(SharedAccount, APassLetsAnotherProgramActAsWhoIsSignedIn) {
  give(m_ola, kPin);
  Store store = open("lab");
  People people(store);
  EXPECT_EQ(people.pass().value(), "");
  ASSERT_TRUE(people.signIn(m_ola, kPin));
  const std::string pass = people.pass().value();
  EXPECT_EQ(open("lab", pass).actor().name, "Ola");
  ASSERT_TRUE(m_people.shareAccount("other"));
  EXPECT_THROW(open("other", pass), std::runtime_error) << "it is of one account";
  EXPECT_THROW(open("lab", pass.substr(0, pass.size() - 8)), std::runtime_error);
  EXPECT_THROW(open("lab", store.actor().person), std::runtime_error) << "everybody can list persons";
  EXPECT_EQ(open("kari", pass).actor().name, "kari");
  EXPECT_EQ(m_people.pass().value(), "");
  ASSERT_TRUE(m_people.setActive(m_ola, false));
  EXPECT_THROW(open("lab", pass), std::runtime_error);
}

TEST_F(SharedAccount, EachPersonWhoDrawsOnASlideIsInTheLog) {
  ASSERT_TRUE(m_people.setRoles(m_per, {Role::pathologist}, std::nullopt));
  give(m_ola, kPin);
  give(m_per, "0therp");
  Store store = open("lab");
  People people(store);
  for (const auto& [person, pin] : {std::pair(m_ola, kPin), std::pair(m_per, "0therp"), std::pair(m_ola, kPin)}) {
    ASSERT_TRUE(people.signIn(person, pin));
    ASSERT_TRUE(store.saveAnnotations("slide", {{"a1", nullptr, 0}}));
  }
  EXPECT_EQ(query("SELECT person.name FROM audit JOIN person ON person.uuid = audit.row ->> 'person'"
                  " WHERE audit.row ->> 'action' = 'drawing.changed' ORDER BY seq"),
            "Ola\nPer\n");
}

TEST_F(SharedAccount, AfterFiveWrongPinsAPersonIsLockedOut) {
  give(m_ola, kPin);
  Store store = open("lab");
  People people(store);
  for (const char* left : {"4 tries", "3 tries", "2 tries", "1 try", "locked out"}) {
    const Error error = people.signIn(m_ola, "wrong-one").error();
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_NE(error.message.find(left), std::string::npos) << error.message;
  }
  EXPECT_NE(people.signIn(m_ola, kPin).error().message.find("locked out until"), std::string::npos);
  EXPECT_NE(People(m_store).find("Ola")->lockedUntil, "");
  EXPECT_EQ(store.actor().person, "");
  // Another one is not.
  give(m_per, "0therp");
  EXPECT_TRUE(people.signIn(m_per, "0therp"));
  // The time passes.
  query("UPDATE person SET locked_until = '2020-01-01T00:00:00Z' WHERE name = 'Ola'");
  EXPECT_NE(people.signIn(m_ola, "wrong-one").error().message.find("4 tries"), std::string::npos);
  EXPECT_TRUE(people.signIn(m_ola, kPin));
  // A right one begins the count anew.
  EXPECT_NE(people.signIn(m_ola, "wrong-one").error().message.find("4 tries"), std::string::npos);
}

TEST_F(SharedAccount, AnAdministratorsPinMustBeChangedFirst) {
  ASSERT_TRUE(m_people.setPin(m_ola, "", "given1"));
  EXPECT_TRUE(m_people.find("Ola")->pinByOther);
  Store store = open("lab");
  People people(store);
  const Error error = people.signIn(m_ola, "given1").error();
  EXPECT_EQ(error.kind, ErrorKind::refused);
  EXPECT_NE(error.message.find("must change it"), std::string::npos) << error.message;
  EXPECT_EQ(people.setPin(m_ola, "given1", "given1").error().kind, ErrorKind::usage);
  EXPECT_EQ(people.setPin(m_ola, "wrong1", kPin).error().kind, ErrorKind::refused);
  ASSERT_TRUE(people.setPin(m_ola, "given1", kPin));
  EXPECT_EQ(store.actor().name, "Ola") << "who sets a PIN with the old one has signed in";
  EXPECT_FALSE(m_people.find("Ola")->pinByOther);
  EXPECT_TRUE(people.signOut());
  EXPECT_TRUE(people.signIn(m_ola, kPin));
}

TEST_F(SharedAccount, WhoCannotSignInIsToldWhy) {
  Store store = open("lab");
  People people(store);
  EXPECT_NE(people.signIn(m_ola, "x").error().message.find("no PIN yet"), std::string::npos);
  give(m_ola, kPin);
  ASSERT_TRUE(m_people.setActive(m_ola, false));
  EXPECT_NE(people.signIn(m_ola, kPin).error().message.find("inactive"), std::string::npos);
  EXPECT_EQ(people.signIn({999}, kPin).error().kind, ErrorKind::notFound);
  EXPECT_NE(m_people.signIn(m_per, kPin).error().message.find("one person's"), std::string::npos);
  EXPECT_TRUE(m_people.signOut());
  EXPECT_EQ(m_store.actor().name, "kari");
}

// Several programs that guess at once get five tries together.
TEST_F(SharedAccount, ThereAreNoMoreTriesForSeveralPrograms) {
  give(m_ola, kPin);
  std::vector<Store> stores;
  for (int i = 0; i < 3; ++i) stores.push_back(open("lab"));
  int tries = 0;
  for (int i = 0; i < 9; ++i) {
    const Error error = People(stores[static_cast<std::size_t>(i % 3)]).signIn(m_ola, "wrong-one").error();
    if (error.message.find("that is not the PIN") != std::string::npos) ++tries;
  }
  EXPECT_EQ(tries, 5);
}

}  // namespace
}  // namespace snitt

// Who works at the viewer, as the database knows it.
#include "ui/people/sitting.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <memory>

#include <gtest/gtest.h>

#include "support/open_view.h"
#include "support/shared_account.h"
#include "ui/document/slide_names.h"
#include "ui/people/names_of_sitting.h"

namespace snitt {
namespace {

using test::waitFor;
using State = Sitting::State;

class SittingTest : public testing::Test {
 protected:
  void start(bool wasShared = false) {
    sitting = std::make_unique<Sitting>(Sitting::Place{account.database.file(), account.database.options(), wasShared});
    sitting->start();
  }
  [[nodiscard]] bool becomes(State state) const {
    return waitFor([&] { return sitting->state() == state; });
  }
  // The sentence of why not; empty where it went well.
  std::string signIn(const char* name, const char* pin) {
    std::optional<std::string> said;
    sitting->signIn(account.person(name).id, pin,
                    [&said](const std::optional<Error>& fault) { said = fault ? fault->message : std::string(); });
    EXPECT_TRUE(waitFor([&] { return said.has_value(); }));
    return said.value_or("nothing was answered");
  }

  test::SharedAccount account;
  std::unique_ptr<Sitting> sitting;
};

TEST_F(SittingTest, AnAccountOfOnePersonIsThatPerson) {
  start();
  ASSERT_TRUE(becomes(State::alone));
  EXPECT_EQ(sitting->actor().name, os::accountName());
  EXPECT_FALSE(sitting->mustSignIn());
  EXPECT_FALSE(sitting->isShared());
  EXPECT_TRUE(sitting->signedIn().empty());
  sitting->lock();
  EXPECT_EQ(sitting->state(), State::alone) << "there is nobody to switch to";
}

TEST_F(SittingTest, WithoutADatabaseNobodyIsAsked) {
  sitting = std::make_unique<Sitting>(Sitting::Place{account.database.folder() / "none.db", {}, true});
  EXPECT_TRUE(sitting->mustSignIn()) << "until it is known";
  sitting->start();
  ASSERT_TRUE(becomes(State::alone));
  EXPECT_TRUE(sitting->actor().name.empty());
}

TEST_F(SittingTest, AtASharedAccountSomebodySignsIn) {
  account.share();
  start();
  ASSERT_TRUE(becomes(State::locked));
  EXPECT_TRUE(sitting->actor().person.empty());
  QSignalSpy person(sitting.get(), &Sitting::personChanged);
  EXPECT_EQ(signIn(test::kAnna, test::kAnnasPin), "");
  ASSERT_EQ(sitting->state(), State::signedIn);
  EXPECT_EQ(person.count(), 1);
  EXPECT_EQ(sitting->actor().name, test::kAnna);
  EXPECT_EQ(sitting->actor().person, account.person(test::kAnna).uuid);
  EXPECT_TRUE(sitting->signedIn().starts_with("pass:"));

  StoreOptions engines = account.database.options();
  engines.signedIn = sitting->pass();
  const auto engine = Store::open(account.database.file(), engines);
  ASSERT_TRUE(engine) << engine.error().message;
  EXPECT_EQ(engine->actor().name, test::kAnna) << "what is started here works for who sits here";

  sitting->lock();
  EXPECT_EQ(sitting->state(), State::locked) << "at once";
  EXPECT_EQ(signIn(test::kAnna, test::kAnnasPin), "");
  EXPECT_EQ(person.count(), 1) << "the same person goes on";
  sitting->lock();
  EXPECT_EQ(signIn(test::kBob, test::kBobsPin), "");
  EXPECT_EQ(person.count(), 2);
  EXPECT_FALSE(sitting->actor().may(Permission::unmask));
}

TEST_F(SittingTest, AWrongPinOpensNothing) {
  account.share();
  start();
  ASSERT_TRUE(becomes(State::locked));
  EXPECT_NE(signIn(test::kAnna, "not-her-pin").find("4 tries are left"), std::string::npos);
  EXPECT_EQ(sitting->state(), State::locked);
  for (int i = 0; i < 4; ++i) (void)signIn(test::kAnna, "not-her-pin");
  EXPECT_NE(signIn(test::kAnna, test::kAnnasPin).find("locked out"), std::string::npos) << "even with the right one";
  EXPECT_EQ(sitting->state(), State::locked);
  EXPECT_EQ(signIn(test::kBob, test::kBobsPin), "") << "others are not";
}

TEST_F(SittingTest, APinOfAnAdministratorIsChangedFirst) {
  account.share();
  start();
  ASSERT_TRUE(becomes(State::locked));
  EXPECT_NE(signIn(test::kCarla, test::kGivenPin).find("must change it"), std::string::npos);
  EXPECT_EQ(sitting->state(), State::locked);
  std::optional<std::string> said;
  sitting->signInChanging(account.person(test::kCarla).id, test::kGivenPin, "carlas-own-pin",
                          [&said](const std::optional<Error>& fault) { said = fault ? fault->message : ""; });
  ASSERT_TRUE(waitFor([&] { return said.has_value(); }));
  EXPECT_EQ(*said, "");
  EXPECT_EQ(sitting->state(), State::signedIn);
  EXPECT_EQ(sitting->actor().name, test::kCarla);
}

TEST_F(SittingTest, AnAccountThatBecomesSharedIsLocked) {
  start();
  ASSERT_TRUE(becomes(State::alone));
  account.share();
  sitting->lookAgain();
  ASSERT_TRUE(becomes(State::locked)) << "within moments, while the program runs";
  EXPECT_TRUE(sitting->signedIn().empty());
}

TEST_F(SittingTest, APersonWhoIsTakenOutSitsHereNoMore) {
  {
    // An administrator at an account of their own.
    Store store = account.database.open();
    ASSERT_TRUE(People(store).add("Root", {Role::administrator}, "root-account"));
  }
  account.share();
  start();
  ASSERT_TRUE(becomes(State::locked));
  ASSERT_EQ(signIn(test::kAnna, test::kAnnasPin), "");
  StoreOptions roots = account.database.options();
  roots.account = "root-account";
  auto store = Store::open(account.database.file(), roots);
  ASSERT_TRUE(store);
  People people(*store);
  ASSERT_TRUE(people.setRoles(people.find(test::kAnna)->id, {Role::researcher}, std::nullopt));
  sitting->lookAgain();
  ASSERT_TRUE(waitFor([&] { return !sitting->actor().may(Permission::unmask); })) << "changes hold at once";
  ASSERT_TRUE(people.setActive(people.find(test::kAnna)->id, false));
  sitting->lookAgain();
  EXPECT_TRUE(becomes(State::locked));
  EXPECT_TRUE(std::ranges::none_of(sitting->persons(), [](const Person& one) { return one.name == test::kAnna; }));
}

TEST_F(SittingTest, NamesOfSlidesAreForWhoeverMaySeeThem) {
  SlideNames names;
  account.share();
  start();
  followSitting(names, *sitting);
  EXPECT_FALSE(names.unmasked()) << "before it is known who sits there";
  ASSERT_TRUE(becomes(State::locked));
  EXPECT_FALSE(names.unmasked());
  EXPECT_EQ(signIn(test::kAnna, test::kAnnasPin), "");
  EXPECT_TRUE(names.unmasked());
  EXPECT_EQ(signIn(test::kBob, test::kBobsPin), "");
  EXPECT_FALSE(names.unmasked()) << "a researcher";
}

TEST_F(SittingTest, WithoutADatabaseNothingIsMaskedAndWithOneThatRefusesEverythingIs) {
  SlideNames names;
  sitting = std::make_unique<Sitting>(Sitting::Place{account.database.folder() / "none.db", {}, false});
  followSitting(names, *sitting);
  sitting->start();
  ASSERT_TRUE(becomes(State::alone));
  EXPECT_TRUE(names.unmasked());
  SlideNames others;
  std::ofstream(account.database.folder() / "broken.db") << "no database at all, but a file";
  sitting = std::make_unique<Sitting>(Sitting::Place{account.database.folder() / "broken.db", {}, false});
  followSitting(others, *sitting);
  sitting->start();
  ASSERT_TRUE(becomes(State::alone));
  EXPECT_FALSE(sitting->why().isEmpty());
  EXPECT_FALSE(others.unmasked());
}

}  // namespace
}  // namespace snitt

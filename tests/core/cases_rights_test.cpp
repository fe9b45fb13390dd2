// Rights that an administrator changes while a program has the cases open.
#include "support/case_fixture.h"

namespace snitt {
namespace {

using test::orderOf;

class CasesRights : public testing::Test {
 protected:
  CasesRights() {
    EXPECT_TRUE(m_cases.apply(orderOf("H26-1")));
    m_id = m_cases.find({"STJ", "H26-1"}).value_or(CaseId{});
    m_ola = m_people.find("ola").value_or(Person{}).id;
  }
  [[nodiscard]] WorklistRow row() { return m_theirs.rows(std::array{m_id}).value().at(0); }
  // Nothing of the patient, by whatever way.
  void expectMasked() {
    EXPECT_TRUE(row().masked);
    EXPECT_EQ(row().patient, "");
    const auto one = m_theirs.load(m_id);
    ASSERT_TRUE(one) << one.error().message;
    EXPECT_TRUE(one->patient.masked);
    EXPECT_EQ(one->comment, "");
    EXPECT_TRUE(m_theirs.list(test::searching("cathal"), {})->empty());
  }
  void expectNothing(const std::string& why) {
    EXPECT_TRUE(m_theirs.rows(std::array{m_id}).value().empty());
    EXPECT_EQ(m_theirs.load(m_id).error().kind, ErrorKind::refused);
    EXPECT_TRUE(m_theirs.unmatched().value().empty());
    const auto list = m_theirs.list({}, {});
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().kind, ErrorKind::refused);
    EXPECT_NE(list.error().message.find(why), std::string::npos) << list.error().message;
  }

  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  People m_people{m_store};
  Cases m_cases{m_store};
  Store m_theirStore = m_database.openAs("ola", {Role::pathologist});
  Cases m_theirs{m_theirStore};
  CaseId m_id;
  PersonId m_ola;
};

TEST_F(CasesRights, NamesAreGoneAsSoonAsAPersonMayNotSeeThem) {
  EXPECT_FALSE(row().masked);
  EXPECT_EQ(m_theirs.list(test::searching("cathal"), {})->size(), 1U);
  ASSERT_TRUE(m_people.setRoles(m_ola, {Role::pathologist}, false));
  expectMasked();
  EXPECT_FALSE(m_theirStore.actor().may(Permission::unmask));
  EXPECT_EQ(m_theirs.setComment(m_id, "seen").error().kind, ErrorKind::refused);
  // And there again, with all that it takes.
  ASSERT_TRUE(m_people.setRoles(m_ola, {Role::pathologist}, std::nullopt));
  EXPECT_EQ(row().patient, m_cases.rows(std::array{m_id})->at(0).patient);
  ASSERT_TRUE(m_theirs.setComment(m_id, "seen"));
  EXPECT_EQ(m_cases.load(m_id)->comment, "seen");
}

TEST_F(CasesRights, AnInactivePersonSeesNothingMore) {
  EXPECT_TRUE(m_theirs.load(m_id));
  ASSERT_TRUE(m_people.setActive(m_ola, false));
  expectNothing("ola has been made inactive");
  ASSERT_TRUE(m_people.setActive(m_ola, true));
  EXPECT_TRUE(m_theirs.load(m_id));
}

TEST_F(CasesRights, AnAccountThatIsTakenAwaySeesNothingMore) {
  EXPECT_TRUE(m_theirs.load(m_id));
  ASSERT_TRUE(m_people.dropAccount("ola"));
  expectNothing("has taken the account ola from ola");
  EXPECT_EQ(m_theirs.setPriority(m_id, Priority::urgent).error().kind, ErrorKind::refused);
  const Person per = m_people.add("per", {Role::pathologist}, "").value();
  ASSERT_TRUE(m_people.mapAccount("ola", per.id));
  expectNothing("the account ola is no longer that of ola");
}

TEST_F(CasesRights, SlidesHaveANameThatNamesNobody) {
  const SlideIdentity one{"H26-1", "A", "1", "1", "HE"};
  ASSERT_TRUE(m_cases.link(test::foundScan("/s/Walsh.svs", "a"), {"STJ", "H26-1"}, one));
  ASSERT_TRUE(m_cases.take(test::foundScan("/s/Walsh 2.svs", "b"), {}));
  const auto print = [](const char* content) { return sha256Of(content); };
  EXPECT_FALSE(m_theirs.hides(print("a")).value()) << "a pathologist";
  ASSERT_TRUE(m_people.setRoles(m_ola, {Role::researcher}, std::nullopt));
  EXPECT_TRUE(m_theirs.hides(print("a")).value());
  EXPECT_TRUE(m_theirs.hides(print("b")).value()) << "it waits for a case";
  EXPECT_FALSE(m_theirs.hides(print("c")).value()) << "nobody's";
  const auto names = m_theirs.namesOf(std::array{print("c"), print("a")});
  ASSERT_TRUE(names) << names.error().message;
  EXPECT_EQ(names->at(0), std::nullopt);
  ASSERT_TRUE(names->at(1));
  EXPECT_EQ(inWords(*names->at(1)), "H26-1 A1-1 HE");
  EXPECT_EQ(inWords(SlideIdentity{"H26-1", "", "", "", "CDX2"}), "H26-1 CDX2");
}

// Two persons who write at once: none writes over what they have not seen.
TEST_F(CasesRights, ACommentTakesThePlaceOfTheOneItWasWrittenOver) {
  ASSERT_TRUE(m_cases.setComment(m_id, "first", ""));
  const auto late = m_theirs.setComment(m_id, "theirs", "");
  ASSERT_TRUE(late) << late.error().message;
  EXPECT_EQ(*late, "first");
  EXPECT_EQ(m_cases.load(m_id)->comment, "first");
  EXPECT_EQ(m_theirs.setComment(m_id, "theirs", "first").value(), std::nullopt);
  EXPECT_EQ(m_cases.setComment(m_id, "theirs", "first").value(), std::nullopt) << "it says so already";
  EXPECT_EQ(m_cases.load(m_id)->comment, "theirs");
}

}  // namespace
}  // namespace snitt

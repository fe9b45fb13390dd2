// Cases that a person makes, and how cases are found by a number alone.
#include <algorithm>

#include "support/case_fixture.h"

namespace snitt {
namespace {

using test::orderOf;
using test::resent;

class CasesMade : public testing::Test {
 protected:
  static PatientIdentity walsh(const std::string& number) {
    return {{{number, "", ""}}, "Walsh", "Cathal", "1958-06-14", ""};
  }
  [[nodiscard]] Patient patientOf(const CaseName& name) const {
    const auto labCase = m_cases.load(*m_cases.find(name));
    EXPECT_TRUE(labCase) << labCase.error().message;
    return labCase->patient;
  }
  [[nodiscard]] std::size_t count() const {
    WorklistFilter all;
    all.states.clear();
    return m_cases.list(all, {})->size();
  }
  void expectUsage(const CaseName& name, const PatientIdentity& identity, const std::string& words) {
    const std::size_t before = count();
    const auto made = m_cases.make(name, identity);
    ASSERT_FALSE(made) << toText(name);
    EXPECT_EQ(made.error().kind, ErrorKind::usage) << made.error().message;
    EXPECT_NE(made.error().message.find(words), std::string::npos) << made.error().message;
    EXPECT_EQ(count(), before);
  }
  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
};

TEST_F(CasesMade, HaveTheirPatientSealedAndFound) {
  const auto made = m_cases.make({"STJ", "H26-9"}, walsh("4711"));
  ASSERT_TRUE(made) << made.error().message;
  const Patient patient = patientOf({"STJ", "H26-9"});
  EXPECT_EQ(patient.identity, walsh("4711"));
  EXPECT_EQ(m_cases.list(test::searching("walsh"), {})->size(), 1U);
  EXPECT_EQ(m_cases.list(test::searching("4711"), {})->size(), 1U);
  EXPECT_EQ(m_database.bytes().find("Cathal"), std::string::npos);
  AuditQuery query;
  query.subject = "case:" + m_cases.load(*made)->uuid;
  const auto rows = AuditLog(m_store).read(query);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->front().entry.action, "case.made");
  EXPECT_EQ(rows->front().entry.details.at("patient"), "entered");
  for (const auto& row : *rows)
    for (const auto& [key, value] : row.entry.details) EXPECT_EQ(value.find("alsh"), std::string::npos);
}

TEST_F(CasesMade, OfAKnownNumberBelongToThatPatientWhoStaysAsTheLaboratoryToldThem) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  PatientIdentity typed = test::sampleIdentity();
  typed.numbers = {{"7145823", "", ""}};
  typed.given = "Cathal Jr";
  const auto made = m_cases.make({"STJ", "H26-9"}, typed);
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(patientOf({"STJ", "H26-9"}).uuid, patientOf({"STJ", "H26-1"}).uuid);
  EXPECT_EQ(patientOf({"STJ", "H26-9"}).identity, test::sampleIdentity());
}

TEST_F(CasesMade, AreNotGivenToAPatientOfAnotherName) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  PatientIdentity other = walsh("7145823");
  other.family = "Murphy";
  other.given = "Aoife";
  const auto made = m_cases.make({"STJ", "H26-9"}, other);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::refused);
  EXPECT_EQ(count(), 1U) << "all of it or nothing";
}

TEST_F(CasesMade, WithoutAPatientHideNothing) {
  ASSERT_TRUE(m_cases.make({"STJ", "H26-9"}));
  EXPECT_FALSE(patientOf({"STJ", "H26-9"}).masked);
  Store theirs = m_database.openAs("bob", {Role::researcher});
  Cases bobs(theirs);
  EXPECT_TRUE(bobs.load(*bobs.find({"STJ", "H26-9"}))->patient.masked);
}

TEST_F(CasesMade, LearnFromALaterMessage) {
  ASSERT_TRUE(m_cases.make({"STJ", "H26-1"}, {{}, "Walsh", "C", "1958", ""}));
  const auto applied = m_cases.apply(orderOf("H26-1"));
  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_EQ(applied->outcome, EventOutcome::applied) << applied->why;
  EXPECT_EQ(patientOf({"STJ", "H26-1"}).identity.family, test::sampleIdentity().family);
}

TEST_F(CasesMade, AreRefusedWhereTheyAreThereOrHaveNoName) {
  ASSERT_TRUE(m_cases.make({"STJ", "H26-9"}));
  expectUsage({"STJ", "H26-9"}, {}, "there already");
  expectUsage({"", "H26-10"}, {}, "needs a site");
  expectUsage({"STJ", ""}, {}, "accession");
  expectUsage({"S:J", "H26-10"}, {}, "colon");
  expectUsage({"STJ", "H26\n10"}, {}, "control characters");
  PatientIdentity identity = walsh("1");
  identity.birthDate = "1958-02-30";
  expectUsage({"STJ", "H26-10"}, identity, "birth date");
  identity.birthDate = "2999-01-01";
  expectUsage({"STJ", "H26-10"}, identity, "birth date");
  identity = walsh("1\t2");
  expectUsage({"STJ", "H26-10"}, identity, "number");
}

TEST_F(CasesMade, NeedTheRightPermissions) {
  Store theirs = m_database.openAs("bob", {Role::researcher});
  const auto none = Cases(theirs).make({"STJ", "H26-9"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::refused);
  // An administrator may make cases and not see who the patient is, so not write it either.
  Store administrators = m_database.openAs("adam", {Role::administrator});
  Cases masked(administrators);
  const auto named = masked.make({"STJ", "H26-9"}, walsh("1"));
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error().kind, ErrorKind::refused);
  EXPECT_TRUE(masked.make({"STJ", "H26-9"}));
}

TEST_F(CasesMade, AreFoundByANumberAlone) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-1")));
  ASSERT_TRUE(m_cases.make({"NORTH", "H26-1"}));
  ASSERT_TRUE(m_cases.make({"NORTH", "H26-2"}));
  EXPECT_EQ(m_cases.called({"", "H26-1"})->size(), 2U);
  EXPECT_EQ(*m_cases.called({"NORTH", "H26-1"}), std::vector{*m_cases.find({"NORTH", "H26-1"})});
  EXPECT_EQ(*m_cases.called({"", "ORD-H26-1"}), std::vector{*m_cases.find({"STJ", "H26-1"})}) << "by an order number";
  EXPECT_TRUE(m_cases.called({"", "H26"})->empty()) << "whole numbers alone";
  EXPECT_TRUE(m_cases.called({"", "' OR '1'='1"})->empty());
  EXPECT_TRUE(m_cases.called({"%", "%"})->empty());
}

TEST(BirthDate, IsADayThatHasBeen) {
  const auto of = [](std::string_view typed) { return birthDateOf(typed, "2026-11-26").value_or("-"); };
  EXPECT_EQ(of(" 1951-03-02 "), "1951-03-02");
  EXPECT_EQ(of("2024-02-29"), "2024-02-29");
  EXPECT_EQ(of("1951"), "1951");
  EXPECT_EQ(of("1951-03"), "1951-03");
  EXPECT_EQ(of("2026-11-26"), "2026-11-26");
  for (const char* typed : {"", "51", "2026-11-27", "2027", "1951-13-01", "1951-02-29", "1951-00-01", "02.03.1951",
                            "19510302", "1951-3-2", "1951/03/02", "1849-12-31", "abcd", "1951-03-021"})
    EXPECT_EQ(of(typed), "-") << typed;
}

}  // namespace
}  // namespace snitt

// The worklist: searching, sorting, what a person without the permission sees; erasing.
#include "support/case_fixture.h"

#include <algorithm>

#include "support/raw_sqlite_p.h"

namespace snitt {
namespace {

using test::orderOf;
using test::resent;

class CasesInAList : public testing::Test {
 protected:
  CasesInAList() {
    add("H26-12345", "2026-01-05T07:00:00Z", test::sampleIdentity());
    add("H26-200", "2026-01-03T07:00:00Z", {{{"1", "STJAMES", "MRN"}}, "Åsen", "Kari", "1970-01-02", "F"});
    add("X9", "2026-01-04T07:00:00Z", {{{"2", "STJAMES", "MRN"}}, "O'Brien", "Zoë", "", ""});
  }
  void add(const std::string& accession, const std::string& received, const PatientIdentity& patient) {
    LabEvent event = orderOf(accession);
    event.patient = patient;
    event.cases[0].received = received;
    event.cases[0].comment = "seen by Dr " + patient.family;
    const auto applied = m_cases.apply(resent(event));
    EXPECT_TRUE(applied) << applied.error().message;
  }
  static std::vector<std::string> accessions(const Cases& cases, const WorklistFilter& filter,
                                             WorklistOrder order = {}) {
    const auto ids = cases.list(filter, order);
    EXPECT_TRUE(ids) << ids.error().message;
    std::vector<std::string> out;
    const std::vector<WorklistRow> rows = cases.rows(*ids).value();
    for (const WorklistRow& row : rows) out.push_back(row.name.accession);
    return out;
  }
  static WorklistFilter with(void (*set)(WorklistFilter&)) {
    WorklistFilter filter;
    set(filter);
    return filter;
  }
  std::vector<std::string> found(const std::string& search) { return accessions(m_cases, test::searching(search)); }

  using Names = std::vector<std::string>;
  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
};

TEST_F(CasesInAList, SortsByTheColumnThatIsAskedFor) {
  EXPECT_EQ(found(""), (Names{"H26-200", "X9", "H26-12345"}));  // who waits longest comes first
  EXPECT_EQ(accessions(m_cases, {}, {WorklistColumn::accession, true}), (Names{"X9", "H26-200", "H26-12345"}));
}

TEST_F(CasesInAList, FindsAccessionsAndSpecimensByTheirBeginnings) {
  EXPECT_EQ(found("H26-123"), Names{"H26-12345"});
  EXPECT_EQ(found("h26"), (Names{"H26-200", "H26-12345"}));
  EXPECT_EQ(found("200"), Names{"H26-200"});
  EXPECT_EQ(found("caec x9"), Names{"X9"});
  EXPECT_EQ(found("cdx"), (Names{"H26-200", "X9", "H26-12345"}));
  EXPECT_TRUE(found("nothing").empty());
  EXPECT_EQ(found("ORD-X9"), Names{"X9"});
}

TEST_F(CasesInAList, FindsPatientsByWholeWordsOfNamesNumbersAndBirthDates) {
  EXPECT_EQ(found("asen"), Names{"H26-200"});
  EXPECT_EQ(found("ÅSEN kari"), Names{"H26-200"});
  EXPECT_EQ(found("o'brien"), Names{"X9"});
  EXPECT_EQ(found("zoe"), Names{"X9"});
  EXPECT_EQ(found("7145823"), Names{"H26-12345"});
  EXPECT_EQ(found("1958-06-14"), Names{"H26-12345"});
  EXPECT_EQ(found("19580614"), Names{"H26-12345"});
  EXPECT_TRUE(found("ase").empty());  // a beginning of a name finds nothing: names stand in no index
}

TEST_F(CasesInAList, WhatLooksLikeAQueryIsText) {
  for (const char* text : {"\"", "a OR b", "NEAR(", "* ", "accession:x9", "'; DROP TABLE lab_case;", "%", "--", "\x01"})
    EXPECT_TRUE(m_cases.list(test::searching(text), {})) << text;
  EXPECT_EQ(found("---").size(), 3U);
}

TEST_F(CasesInAList, WithoutThePermissionNothingNamesThePatient) {
  Store theirs = m_database.openAs("rita", {Role::researcher});
  Cases cases(theirs);
  EXPECT_TRUE(accessions(cases, test::searching("asen")).empty());
  EXPECT_TRUE(accessions(cases, test::searching("7145823")).empty());
  EXPECT_EQ(accessions(cases, test::searching("H26-123")), Names{"H26-12345"});
  const std::vector<WorklistRow> rows = cases.rows(*cases.list({}, {})).value();
  for (const WorklistRow& row : rows) {
    EXPECT_TRUE(row.masked);
    EXPECT_TRUE(row.patient.empty());
    EXPECT_TRUE(row.birthDate.empty());
  }
  const auto one = cases.open(*cases.find({"STJ", "X9"}));
  ASSERT_TRUE(one) << one.error().message;
  EXPECT_TRUE(one->patient.masked);
  EXPECT_EQ(one->patient.identity, PatientIdentity{});
  EXPECT_TRUE(one->comment.empty());
}

TEST_F(CasesInAList, WhoOpensACaseStandsInTheLog) {
  const auto one = m_cases.open(*m_cases.find({"STJ", "X9"}));
  ASSERT_TRUE(one) << one.error().message;
  const auto rows = AuditLog(m_store).read({"case:" + one->uuid, "", 0, 100});
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->back().entry.action, "case.opened");
  EXPECT_EQ(rows->back().person, m_store.actor().person);
}

TEST_F(CasesInAList, FiltersNarrowAndAreSavedForThePersonAlone) {
  const CaseId x9 = *m_cases.find({"STJ", "X9"});
  ASSERT_TRUE(m_cases.setPriority(x9, Priority::urgent));
  ASSERT_TRUE(m_cases.setFlag(x9, Flag::noAi, false, true, "", "letter"));
  EXPECT_EQ(accessions(m_cases, with([](WorklistFilter& filter) { filter.priority = Priority::urgent; })), Names{"X9"});
  EXPECT_EQ(accessions(m_cases, with([](WorklistFilter& filter) { filter.flagged = true; })), Names{"X9"});
  EXPECT_EQ(accessions(m_cases, with([](WorklistFilter& filter) { filter.ai = AiState::notAllowed; })), Names{"X9"});
  EXPECT_EQ(accessions(m_cases, with([](WorklistFilter& filter) { filter.slidesMissing = true; })).size(), 3U);
  ASSERT_TRUE(m_cases.setState(x9, CaseState::closed));
  EXPECT_EQ(accessions(m_cases, {}).size(), 2U);
  EXPECT_EQ(accessions(m_cases, with([](WorklistFilter& filter) { filter.states = {}; })).size(), 3U);
  SavedFilter mine{"Kari's", test::searching("Åsen"), {WorklistColumn::priority, true}};
  mine.filter.flagged = true;
  ASSERT_TRUE(m_cases.saveFilter(mine));
  EXPECT_EQ(*m_cases.savedFilters(), std::vector<SavedFilter>{mine});
  EXPECT_EQ(m_database.bytes().find("Kari's"), std::string::npos);
  Store theirs = m_database.openAs("rita", {Role::researcher});
  EXPECT_TRUE(Cases(theirs).savedFilters()->empty());
  ASSERT_TRUE(m_cases.dropFilter("Kari's"));
  EXPECT_TRUE(m_cases.savedFilters()->empty());
}

TEST_F(CasesInAList, TheVersionChangesWithEveryChangeOfAnyProgram) {
  const auto before = m_cases.version();
  EXPECT_EQ(m_cases.version(), before);
  Store other = m_database.open();
  ASSERT_TRUE(Cases(other).setPriority(*m_cases.find({"STJ", "X9"}), Priority::urgent));
  EXPECT_NE(*m_cases.version(), *before);
}

TEST_F(CasesInAList, ErasingTakesAwayWhatNamesThePatientAndTheChainStillHolds) {
  const CaseId x9 = *m_cases.find({"STJ", "X9"});
  const auto taken = m_cases.take(test::foundScan("/slides/obrien.svs", "x"),
                                  {test::saidBy(IdentitySource::barcode, {"X9", "A", "1", "1", "HE"})});
  ASSERT_TRUE(taken) << taken.error().message;
  ASSERT_TRUE(m_cases.erase(x9, "asked for by the patient"));
  const LabCase one = *m_cases.load(x9);
  EXPECT_TRUE(one.patient.erased);
  EXPECT_EQ(one.patient.identity, PatientIdentity{});
  EXPECT_TRUE(one.comment.empty());
  EXPECT_TRUE(one.otherNumbers.empty());
  EXPECT_EQ(one.name.accession, "erased " + one.uuid);
  EXPECT_TRUE(found("o'brien").empty());
  EXPECT_TRUE(found("X9").empty());
  EXPECT_EQ(m_database.bytes().find("ORD-X9"), std::string::npos);
  EXPECT_EQ(test::RawSqlite(m_database.file()).run("SELECT count(*) FROM scan WHERE path IS NOT NULL"), "0\n");
  const auto verdict = AuditLog(m_store).verify({});
  ASSERT_TRUE(verdict) << verdict.error().message;
  EXPECT_FALSE(verdict->fault) << *verdict->fault;
  EXPECT_TRUE(m_store.check()->faults.empty());
  // Nobody but an administrator may.
  Store theirs = m_database.openAs("paul", {Role::pathologist});
  EXPECT_EQ(Cases(theirs).erase(*m_cases.find({"STJ", "H26-200"}), "").error().kind, ErrorKind::refused);
}

}  // namespace
}  // namespace snitt

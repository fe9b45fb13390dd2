// What laboratories tell: new cases, corrections, merges, the same thing twice, old things.
#include "support/case_fixture.h"

#include "core/text/identity.h"
#include "support/raw_sqlite_p.h"

namespace snitt {
namespace {

using test::orderOf;
using test::resent;

class CasesFromTheLaboratory : public testing::Test {
 protected:
  AppliedEvent apply(const LabEvent& event) {
    const auto applied = m_cases.apply(event);
    EXPECT_TRUE(applied) << applied.error().message;
    return applied.value_or(AppliedEvent{});
  }
  LabCase load(const std::string& accession, const std::string& site = "STJ") {
    const auto id = m_cases.find({site, accession});
    EXPECT_TRUE(id) << id.error().message;
    const auto loaded = m_cases.load(id.value_or(CaseId{}));
    EXPECT_TRUE(loaded) << loaded.error().message;
    return loaded.value_or(LabCase{});
  }
  std::vector<std::string> actions(const std::string& uuid) {
    std::vector<std::string> out;
    const auto rows = AuditLog(m_store).read({"case:" + uuid, "", 0, 1000});
    EXPECT_TRUE(rows) << rows.error().message;
    for (const AuditEvent& one : *rows) out.push_back(one.entry.action);
    return out;
  }
  void expectSound() {
    const auto checked = m_store.check();
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_TRUE(checked->faults.empty()) << checked->faults.front();
    const auto verdict = AuditLog(m_store).verify({});
    ASSERT_TRUE(verdict) << verdict.error().message;
    EXPECT_FALSE(verdict->fault) << *verdict->fault;
  }

  test::CaseDatabase m_database;
  Store m_store = m_database.open();
  Cases m_cases{m_store};
};

TEST_F(CasesFromTheLaboratory, AnOrderBecomesACaseWithItsPatientSpecimensAndSlides) {
  EXPECT_EQ(apply(orderOf("H26-1")).outcome, EventOutcome::applied);
  const LabCase one = load("H26-1");
  EXPECT_EQ(one.name, (CaseName{"STJ", "H26-1"}));
  EXPECT_FALSE(one.pending);
  EXPECT_EQ(one.patient.identity, test::sampleIdentity());
  EXPECT_EQ(one.note, "Right hemicolectomy of Mr Ødegård-Wálsh");
  EXPECT_EQ(one.received, "2026-01-05T07:00:00Z");
  ASSERT_EQ(one.specimens.size(), 1U);
  EXPECT_EQ(one.specimens[0].bodySite, "caecum");
  ASSERT_EQ(one.specimens[0].blocks.size(), 1U);
  EXPECT_EQ(one.specimens[0].blocks[0].tumour, true);
  ASSERT_EQ(one.specimens[0].blocks[0].slides.size(), 2U);
  EXPECT_EQ(one.specimens[0].blocks[0].slides[1].stain, "CDX2");
  EXPECT_EQ(one.ai, AiState::noSlides);
  EXPECT_EQ(actions(one.uuid), std::vector<std::string>{"laboratory.applied"});
  expectSound();
}

TEST_F(CasesFromTheLaboratory, NothingThatNamesThePatientStandsInTheFile) {
  apply(orderOf("H26-1"));
  const std::string bytes = m_database.bytes();
  for (const char* secret : {"degård", "ODEG", "degard", "Cathal", "cathal", "1958-06-14", "19580614", "7145823",
                             "2098734EF", "hemicolectomy"})
    EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
  EXPECT_NE(bytes.find("H26-1"), std::string::npos);
}

TEST_F(CasesFromTheLaboratory, TwoLaboratoriesMayUseTheSameAccession) {
  apply(orderOf("H26-1"));
  LabEvent other = orderOf("H26-1");
  other.site = "OUS";
  other.patient.family = "Hansen";
  apply(resent(other));
  EXPECT_NE(load("H26-1").id, load("H26-1", "OUS").id);
  EXPECT_EQ(load("H26-1", "OUS").patient.identity.family, "Hansen");
  EXPECT_EQ(load("H26-1").patient.identity.family, "Ødegård-Wálsh");
}

TEST_F(CasesFromTheLaboratory, TheSameMessageTwiceChangesNothing) {
  apply(orderOf("H26-1"));
  const std::string before = test::RawSqlite(m_database.file()).run("SELECT count(*) FROM audit");
  EXPECT_EQ(apply(orderOf("H26-1")).outcome, EventOutcome::unchanged);
  EXPECT_EQ(test::RawSqlite(m_database.file()).run("SELECT count(*) FROM audit"), before);
  // Another message that says the same.
  LabEvent again = orderOf("H26-1", "2026-01-05T09:00:00Z");
  EXPECT_EQ(apply(again).outcome, EventOutcome::unchanged);
  EXPECT_EQ(load("H26-1").specimens.size(), 1U);
  EXPECT_EQ(load("H26-1").specimens[0].blocks[0].slides.size(), 2U);
}

TEST_F(CasesFromTheLaboratory, AnOlderMessageChangesNothing) {
  apply(orderOf("H26-1", "2026-01-06T08:00:00Z"));
  LabEvent old = orderOf("H26-1", "2026-01-05T08:00:00Z");
  old.patient.family = "Old";
  old.cases[0].specimens[0].bodySite = "rectum";
  EXPECT_EQ(apply(resent(old)).outcome, EventOutcome::older);
  EXPECT_EQ(load("H26-1").patient.identity.family, "Ødegård-Wálsh");
  EXPECT_EQ(load("H26-1").specimens[0].bodySite, "caecum");
}

TEST_F(CasesFromTheLaboratory, AnOrderNumberIsReplacedWhenTheAccessionComes) {
  LabEvent first = orderOf("");
  first.cases[0].orders = {"ORD19001"};
  apply(resent(first));
  const LabCase pending = load("ORD19001");
  EXPECT_TRUE(pending.pending);
  LabEvent second = orderOf("H26-7", "2026-01-05T10:00:00Z");
  second.cases[0].orders = {"ORD19001"};
  EXPECT_EQ(apply(resent(second)).outcome, EventOutcome::applied);
  const LabCase named = load("H26-7");
  EXPECT_EQ(named.id, pending.id);
  EXPECT_FALSE(named.pending);
  EXPECT_EQ(named.otherNumbers, std::vector<std::string>{"ORD19001"});
  // The old number still finds it, and the log says what happened.
  EXPECT_EQ(load("ORD19001").id, pending.id);
  EXPECT_EQ(actions(named.uuid).size(), 2U);
  // A message that comes late with the order number alone is no new case.
  LabEvent late = orderOf("", "2026-01-05T11:00:00Z");
  late.cases[0].orders = {"ORD19001"};
  apply(resent(late));
  EXPECT_EQ(load("ORD19001").id, pending.id);
  EXPECT_EQ(m_cases.list({}, {})->size(), 1U);
}

TEST_F(CasesFromTheLaboratory, AChangeOfAClosedCaseWaitsForAPerson) {
  apply(orderOf("H26-1"));
  ASSERT_TRUE(m_cases.setState(load("H26-1").id, CaseState::closed));
  LabEvent correction = orderOf("H26-1", "2026-01-07T08:00:00Z");
  correction.patient.family = "Corrected";
  correction = resent(correction);
  EXPECT_EQ(apply(correction).outcome, EventOutcome::held);
  EXPECT_EQ(load("H26-1").patient.identity.family, "Ødegård-Wálsh");
  EXPECT_EQ(load("H26-1").held, 1);
  const auto held = m_cases.held();
  ASSERT_TRUE(held) << held.error().message;
  ASSERT_EQ(held->size(), 1U);
  EXPECT_EQ(held->front().changes, std::vector<std::string>{"the patient's name changes"});
  EXPECT_EQ(m_database.bytes().find("Corrected"), std::string::npos);
  const auto accepted = m_cases.decide(held->front().id, true);
  ASSERT_TRUE(accepted) << accepted.error().message;
  EXPECT_EQ(load("H26-1").patient.identity.family, "Corrected");
  EXPECT_TRUE(m_cases.held()->empty());
  expectSound();
}

TEST_F(CasesFromTheLaboratory, AChangeOfACaseThatSomebodyWorksOnWaitsAndCanBeDeclined) {
  apply(orderOf("H26-1"));
  const CaseId id = load("H26-1").id;
  ASSERT_TRUE(m_cases.workOn(id, "window"));
  LabEvent correction = orderOf("H26-1", "2026-01-07T08:00:00Z");
  correction.cases[0].specimens[0].bodySite = "rectum";
  EXPECT_EQ(apply(resent(correction)).outcome, EventOutcome::held);
  ASSERT_TRUE(m_cases.decide(m_cases.held()->front().id, false));
  EXPECT_EQ(load("H26-1").specimens[0].bodySite, "caecum");
  EXPECT_EQ(actions(load("H26-1").uuid).back(), "laboratory.declined");
  // Nothing new in it: nobody needs to be asked.
  EXPECT_EQ(apply(orderOf("H26-1", "2026-01-08T08:00:00Z")).outcome, EventOutcome::unchanged);
  ASSERT_TRUE(m_cases.endWork(id, "window"));
  LabEvent later = orderOf("H26-1", "2026-01-09T08:00:00Z");
  later.cases[0].specimens[0].bodySite = "sigmoid";
  EXPECT_EQ(apply(resent(later)).outcome, EventOutcome::applied);
}

TEST_F(CasesFromTheLaboratory, AMergeJoinsTwoPatientsAndBothNumbersFindTheOne) {
  apply(orderOf("H26-1"));
  LabEvent other = orderOf("H26-2");
  other.patient = {{{"999", "STJAMES", "MRN"}}, "Walsh", "C", "", ""};
  apply(resent(other));
  ASSERT_NE(load("H26-1").patient.uuid, load("H26-2").patient.uuid);
  LabEvent merge;
  merge.kind = EventKind::patientMerge;
  merge.site = "STJ";
  merge.source = "HL7 ADT^A40";
  merge.stated = "2026-01-08T08:00:00Z";
  merge.patient.numbers = {{"7145823", "STJAMES", "MRN"}};
  merge.prior.numbers = {{"999", "STJAMES", "MRN"}};
  EXPECT_EQ(apply(resent(merge)).outcome, EventOutcome::applied);
  EXPECT_EQ(load("H26-1").patient.uuid, load("H26-2").patient.uuid);
  EXPECT_EQ(load("H26-2").patient.identity.family, "Ødegård-Wálsh");
  EXPECT_EQ(actions(load("H26-2").uuid).back(), "laboratory.applied");
  // An order that still names the old number is this patient's.
  LabEvent late = orderOf("H26-3", "2026-01-09T08:00:00Z");
  late.patient = {{{"999", "STJAMES", "MRN"}}, "", "", "", ""};
  apply(resent(late));
  EXPECT_EQ(load("H26-3").patient.uuid, load("H26-1").patient.uuid);
  expectSound();
}

TEST_F(CasesFromTheLaboratory, AListThatLeavesOutWhoGaveANumberNamesTheSamePatientAsAMessage) {
  apply(orderOf("H26-1"));
  LabEvent row = orderOf("H26-2");
  row.patient = {{{"7145823", "", ""}}, "", "", "", ""};
  apply(resent(row));
  EXPECT_EQ(load("H26-2").patient.uuid, load("H26-1").patient.uuid);
  // And the other way round.
  row = orderOf("H26-3");
  row.patient = {{{"555", "", ""}}, "Listed", "", "", ""};
  apply(resent(row));
  LabEvent message = orderOf("H26-4");
  message.patient = {{{"555", "STJAMES", "MR"}}, "Listed", "", "", ""};
  apply(resent(message));
  EXPECT_EQ(load("H26-4").patient.uuid, load("H26-3").patient.uuid);
  // A national number of the same digits is another number.
  LabEvent national = orderOf("H26-5");
  national.patient = {{{"7145823", "PPS", "NI"}}, "Other", "", "", ""};
  apply(resent(national));
  EXPECT_NE(load("H26-5").patient.uuid, load("H26-1").patient.uuid);
  // The same digits by two hospitals, told without saying whose: a person decides.
  message = orderOf("H26-6");
  message.patient = {{{"7145823", "MATER", "MR"}}, "Third", "", "", ""};
  apply(resent(message));
  EXPECT_NE(load("H26-6").patient.uuid, load("H26-1").patient.uuid);
  row = orderOf("H26-7");
  row.patient = {{{"7145823", "", ""}}, "", "", "", ""};
  EXPECT_EQ(apply(resent(row)).outcome, EventOutcome::held);
}

TEST_F(CasesFromTheLaboratory, NumbersOfTwoPatientsInOneMessageWaitForAPerson) {
  apply(orderOf("H26-1"));
  LabEvent other = orderOf("H26-2");
  other.patient = {{{"999", "STJAMES", "MRN"}}, "Walsh", "C", "", ""};
  apply(resent(other));
  LabEvent both = orderOf("H26-3");
  both.patient.numbers.push_back({"999", "STJAMES", "MRN"});
  const AppliedEvent outcome = apply(resent(both));
  EXPECT_EQ(outcome.outcome, EventOutcome::held);
  EXPECT_EQ(outcome.why, "the numbers of the patient belong to several patients");
  EXPECT_FALSE(m_cases.find({"STJ", "H26-3"}));
}

TEST_F(CasesFromTheLaboratory, FlagsComeWithMessagesAndHoldForAllCasesOfThePatient) {
  apply(orderOf("H26-1"));
  apply(orderOf("H26-2"));
  LabEvent update;
  update.kind = EventKind::patientUpdate;
  update.site = "STJ";
  update.source = "HL7 ADT^A08";
  update.stated = "2026-02-01T08:00:00Z";
  update.patient.numbers = {{"7145823", "STJAMES", "MRN"}};
  update.flags = {{Flag::consentWithdrawn, true, true, "2026-01-31"}};
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::applied);
  for (const char* accession : {"H26-1", "H26-2"}) {
    const LabCase one = load(accession);
    ASSERT_EQ(one.flags.size(), 1U) << accession;
    EXPECT_EQ(one.flags[0].since, "2026-01-31");
    EXPECT_EQ(one.patient.flags, static_cast<Flags>(Flag::consentWithdrawn));
  }
  update.flags[0].set = false;
  update.stated = "2026-02-02T08:00:00Z";
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::applied);
  EXPECT_TRUE(load("H26-1").flags.empty());
}

TEST_F(CasesFromTheLaboratory, AFlagOfAPatientWhoseOrderHasNotComeYetIsNotLost) {
  LabEvent update;
  update.kind = EventKind::patientUpdate;
  update.site = "STJ";
  update.source = "HL7 ADT^A08";
  update.stated = "2026-01-01T08:00:00Z";
  update.patient = test::sampleIdentity();
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::unchanged);
  update.flags = {{Flag::consentWithdrawn, true, true, "2025-12-31"}};
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::applied);
  apply(orderOf("H26-1"));
  EXPECT_EQ(load("H26-1").patient.flags, static_cast<Flags>(Flag::consentWithdrawn));
}

TEST_F(CasesFromTheLaboratory, WhatNamesNobodyKnownCountsOnceItsPatientIsThere) {
  LabEvent update;
  update.kind = EventKind::patientUpdate;
  update.site = "STJ";
  update.source = "HL7 ADT^A08";
  update.stated = "2026-03-01T08:00:00Z";
  update.patient = test::sampleIdentity();
  update.patient.birthDate = "1958-06-15";
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::unchanged);
  apply(orderOf("H26-1"));
  EXPECT_EQ(apply(resent(update)).outcome, EventOutcome::applied);
  EXPECT_EQ(load("H26-1").patient.identity.birthDate, "1958-06-15");
}

TEST_F(CasesFromTheLaboratory, AnOrderNumberOfAnotherPatientNeverMovesACase) {
  LabEvent first = orderOf("H26-1");
  first.cases[0].orders = {"1001"};
  apply(resent(first));
  LabEvent second = orderOf("", "2026-01-09T08:00:00Z");
  second.cases[0].orders = {"1001"};
  second.patient = {{{"999", "STJAMES", "MRN"}}, "Byrne", "Aoife", "1970-01-01", "F"};
  const AppliedEvent outcome = apply(resent(second));
  EXPECT_EQ(outcome.outcome, EventOutcome::held);
  EXPECT_EQ(outcome.why, "the case is another patient's");
  EXPECT_EQ(load("H26-1").patient.identity, test::sampleIdentity());
  // Nor does a pending case take the accession of another patient's order.
  LabEvent pending = orderOf("", "2026-01-09T08:00:00Z");
  pending.cases[0].orders = {"2002"};
  apply(resent(pending));
  second.cases[0].accession = "H26-9";
  second.cases[0].orders = {"2002"};
  EXPECT_EQ(apply(resent(second)).outcome, EventOutcome::held);
  EXPECT_TRUE(load("2002").pending);
  expectSound();
}

TEST_F(CasesFromTheLaboratory, APatientToldWithoutANumberDoesNotReplaceTheOneWhoHasOne) {
  apply(orderOf("H26-1"));
  LabEvent nameless = orderOf("H26-1", "2026-01-09T08:00:00Z");
  nameless.patient = {{}, "WALSH", "C", "", ""};
  nameless.cases[0].priority = Priority::urgent;
  apply(resent(nameless));
  EXPECT_EQ(load("H26-1").patient.identity, test::sampleIdentity());
  EXPECT_EQ(load("H26-1").priority, Priority::urgent);
  // Of a case that has none it is the patient, once.
  LabEvent other = orderOf("H26-2");
  other.patient = {{}, "Byrne", "Aoife", "", ""};
  apply(resent(other));
  const std::string uuid = load("H26-2").patient.uuid;
  other.patient.birthDate = "1970-01-01";
  other.stated = "2026-01-10T08:00:00Z";
  apply(resent(other));
  EXPECT_EQ(load("H26-2").patient.uuid, uuid);
  EXPECT_EQ(load("H26-2").patient.identity.birthDate, "1970-01-01");
}

TEST_F(CasesFromTheLaboratory, ANumberWhosePatientHasAnotherNameAndBirthDateWaitsForAPerson) {
  apply(orderOf("H26-1"));
  LabEvent other = orderOf("H26-2");
  other.patient = {{{"7145823", "STJAMES", "MRN"}}, "Byrne", "Aoife", "1970-01-01", "F"};
  const AppliedEvent outcome = apply(resent(other));
  EXPECT_EQ(outcome.outcome, EventOutcome::held);
  EXPECT_EQ(outcome.why, "the number is that of a patient of another name or birth date");
  EXPECT_FALSE(m_cases.find({"STJ", "H26-2"}));
}

TEST_F(CasesFromTheLaboratory, WhatAPersonEnteredIsNotOverwrittenUnasked) {
  apply(orderOf("H26-1"));
  const CaseId id = load("H26-1").id;
  ASSERT_TRUE(m_cases.setStaging(id, StagingItem::pT, "3"));
  ASSERT_TRUE(m_cases.setComment(id, "discussed"));
  LabEvent later = orderOf("H26-1", "2026-01-09T08:00:00Z");
  later.cases[0].comment = "another note";
  apply(resent(later));
  EXPECT_EQ(load("H26-1").comment, "discussed");
  EXPECT_EQ(load("H26-1").note, "another note");
  later.cases[0].staging = {{StagingItem::pT, "4a"}};
  later.stated = "2026-01-10T08:00:00Z";
  EXPECT_EQ(apply(resent(later)).outcome, EventOutcome::held);
  EXPECT_EQ(load("H26-1").staging[0].value, "3");
  EXPECT_EQ(m_cases.held()->front().changes, std::vector<std::string>{"pT is 4a, it was 3"});
  // Accepted after something newer has come, it counts all the same.
  LabEvent newer = orderOf("H26-1", "2026-01-11T08:00:00Z");
  newer.cases[0].priority = Priority::urgent;
  apply(resent(newer));
  ASSERT_TRUE(m_cases.decide(m_cases.held()->front().id, true));
  EXPECT_EQ(load("H26-1").staging[0].value, "4a");
}

TEST_F(CasesFromTheLaboratory, ACancellationThatOvertakesItsOrderCounts) {
  LabEvent cancel = orderOf("H26-1", "2026-01-06T08:00:00Z");
  cancel.cases[0].deed = OrderDeed::cancel;
  apply(resent(cancel));
  EXPECT_EQ(apply(orderOf("H26-1", "2026-01-05T08:00:00Z")).outcome, EventOutcome::older);
  EXPECT_EQ(load("H26-1").state, CaseState::cancelled);
}

TEST_F(CasesFromTheLaboratory, ALabelWrittenOtherwiseIsTheSameBlock) {
  apply(orderOf("H26-1"));
  LabEvent again = orderOf("H26-1", "2026-01-06T08:00:00Z");
  again.cases[0].specimens[0].label = "a";
  again.cases[0].specimens[0].blocks[0].label = "01";
  again.cases[0].specimens[0].blocks[0].slides = {{"1", "H&E", ""}};
  apply(resent(again));
  ASSERT_EQ(load("H26-1").specimens.size(), 1U);
  ASSERT_EQ(load("H26-1").specimens[0].blocks.size(), 1U);
  EXPECT_EQ(load("H26-1").specimens[0].blocks[0].slides.size(), 2U);
}

TEST_F(CasesFromTheLaboratory, ACancelledOrderIsOutOfTheListAndComesBack) {
  apply(orderOf("H26-1"));
  LabEvent cancel = orderOf("H26-1", "2026-01-06T08:00:00Z");
  cancel.cases[0].deed = OrderDeed::cancel;
  apply(resent(cancel));
  EXPECT_TRUE(m_cases.list({}, {})->empty());
  EXPECT_EQ(load("H26-1").state, CaseState::cancelled);
  apply(orderOf("H26-1", "2026-01-07T08:00:00Z"));
  EXPECT_EQ(m_cases.list({}, {})->size(), 1U);
}

TEST_F(CasesFromTheLaboratory, HostileTextIsTextAndWhatCannotBeANumberIsRefused) {
  const std::string hostile = "'; DROP TABLE lab_case; --<script>alert(1)</script>\x1b[31m\u202Eabc";
  LabEvent event = orderOf("H26-1");
  event.patient.family = hostile;
  event.cases[0].comment = hostile + std::string(1 << 20, 'x');
  event.cases[0].specimens[0].bodySite = hostile;
  event.cases[0].specimens[0].blocks[0].slides[0].stain = hostile;
  event.cases[0].specimens[0].blocks[0].label = std::string(1 << 20, 'y');
  apply(resent(event));
  const LabCase one = load("H26-1");
  EXPECT_EQ(one.patient.identity.family, hostile);
  EXPECT_EQ(one.note, event.cases[0].comment);
  EXPECT_EQ(one.specimens[0].bodySite, hostile);
  EXPECT_TRUE(m_cases.list(test::searching(hostile), {}));
  for (const std::string& bad : {std::string("A\nB"), std::string(200, 'A'), std::string("A\0B", 3)}) {
    const auto refused = m_cases.apply(resent(orderOf(bad)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::corrupt);
    EXPECT_EQ(refused.error().message, "the accession number is too long or holds control characters");
  }
  expectSound();
}

TEST_F(CasesFromTheLaboratory, AResearcherMayNotImportAndTheRefusalIsInTheLog) {
  Store theirs = m_database.openAs("rita", {Role::researcher});
  const auto refused = Cases(theirs).apply(orderOf("H26-1"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  const auto rows = AuditLog(m_store).read({});
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->back().entry.action, "refused");
}

// A clock that is years ahead must not keep out every correction until then.
TEST_F(CasesFromTheLaboratory, ATimeFarAheadIsTakenAsThatOfItsReceipt) {
  EXPECT_EQ(apply(orderOf("H26-1", "2999-01-01T00:00:00Z")).outcome, EventOutcome::applied);
  LabEvent later = orderOf("H26-1", utcAfter(std::chrono::seconds(5)));
  later.patient.given = "Cathal Oisín";
  later.cases[0].priority = Priority::urgent;
  EXPECT_EQ(apply(resent(later)).outcome, EventOutcome::applied);
  const LabCase one = load("H26-1");
  EXPECT_EQ(one.priority, Priority::urgent);
  EXPECT_EQ(one.patient.identity.given, "Cathal Oisín");
  const auto log = AuditLog(m_store).read({"case:" + one.uuid, "", 0, 1000});
  ASSERT_TRUE(log);
  ASSERT_EQ(log->size(), 2U);
  EXPECT_EQ((*log)[0].entry.details.at("statedInTheFuture"), "2999-01-01T00:00:00Z");
  EXPECT_FALSE((*log)[1].entry.details.contains("statedInTheFuture"));
  // The same bytes again are the same message still.
  EXPECT_EQ(apply(orderOf("H26-1", "2999-01-01T00:00:00Z")).outcome, EventOutcome::unchanged);
  EXPECT_EQ(load("H26-1").priority, Priority::urgent);
  expectSound();
}

// Clocks and time zones differ by hours.
TEST_F(CasesFromTheLaboratory, ATimeOfTheNextHoursIsBelieved) {
  apply(orderOf("H26-1", utcAfter(std::chrono::hours(3))));
  LabEvent earlier = orderOf("H26-1", utcAfter(std::chrono::hours(2)));
  earlier.cases[0].priority = Priority::urgent;
  EXPECT_EQ(apply(resent(earlier)).outcome, EventOutcome::older);
}

// As an earlier version stored them.
TEST_F(CasesFromTheLaboratory, AStoredTimeFarAheadBlocksNothing) {
  apply(orderOf("H26-1"));
  test::RawSqlite(m_database.file())
      .run("UPDATE lab_case SET stated = '2999-01-01T00:00:00Z'; UPDATE patient SET stated = '2999-01-01T00:00:00Z'");
  LabEvent later = orderOf("H26-1", "2026-01-06T08:00:00Z");
  later.patient.given = "Oisín";
  later.cases[0].priority = Priority::urgent;
  EXPECT_EQ(apply(resent(later)).outcome, EventOutcome::applied);
  EXPECT_EQ(load("H26-1").priority, Priority::urgent);
  EXPECT_EQ(load("H26-1").patient.identity.given, "Oisín");
  // From here on times count again.
  LabEvent old = orderOf("H26-1", "2026-01-05T20:00:00Z");
  old.cases[0].priority = Priority::routine;
  EXPECT_EQ(apply(resent(old)).outcome, EventOutcome::older);
}

}  // namespace
}  // namespace snitt

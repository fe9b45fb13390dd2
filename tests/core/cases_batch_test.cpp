// Many events and slides at once: the same as one after the other, in few transactions.
#include <algorithm>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "support/case_fixture.h"

namespace snitt {
namespace {

using test::orderOf;
using test::resent;

class CasesTogether : public testing::Test {
 protected:
  // Of the file's header: counts transactions that wrote (sqlite.org/fileformat2.html, "File change counter").
  [[nodiscard]] unsigned transactions() const {
    const std::string bytes = m_database.bytes();
    unsigned count = 0;
    for (int i = 24; i < 28; ++i) count = count * 256 + static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
    return count;
  }
  [[nodiscard]] std::vector<std::string> actions() {
    std::vector<std::string> out;
    const auto rows = AuditLog(m_store).read({"", "", 0, 100'000});
    EXPECT_TRUE(rows) << rows.error().message;
    for (const AuditEvent& one : *rows) out.push_back(one.entry.action);
    return out;
  }
  [[nodiscard]] long applied() {
    const auto all = actions();
    return std::ranges::count(all, "laboratory.applied");
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

// One patient each: what is counted are events, not changes of one patient.
std::vector<LabEvent> orders(int count) {
  std::vector<LabEvent> events;
  for (int i = 0; i < count; ++i) {
    LabEvent event = orderOf(fmt::format("H26-{}", i));
    event.patient.numbers = {{std::to_string(1000 + i), "STJAMES", "MRN"}};
    events.push_back(resent(event));
  }
  return events;
}

TEST_F(CasesTogether, ManyEventsAreFewTransactionsAndEachStandsInTheRecord) {
  const auto events = orders(300);
  const unsigned before = transactions();
  const auto outcomes = m_cases.apply(events);
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  ASSERT_EQ(outcomes->size(), events.size());
  for (const auto& one : *outcomes) {
    ASSERT_TRUE(one) << one.error().message;
    EXPECT_EQ(one->outcome, EventOutcome::applied);
  }
  EXPECT_LT(transactions() - before, events.size() / 4);
  EXPECT_EQ(applied(), 600) << "a row for each case and one for each patient";
  EXPECT_EQ(m_cases.list({}, {}).value_or(std::vector<CaseId>{}).size(), events.size());
  expectSound();
}

TEST_F(CasesTogether, AnImportThatWasCutShortGoesOn) {
  const auto events = orders(40);
  ASSERT_TRUE(m_cases.apply(std::span(events).first(25)));
  const long before = applied();
  const auto outcomes = m_cases.apply(events);
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  for (std::size_t i = 0; i < events.size(); ++i)
    EXPECT_EQ((*outcomes)[i]->outcome, i < 25 ? EventOutcome::unchanged : EventOutcome::applied) << i;
  EXPECT_EQ(applied() - before, 30);
  const auto again = m_cases.apply(events);
  ASSERT_TRUE(again);
  for (const auto& one : *again) EXPECT_EQ(one->outcome, EventOutcome::unchanged);
  expectSound();
}

TEST_F(CasesTogether, OneThatCannotBeTakenKeepsNothingFromTheOthers) {
  auto events = orders(6);
  events[3].cases[0].accession.clear();
  events[3].cases[0].orders.clear();
  events[3] = resent(events[3]);
  events.push_back(events[2]);
  const auto outcomes = m_cases.apply(events);
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  ASSERT_EQ(outcomes->size(), 7U);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ((*outcomes)[i].has_value(), i != 3) << i;
  EXPECT_EQ((*outcomes)[3].error().kind, ErrorKind::corrupt);
  EXPECT_EQ((*outcomes)[6]->outcome, EventOutcome::unchanged) << "the same bytes a second time";
  EXPECT_EQ(m_cases.list({}, {}).value_or(std::vector<CaseId>{}).size(), 5U);
  expectSound();
}

// What waits for a person takes nothing back of what came before it in the same transaction.
TEST_F(CasesTogether, OneThatIsHeldLeavesTheOthers) {
  ASSERT_TRUE(m_cases.apply(orderOf("H26-9")));
  const auto id = m_cases.find({"STJ", "H26-9"});
  ASSERT_TRUE(id);
  ASSERT_TRUE(m_cases.setState(*id, CaseState::closed));
  auto events = orders(3);
  LabEvent changed = orderOf("H26-9", "2026-01-06T08:00:00Z");
  changed.cases[0].priority = Priority::urgent;
  events.insert(events.begin() + 1, resent(changed));
  const auto outcomes = m_cases.apply(events);
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  EXPECT_EQ((*outcomes)[1]->outcome, EventOutcome::held);
  for (const std::size_t i : {0U, 2U, 3U}) EXPECT_EQ((*outcomes)[i]->outcome, EventOutcome::applied) << i;
  EXPECT_EQ(m_cases.list({}, {}).value_or(std::vector<CaseId>{}).size(), 3U) << "the closed one is not listed";
  expectSound();
}

TEST_F(CasesTogether, WhoMayNotImportChangesNothing) {
  Store theirs = m_database.openAs("ola", {Role::researcher});
  const auto refused = Cases(theirs).apply(orders(3));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::refused);
  EXPECT_TRUE(m_cases.list({}, {}).value_or(std::vector<CaseId>{CaseId{1}}).empty());
}

TEST_F(CasesTogether, ManySlidesAreFewTransactions) {
  const auto events = orders(60);
  ASSERT_TRUE(m_cases.apply(events));
  std::vector<OfferedScan> offers;
  for (int i = 0; i < 60; ++i) {
    const std::string accession = fmt::format("H26-{}", i);
    offers.push_back({test::foundScan("/slides/" + accession + ".svs", accession),
                      {test::saidBy(IdentitySource::fileName, {accession, "A", "1", "1", "HE"})}});
  }
  offers.push_back({test::foundScan("/slides/other.svs", "other"),
                    {test::saidBy(IdentitySource::fileName, {"H99-1", "A", "1", "1", "HE"})}});
  offers.push_back(offers.front());
  const unsigned before = transactions();
  const auto outcomes = m_cases.take(offers);
  ASSERT_TRUE(outcomes) << outcomes.error().message;
  ASSERT_EQ(outcomes->size(), offers.size());
  for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ((*outcomes)[i]->outcome, ScanOutcome::added) << i;
  EXPECT_EQ((*outcomes)[60]->outcome, ScanOutcome::unmatched);
  EXPECT_EQ((*outcomes)[61]->outcome, ScanOutcome::unchanged);
  EXPECT_LT(transactions() - before, 15U);
  const auto all = actions();
  EXPECT_EQ(std::ranges::count(all, "slide.linked"), 60);
  const auto found = m_cases.rows(m_cases.list(test::searching("H26-7"), {}).value_or(std::vector<CaseId>{}));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().slidesFound, 1);
  expectSound();
}

}  // namespace
}  // namespace snitt

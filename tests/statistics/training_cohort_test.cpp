#include "core/training/cohort.h"

#include <limits>

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

SlideRow row(std::size_t number, std::string patient) {
  SlideRow result;
  result.row = number;
  result.patient = std::move(patient);
  result.slide = "s" + std::to_string(number) + ".svs";
  result.path = "slides/" + result.slide;
  result.timeDays = 1000;
  result.event = 0;
  return result;
}

// Four patients, of whom C has two slides and died of the cancer.
std::vector<SlideRow> list() {
  std::vector<SlideRow> rows{row(2, "A"), row(3, "B"), row(4, "C"), row(5, "C"), row(6, "D")};
  for (const std::size_t i : {2U, 3U}) rows[i].event = 1;
  return rows;
}

std::string errorOf(const std::vector<SlideRow>& rows, EventKind kind = EventKind::cancerDeath) {
  const auto cohort = gatherCohort(rows, kind);
  if (cohort) return "no error";
  EXPECT_FALSE(cohort.error().message.ends_with('.'));
  return cohort.error().message;
}

TEST(TrainingCohort, RowsBecomePatients) {
  auto rows = list();
  rows[0].excluded = true;
  rows[0].timeDays = std::nullopt;  // what is excluded is not looked at
  rows[3].excluded = true;
  const auto cohort = gatherCohort(rows, EventKind::cancerDeath);
  ASSERT_TRUE(cohort) << cohort.error().message;
  ASSERT_EQ(cohort->patients.size(), 3U);
  EXPECT_EQ(cohort->patients[1].id, "C");
  EXPECT_EQ(cohort->patients[1].slides, (std::vector<std::size_t>{2}));
  EXPECT_EQ(cohort->patients[1].outcome.death, Death::cancer);
  EXPECT_EQ(cohort->excludedRows, 2U);
  EXPECT_EQ(cohort->excludedPatients, 1U);  // C has another slide
}

TEST(TrainingCohort, CausesFollowWhatTheEventMeans) {
  auto rows = list();
  rows[0].cause = "other";
  EXPECT_EQ(gatherCohort(rows, EventKind::cancerDeath)->patients[0].outcome.death, Death::other);
  EXPECT_EQ(errorOf(rows, EventKind::death), "there is a cause, but no event (a death) in row 2");
  rows[0].event = 1;
  const auto competing = gatherCohort(rows, EventKind::cancerDeath);
  ASSERT_TRUE(competing) << competing.error().message;
  EXPECT_FALSE(competing->patients[0].outcome.event);
  EXPECT_EQ(competing->patients[0].outcome.death, Death::other);
  const auto cohort = gatherCohort(rows, EventKind::death);
  EXPECT_EQ(cohort->patients[0].outcome.death, Death::other);
  EXPECT_EQ(cohort->patients[2].outcome.death, Death::unknown);  // nobody says of what C died
  rows = list();
  rows[1].cause = "cancer";
  EXPECT_EQ(errorOf(rows), "the cause is cancer, but there is no event (a cancer death) in row 3");
}

TEST(TrainingCohort, BadCellsAreNamedByRow) {
  const auto with = [](auto change) {
    auto rows = list();
    change(rows);
    return errorOf(rows);
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  using Rows = std::vector<SlideRow>;
  EXPECT_EQ(with([](Rows& r) { r[1].patient = ""; }), "the patient is missing in row 3");
  EXPECT_EQ(with([&](Rows& r) { r[0].timeDays = nan, r[4].timeDays = {}; }),
            "the time is missing or no number in rows 2 and 6");
  EXPECT_EQ(with([](Rows& r) { r[0].timeDays = 0, r[1].timeDays = -3, r[4].timeDays = -0.0; }),
            "the time must be above 0 days and is not in rows 2, 3 and 6");
  EXPECT_EQ(with([&](Rows& r) { r[1].event = nan; }), "the event is missing or no number in row 3");
  EXPECT_EQ(with([](Rows& r) { r[1].event = 2; }), "the event must be 0 or 1 and is not in row 3");
  EXPECT_EQ(with([&](Rows& r) { r[1].ageYears = nan; }), "the age must be from 0 to 130 years and is not in row 3");
  EXPECT_EQ(with([](Rows& r) { r[1].cause = "Cancer"; }),
            "the cause must be cancer, other or empty and is not in row 3");
  EXPECT_EQ(with([](Rows& r) { r[1].recurrenceDays = 1001; }), "the recurrence is after the end of follow-up in row 3");
  EXPECT_EQ(with([](Rows& r) { r[1].split = "tunes"; }),
            "the split \"tunes\" in row 3 must be train, tune or test (nearest: \"tune\")");
  EXPECT_EQ(with([](Rows& r) { r[1].split = "tune"; }),
            "the column \"split\" is empty in rows 2, 4, 5 and 6 and filled in others: fill it everywhere or nowhere");
}

TEST(TrainingCohort, RowsThatContradictEachOtherAreRefused) {
  auto rows = list();
  rows[3].timeDays = 999;
  EXPECT_EQ(errorOf(rows), "patient \"C\" has different outcomes in rows 4 and 5");
  rows = list();
  rows[4].path = rows[0].path;
  rows[4].slide = rows[0].slide;
  EXPECT_EQ(errorOf(rows), "slide \"s2.svs\" is listed twice, in rows 2 and 6");
  rows = list();
  rows[2].sha256 = rows[3].sha256 = "abc";
  EXPECT_EQ(errorOf(rows), "slides \"s4.svs\" and \"s5.svs\" are the same file twice, in rows 4 and 5");
  rows = list();
  for (SlideRow& one : rows) one.split = "train";
  rows[3].split = "tune";
  const auto cohort = gatherCohort(rows, EventKind::cancerDeath);
  ASSERT_FALSE(cohort);
  EXPECT_EQ(cohort.error().kind, ErrorKind::refused);
  EXPECT_EQ(cohort.error().message,
            "patient \"C\" is on two sides: slide \"s4.svs\" in train, slide \"s5.svs\" in tune (rows 4 and 5)");
}

TEST(TrainingCohort, ListsWithoutAnythingToLearnAreRefused) {
  EXPECT_EQ(errorOf({}), "the list has no row");
  auto rows = list();
  EXPECT_EQ(errorOf({rows[2], rows[3]}),
            "the list has one patient, \"C\", and a training needs some to learn from and others to tune on");
  EXPECT_EQ(errorOf({rows[0], rows[1]}), "none of the 2 patients has an event, so there is nothing to learn");
  for (SlideRow& one : rows) one.excluded = true;
  EXPECT_EQ(errorOf(rows), "the list excludes all of its rows");
}

TEST(TrainingCohort, MissingColumnsAreNamedTogether) {
  const std::vector<std::string> header{"path", "patient", "Time", "age", "recurence"};
  EXPECT_EQ(requireColumns(header, EventKind::cancerDeath, true).error().message,
            "the slide list lacks the columns \"time\" (nearest: \"Time\"), \"event\", \"recurrence\" (nearest: "
            "\"recurence\")");
  const std::vector<std::string> whole{"path", "patient", "time", "event", "age", "recurrence"};
  EXPECT_TRUE(requireColumns(whole, EventKind::cancerDeath, true));
  EXPECT_EQ(requireColumns(whole, EventKind::death, true).error().message, "the slide list lacks the column \"cause\"");
  EXPECT_TRUE(requireColumns(whole, EventKind::death, false));
}

TEST(TrainingCohort, ManyRowsAreCounted) {
  EXPECT_EQ(rowsText(std::vector<std::size_t>{2, 3, 4, 5, 6, 7, 8, 9}), "rows 2, 3, 4, 5, 6, 7 and 2 more");
}

}  // namespace
}  // namespace snitt::training

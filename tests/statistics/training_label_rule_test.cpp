#include "core/training/label_rule.h"

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

constexpr double kSixYears = 6 * 365.25;
constexpr double kPoorLimit = 2.5 * 365.25;

PatientOutcome followed(double days) {
  PatientOutcome outcome;
  outcome.ageYears = 70;
  outcome.timeDays = days;
  outcome.recurrence = false;
  return outcome;
}

PatientOutcome died(double days, Death of = Death::cancer) {
  PatientOutcome outcome = followed(days);
  outcome.event = of == Death::cancer;
  outcome.death = of;
  return outcome;
}

DistinctLabel labelOf(const PatientOutcome& outcome, const LabelRule& rule = {}) {
  return distinctLabel(outcome, rule).label;
}

TEST(LabelRule, GoodIsFollowedForMoreThanSixYears) {
  EXPECT_EQ(labelOf(followed(kSixYears)), DistinctLabel::between);
  EXPECT_EQ(labelOf(followed(kSixYears + 0.5)), DistinctLabel::good);
  EXPECT_EQ(labelOf(followed(5000)), DistinctLabel::good);
  // A death of something else ends follow-up and nothing more.
  EXPECT_EQ(labelOf(died(2500, Death::other)), DistinctLabel::good);
  EXPECT_EQ(labelOf(died(2000, Death::other)), DistinctLabel::between);
}

TEST(LabelRule, PoorDiesOfTheCancerInTheWindow) {
  EXPECT_EQ(labelOf(died(99.9)), DistinctLabel::between);
  EXPECT_EQ(labelOf(died(100)), DistinctLabel::poor);
  EXPECT_EQ(labelOf(died(kPoorLimit)), DistinctLabel::poor);
  EXPECT_EQ(labelOf(died(kPoorLimit + 0.5)), DistinctLabel::between);
  EXPECT_EQ(labelOf(died(500, Death::other)), DistinctLabel::between);
  EXPECT_EQ(labelOf(died(500, Death::unknown)), DistinctLabel::between);
  PatientOutcome unknownRecurrence = died(500);
  unknownRecurrence.recurrence = std::nullopt;
  EXPECT_EQ(labelOf(unknownRecurrence), DistinctLabel::poor);
}

TEST(LabelRule, AgeIsBelowTheLimitAndKnown) {
  for (auto outcome : {followed(5000), died(500)}) {
    outcome.ageYears = 84.99;
    EXPECT_NE(labelOf(outcome), DistinctLabel::between);
    outcome.ageYears = 85;
    EXPECT_EQ(distinctLabel(outcome, {}).why, "too old at surgery");
    EXPECT_EQ(labelOf(outcome), DistinctLabel::between);
    outcome.ageYears = std::nullopt;
    EXPECT_EQ(labelOf(outcome), DistinctLabel::between);
  }
}

TEST(LabelRule, RecurrenceIsNeverGood) {
  PatientOutcome outcome = followed(5000);
  outcome.recurrence = true;
  EXPECT_EQ(labelOf(outcome), DistinctLabel::between);
  outcome.recurrenceDays = kSixYears;
  EXPECT_EQ(labelOf(outcome), DistinctLabel::between);
  outcome.recurrence = std::nullopt;
  outcome.recurrenceDays = std::nullopt;
  EXPECT_EQ(distinctLabel(outcome, {}).why, "recurrence is not known");
}

TEST(LabelRule, LaterEventsSpoilGoodOnlyWhereTheRuleSaysSo) {
  LabelRule lenient;
  lenient.laterEventsSpoilGood = false;
  PatientOutcome late = followed(5000);
  late.recurrence = true;
  late.recurrenceDays = kSixYears + 1;
  EXPECT_EQ(labelOf(late), DistinctLabel::between);
  EXPECT_EQ(labelOf(late, lenient), DistinctLabel::good);
  late.recurrenceDays = kSixYears;
  EXPECT_EQ(labelOf(late, lenient), DistinctLabel::between);
  late.recurrenceDays = std::nullopt;  // some time, perhaps early
  EXPECT_EQ(labelOf(late, lenient), DistinctLabel::between);
  for (const Death of : {Death::cancer, Death::unknown}) {
    EXPECT_EQ(labelOf(died(kSixYears + 1, of)), DistinctLabel::between);
    EXPECT_EQ(labelOf(died(kSixYears + 1, of), lenient), DistinctLabel::good);
    EXPECT_EQ(labelOf(died(kSixYears, of), lenient), DistinctLabel::between);
  }
}

TEST(LabelRule, EveryNumberIsTheRules) {
  const LabelRule rule{60, 2, 10, 1, true, 360};
  PatientOutcome young = followed(721);
  young.ageYears = 59;
  EXPECT_EQ(labelOf(young, rule), DistinctLabel::good);
  EXPECT_EQ(labelOf(followed(721), rule), DistinctLabel::between);
  PatientOutcome dead = died(10);
  dead.ageYears = 59;
  EXPECT_EQ(labelOf(dead, rule), DistinctLabel::poor);
  dead.timeDays = 360;
  EXPECT_EQ(labelOf(dead, rule), DistinctLabel::poor);
  dead.timeDays = 361;
  EXPECT_EQ(labelOf(dead, rule), DistinctLabel::between);
}

}  // namespace
}  // namespace snitt::training

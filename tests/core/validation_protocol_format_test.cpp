// A protocol as it is written: the same one when it is read again.
#include <algorithm>

#include <gtest/gtest.h>

#include "core/validation/protocol.h"

namespace snitt::validation {
namespace {

// Every part differs from its default, so that none can be forgotten.
Protocol everyPart() {
  Protocol all;
  all.study = "Elvehavn \"2026\"\\north";
  all.site = "Elvehavn sjukehus, Ålesund";
  all.intendedUse = "Prognosis after resection\nof stage II";
  all.responsible = "Kari Olsen";
  all.kind = StudyKind::internal;
  all.thresholdsTunedHere = true;
  all.bundle = "../bundles/sample";
  all.cohort.list = "lists/list.csv";
  all.cohort.include = {{"age", {}, 18.0, 95.5, "adults"}, {"organ", {"colon", "rectum"}, {}, {}, ""}};
  all.cohort.exclude = {{"neoadjuvant", {"yes"}, {}, {}, "treated before"}, {"nodes", {}, {}, 1.0, ""}};
  OutcomePart& outcomes = all.outcomes;
  outcomes.file = "outcomes.csv";
  outcomes.patient = "id";
  outcomes.time = "months";
  outcomes.daysPerUnit = kDaysPerYear / 12;
  outcomes.event = "died";
  outcomes.eventValue = "yes";
  outcomes.cause = "cause of death";
  outcomes.counts = {"cancer", "C18"};
  outcomes.competes = {"other"};
  outcomes.unknownCause = UnknownCause::censored;
  outcomes.origin = "date of surgery";
  outcomes.endpoint = "death of cancer";
  outcomes.cutOff = std::chrono::year_month_day{std::chrono::year(2025), std::chrono::month(3), std::chrono::day(9)};
  all.horizonsYears = {0.1, 3, 5};
  all.adjust = {"age", "pT"};
  all.factors = {"pT"};
  all.subgroups = {{"age", "Age at surgery", {65, 74.9}}, {"site", "", {}}};
  all.smallestCell = 7;
  all.resamples = 123;
  all.seed = 1999999999;
  all.nearThreshold = 0.1;
  all.repeats = {{"second scan", RepeatKind::rescan, "rescans.csv"},
                 {"other", RepeatKind::otherScanner, "other.csv"},
                 {"again", RepeatKind::rerun, "again.csv"}};
  all.criteria = {{"harrellC", Limit::lower, {}, "", 0.65, {}},
                  {"sensitivity", Limit::value, 5.0, "", 0.8, {}},
                  {"brier", Limit::upper, 0.1, "", {}, 0.25},
                  {"icc", Limit::lower, {}, "second scan", 1.0 / 3, {}}};
  return all;
}

TEST(ValidationProtocolFormat, IsReadAsTheSameProtocol) {
  const Protocol written = everyPart();
  const auto read = parseProtocol(formatProtocol(written));
  ASSERT_TRUE(read) << read.error().message << "\n" << formatProtocol(written);
  EXPECT_EQ(*read, written);
}

TEST(ValidationProtocolFormat, EveryWordOfAChoiceComesBack) {
  Protocol written = everyPart();
  for (const double unit : {1.0, kDaysPerYear / 12, kDaysPerYear})
    for (const UnknownCause cause :
         {UnknownCause::refuse, UnknownCause::counts, UnknownCause::competes, UnknownCause::censored}) {
      written.outcomes.daysPerUnit = unit;
      written.outcomes.unknownCause = cause;
      const auto read = parseProtocol(formatProtocol(written));
      ASSERT_TRUE(read) << read.error().message;
      EXPECT_EQ(*read, written);
    }
}

TEST(ValidationProtocolFormat, EveryFigureCanBeAskedFor) {
  Protocol written = everyPart();
  written.criteria.clear();
  for (const CriterionFigure& figure : criterionFigures())
    written.criteria.push_back({std::string(figure.name), Limit::upper,
                                figure.atHorizon ? std::optional(5.0) : std::nullopt, figure.ofRepeat ? "again" : "",
                                std::nullopt, 0.5});
  const auto read = parseProtocol(formatProtocol(written));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, written);
}

TEST(ValidationProtocolFormat, WhatIsNotThereYetIsSaidWhenItIsRead) {
  Protocol half = everyPart();
  half.outcomes.cutOff.reset();
  auto read = parseProtocol(formatProtocol(half));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("outcomes.cutOff is missing"), std::string::npos) << read.error().message;
  half = everyPart();
  half.study.clear();
  read = parseProtocol(formatProtocol(half));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("study is empty"), std::string::npos) << read.error().message;
}

}  // namespace
}  // namespace snitt::validation

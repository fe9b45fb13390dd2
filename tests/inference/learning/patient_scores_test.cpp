// What several slides of a patient give together once thresholds are chosen.
#include <limits>

#include <gtest/gtest.h>

#include "inference/learning/ensemble_scores.h"

namespace snitt {
namespace {

DecisionRules rules(PatientRule patients) {
  DecisionRules rules;
  rules.thresholds = {{"10x", 0.5}, {"40x", 0.6}};
  rules.patients = patients;
  return rules;
}

// One patient of two slides on which the resolutions disagree, each another way, and one of a single slide.
EnsembleScores scored() {
  EnsembleScores scored;
  scored.patients = {4, 7};
  scored.slides = {
      {0, {{"10x", 0.75}, {"40x", 0.25}}}, {0, {{"10x", 0.125}, {"40x", 0.625}}}, {1, {{"10x", 0.25}, {"40x", 0.5}}}};
  scored.scores = {{"10x", {0.75, 0.25}}, {"40x", {0.625, 0.5}}};
  scored.combined = {0.6875, 0.375};
  return scored;
}

// The highest of each resolution would call the patient poor, whom neither slide does.
TEST(PatientScores, OfTheWorstClassAreThoseOfOneSlide) {
  EnsembleScores made = scored();
  ASSERT_TRUE(decidePatients(rules(PatientRule::worstClass), made));
  EXPECT_EQ(made.scores.at("10x"), (std::vector<double>{0.75, 0.25}));
  EXPECT_EQ(made.scores.at("40x"), (std::vector<double>{0.25, 0.5}));
  EXPECT_EQ(made.combined, (std::vector<double>{0.5, 0.375}));
}

// A poor slide goes before one that is uncertain by higher scores.
TEST(PatientScores, GoByTheClassBeforeTheScore) {
  EnsembleScores made = scored();
  made.slides[0].scores = {{"10x", 0.5625}, {"40x", 0.625}};
  made.slides[1].scores = {{"10x", 1}, {"40x", 0.5625}};
  ASSERT_TRUE(decidePatients(rules(PatientRule::worstClass), made));
  EXPECT_EQ(made.scores.at("10x").front(), 0.5625);
  EXPECT_EQ(made.scores.at("40x").front(), 0.625);
}

TEST(PatientScores, OfOtherRulesStayAsTheyAre) {
  for (const PatientRule rule : {PatientRule::mean, PatientRule::max}) {
    EnsembleScores made = scored();
    ASSERT_TRUE(decidePatients(rules(rule), made));
    EXPECT_EQ(made.scores, scored().scores);
    EXPECT_EQ(made.combined, scored().combined);
  }
}

TEST(PatientScores, ThatAreNoneAreRefused) {
  EnsembleScores made = scored();
  made.slides[0].scores["10x"] = std::numeric_limits<double>::quiet_NaN();
  const auto done = decidePatients(rules(PatientRule::worstClass), made);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::model);
}

}  // namespace
}  // namespace snitt

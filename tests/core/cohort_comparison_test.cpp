// Two runs of a cohort beside each other.
#include <gtest/gtest.h>

#include "core/cohort/cohort_comparison.h"

namespace snitt::test {
namespace {

constexpr const char* kFirst =
    "patient,slides,score_10x,score_combined,class,risk,status,reason\n"
    "P1,1,0.1,0.2,good,,scored,\nP2,1,0.6,0.5,uncertain,,scored,\nP3,1,0.9,0.8,poor,,scored,\nP4,1,,,,,failed,gone\n"
    "P5,1,0.3,0.3,good,,scored,\n";

TEST(CohortComparison, PairsPatientsByTheirKeys) {
  const auto compared =
      compareCohorts(kFirst,
                     "patient,slides,score_10x,score_combined,class,risk,status,reason\n"
                     "P3,1,0.8,0.7,poor,,scored,\nP1,1,0.2,0.3,good,,scored,\n"
                     "P2,1,0.7,0.6,poor,,scored,\nP4,1,0.1,0.1,good,,scored,\nP9,1,0.1,0.1,good,,scored,\n")
          .value();
  EXPECT_EQ(compared.inBoth, 4U);
  EXPECT_EQ(compared.onlyFirst, std::vector<std::string>{"P5"});
  EXPECT_EQ(compared.onlySecond, std::vector<std::string>{"P9"});
  ASSERT_EQ(compared.scores.size(), 2U);
  EXPECT_EQ(compared.scores[0].name, "score_10x");
  EXPECT_EQ(compared.scores[0].patients.size(), 3U);
  // -0.1, -0.1 and +0.1
  EXPECT_NEAR(compared.scores[0].blandAltman.bias.value, -0.1 / 3, 1e-12);
  EXPECT_NEAR(compared.scores[0].largestDifference, 0.1, 1e-12);
  EXPECT_EQ(compared.withClass, 3U);
  EXPECT_EQ(compared.changed, (std::vector<ChangedPatient>{{"P2", "uncertain", "poor"}, {"P4", "failed", "good"}}));
  // Row uncertain, column poor.
  EXPECT_EQ(compared.classes[1 * 3 + 2], 1U);
}

TEST(CohortComparison, ARunBesideItselfAgrees) {
  const auto compared = compareCohorts(kFirst, kFirst).value();
  EXPECT_EQ(compared.scores[1].largestDifference, 0);
  EXPECT_DOUBLE_EQ(compared.kappa.kappa.value, 1);
  EXPECT_TRUE(compared.changed.empty());
}

TEST(CohortComparison, WhatIsNoTableIsSaid) {
  EXPECT_NE(compareCohorts("a,b\n1,2\n", kFirst).error().message.find("\"patient\""), std::string::npos);
  const auto none = compareCohorts(kFirst, "patient,score_combined,class,status\nX,0.1,good,scored\n");
  EXPECT_EQ(none.error().kind, ErrorKind::usage);
  const auto twice = compareCohorts(kFirst, "patient,score_combined,class,status\nP1,0.1,good,scored\nP1,,,\n");
  EXPECT_NE(twice.error().message.find("twice"), std::string::npos);
  const auto text = compareCohorts(kFirst, "patient,score_combined,class,status\nP1,high,good,scored\n");
  EXPECT_NE(text.error().message.find("\"high\""), std::string::npos);
}

}  // namespace
}  // namespace snitt::test

#include <limits>

#include <gtest/gtest.h>

#include "core/decision/patient.h"
#include "support/sample_bundle.h"

namespace snitt {
namespace {

// Thresholds 0.5 and 0.6; one member a resolution.
SlideDecision slide(double tenX, double fortyX) {
  SlideDecision result;
  result.resolutions = {{"10x", {{"10x-1", tenX}}, tenX, 0.5, prognosisAt(tenX, 0.5)},
                        {"40x", {{"40x-1", fortyX}}, fortyX, 0.6, prognosisAt(fortyX, 0.6)}};
  const Prognosis said[] = {result.resolutions[0].prognosis, result.resolutions[1].prognosis};
  result.prognosis = agreedPrognosis(said);
  result.combined = (tenX + fortyX) / 2;
  return result;
}

Decision decided(PatientRule rule, const std::vector<SlideDecision>& slides, CombineRule combined = CombineRule::mean) {
  const auto decision = decidePatient({rule, combined, {}}, slides);
  EXPECT_TRUE(decision) << decision.error().message;
  return decision.value_or(Decision{});
}

constexpr PatientRule kRules[] = {PatientRule::mean, PatientRule::max, PatientRule::worstClass};

TEST(PatientDecision, OfOneSlideIsTheSlides) {
  for (const PatientRule rule : kRules) {
    const Decision decision = decided(rule, {slide(0.75, 0.25)});
    EXPECT_EQ(decision.resolutions, slide(0.75, 0.25).resolutions);
    EXPECT_EQ(decision.prognosis, Prognosis::uncertain);
    EXPECT_EQ(decision.combined, 0.5);
    EXPECT_EQ(decision.why,
              "Uncertain: the resolutions disagree; 10x 0.75 is 0.25 above its threshold 0.50 (poor), but 40x 0.25 is "
              "0.35 below its threshold 0.60 (good)");
  }
}

// 10x: (0.25 + 0.5 + 0.9375) / 3 = 0.5625; 40x: (0.5 + 0.75 + 0.625) / 3 = 0.625; combined (0.5625 + 0.625) / 2.
TEST(PatientDecision, MeanAveragesEachResolutionThenAppliesThresholds) {
  const Decision decision = decided(PatientRule::mean, {slide(0.25, 0.5), slide(0.5, 0.75), slide(0.9375, 0.625)});
  EXPECT_EQ(decision.resolutions[0].score, 0.5625);
  EXPECT_EQ(decision.resolutions[1].score, 0.625);
  EXPECT_EQ(decision.resolutions[0].members, (std::vector<MemberScore>{{"10x-1", 0.5625}}));
  EXPECT_EQ(decision.prognosis, Prognosis::poor);
  EXPECT_EQ(decision.combined, 0.59375);
  EXPECT_EQ(decision.why,
            "Poor: 10x 0.56 is 0.06 above its threshold 0.50 and 40x 0.62 is 0.02 above its threshold 0.60 (mean of 3 "
            "slides)");
}

// Classes of the slides play no part: both are poor at 10x by a hair and one is far below.
TEST(PatientDecision, MeanMayDifferFromEverySlide) {
  const Decision decision = decided(PatientRule::mean, {slide(0.5625, 0.625), slide(0.125, 0.0625)});
  EXPECT_EQ(decision.prognosis, Prognosis::good);
  EXPECT_EQ(decision.resolutions[0].score, 0.34375);
}

// Each resolution's highest comes from another slide.
TEST(PatientDecision, MaxTakesTheHighestOfEachResolution) {
  const Decision decision = decided(PatientRule::max, {slide(0.75, 0.25), slide(0.25, 0.875)});
  EXPECT_EQ(decision.resolutions[0].score, 0.75);
  EXPECT_EQ(decision.resolutions[1].score, 0.875);
  EXPECT_EQ(decision.resolutions[1].members, (std::vector<MemberScore>{{"40x-1", 0.875}}));
  EXPECT_EQ(decision.prognosis, Prognosis::poor);
  EXPECT_EQ(decision.combined, 0.8125);
}

TEST(PatientDecision, WorstClassKeepsThatSlidesScores) {
  const Decision decision =
      decided(PatientRule::worstClass, {slide(0.25, 0.25), slide(0.75, 0.25), slide(0.25, 0.875)});
  EXPECT_EQ(decision.prognosis, Prognosis::uncertain);
  // Of the two that are uncertain the one with the higher combined score, 0.5625 against 0.5.
  EXPECT_EQ(decision.resolutions, slide(0.25, 0.875).resolutions);
  EXPECT_EQ(decision.combined, 0.5625);
  EXPECT_TRUE(decision.why.ends_with("(the slide with the worst class of 3)")) << decision.why;
}

// A poor slide is worse than an uncertain one, whatever their scores.
TEST(PatientDecision, WorstClassGoesByTheClass) {
  const Decision decision = decided(PatientRule::worstClass, {slide(0.9375, 0.5625), slide(0.5625, 0.625)});
  EXPECT_EQ(decision.prognosis, Prognosis::poor);
  EXPECT_EQ(decision.combined, 0.59375);
}

TEST(PatientDecision, CombinesTheResolutionsAsTheBundleSays) {
  const Decision decision = decided(PatientRule::mean, {slide(0.25, 0.5), slide(0.5, 0.75)}, CombineRule::max);
  EXPECT_EQ(decision.combined, 0.625);
}

TEST(PatientDecision, OrderOfTheSlidesChangesNothing) {
  for (const PatientRule rule : kRules) {
    const Decision one = decided(rule, {slide(0.25, 0.5), slide(0.5, 0.75), slide(0.9375, 0.625)});
    const Decision other = decided(rule, {slide(0.9375, 0.625), slide(0.25, 0.5), slide(0.5, 0.75)});
    EXPECT_EQ(one.resolutions, other.resolutions);
    EXPECT_EQ(one.why, other.why);
  }
}

// From lists of stored scores members may be missing.
TEST(PatientDecision, MembersThatDifferAreLeftOut) {
  SlideDecision without = slide(0.5, 0.75);
  without.resolutions[0].members.clear();
  const Decision decision = decided(PatientRule::mean, {slide(0.25, 0.5), without});
  EXPECT_TRUE(decision.resolutions[0].members.empty());
  EXPECT_EQ(decision.resolutions[1].members.size(), 1U);
}

std::string refusal(const std::vector<SlideDecision>& slides) {
  const auto decision = decidePatient({}, slides);
  EXPECT_FALSE(decision);
  if (decision) return "";
  EXPECT_EQ(decision.error().kind, ErrorKind::model);
  return decision.error().message;
}

TEST(PatientDecision, RefusesSlidesThatDoNotGoTogether) {
  EXPECT_EQ(refusal({}), "there is no slide to decide by");
  SlideDecision fewer = slide(0.5, 0.5);
  fewer.resolutions.pop_back();
  EXPECT_EQ(refusal({slide(0.5, 0.5), fewer}), "the slides do not have the same resolutions");
  SlideDecision other = slide(0.5, 0.5);
  other.resolutions[1].threshold = 0.625;
  EXPECT_EQ(refusal({slide(0.5, 0.5), other}), "the slides do not have the same threshold of 40x");
  SlideDecision noScore = slide(0.5, 0.5);
  noScore.resolutions[0].score = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(refusal({noScore}), "a slide's score of 10x is no score between 0 and 1");
  EXPECT_EQ(refusal({SlideDecision{}}), "the slides have no resolution");
}

TEST(BundleRules, ReadBackWhatWasWritten) {
  BundleRules rules{PatientRule::worstClass, CombineRule::max, {}};
  EXPECT_EQ(parseRules(formatRules(rules)).value_or(BundleRules{}), rules);
  rules.riskTable = {
      {"high", {"poor"}, {"4", "4a"}, {}, {}, 12}, {"low", {"good"}, {}, {"0"}, 13, {}}, {"rest", {}, {}, {}, {}, {}}};
  const auto read = parseRules(formatRules(rules));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, rules);
}

TEST(BundleRules, AreTheManifests) {
  Manifest manifest = test::sampleManifest();
  manifest.decision.patients = PatientRule::max;
  manifest.decision.risk = {{"high", {"poor"}, {}, {}, {}, {}}};
  EXPECT_EQ(rulesOf(manifest), (BundleRules{PatientRule::max, manifest.decision.combined, manifest.decision.risk}));
}

TEST(BundleRules, NamesWhatCannotBeRead) {
  std::string json = formatRules({});
  json.replace(json.find("\"mean\""), 6, "\"vote\"");
  const auto read = parseRules(json);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "patients has a value that is not known");
}

}  // namespace
}  // namespace snitt

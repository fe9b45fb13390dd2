#include "core/decision/decision.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "support/sample_bundle.h"

namespace snitt {
namespace {

// Both members of a resolution say the same.
std::vector<ResolutionMembers> scores(double tenX, double fortyX) {
  return {{"10x", {{"10x-1", tenX}, {"10x-2", tenX}}}, {"40x", {{"40x-1", fortyX}, {"40x-2", fortyX}}}};
}

Decision decided(const std::vector<ResolutionMembers>& members, const Manifest& manifest = test::sampleManifest()) {
  const auto decision = decide(manifest, members);
  EXPECT_TRUE(decision) << decision.error().message;
  return decision.value_or(Decision{});
}

std::string refusal(const std::vector<ResolutionMembers>& members, const Manifest& manifest = test::sampleManifest()) {
  const auto decision = decide(manifest, members);
  EXPECT_FALSE(decision);
  if (decision) return "no error";
  EXPECT_EQ(decision.error().kind, ErrorKind::model);
  return decision.error().message;
}

TEST(Decision, AveragesMembersOfEachResolution) {
  auto members = scores(0.1, 0.2);
  members[0].members = {{"10x-2", 0.5}, {"10x-1", 0.25}};
  const Decision decision = decided(members);
  ASSERT_EQ(decision.resolutions.size(), 2U);
  EXPECT_EQ(decision.resolutions[0].name, "10x");
  EXPECT_EQ(decision.resolutions[0].score, 0.375);
  // In the bundle's order, whoever came first.
  EXPECT_EQ(decision.resolutions[0].members, (std::vector<MemberScore>{{"10x-1", 0.25}, {"10x-2", 0.5}}));
  EXPECT_EQ(decision.resolutions[0].threshold, 0.5);
  EXPECT_EQ(decision.resolutions[1].threshold, 0.6);
}

TEST(Decision, ResolutionsThatAgreeGiveTheClass) {
  EXPECT_EQ(decided(scores(0.3, 0.3)).prognosis, Prognosis::good);
  EXPECT_EQ(decided(scores(0.7, 0.7)).prognosis, Prognosis::poor);
}

TEST(Decision, ResolutionsThatDisagreeAreUncertain) {
  EXPECT_EQ(decided(scores(0.7, 0.3)).prognosis, Prognosis::uncertain);
  EXPECT_EQ(decided(scores(0.3, 0.7)).prognosis, Prognosis::uncertain);
}

TEST(Decision, ScoreThatEqualsItsThresholdIsGood) {
  EXPECT_EQ(decided(scores(0.5, 0.6)).prognosis, Prognosis::good);
  EXPECT_EQ(decided(scores(std::nextafter(0.5, 1), std::nextafter(0.6, 1))).prognosis, Prognosis::poor);
  EXPECT_EQ(decided(scores(std::nextafter(0.5, 0), std::nextafter(0.6, 0))).prognosis, Prognosis::good);
}

TEST(Decision, EndsOfTheRangeAreScores) {
  EXPECT_EQ(decided(scores(0, 0)).prognosis, Prognosis::good);
  EXPECT_EQ(decided(scores(1, 1)).prognosis, Prognosis::poor);
}

TEST(Decision, CombinedNeverDecidesTheClass) {
  Manifest manifest = test::sampleManifest();
  EXPECT_DOUBLE_EQ(decided(scores(0.2, 0.9)).combined, 0.55);
  manifest.decision.combined = CombineRule::max;
  const Decision decision = decided(scores(0.2, 0.9), manifest);
  EXPECT_EQ(decision.combined, 0.9);
  EXPECT_EQ(decision.prognosis, Prognosis::uncertain);
}

TEST(Decision, OneResolutionDecidesAlone) {
  Manifest manifest = test::sampleManifest();
  manifest.resolutions.pop_back();
  manifest.decision.thresholds.erase("40x");
  EXPECT_EQ(decided({scores(0.7, 0)[0]}, manifest).prognosis, Prognosis::poor);
  const Decision good = decided({scores(0.2, 0)[0]}, manifest);
  EXPECT_EQ(good.prognosis, Prognosis::good);
  EXPECT_EQ(good.why, "Good: 10x 0.20 is 0.30 below its threshold 0.50");
}

TEST(Decision, ThreeResolutionsMustAllAgree) {
  Manifest manifest = test::sampleManifest();
  ResolutionSpec third = manifest.resolutions[1];
  third.name = "20x";
  manifest.resolutions.push_back(third);
  manifest.decision.thresholds["20x"] = 0.5;
  const auto members = [](double a, double b, double c) {
    auto result = scores(a, b);
    result.push_back({"20x", {{"40x-1", c}, {"40x-2", c}}});
    return result;
  };
  EXPECT_EQ(decided(members(0.7, 0.7, 0.7), manifest).prognosis, Prognosis::poor);
  EXPECT_EQ(decided(members(0.7, 0.7, 0.2), manifest).prognosis, Prognosis::uncertain);
  EXPECT_EQ(
      decided(members(0.2, 0.2, 0.2), manifest).why,
      "Good: 10x 0.20 is 0.30 below its threshold 0.50, 40x 0.20 is 0.40 below its threshold 0.60 and 20x 0.20 is "
      "0.30 below its threshold 0.50");
}

TEST(Decision, SaysWhyInOneSentence) {
  EXPECT_EQ(decided(scores(0.71, 0.64)).why,
            "Poor: 10x 0.71 is 0.21 above its threshold 0.50 and 40x 0.64 is 0.04 above its threshold 0.60");
  EXPECT_EQ(decided(scores(0.5, 0.1)).why,
            "Good: 10x 0.50 equals its threshold 0.50 and 40x 0.10 is 0.50 below its threshold 0.60");
  EXPECT_EQ(
      decided(scores(0.3, 0.7)).why,
      "Uncertain: the resolutions disagree; 40x 0.70 is 0.10 above its threshold 0.60 (poor), but 10x 0.30 is 0.20 "
      "below its threshold 0.50 (good)");
}

TEST(Decision, ShowsAsManyDigitsAsTheSentenceNeeds) {
  EXPECT_EQ(decided(scores(0.5004, 0.9)).why,
            "Poor: 10x 0.5004 is 0.0004 above its threshold 0.5000 and 40x 0.90 is 0.30 above its threshold 0.60");
  Manifest manifest = test::sampleManifest();
  manifest.decision.thresholds["10x"] = 0.4375;
  EXPECT_NE(decided(scores(0.71, 0.9), manifest).why.find("10x 0.7100 is 0.2725 above its threshold 0.4375"),
            std::string::npos);
}

TEST(Decision, RefusesWhatIsNoScore) {
  for (const double wrong : {std::nan(""), -0.001, 1.001, std::numeric_limits<double>::infinity()}) {
    auto members = scores(0.4, 0.4);
    members[1].members[1].score = wrong;
    const std::string message = refusal(members);
    EXPECT_NE(message.find("member 40x-2 of 40x gave "), std::string::npos) << message;
  }
  auto members = scores(0.4, 0.4);
  members[0].members[0].score = std::nan("");
  EXPECT_EQ(refusal(members), "member 10x-1 of 10x gave NaN, which is no score between 0 and 1");
}

TEST(Decision, RefusesMembersThatAreMissingOrNotExpected) {
  auto members = scores(0.4, 0.4);
  members[0].members.pop_back();
  EXPECT_EQ(refusal(members), "member 10x-2 of 10x gave no score");
  members = scores(0.4, 0.4);
  members[0].members.push_back({"10x-3", 0.4});
  EXPECT_EQ(refusal(members), "member 10x-3 of 10x is not one of the bundle's");
  members = scores(0.4, 0.4);
  members[0].members.push_back({"10x-1", 0.4});
  EXPECT_EQ(refusal(members), "member 10x-1 of 10x gave more than one score");
}

TEST(Decision, RefusesResolutionsThatAreMissingOrNotExpected) {
  auto members = scores(0.4, 0.4);
  members.pop_back();
  EXPECT_EQ(refusal(members), "resolution 40x gave no scores");
  members = scores(0.4, 0.4);
  members.push_back(members[0]);
  EXPECT_EQ(refusal(members), "resolution 10x gave scores twice");
  members = scores(0.4, 0.4);
  members.push_back({"5x", {}});
  EXPECT_EQ(refusal(members), "resolution 5x is not one of the bundle's");
  Manifest manifest = test::sampleManifest();
  manifest.decision.thresholds.erase("40x");
  EXPECT_EQ(refusal(scores(0.4, 0.4), manifest), "resolution 40x has no threshold");
  EXPECT_EQ(refusal({}, Manifest{}), "the bundle has no resolution");
}

}  // namespace
}  // namespace snitt

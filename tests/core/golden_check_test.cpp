// Golden slides in a manifest, and the comparison with what was scored.
#include "core/golden/golden_check.h"

#include <gtest/gtest.h>

#include "support/sample_bundle.h"

namespace snitt::test {
namespace {

GoldenScores sampleScores() {
  return {
      {{"10x", 0.3, {{"10x-1", 0.25}, {"10x-2", 0.35}}}, {"40x", 0.4, {{"40x-1", 0.3}, {"40x-2", 0.5}}}}, 0.35, "good"};
}

Manifest goldenManifest() {
  Manifest manifest = sampleManifest();
  GoldenSlide slide;
  slide.phantom = {7, 3000, "north", 0.2498, 1.25, -0.5};
  slide.pixelsSha256 = std::string(64, 'a');
  slide.facts = {{"organ", "colon"}, {"pT", "3"}};
  slide.scores = sampleScores();
  manifest.golden = GoldenSet{"snitt 1.0", "cpu, fp32, a path", {slide}};
  return manifest;
}

const NumericPath kExact{"cpu", "fp32", "fp32, a path"};

GoldenOutcome compared(const GoldenScores& found, const NumericPath& path = kExact) {
  GoldenOutcome outcome;
  outcome.slide = "phantom 7";
  outcome.path = path;
  const Manifest manifest = goldenManifest();
  compareGolden(manifest, manifest.golden->slides.front().scores, kExact, found, outcome);
  return outcome;
}

std::string sentenceOf(const GoldenOutcome& outcome) {
  return GoldenReport{"id", "Name", "1.0", "", {outcome}}.sentence();
}

TEST(GoldenManifest, ReadsBackWhatItWrites) {
  const Manifest manifest = goldenManifest();
  const auto again = parseManifest(formatManifest(manifest));
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, manifest);
}

TEST(GoldenManifest, IsInNoHashOfAPart) {
  Manifest other = goldenManifest();
  other.golden->slides.front().scores.combined = 0.9;
  EXPECT_EQ(partHashes(goldenManifest()), partHashes(sampleManifest()));
  EXPECT_EQ(partHashes(goldenManifest()), partHashes(other));
}

void expectRefused(const std::string& from, const std::string& to, const std::string& part) {
  std::string text = formatManifest(goldenManifest());
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << text;
  const auto read = parseManifest(text.replace(at, from.size(), to));
  ASSERT_FALSE(read) << from;
  EXPECT_EQ(read.error().kind, ErrorKind::model);
  EXPECT_NE(read.error().message.find(part), std::string::npos) << read.error().message;
}

TEST(GoldenManifest, NamesWhatIsWrongWithIt) {
  expectRefused("combined = 0.35", "combined = 1.35", "golden.slide[0].combined is 1.35");
  expectRefused("combined = 0.35\n", "", "golden.slide[0].combined is missing");
  expectRefused("class = \"good\"", "class = \"fine\"", "golden.slide[0].class is \"fine\"");
  expectRefused("pixels = \"aaa", "pixels = \"AAA", "golden.slide[0].pixels must be a SHA-256");
  expectRefused("{ 10x-1 = 0.25, ", "{ ", "golden.slide[0].resolution[0].members lacks \"10x-1\"");
  expectRefused("{ 10x-1 = 0.25, ", "{ 10x-9 = 0.1, 10x-1 = 0.25, ", "has \"10x-9\", which is no member of 10x");
  expectRefused("name = \"10x\"\nscore", "name = \"20x\"\nscore", "resolution[0].name is \"20x\"");
  expectRefused("seed = 7", "seed = \"7\"", "golden.slide[0].seed must be a whole number");
}

TEST(GoldenCheck, TheSameScoresPass) {
  const GoldenOutcome outcome = compared(sampleScores());
  EXPECT_TRUE(outcome.passes());
  EXPECT_EQ(outcome.values.size(), 7U);  // two ensembles, four members, the combined score
  EXPECT_EQ(sentenceOf(outcome), "the golden slide gives the stored scores");
}

TEST(GoldenCheck, AMemberThatDiffersFailsByName) {
  GoldenScores found = sampleScores();
  found.resolutions[1].members["40x-2"] = 0.5002;
  const GoldenOutcome outcome = compared(found);
  EXPECT_FALSE(outcome.passes());
  EXPECT_NE(sentenceOf(outcome).find("phantom 7: 40x 40x-2 is 0.500200 and must be 0.500000 (±0.0001)"),
            std::string::npos)
      << sentenceOf(outcome);
}

TEST(GoldenCheck, OtherDevicesAndPrecisionsMayDifferByWhatTheBundleSays) {
  GoldenScores found = sampleScores();
  found.resolutions[1].members["40x-2"] = 0.5009;
  EXPECT_FALSE(compared(found).passes());
  EXPECT_TRUE(compared(found, {"cpu", "bf16", ""}).passes());
  EXPECT_TRUE(compared(found, {"cuda:0", "fp32", ""}).passes());
  found.resolutions[1].members["40x-2"] = 0.502;
  EXPECT_FALSE(compared(found, {"cuda:0", "bf16", ""}).passes());
}

TEST(GoldenCheck, AnotherClassFailsUnlessAScoreLiesAtItsThreshold) {
  GoldenScores found = sampleScores();
  found.prognosis = "poor";
  EXPECT_FALSE(compared(found).passes());
  EXPECT_NE(sentenceOf(compared(found)).find("the class is poor and must be good"), std::string::npos);

  Manifest manifest = goldenManifest();
  manifest.decision.thresholds["10x"] = 0.30005;
  GoldenOutcome outcome;
  outcome.path = kExact;
  compareGolden(manifest, sampleScores(), kExact, found, outcome);
  EXPECT_TRUE(outcome.passes());
  EXPECT_NE(outcome.prognosis->open.find("10x"), std::string::npos);
}

TEST(GoldenCheck, StoredScoresOfOtherMembersAreAProblemNotACrash) {
  GoldenScores other = sampleScores();
  other.resolutions.pop_back();
  GoldenOutcome outcome;
  compareGolden(goldenManifest(), other, kExact, sampleScores(), outcome);
  EXPECT_FALSE(outcome.problem.empty());
  EXPECT_TRUE(outcome.fails());
}

TEST(GoldenCheck, NothingToCheckIsNoPass) {
  const GoldenReport none{"id", "Name", "1.0", "", {}};
  EXPECT_FALSE(none.passes());
  EXPECT_NE(none.sentence().find("the bundle “Name” 1.0 has no golden slides"), std::string::npos);
  GoldenOutcome other;
  other.notCompared = "of another bundle";
  GoldenReport report{"id", "Name", "1.0", "", {other}};
  EXPECT_FALSE(report.passes());
  report.slides.push_back(compared(sampleScores()));
  EXPECT_TRUE(report.passes());
}

}  // namespace
}  // namespace snitt::test

#include "ui/score/score_summary.h"

#include <QStringList>

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "support/sample_score_folder.h"

namespace snitt {
namespace {

using test::FolderKind;

Score sample(FolderKind kind = FolderKind::goodResearch) { return test::sampleFolder(kind).score; }

ScoredResolution scored(double score, double threshold) {
  ScoredResolution one;
  one.score = score;
  one.threshold = threshold;
  return one;
}

QString titles(const Score& score) {
  QStringList all;
  for (const Banner& banner : bannersOf(score)) all << banner.title;
  return all.join(QStringLiteral(" | "));
}

QString detailOf(const Score& score, BannerKind kind) {
  for (const Banner& banner : bannersOf(score))
    if (banner.kind == kind) return banner.detail;
  return QStringLiteral("no such banner");
}

TEST(ScoreSummary, SaysTheClassAsAWord) {
  Score score = sample();
  for (const auto& [prognosis, word, kind] :
       {std::tuple{Prognosis::good, "Good prognosis", ClassKind::good},
        std::tuple{Prognosis::uncertain, "Uncertain prognosis", ClassKind::uncertain},
        std::tuple{Prognosis::poor, "Poor prognosis", ClassKind::poor}}) {
    score.prognosis = prognosis;
    EXPECT_EQ(classWord(score).word, word);
    EXPECT_EQ(classWord(score).kind, kind);
    EXPECT_EQ(classWord(score).note, "");
  }
}

TEST(ScoreSummary, WithoutAClassThereIsNoWordOfOne) {
  Score score = sample();
  score.prognosis.reset();
  EXPECT_EQ(classWord(score).word, "No class");
  EXPECT_EQ(classWord(score).kind, ClassKind::none);
  score.notAssessable = "there is no tumour";
  EXPECT_EQ(classWord(score).word, "Not assessable");
  // Also where a damaged file has both.
  score.prognosis = Prognosis::poor;
  EXPECT_EQ(classWord(score).word, "Not assessable");
}

TEST(ScoreSummary, AnUntrainedClassDoesNotLookLikeOne) {
  Score score = sample(FolderKind::untrainedUncertain);
  EXPECT_EQ(classWord(score).kind, ClassKind::meaningless);
  EXPECT_EQ(classWord(score).word, "Untrained: no meaning");
  EXPECT_EQ(classWord(score).note, "By its rules the class would read “uncertain”.");
}

TEST(ScoreSummary, BannersFollowTheScore) {
  EXPECT_EQ(titles(sample()), "Research use only");
  EXPECT_EQ(titles(sample(FolderKind::untrainedUncertain)), "Research use only | Untrained: numbers carry no meaning");
  EXPECT_EQ(titles(sample(FolderKind::notAssessable)), "Research use only | Not assessable");
  EXPECT_EQ(titles(sample(FolderKind::poorDemonstratorOutside)),
            "Research use only | Demonstrator | Outside scope | Outline was given by maria | Untrusted code ran");
  Score clinical = sample();
  clinical.bundleStatus = BundleStatus::clinicalResearch;
  EXPECT_EQ(titles(clinical), "Research use only");
}

TEST(ScoreSummary, BannersTellTheReasons) {
  const Score outside = sample(FolderKind::poorDemonstratorOutside);
  EXPECT_EQ(detailOf(outside, BannerKind::outsideScope),
            "Not met: stain (unknown), mpp (violated). Scored all the same; reason given: “external slide for the "
            "comparison of scanners, agreed with the study's lead”.");
  EXPECT_EQ(detailOf(outside, BannerKind::untrustedCode),
            "No trusted signature covers networks/10x-1.pt (SHA-256 " +
                QString::fromStdString(outside.bundleSha256.substr(0, 12)) +
                "…); what it computed is part of this score.");
  EXPECT_EQ(detailOf(sample(FolderKind::notAssessable), BannerKind::notAssessable),
            "The tumour measures 0.71 mm², the bundle asks for at least 2 mm².");
  Score three = outside;
  three.untrusted.resize(3, three.untrusted.front());
  EXPECT_TRUE(detailOf(three, BannerKind::untrustedCode).contains("and 2 more files"));
}

TEST(ScoreSummary, ReasonsWithPlaceholdersStayAsTheyAre) {
  Score score = sample(FolderKind::poorDemonstratorOutside);
  score.scopeOverride = "100 %1 sure, %2";
  EXPECT_TRUE(detailOf(score, BannerKind::outsideScope).endsWith("reason given: “100 %1 sure, %2”."));
}

TEST(ScoreSummary, ASlideOutsideScopeThatNobodyOverruledSaysSoToo) {
  Score score = sample(FolderKind::notAssessable);
  score.scope.ok = false;
  score.scope.findings = {{"stain", FactState::unknown, "not known"}};
  EXPECT_EQ(detailOf(score, BannerKind::outsideScope), "Not met: stain (unknown).");
  score.scope.findings.clear();
  EXPECT_EQ(detailOf(score, BannerKind::outsideScope), "The bundle was not made for slides like this one.");
}

TEST(ScoreSummary, TellsTheDistanceFromTheThreshold) {
  EXPECT_EQ(distanceSentence(scored(0.284, 0.5)), "0.216 below the threshold 0.500");
  EXPECT_EQ(distanceSentence(scored(0.731, 0.5)), "0.231 above the threshold 0.500");
  EXPECT_EQ(distanceSentence(scored(0.5, 0.5)), "Equals the threshold 0.500, which counts as good");
  // Digits until the sentence is true.
  EXPECT_EQ(distanceSentence(scored(0.50004, 0.5)), "0.00004 above the threshold 0.50000");
  EXPECT_EQ(distanceSentence(scored(0.2, 0.33335)), "0.13335 below the threshold 0.33335");
}

TEST(ScoreSummary, TellsThatAResolutionWasNotScored) {
  ScoredResolution none;
  none.threshold = 0.46;
  EXPECT_EQ(distanceSentence(none), "Not scored; the threshold is 0.460");
  EXPECT_EQ(distanceSentence(scored(std::numeric_limits<double>::quiet_NaN(), 0.46)),
            "Not scored; the threshold is 0.460");
  EXPECT_EQ(spreadSentence(none), "");
  EXPECT_EQ(sideWord(none), "no class");
}

TEST(ScoreSummary, TellsTheSpreadOfTheMembers) {
  ScoredResolution one;
  one.members = {{"a", 0.2}, {"b", 0.4}, {"c", 0.6}};
  EXPECT_EQ(spreadSentence(one), "3 members 0.200–0.600, SD 0.200");
  one.members.resize(1);
  EXPECT_EQ(spreadSentence(one), "One member (0.200), so no spread");
}

TEST(ScoreSummary, WorksWithOneResolution) {
  Score score = sample();
  score.resolutions.resize(1);
  EXPECT_EQ(classWord(score).word, "Good prognosis");
  EXPECT_EQ(titles(score), "Research use only");
}

TEST(ScoreSummary, WhyIsNotToldTwice) {
  EXPECT_EQ(whySentence(sample()),
            "Good: 10x 0.28 is 0.22 below its threshold 0.50 and 40x 0.30 is 0.16 below its threshold 0.46.");
  Score score = sample(FolderKind::notAssessable);
  EXPECT_EQ(whySentence(score), "");
  score.why = "Another reason.";
  EXPECT_EQ(whySentence(score), "Another reason.");
}

TEST(ScoreSummary, SharesAreShownAsPercent) {
  EXPECT_EQ(percentText(0), "0 %");
  EXPECT_EQ(percentText(0.0001), "< 0.1 %");
  EXPECT_EQ(percentText(0.021), "2.1 %");
  EXPECT_EQ(percentText(0.25), "25 %");
  EXPECT_EQ(percentText(std::numeric_limits<double>::quiet_NaN()), "not measured");
}

TEST(ScoreSummary, CountsTiles) {
  EXPECT_EQ(tileCount(0), "0 tiles");
  EXPECT_EQ(tileCount(1), "1 tile");
  EXPECT_EQ(tileCount(3604), "3,604 tiles");
}

}  // namespace
}  // namespace snitt

#include "core/decision/class_estimate.h"

#include <gtest/gtest.h>

#include "support/sample_bundle.h"

namespace snitt {
namespace {

// Thresholds of the sample bundle.
const Manifest manifest = test::sampleManifest();
const double tenX = manifest.decision.thresholds.at("10x");
const double fortyX = manifest.decision.thresholds.at("40x");

EstimatedResolution about(const std::string& name, double score, double half) {
  return {name, score, score - half, score + half};
}

TEST(ClassEstimate, IsTheRulesOfThoseThatWereLookedAt) {
  EXPECT_FALSE(estimateClass(manifest, {}).prognosis);
  EXPECT_EQ(estimateClass(manifest, {about("10x", tenX + 0.1, 0.05)}).prognosis, Prognosis::poor);
  EXPECT_EQ(estimateClass(manifest, {about("10x", tenX + 0.1, 0.05), about("40x", fortyX - 0.1, 0.05)}).prognosis,
            Prognosis::uncertain);
  EXPECT_EQ(estimateClass(manifest, {about("40x", fortyX - 0.1, 0.05), about("10x", tenX - 0.1, 0.05)}).prognosis,
            Prognosis::good);
  EXPECT_FALSE(estimateClass(manifest, {about("5x", 0.9, 0)}).prognosis);
}

TEST(ClassEstimate, IsSettledOnceEveryIntervalIsOnOneSide) {
  const EstimatedResolution known = about("10x", tenX + 0.1, 0);
  EXPECT_FALSE(estimateClass(manifest, {known}).settled) << "nothing is known of 40x";
  EXPECT_TRUE(estimateClass(manifest, {known, about("40x", fortyX - 0.1, 0.09)}).settled);
  EXPECT_FALSE(estimateClass(manifest, {known, about("40x", fortyX - 0.1, 0.11)}).settled);
  // A score at the threshold is good, so an interval that ends there lies on one side.
  EXPECT_TRUE(estimateClass(manifest, {known, {"40x", fortyX - 0.1, fortyX - 0.2, fortyX}}).settled);
}

}  // namespace
}  // namespace snitt

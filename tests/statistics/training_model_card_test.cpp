#include "core/training/model_card.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/training/bundle_leaks.h"

namespace snitt::training {
namespace {

TrainConfig config() {
  TrainConfig made;
  made.bundle = {"colon-1",      "Colon", "2.1", BundleStatus::research, "CC0-1.0", "Prognosis in research",
                 {"One scanner"}};
  made.threshold = {ThresholdKind::poorSensitivity, 0.8};
  return made;
}

ModelCard card() {
  ModelCard made;
  made.software = "snitt 1.0";
  const std::vector<Side> sides(30, Side::train);
  made.cohort = cohortTable(sides, std::vector{CohortVariable{"sex", std::vector<std::string>(30, "f")}}).value();
  made.thresholds = {{"10x", {0.4375, 0.81, 0.7, 0.3, 40, 20, 4}}};
  made.networks = {{"10x", 3, 7, 0.81234, "10x-1"}, {"10x", 4, 2, std::nan(""), ""}};
  made.figures = {{"Harrell's C", Side::tune, {0.7, 0.05, 0.6, 0.8}, 40, 12}, {"Harrell's C", Side::test, {0.9}, 6, 3}};
  made.riskMaps = {{1826.25, "cancerDeath", {0.1, 0.9}, {0.05, 0.5}}};
  made.riskPatients = 40;
  made.riskEvents = 12;
  return made;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(ModelCard, SaysWhatWhoseAndHow) {
  const std::string text = formatModelCard(config(), card());
  for (const std::string part :
       {"# Colon 2.1", "Status: research", "Prognosis in research.", "- One scanner.",
        "| patients | all | 30 | 0 | 0 | 30 |", "under 85 years at surgery and followed for more than 6 years",
        "The highest threshold that calls at least 80 % of the tuning patients of distinct poor outcome poor",
        "| 10x | 3 | 0.812 | 10x-1 |", "| 10x | 4 | undefined | no |",
        "| Harrell's C | tune | 0.700 | 0.600 to 0.800 | 40 | 12 |", "| 5 | 5 % | 50 % |", "For research only"})
    EXPECT_TRUE(has(text, part)) << part << "\n" << text;
}

TEST(ModelCard, TellsWhatItWasTrainedOn) {
  EXPECT_TRUE(has(formatModelCard(config(), card()), "Networks were trained on a CPU."));
  ModelCard made = card();
  made.device = "cuda";
  EXPECT_TRUE(has(formatModelCard(config(), made), "Networks were trained on a GPU (cuda)."));
}

TEST(ModelCard, SmallNumbersAreNotTold) {
  const std::string text = formatModelCard(config(), card());
  EXPECT_TRUE(has(text, "| 10x | 0.4375 | not told | 70 % | 30 % | 40 |")) << text;  // four poor patients
  EXPECT_TRUE(has(text, "| Harrell's C | test | not told |  | 6 | not told |")) << text;
}

TEST(ModelCard, SaysWhyThereIsNoRisk) {
  ModelCard made = card();
  made.riskMaps.clear();
  made.noRiskMap = "too few events";
  EXPECT_TRUE(has(formatModelCard(config(), made), "The bundle states no risks: too few events."));
}

TEST(ModelCard, HoldsNothingThatLooksLikeADateOrPath) {
  const std::string text = formatModelCard(config(), card());
  EXPECT_TRUE(refuseBundleLeaks({{"card.md", text}, {"config.toml", formatTrainConfig(config())}}, {}));
}

TEST(ModelCard, TablesAreCsvWithSixDigits) {
  EXPECT_EQ(tuningCsv(card().networks, "auc"), "resolution,seed,epoch,auc,member\n10x,3,7,0.81234,10x-1\n10x,4,2,,\n");
  EXPECT_EQ(curvesCsv(std::vector<CurvePoint>{{"10x", 1, 2, 0.01, 1.0 / 3, std::nan(""), 123456789}}, "auc"),
            "resolution,seed,epoch,learningRate,trainLoss,tuneLoss,auc\n10x,1,2,0.01,0.333333,,123457000\n");
}

}  // namespace
}  // namespace snitt::training

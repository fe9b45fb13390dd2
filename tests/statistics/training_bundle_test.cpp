// A bundle with all that a training writes into it, made of a cohort with ids, paths and dates: nothing of one patient
// may be in it, and what travels must load.
#include <cmath>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/bundle/safetensors.h"
#include "core/sha256.h"
#include "core/statistics/resampling/counter_random.h"
#include "core/text/number.h"
#include "core/training/bundle_leaks.h"
#include "core/training/cohort.h"
#include "core/training/model_card.h"
#include "core/training/reference_distributions.h"
#include "core/training/risk_map.h"
#include "core/training/sealed_record.h"
#include "support/temp_folder.h"

namespace snitt::training {
namespace {

constexpr std::string_view kPassword = "long enough";

const std::string kConfig = R"(
format = "snitt-train/1"
[bundle]
id = "made"
name = "Made"
version = "1"
licence = "CC0-1.0"
intendedUse = "Tests"
[outcome]
event = "death"
[[resolution]]
name = "10x"
mpp = 0.92
tilePx = 512
seeds = [1, 2]
pretrained = "/home/kari/weights.safetensors"
[members]
keep = 1
)";

std::string numbered(std::string_view text, std::size_t i) {
  return std::string(text).append(std::to_string(1000 + i));
}

// Survival from a hazard that rises with a score.
struct Study {
  std::vector<SlideRow> rows;
  std::vector<double> scores;  // by row
};

Study study() {
  Study made;
  statistics::CounterRandom random(21, 1);
  for (std::size_t i = 0; i < 300; ++i) {
    SlideRow row;
    row.row = i + 2;
    row.patient = numbered("NO-", i);
    row.slide = numbered("2018-04-11_slide", i) + ".svs";
    row.path = "/mnt/archive/2018/" + row.slide;
    row.sha256 = sha256Of(row.slide);
    row.imageFingerprint = std::uint64_t{random.next()} << 32 | random.next();
    row.ageYears = 50 + 40 * random.uniform();
    row.recurrence = 0;
    const double x = random.normal();
    const double death = -std::log(random.uniform()) * 3000 * std::exp(-x);
    const double end = 1000 + 3000 * random.uniform();
    row.timeDays = std::min(death, end);
    row.event = death < end ? 1 : 0;
    row.cause = death < end ? (random.uniform() < 0.8 ? "cancer" : "other") : "";
    made.rows.push_back(row);
    made.scores.push_back(1 / (1 + std::exp(-x)));
  }
  return made;
}

struct Trained {
  Manifest manifest;
  std::map<std::string, std::string> files;
  TrainingRecord record;
};

// What `snitt train` does around its networks, step by step.
Trained train(const Study& study, const TrainConfig& config) {
  const Cohort cohort = gatherCohort(study.rows, config.event).value();
  std::vector<DistinctLabel> labels;
  std::vector<SplitPatient> toSplit;
  for (const Patient& patient : cohort.patients) {
    labels.push_back(distinctLabel(patient.outcome, config.labels).label);
    toSplit.push_back({patient.id, stratumOf(labels.back(), patient.outcome.event), patient.given});
  }
  const auto sides = sidesForDistinctLabels(splitPatients(toSplit, config.split).value(), labels);
  EXPECT_TRUE(checkDistinctSides(sides, labels));

  Trained made;
  std::vector<TunedPatient> tuned;
  std::vector<RiskPatient> risk;
  std::vector<double> scores;
  std::vector<Side> columns;
  CohortVariable ages{"age", {}};
  for (std::size_t i = 0; i < cohort.patients.size(); ++i) {
    const Patient& patient = cohort.patients[i];
    const SlideRow& row = study.rows[patient.slides[0]];
    const double score = study.scores[patient.slides[0]];
    columns.push_back(sides[i].side);
    ages.levels.push_back(ageGroup(patient.outcome.ageYears));
    made.record.patients.push_back({patient.id,
                                    sides[i],
                                    std::string(toText(labels[i])),
                                    "",
                                    patient.outcome.timeDays,
                                    patient.outcome.event,
                                    {{"combined", score}},
                                    {{row.slide, row.path, row.sha256, "", row.imageFingerprint}}});
    if (sides[i].side != Side::tune) continue;
    scores.push_back(score);
    tuned.push_back({score, labels[i]});
    if (!sides[i].moved) risk.push_back({score, patient.outcome.timeDays, patient.outcome.event, false, labels[i]});
  }
  made.manifest = draftManifest(config);
  ModelCard card;
  card.software = "snitt test";
  card.cohort = cohortTable(columns, std::vector{ages}).value();
  card.thresholds = {{"10x", chooseThreshold(tuned, config.threshold).value()}};
  card.networks = {{"10x", 1, 3, 0.7, "10x-1"}, {"10x", 2, 4, 0.6, ""}};
  card.riskMaps = fitRiskMaps(risk, {config.horizonsDays(), config.event, 33, 10})->maps;
  made.manifest.decision.thresholds["10x"] = card.thresholds[0].choice.threshold;
  made.manifest.decision.riskMaps = card.riskMaps;
  made.manifest.references = {referenceDistribution("combined", scores).value()};
  made.manifest.training = {card.software,         "distinct", describe(config.threshold), "training/config.toml",
                            "training/cohort.csv", "",         "training/tuning.csv"};
  made.files = {{"card.md", formatModelCard(config, card)},
                {"networks/10x-1.safetensors", writeSafetensors({{"weight", {{2, 2}, {0.1F, 1, -1, 0}}}})},
                {"training/config.toml", formatTrainConfig(withoutFolders(config))},
                {"training/cohort.csv", cohortCsv(card.cohort)},
                {"training/tuning.csv", tuningCsv(card.networks, "auc")}};
  return made;
}

class TrainedBundle : public testing::Test {
 protected:
  void SetUp() override {
    m_trained = train(study(), parseTrainConfig(kConfig).value());
    const auto written = writeBundle(m_folder / "bundle", m_trained.manifest, m_trained.files);
    ASSERT_TRUE(written) << written.error().message;
  }
  test::TempFolder m_folder;
  Trained m_trained;
};

TEST_F(TrainedBundle, Loads) {
  const auto bundle = loadBundle(m_folder / "bundle");
  ASSERT_TRUE(bundle) << bundle.error().message;
  EXPECT_EQ(bundle->manifest.status, BundleStatus::research);
  EXPECT_EQ(bundle->manifest.decision.riskMaps.size(), 3U);
}

TEST_F(TrainedBundle, HoldsNothingOfAPatientInAnyByte) {
  auto files = filesBelow(m_folder / "bundle").value();
  EXPECT_EQ(files.size(), 6U);  // the manifest too
  const ForbiddenTexts forbidden = forbiddenTexts(m_trained.record);
  const auto leaks = findBundleLeaks(files, forbidden);
  EXPECT_TRUE(leaks.empty()) << leaks[0].file << ": " << leaks[0].what;
  // The search itself: the configuration as it was written, and one id in the weights.
  files["training/config.toml"] = formatTrainConfig(parseTrainConfig(kConfig).value());
  files["networks/10x-1.safetensors"] += sha256Of("NO-1042");
  EXPECT_EQ(findBundleLeaks(files, forbidden).size(), 2U);
}

TEST_F(TrainedBundle, HoldsNoScoreOfAPatient) {
  const std::string text = readFile(m_folder / "bundle" / "manifest.toml").value();
  for (const RecordedPatient& patient : m_trained.record.patients)
    EXPECT_EQ(text.find(shortest(patient.scores.at("combined"))), std::string::npos);
}

TEST_F(TrainedBundle, ItsRecordTellsItsPatients) {
  m_trained.record.bundleSha256 = loadBundle(m_folder / "bundle")->sha256;
  ASSERT_TRUE(writeSealed(m_folder / "record.json", m_trained.record, kPassword, {1, 8192}));
  const auto record = readSealed(m_folder / "record.json", kPassword, m_trained.record.bundleSha256);
  ASSERT_TRUE(record) << record.error().message;
  const std::vector<PlacedSlide> others{{"NO-1042", "x.svs", 2, "", std::nullopt, Side::test},
                                        {"SE-1", "y.svs", 3, "", std::nullopt, Side::test}};
  const Overlap overlap = overlapWith(*record, others, 4);
  ASSERT_EQ(overlap.leaks.size(), 1U);
  EXPECT_NE(describe(overlap.leaks[0], overlap.slides).find("NO-1042"), std::string::npos);
}

}  // namespace
}  // namespace snitt::training

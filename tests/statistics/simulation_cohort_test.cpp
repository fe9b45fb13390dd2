#include "core/simulation/simulated_cohort.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "core/decision/tnm.h"
#include "core/statistics/distributions.h"

namespace snitt::simulation {
namespace {

constexpr std::size_t kMany = 20'000;

SimulatedCohort drawn(CohortModel model, std::size_t patients) {
  model.patients = patients;
  return simulateCohort(model).value();
}

template <class Value>
double meanOf(const std::vector<SimulatedPatient>& patients, Value value) {
  double sum = 0;
  for (const SimulatedPatient& patient : patients) sum += value(patient);
  return sum / static_cast<double>(patients.size());
}

double normalDensity(double z) { return std::isinf(z) ? 0 : std::exp(-z * z / 2) / std::sqrt(2 * M_PI); }

TEST(SimulationCohort, PatientsDependOnSeedAndNumberAlone) {
  CohortModel model;
  model.slidesPerPatient = 2;
  const SimulatedCohort small = drawn(model, 100);
  const SimulatedCohort large = drawn(model, 300);
  EXPECT_TRUE(std::equal(small.patients.begin(), small.patients.end(), large.patients.begin()));
  EXPECT_TRUE(std::equal(small.splits.begin(), small.splits.end(), large.splits.begin()));
  for (const std::size_t i : {std::size_t{299}, std::size_t{0}, std::size_t{150}})
    EXPECT_EQ(drawPatient(model, i), large.patients[i]);
  model.seed = 2;
  const SimulatedCohort other = drawn(model, 100);
  for (std::size_t i = 0; i < 100; ++i) EXPECT_NE(other.patients[i].latents, small.patients[i].latents);
}

TEST(SimulationCohort, HazardRatioChangesNothingButTheOutcome) {
  CohortModel model;
  const SimulatedCohort before = drawn(model, 200);
  model.hazardRatio = 4;
  SimulatedCohort after = drawn(model, 200);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    changed += after.patients[i].outcome == before.patients[i].outcome ? 0 : 1;
    after.patients[i].outcome = before.patients[i].outcome;
    EXPECT_EQ(after.patients[i], before.patients[i]);
  }
  EXPECT_GT(changed, 20);
}

TEST(SimulationCohort, TwoScalesGiveTheLatentBack) {
  CohortModel model;
  model.scaleCorrelation = 0.75;
  const auto patients = drawn(model, kMany).patients;
  double lc = 0, la = 0, ac = 0, ll = 0, aa = 0, cc = 0;
  for (const SimulatedPatient& patient : patients) {
    const auto& [l, a, c] = patient.latents;
    EXPECT_NEAR((a + c) / (2 * 0.75), l, 1e-12);
    ll += l * l, aa += a * a, cc += c * c, la += l * a, lc += l * c, ac += a * c;
  }
  const double n = kMany;
  for (const double variance : {ll / n, aa / n, cc / n}) EXPECT_NEAR(variance, 1, 4 * std::sqrt(2 / n));
  EXPECT_NEAR(la / n, 0.75, 0.03);
  EXPECT_NEAR(lc / n, 0.75, 0.03);
  EXPECT_NEAR(ac / n, 2 * 0.75 * 0.75 - 1, 0.03);
}

TEST(SimulationCohort, SharesAreThoseOfTheModel) {
  const CohortModel model;
  const auto patients = drawn(model, kMany).patients;
  const auto near = [](double share, double expected, const char* what) {
    EXPECT_NEAR(share, expected, 4.5 * std::sqrt(expected * (1 - expected) / kMany)) << what;
  };
  for (int k = 0; k < 4; ++k)
    near(meanOf(patients, [&](const auto& p) { return p.covariates.pT == k + 1; }), model.pTShares[k], "pT");
  for (int k = 0; k < 3; ++k)
    near(meanOf(patients, [&](const auto& p) { return p.covariates.pN == k; }), model.pNShares[k], "pN");
  near(meanOf(patients, [](const auto& p) { return p.covariates.male; }), model.maleShare, "male");
  near(meanOf(patients, [](const auto& p) { return p.covariates.highGrade; }), model.highGradeShare, "grade");
  near(meanOf(patients, [](const auto& p) { return p.slides[0].scanner == 0; }), model.scanners[0].share, "scanner");
  near(meanOf(patients, [](const auto& p) { return p.slides[0].fold; }), model.foldShare, "fold");
  near(meanOf(patients, [](const auto& p) { return p.slides[0].pen; }), model.penShare, "pen");
  for (int k = 0; k < 3; ++k)  // moved a little by age and sex
    EXPECT_NEAR(meanOf(patients, [&](const auto& p) { return p.covariates.site == static_cast<Site>(k); }),
                model.siteShares[k], 0.015);
}

// The mean of a normal whose partner lies between two cuts is ρ(φ(a) − φ(b)) / (Φ(b) − Φ(a)).
TEST(SimulationCohort, CategoriesAreCorrelatedWithTheLatentAsStated) {
  const CohortModel model;
  const auto patients = drawn(model, 2 * kMany).patients;
  const auto expectMeans = [&](std::span<const double> shares, double correlation, auto category, const char* what) {
    double below = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) {
      const double low = statistics::normalQuantile(below);
      below = std::min(1.0, below + shares[k]);
      const double expected =
          correlation * (normalDensity(low) - normalDensity(statistics::normalQuantile(below))) / shares[k];
      std::vector<SimulatedPatient> of;
      std::ranges::copy_if(patients, std::back_inserter(of), [&](const auto& p) { return category(p) == k; });
      const double se = 1 / std::sqrt(static_cast<double>(of.size()));
      EXPECT_NEAR(meanOf(of, [](const auto& p) { return p.latents.latent; }), expected, 4 * se) << what << k;
    }
  };
  const auto pT = [](const auto& p) { return static_cast<std::size_t>(p.covariates.pT - 1); };
  const auto pN = [](const auto& p) { return static_cast<std::size_t>(p.covariates.pN); };
  const auto grade = [](const auto& p) { return std::size_t{p.covariates.highGrade}; };
  expectMeans(model.pTShares, model.correlationLatentPT, pT, "pT");
  expectMeans(model.pNShares, model.correlationLatentPN, pN, "pN");
  expectMeans(std::array{1 - model.highGradeShare, model.highGradeShare}, model.correlationLatentGrade, grade, "grade");
}

// Sheppard: of two normals with correlation ρ both are positive with probability ¼ + asin(ρ) / 2π.
TEST(SimulationCohort, ExtentAndNodesAreCorrelatedAsStated) {
  CohortModel model;
  model.pTShares = {0.25, 0.25, 0.25, 0.25};
  model.pNShares = {0.5, 0.25, 0.25};
  for (const double correlation : {-0.2, 0.45, 0.9}) {
    model.correlationPTPN = correlation;
    const auto patients = drawn(model, kMany).patients;
    const double both = meanOf(patients, [](const auto& p) { return p.covariates.pT > 2 && p.covariates.pN > 0; });
    EXPECT_NEAR(both, 0.25 + std::asin(correlation) / (2 * M_PI), 4 * 0.43 / std::sqrt(kMany)) << correlation;
  }
}

TEST(SimulationCohort, ExpectedExtentIsTheMeanOfThoseWithTheLatent) {
  const CohortModel model;
  for (const double latent : {-2.0, 0.0, 1.5}) {
    double pT = 0, pN = 0;
    for (std::size_t i = 0; i < kMany; ++i) {
      const Covariates patient = drawCovariates(model, i, latent);
      pT += patient.pT;
      pN += patient.pN;
    }
    EXPECT_NEAR(pT / kMany, expectedExtent(model, latent).pT, 4 * 0.7 / std::sqrt(kMany)) << latent;
    EXPECT_NEAR(pN / kMany, expectedExtent(model, latent).pN, 4 * 0.7 / std::sqrt(kMany)) << latent;
  }
}

TEST(SimulationCohort, NodesAndStageFollowTheCategories) {
  double examined = 0;
  for (const SimulatedPatient& patient : drawn({}, kMany).patients) {
    const Covariates& c = patient.covariates;
    const int pN = c.nodesPositive == 0 ? 0 : c.nodesPositive <= 3 ? 1 : 2;  // N1c aside
    EXPECT_EQ(c.pN, pN);
    EXPECT_GE(c.nodesExamined, std::max(1, c.nodesPositive));
    EXPECT_EQ(c.stage, c.pN > 0 ? "III" : c.pT > 2 ? "II" : "I");
    EXPECT_TRUE(c.ageYears >= 25 && c.ageYears <= 99);
    EXPECT_TRUE(!c.neoadjuvant || c.site == Site::rectum);
    examined += c.nodesExamined > 12 ? 1 : 0;
  }
  EXPECT_NEAR(examined / kMany, 0.8, 0.05);
}

TEST(SimulationCohort, SitesShiftWithAgeAndSex) {
  double rightOld = 0, old = 0, rightYoung = 0, young = 0, rectumMale = 0, male = 0, rectumFemale = 0, female = 0;
  for (const SimulatedPatient& patient : drawn({}, kMany).patients) {
    const Covariates& c = patient.covariates;
    (c.ageYears > 72 ? old : young) += 1;
    (c.ageYears > 72 ? rightOld : rightYoung) += c.site == Site::right ? 1 : 0;
    (c.male ? male : female) += 1;
    (c.male ? rectumMale : rectumFemale) += c.site == Site::rectum ? 1 : 0;
  }
  EXPECT_GT(rightOld / old, rightYoung / young + 0.05);
  EXPECT_GT(rectumMale / male, rectumFemale / female + 0.03);
}

TEST(SimulationCohort, CategoriesWithoutShareAreNeverDrawn) {
  CohortModel model;
  model.pTShares = {0, 0, 0.8, 0.2};
  model.pNShares = {1, 0, 0};
  model.siteShares = {0, 0, 1};
  for (const SimulatedPatient& patient : drawn(model, 2000).patients) {
    EXPECT_EQ(patient.covariates.stage, "II");
    EXPECT_EQ(patient.covariates.site, Site::rectum);
  }
}

TEST(SimulationCohort, SlidesHaveNamesOfTheirOwn) {
  CohortModel model;
  model.slidesPerPatient = 3;
  std::set<std::string> stems, accessions;
  std::set<std::uint64_t> seeds;
  std::set<double> mpps;
  const auto patients = drawn(model, 5000).patients;
  for (const SimulatedPatient& patient : patients)
    for (const SlideFacts& slide : patient.slides) {
      stems.insert(slide.stem);
      accessions.insert(slide.accession);
      seeds.insert(slide.phantomSeed);
      const ScannerModel& scanner = model.scanners[slide.scanner];
      EXPECT_NEAR(slide.mpp, scanner.mpp, 3 * scanner.mppSd + 5e-5);
      mpps.insert(slide.mpp);
      EXPECT_GT(slide.scanned, patient.surgery);
    }
  EXPECT_EQ(stems.size(), 15000);
  EXPECT_EQ(accessions.size(), 15000);
  EXPECT_EQ(seeds.size(), 15000);
  EXPECT_GT(mpps.size(), 50);
  EXPECT_EQ(patients[0].slides[2].stem, "P000001-A3");
  EXPECT_EQ(patients[0].slides[2].accession.substr(11), "A3");
  EXPECT_EQ(patients[0].slides[2].accession.size(), 13);
}

TEST(SimulationCohort, SplitsHaveTheirShareOfEachOutcome) {
  const CohortModel model;
  const SimulatedCohort cohort = drawn(model, 137);
  std::array<std::array<double, 3>, 3> count{};
  for (std::size_t i = 0; i < cohort.patients.size(); ++i)
    ++count[static_cast<std::size_t>(cohort.patients[i].outcome.cause)][static_cast<std::size_t>(cohort.splits[i])];
  for (const auto& ofOutcome : count)
    for (std::size_t split = 0; split < 3; ++split)
      EXPECT_LE(std::abs(ofOutcome[split] - model.splitShares[split] * (ofOutcome[0] + ofOutcome[1] + ofOutcome[2])),
                1);
}

TEST(SimulationCohort, SplitWithoutShareStaysEmpty) {
  CohortModel model;
  model.splitShares = {0.8, 0.2, 0};
  for (const Split split : drawn(model, 500).splits) EXPECT_NE(split, Split::test);
}

TEST(SimulationCohort, BadModelIsRefused) {
  CohortModel model;
  model.hazardRatio = 0;
  const auto cohort = simulateCohort(model);
  ASSERT_FALSE(cohort);
  EXPECT_EQ(cohort.error().message, "hazardRatio must lie between 1 and 20, not 0");
}

}  // namespace
}  // namespace snitt::simulation

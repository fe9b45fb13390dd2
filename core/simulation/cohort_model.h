// What a simulated cohort is drawn from: every number of the model, with the ranges in which it makes sense. Plain
// values; all functions are pure.
//
// The default is a cohort of operated colorectal cancer without distant metastases. 200,000 of its patients have:
// median age 72 (quartiles 65 and 80); stage I 17 %, II 45 %, III 38 %; a survival of cancer at 5 years of 0.78 (0.75
// in stages II and III together, 0.83 and 0.66 apart); a cumulative incidence at 10 years of 0.31 for cancer death and
// 0.26 for other deaths. Of 100 patients, 29 die of cancer and 23 of something else while they are followed, and 33
// have a recurrence; 9 are under 85 and die of cancer between 100 days and 2.5 years, 44 are under 85 and followed for
// more than 6 years without recurrence. For cancer death Harrell's C of the latent is 0.757, of either of its scales
// alone 0.705, of pT and pN together 0.66; for death of any cause the latent's is 0.65. The hazard ratio of the latent
// beside pT and pN is 2.6.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/outcomes/dates.h"
#include "core/result.h"

namespace snitt::simulation {

// `mpp` of a slide is normal around the scanner's, kept within three standard deviations.
struct ScannerModel {
  std::string name;
  double share = 1;  // of the slides
  double mpp = 0.25;
  double mppSd = 0.001;
  bool operator==(const ScannerModel&) const = default;
};

struct CohortModel {
  std::size_t patients = 100;
  std::uint64_t seed = 1;
  std::size_t slidesPerPatient = 1;

  // The latent L is standard normal. Architecture A and cells C are standard normal too and have this correlation ρ
  // with it: A = ρL + √(1−ρ²)·D and C = ρL − √(1−ρ²)·D, D being a standard normal of its own. So the correlation of A
  // with C is 2ρ²−1, and who reads both has the latent exactly, L = (A + C) / 2ρ, while either alone explains ρ² of it.
  double scaleCorrelation = 0.8;

  // Death of cancer: Weibull proportional hazards, H(t) = (t / scale)^shape · exp(η) with η = log(hazardRatio)·L +
  // log(hazardRatioPT)·(pT − E[pT | L]) + log(hazardRatioPN)·(pN − E[pN | L]). What pT and pN say beyond the latent is
  // thus independent of it, and a Cox regression of cancer death on the latent alone finds hazardRatio (3 % less of its
  // logarithm by default, since prognosis that a model leaves out always weakens it); beside pT and pN it finds less,
  // as they take over what they share. The scale is that of L = 0 with pT and pN as expected.
  double hazardRatio = 3;      // per standard deviation of the latent
  double hazardRatioPT = 1.3;  // per category, for patients of the same latent; 1: pT says nothing beyond it
  double hazardRatioPN = 1.4;
  double weibullShape = 1.1;
  double weibullScaleYears = 26;
  // A recurrence comes before each death of cancer: by an exponential time of this mean, but not in the first fifth of
  // the time to death. It is also seen in who is followed no further, or dies of something else, in between.
  double recurrenceToDeathYears = 1.5;

  // Death of other causes: Gompertz in age, h = otherHazardAt70 · exp(otherHazardGrowth · (age − 70)) a year for women,
  // independent of the cancer.
  double otherHazardAt70 = 0.011;
  double otherHazardGrowth = 0.1;
  double otherHazardRatioMale = 1.5;

  // Surgery is spread evenly over the recruitment; follow-up ends for all on the day followUpYears after it, earlier
  // for those who are lost at a constant rate.
  Day recruitmentStart = std::chrono::sys_days(std::chrono::year{2012} / 1 / 1);
  double recruitmentYears = 5;
  double followUpYears = 7;
  double lossPerYear = 0.01;

  // Age is normal, cut at 25 and 99. Shares add up to 1; one may be 0 (pTShares {0, 0, 0.8, 0.2} for T3 and T4 alone).
  double ageMean = 72.5;
  double ageSd = 11;
  double maleShare = 0.52;
  std::array<double, 4> pTShares{0.05, 0.15, 0.62, 0.18};
  std::array<double, 3> pNShares{0.62, 0.24, 0.14};
  std::array<double, 3> siteShares{0.40, 0.33, 0.27};  // right, left, rectum; shift with age and sex (covariates.h)
  // Ordered probit: of the normal variables whose cuts give pT, pN and grade.
  double correlationLatentPT = 0.3;
  double correlationLatentPN = 0.35;
  double correlationPTPN = 0.45;
  double correlationLatentGrade = 0.4;
  double highGradeShare = 0.18;
  // Nodes examined: log-normal, fewer with age and after neoadjuvant treatment.
  double nodesMedian = 18;
  double nodesLogSd = 0.4;
  double neoadjuvantShareRectum = 0.2;

  std::vector<ScannerModel> scanners{{"Scanner A", 0.6, 0.2520, 0.001}, {"Scanner B", 0.4, 0.2637, 0.001}};
  double foldShare = 0.08;  // of the slides
  double penShare = 0.06;
  std::array<double, 3> splitShares{0.5, 0.2, 0.3};  // train, tune, test

  bool operator==(const CohortModel&) const = default;
};

inline constexpr std::size_t kMostPatients = 1'000'000;
inline constexpr std::size_t kMostSlidesPerPatient = 9;
inline constexpr double kDaysPerYear = 365.25;

// A number of the model that lies in least … most: for checks, for simulation.json and for who sets it by name.
struct ModelNumber {
  std::string_view name;
  double CohortModel::*member;
  double least;
  double most;
};
[[nodiscard]] std::span<const ModelNumber> modelNumbers();

// Shares of the model by name.
struct ModelShares {
  std::string_view name;
  std::span<const double> shares;
};
// Views into `model`.
[[nodiscard]] std::vector<ModelShares> modelShares(const CohortModel& model);

// Usage, naming the first field that cannot be.
[[nodiscard]] Result<void> checkCohortModel(const CohortModel& model);

}  // namespace snitt::simulation

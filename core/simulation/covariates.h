// What is known of a simulated patient at surgery, correlated with the latent and with each other as in life. Pure
// functions.
#pragma once

#include <string>
#include <string_view>

#include "core/simulation/cohort_model.h"

namespace snitt::simulation {

struct Latents {
  double latent = 0;
  double architecture = 0;
  double cells = 0;
  bool operator==(const Latents&) const = default;
};

enum class Site { right, left, rectum };
[[nodiscard]] std::string_view toText(Site site);

struct Covariates {
  double ageYears = 0;  // at surgery
  bool male = false;
  Site site = Site::right;
  bool neoadjuvant = false;
  int pT = 3;             // 1 … 4
  int pN = 0;             // 0 … 2
  int nodesExamined = 0;  // at least the positive ones
  int nodesPositive = 0;  // none in pN0, 1 … 3 in pN1, 4 and more in pN2 (UICC TNM, 8th edition)
  bool highGrade = false;
  std::string stage;  // I, II, III (stageOf)
  bool operator==(const Covariates&) const = default;
};

// Patient `index` (from 0); depends on nothing but the model's seed, its latent or covariate fields, and the index. The
// model has been checked.
[[nodiscard]] Latents drawLatents(const CohortModel& model, std::size_t index);

// Sites shift with age and sex: the odds of right against left rise by 3 % a year of age and are a third lower in men,
// those of rectum fall by 1 % a year and are a quarter higher in men; shares at 72 years, sexes evenly mixed on the log
// scale, are the model's. Nodes examined fall by 0.5 % a year and by 25 % after neoadjuvant treatment.
[[nodiscard]] Covariates drawCovariates(const CohortModel& model, std::size_t index, double latent);

// The mean pT and pN of patients with this latent.
struct ExpectedExtent {
  double pT = 0;
  double pN = 0;
};
[[nodiscard]] ExpectedExtent expectedExtent(const CohortModel& model, double latent);

}  // namespace snitt::simulation

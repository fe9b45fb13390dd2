#include "core/simulation/covariates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/decision/tnm.h"
#include "core/simulation/streams_p.h"
#include "core/statistics/distributions.h"

namespace snitt::simulation {
namespace {

using statistics::CounterRandom;
using statistics::normalCdf;
using statistics::normalQuantile;

constexpr double kYoungest = 25;
constexpr double kOldest = 99;
constexpr double kReferenceAge = 72;

// The category in which a probability of 0 … 1 lies; one without share is never it.
std::size_t categoryAt(std::span<const double> shares, double probability) {
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] <= 0) continue;
    last = i;
    sum += shares[i];
    if (probability < sum) return i;
  }
  return last;
}

double drawAge(const CohortModel& model, CounterRandom& random) {
  const double low = normalCdf((kYoungest - model.ageMean) / model.ageSd);
  const double high = normalCdf((kOldest - model.ageMean) / model.ageSd);
  const double age = model.ageMean + model.ageSd * normalQuantile(low + random.uniform() * (high - low));
  return std::clamp(age, kYoungest, kOldest);
}

Site drawSite(const CohortModel& model, const Covariates& patient, CounterRandom& random) {
  const double years = patient.ageYears - kReferenceAge;
  const double half = patient.male ? 0.5 : -0.5;
  std::array<double, 3> odds = model.siteShares;
  odds[0] *= std::exp(0.03 * years - 0.40 * half);
  odds[2] *= std::exp(-0.01 * years + 0.22 * half);
  const double sum = odds[0] + odds[1] + odds[2];
  for (double& share : odds) share /= sum;
  return static_cast<Site>(categoryAt(odds, random.uniform()));
}

// pT and pN are cuts of two normals with the stated correlations to the latent and to each other.
void drawExtent(const CohortModel& model, double latent, CounterRandom& random, Covariates& patient) {
  const double t = model.correlationLatentPT;
  const double n = model.correlationLatentPN;
  const double ownT = std::sqrt(1 - t * t);
  const double shared = (model.correlationPTPN - t * n) / ownT;
  const double ownN = std::sqrt(std::max(0.0, 1 - n * n - shared * shared));
  const double noiseT = random.normal();
  const double noiseN = random.normal();
  const double extentT = t * latent + ownT * noiseT;
  const double extentN = n * latent + shared * noiseT + ownN * noiseN;
  patient.pT = 1 + static_cast<int>(categoryAt(model.pTShares, normalCdf(extentT)));
  patient.pN = static_cast<int>(categoryAt(model.pNShares, normalCdf(extentN)));
}

int drawPositiveNodes(int pN, CounterRandom& random) {
  constexpr double kMeanBeyondFour = 3;
  static constexpr std::array<double, 3> pN1Shares{0.5, 0.3, 0.2};
  const double u = random.uniform();  // drawn for all, so that what follows does not depend on pN
  if (pN == 0) return 0;
  if (pN == 1) return 1 + static_cast<int>(categoryAt(pN1Shares, u));
  return 4 + static_cast<int>(std::log(u) / std::log(kMeanBeyondFour / (kMeanBeyondFour + 1)));
}

int drawExaminedNodes(const CohortModel& model, const Covariates& patient, CounterRandom& random) {
  const double logMedian = std::log(model.nodesMedian) - 0.005 * (patient.ageYears - kReferenceAge) +
                           (patient.neoadjuvant ? std::log(0.75) : 0);
  const double nodes = std::round(std::exp(logMedian + model.nodesLogSd * random.normal()));
  return std::max({1, patient.nodesPositive, static_cast<int>(std::min(nodes, 200.0))});
}

// The mean category, from 0, of a normal with this mean and standard deviation that is cut by shares of the standard
// normal: the sum of the probabilities to lie beyond each cut.
double meanCategory(std::span<const double> shares, double mean, double sd) {
  double sum = 0;
  double beyond = 0;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    sum += shares[i];
    beyond += normalCdf((mean - normalQuantile(std::min(sum, 1.0))) / sd);
  }
  return beyond;
}

}  // namespace

std::string_view toText(Site site) {
  static constexpr std::array<std::string_view, 3> names{"right", "left", "rectum"};
  return names.at(static_cast<std::size_t>(site));
}

Latents drawLatents(const CohortModel& model, std::size_t index) {
  CounterRandom random = streamOf(model, Part::latent, index);
  const double latent = random.normal();
  const double rho = model.scaleCorrelation;
  const double difference = std::sqrt(1 - rho * rho) * random.normal();
  return {latent, rho * latent + difference, rho * latent - difference};
}

ExpectedExtent expectedExtent(const CohortModel& model, double latent) {
  const double t = model.correlationLatentPT;
  const double n = model.correlationLatentPN;
  return {1 + meanCategory(model.pTShares, t * latent, std::sqrt(1 - t * t)),
          meanCategory(model.pNShares, n * latent, std::sqrt(1 - n * n))};
}

Covariates drawCovariates(const CohortModel& model, std::size_t index, double latent) {
  CounterRandom random = streamOf(model, Part::covariates, index);
  Covariates patient;
  patient.ageYears = drawAge(model, random);
  patient.male = random.uniform() < model.maleShare;
  patient.site = drawSite(model, patient, random);
  patient.neoadjuvant = random.uniform() < model.neoadjuvantShareRectum && patient.site == Site::rectum;
  drawExtent(model, latent, random, patient);
  patient.nodesPositive = drawPositiveNodes(patient.pN, random);
  patient.nodesExamined = drawExaminedNodes(model, patient, random);
  const double g = model.correlationLatentGrade;
  patient.highGrade = normalCdf(g * latent + std::sqrt(1 - g * g) * random.normal()) > 1 - model.highGradeShare;
  patient.stage = stageOf(std::to_string(patient.pT), std::to_string(patient.pN)).value_or("");
  return patient;
}

}  // namespace snitt::simulation

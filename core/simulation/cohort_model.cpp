#include "core/simulation/cohort_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "core/text/number.h"
#include "core/text/trimmed.h"

namespace snitt::simulation {
namespace {

// No number of the model is known to more digits, so a sum of shares written by hand is one that is off by less.
constexpr double kShareRounding = 1e-6;
// √½ with the last digit up: with less the two scales would be opposed to each other.
constexpr double kLeastScaleCorrelation = 0.7072;

constexpr std::array<ModelNumber, 26> kNumbers{{
    {"scaleCorrelation", &CohortModel::scaleCorrelation, kLeastScaleCorrelation, 1},
    {"hazardRatio", &CohortModel::hazardRatio, 1, 20},
    {"hazardRatioPT", &CohortModel::hazardRatioPT, 1, 10},
    {"hazardRatioPN", &CohortModel::hazardRatioPN, 1, 10},
    {"weibullShape", &CohortModel::weibullShape, 0.3, 5},
    {"weibullScaleYears", &CohortModel::weibullScaleYears, 0.1, 1000},
    {"recurrenceToDeathYears", &CohortModel::recurrenceToDeathYears, 0, 20},
    {"otherHazardAt70", &CohortModel::otherHazardAt70, 0, 1},
    {"otherHazardGrowth", &CohortModel::otherHazardGrowth, 0, 0.5},
    {"otherHazardRatioMale", &CohortModel::otherHazardRatioMale, 0.1, 10},
    {"recruitmentYears", &CohortModel::recruitmentYears, 0, 50},
    {"followUpYears", &CohortModel::followUpYears, 0.1, 100},
    {"lossPerYear", &CohortModel::lossPerYear, 0, 2},
    {"ageMean", &CohortModel::ageMean, 30, 95},
    {"ageSd", &CohortModel::ageSd, 0.1, 50},
    {"maleShare", &CohortModel::maleShare, 0, 1},
    {"highGradeShare", &CohortModel::highGradeShare, 0, 1},
    {"correlationLatentPT", &CohortModel::correlationLatentPT, -0.99, 0.99},
    {"correlationLatentPN", &CohortModel::correlationLatentPN, -0.99, 0.99},
    {"correlationPTPN", &CohortModel::correlationPTPN, -0.99, 0.99},
    {"correlationLatentGrade", &CohortModel::correlationLatentGrade, -0.99, 0.99},
    {"nodesMedian", &CohortModel::nodesMedian, 1, 200},
    {"nodesLogSd", &CohortModel::nodesLogSd, 0, 2},
    {"neoadjuvantShareRectum", &CohortModel::neoadjuvantShareRectum, 0, 1},
    {"foldShare", &CohortModel::foldShare, 0, 1},
    {"penShare", &CohortModel::penShare, 0, 1},
}};

tl::unexpected<Error> usage(std::string message) { return fail(ErrorKind::usage, std::move(message)); }

Result<void> checkRange(std::string_view name, double value, double least, double most) {
  if (value >= least && value <= most) return {};
  return usage(
      fmt::format("{} must lie between {} and {}, not {}", name, shortest(least), shortest(most), shortest(value)));
}

Result<void> checkShares(const ModelShares& field) {
  for (const double share : field.shares)
    if (!(share >= 0 && share <= 1))
      return usage(fmt::format("{}: each share must lie between 0 and 1, not {}", field.name, shortest(share)));
  const double sum = std::accumulate(field.shares.begin(), field.shares.end(), 0.0);
  if (std::abs(sum - 1) <= kShareRounding) return {};
  return usage(fmt::format("{} must add up to 1, not to {}", field.name, shortest(sum)));
}

// Three correlations are possible together when the determinant of their matrix is not negative.
Result<void> checkCorrelations(const CohortModel& model) {
  const double t = model.correlationLatentPT;
  const double n = model.correlationLatentPN;
  const double tn = model.correlationPTPN;
  if (1 - t * t - n * n - tn * tn + 2 * t * n * tn >= 0) return {};
  return usage(
      fmt::format("correlationLatentPT {}, correlationLatentPN {} and correlationPTPN {} contradict each other",
                  shortest(t), shortest(n), shortest(tn)));
}

Result<void> checkScanners(const std::vector<ScannerModel>& scanners) {
  if (scanners.empty()) return usage("scanners: at least one scanner is needed");
  std::set<std::string_view> names;
  for (const ScannerModel& scanner : scanners) {
    if (trimmed(scanner.name).empty()) return usage("scanners: a scanner needs a name");
    if (!names.insert(scanner.name).second) return usage(fmt::format("scanners: \"{}\" appears twice", scanner.name));
    const std::string where = fmt::format("scanners: \"{}\": ", scanner.name);
    if (auto checked = checkRange(where + "mpp", scanner.mpp, 0.05, 20); !checked) return checked;
    if (auto checked = checkRange(where + "mppSd", scanner.mppSd, 0, scanner.mpp / 10); !checked) return checked;
  }
  std::vector<double> shares;
  for (const ScannerModel& scanner : scanners) shares.push_back(scanner.share);
  return checkShares({"scanners: the shares", shares});
}

Result<void> checkCount(std::string_view name, std::size_t count, std::size_t most) {
  if (count >= 1 && count <= most) return {};
  return usage(fmt::format("{} must lie between 1 and {}, not {}", name, most, count));
}

Result<void> checkDays(const CohortModel& model) {
  using std::chrono::year;
  const Day first = std::chrono::sys_days(year{1950} / 1 / 1);
  const Day last = std::chrono::sys_days(year{2049} / 12 / 31);
  if (model.recruitmentStart >= first && model.recruitmentStart <= last) return {};
  return usage("recruitmentStart must lie between 1950-01-01 and 2049-12-31");
}

}  // namespace

std::span<const ModelNumber> modelNumbers() { return kNumbers; }

std::vector<ModelShares> modelShares(const CohortModel& model) {
  return {{"pTShares", model.pTShares},
          {"pNShares", model.pNShares},
          {"siteShares", model.siteShares},
          {"splitShares", model.splitShares}};
}

Result<void> checkCohortModel(const CohortModel& model) {
  if (auto checked = checkCount("patients", model.patients, kMostPatients); !checked) return checked;
  if (auto checked = checkCount("slidesPerPatient", model.slidesPerPatient, kMostSlidesPerPatient); !checked)
    return checked;
  for (const ModelNumber& number : kNumbers)
    if (auto checked = checkRange(number.name, model.*number.member, number.least, number.most); !checked)
      return checked;
  for (const ModelShares& shares : modelShares(model))
    if (auto checked = checkShares(shares); !checked) return checked;
  if (auto checked = checkCorrelations(model); !checked) return checked;
  if (auto checked = checkDays(model); !checked) return checked;
  return checkScanners(model.scanners);
}

}  // namespace snitt::simulation

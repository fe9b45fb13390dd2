#include <fmt/format.h>

#include <algorithm>

#include "core/text/number.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

const std::vector<CriterionFigure>& criterionFigures() {
  static const std::vector<CriterionFigure> figures{
      {"notScoredShare", "Share of slides not scored", "flow", false, false, true, 1},
      {"notAssessableShare", "Share of patients not assessable", "flow", false, false, true, 1},
      {"withoutClassShare", "Share of patients unscored or not assessable", "flow", false, false, true, 1},
      {"patients", "Patients analysed", "sample-size", false, false, false, 0},
      {"events", "Events", "sample-size", false, false, false, 0},
      {"harrellC", "Harrell's C", "discrimination"},
      {"unoC", "Uno's C", "discrimination"},
      {"auc", "Time-dependent AUC", "discrimination", true},
      {"hazardRatioPoorGood", "Hazard ratio, poor against good", "discrimination"},
      {"hazardRatioUncertainGood", "Hazard ratio, uncertain against good", "discrimination"},
      {"hazardRatioPerSd", "Hazard ratio per standard deviation of the score", "discrimination"},
      {"logRankP", "Log-rank p", "survival", false, false, false, 3},
      {"adjustedHazardRatioPoorGood", "Adjusted hazard ratio, poor against good", "multivariable"},
      {"adjustedHazardRatioPerSd", "Adjusted hazard ratio per standard deviation of the score", "multivariable"},
      {"addedC", "Gain in Harrell's C over the covariates", "multivariable", false, false, false, 3},
      {"addedValueP", "Likelihood-ratio p of the score beside the covariates", "multivariable", false, false, false, 3},
      {"calibrationSlope", "Calibration slope", "calibration", true},
      {"calibrationIntercept", "Calibration intercept", "calibration", true},
      {"observedExpected", "Observed to expected ratio", "calibration", true},
      {"brier", "Brier score", "calibration", true, false, false, 3},
      {"integratedBrier", "Integrated Brier score", "calibration", false, false, false, 3},
      {"sensitivity", "Sensitivity, uncertain counted as poor", "classes", true, false, true, 1},
      {"specificity", "Specificity, uncertain counted as poor", "classes", true, false, true, 1},
      {"ppv", "Positive predictive value, uncertain counted as poor", "classes", true, false, true, 1},
      {"npv", "Negative predictive value, uncertain counted as poor", "classes", true, false, true, 1},
      {"sensitivityUncertainGood", "Sensitivity, uncertain counted as good", "classes", true, false, true, 1},
      {"specificityUncertainGood", "Specificity, uncertain counted as good", "classes", true, false, true, 1},
      {"ppvUncertainGood", "Positive predictive value, uncertain counted as good", "classes", true, false, true, 1},
      {"npvUncertainGood", "Negative predictive value, uncertain counted as good", "classes", true, false, true, 1},
      {"segmentationDice", "Median Dice of the segmentation", "classes"},
      {"nearThresholdShare", "Share of patients near a threshold", "near-threshold", false, false, true, 1},
      {"icc", "Intraclass correlation (2,1)", "repeatability", false, true, false, 3},
      {"classKappa", "Kappa of the classes", "repeatability", false, true},
      {"bias", "Mean difference of repeated scores", "repeatability", false, true, false, 3},
  };
  return figures;
}

const CriterionFigure* criterionFigure(std::string_view name) {
  const auto& figures = criterionFigures();
  const auto found = std::ranges::find(figures, name, &CriterionFigure::name);
  return found == figures.end() ? nullptr : &*found;
}

std::string yearsInWords(double years) { return shortest(years) + (years == 1 ? " year" : " years"); }

std::string inWords(const CriterionPart& criterion) {
  const CriterionFigure* figure = criterionFigure(criterion.figure);
  std::string words = figure == nullptr ? criterion.figure : std::string(figure->title);
  if (!criterion.which.empty()) words += fmt::format(" ({})", criterion.which);
  if (criterion.horizonYears) words += " at " + yearsInWords(*criterion.horizonYears);
  words += ": ";
  if (criterion.of == Limit::lower) words += "lower 95 % limit ";
  if (criterion.of == Limit::upper) words += "upper 95 % limit ";
  words += criterion.atLeast ? "at least " : "at most ";
  const double limit = criterion.atLeast ? *criterion.atLeast : criterion.atMost.value_or(0);
  if (figure != nullptr && figure->isShare) return words + fmt::format("{} %", shortest(limit * 100));
  return words + shortest(limit);
}

std::string inWords(const CohortRule& rule) {
  if (!rule.why.empty()) return rule.why;
  if (!rule.values.empty()) return fmt::format("{} is {}", rule.column, fmt::join(rule.values, " or "));
  if (rule.from && rule.to)
    return fmt::format("{} from {} to {}", rule.column, shortest(*rule.from), shortest(*rule.to));
  return rule.from ? fmt::format("{} at least {}", rule.column, shortest(*rule.from))
                   : fmt::format("{} at most {}", rule.column, shortest(rule.to.value_or(0)));
}

}  // namespace snitt::validation

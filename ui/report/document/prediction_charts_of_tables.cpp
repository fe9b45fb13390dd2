// Charts of predictions.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/report/document/chart_of_tables_p.h"
#include "ui/report/document/table_reader_p.h"

namespace snitt::report {

namespace {

constexpr const char* kTreatAll = "Treat all";

}  // namespace

charts::CalibrationChart calibrationOf(const document::Chart& chart, std::string& problem) {
  charts::CalibrationChart drawn;
  drawn.words = wordsOf(chart);
  TableReader groups(chart, "groups", {"predicted", "observed"}, problem);
  for (std::size_t i = 0; i < groups.rows(); ++i) {
    const document::Interval observed = groups.interval(i, 1);
    drawn.groups.push_back({groups.number(i, 0), observed.value, observed.lower95, observed.upper95});
  }
  TableReader smooth(chart, "smooth", {"predicted", "observed"}, problem, false);
  bool band = false;
  for (std::size_t i = 0; i < smooth.rows(); ++i) {
    const document::Interval observed = smooth.interval(i, 1);
    drawn.smoothPredicted.push_back(smooth.number(i, 0));
    drawn.smoothObserved.push_back(observed.value);
    drawn.smoothLower.push_back(observed.lower95);
    drawn.smoothUpper.push_back(observed.upper95);
    band = band || std::isfinite(observed.lower95);
  }
  if (!band) drawn.smoothLower = drawn.smoothUpper = {};
  TableReader bins(chart, "histogram", {"from", "to", "patients"}, problem, false);
  for (std::size_t i = 0; i < bins.rows(); ++i)
    drawn.bins.push_back({bins.number(i, 0), bins.number(i, 1), bins.count(i, 2)});
  return drawn;
}

charts::DecisionCurveChart decisionCurveOf(const document::Chart& chart, std::string& problem) {
  charts::DecisionCurveChart drawn;
  drawn.words = wordsOf(chart);
  TableReader curve(chart, "curve", {"model", "threshold", "netBenefit"}, problem);
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    const std::string name = curve.text(i, 0);
    charts::NetBenefitCurve* one = &drawn.treatAll;
    if (name != kTreatAll) {
      auto at = std::ranges::find(drawn.models, name, &charts::NetBenefitCurve::name);
      if (at == drawn.models.end()) at = drawn.models.insert(at, {name, {}, {}});
      one = &*at;
    }
    one->threshold.push_back(curve.number(i, 1));
    one->netBenefit.push_back(curve.number(i, 2));
  }
  return drawn;
}

charts::RocChart rocOf(const document::Chart& chart, std::string& problem) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  charts::RocChart drawn;
  drawn.words = wordsOf(chart);
  TableReader curve(chart, "curve", {"name", "falsePositive", "truePositive"}, problem);
  for (std::size_t i = 0; i < curve.rows(); ++i) {
    const std::string name = curve.text(i, 0);
    auto at = std::ranges::find(drawn.curves, name, &charts::RocCurve::name);
    if (at == drawn.curves.end()) at = drawn.curves.insert(at, {name, {}, {}, kNone, kNone, kNone});
    at->falsePositive.push_back(curve.number(i, 1));
    at->truePositive.push_back(curve.number(i, 2));
  }
  TableReader area(chart, "area", {"name", "auc"}, problem, false);
  for (std::size_t i = 0; i < area.rows(); ++i) {
    const auto at = std::ranges::find(drawn.curves, area.text(i, 0), &charts::RocCurve::name);
    if (at == drawn.curves.end()) continue;
    const document::Interval auc = area.interval(i, 1);
    at->auc = auc.value;
    at->lower = auc.lower95;
    at->upper = auc.upper95;
  }
  return drawn;
}

}  // namespace snitt::report

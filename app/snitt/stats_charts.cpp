#include "app/snitt/stats_charts_p.h"
#include "core/text/p_in_words.h"

#include <algorithm>

#include <fmt/format.h>

namespace snitt::app {
namespace {

std::string timeLabel(const PlotTimes& times) {
  return times.unit.empty() ? std::string("Time") : fmt::format("Time ({})", times.unit);
}

charts::TimeAxis axisOf(const PlotTimes& times) {
  charts::TimeAxis axis;
  if (times.tick > 0) axis.unitsPerTick = times.tick;
  return axis;
}

std::string horizonText(double horizon, const PlotTimes& times) {
  return times.unit.empty() ? fmt::format("at {:g}", horizon) : fmt::format("{:g} {}", horizon, times.unit);
}

// Each patient's time again, from the counts of the curve.
charts::FollowUp followUpOf(const std::string& name, const statistics::KaplanMeier& curve) {
  charts::FollowUp followUp{name, {}, {}};
  for (const statistics::KaplanMeierStep& step : curve.steps) {
    followUp.times.insert(followUp.times.end(), step.events + step.censored, step.time);
    followUp.events.insert(followUp.events.end(), step.events, 1);
    followUp.events.insert(followUp.events.end(), step.censored, 0);
  }
  return followUp;
}

// One group needs no name at its curve.
std::string curveName(const std::string& group, std::size_t groups) { return groups == 1 ? std::string() : group; }

// Patients and events with a positive value of a factor's column; all for numbers.
charts::ForestRow forestRow(const analysis::CoxSection& section, std::size_t column, std::string label, bool level) {
  const statistics::CoxCoefficient& one = section.fit.coefficients[column];
  charts::ForestRow row;
  row.label = std::move(label);
  row.ratio = one.hr;
  row.lower = one.lower95;
  row.upper = one.upper95;
  for (std::size_t i = 0; i < section.design.rows; ++i) {
    if (level && section.design.at(i, column) == 0) continue;
    ++row.n;
    row.events += section.event[i];
  }
  return row;
}

void addFactor(const analysis::CoxSection& section, const statistics::DesignTerm& term, charts::ForestChart& chart) {
  charts::ForestRow heading;
  heading.label = term.name;
  heading.heading = true;
  chart.rows.push_back(heading);
  charts::ForestRow reference;
  reference.label = term.levels.front();
  reference.remark = "reference";
  reference.n = section.fit.n;
  reference.events = section.fit.events;
  std::vector<charts::ForestRow> others;
  for (std::size_t level = 1; level < term.levels.size(); ++level) {
    others.push_back(forestRow(section, term.first + level - 1, term.levels[level], true));
    reference.n -= others.back().n;
    reference.events -= others.back().events;
  }
  chart.rows.push_back(reference);
  chart.rows.insert(chart.rows.end(), others.begin(), others.end());
}

}  // namespace

Result<std::string> drawKaplanMeier(const analysis::StatsResult& result, const PlotTimes& times,
                                    const charts::ChartOutput& output) {
  charts::KaplanMeierChart chart;
  chart.words.xLabel = timeLabel(times);
  chart.axis = axisOf(times);
  for (const analysis::GroupSurvival& one : result.survival->groups) {
    charts::SurvivalGroup group;
    group.followUp = followUpOf(curveName(one.group, result.survival->groups.size()), one.curve);
    for (const statistics::KaplanMeierStep& step : one.curve.steps) {
      group.time.push_back(step.time);
      group.survival.push_back(step.survival);
      group.lower.push_back(step.lower95);
      group.upper.push_back(step.upper95);
    }
    chart.groups.push_back(std::move(group));
  }
  if (result.survival->logRank) chart.words.note = "log-rank " + pInWords(result.survival->logRank->test.p);
  return charts::kaplanMeier(chart, output);
}

Result<std::string> drawIncidence(const analysis::StatsResult& result, const PlotTimes& times,
                                  const charts::ChartOutput& output) {
  const analysis::CompetingSection& section = *result.competing;
  charts::CumulativeIncidenceChart chart;
  chart.words.xLabel = timeLabel(times);
  chart.axis = axisOf(times);
  for (const analysis::GroupIncidence& one : section.groups)
    for (std::size_t c = 0; c < section.causes.size(); ++c) {
      charts::IncidenceCurve curve;
      curve.group = curveName(one.group, section.groups.size());
      curve.cause = section.causes[c];
      curve.time = one.incidence.time;
      if (one.incidence.patients > 0)
        for (const statistics::Estimate& at : one.incidence.cause[c].incidence) {
          curve.incidence.push_back(at.value);
          curve.lower.push_back(at.lower95);
          curve.upper.push_back(at.upper95);
        }
      chart.curves.push_back(std::move(curve));
    }
  for (const analysis::GroupSurvival& one : result.survival->groups)
    chart.table.push_back(followUpOf(curveName(one.group, section.groups.size()), one.curve));
  for (std::size_t c = 0; c < section.gray.size(); ++c)
    chart.words.note +=
        fmt::format("{}{}: Gray's test {}", c == 0 ? "" : "; ", section.causes[c], pInWords(section.gray[c].p));
  return charts::cumulativeIncidence(chart, output);
}

Result<std::string> drawForest(const analysis::StatsResult& result, const charts::ChartOutput& output) {
  charts::ForestChart chart;
  const analysis::CoxSection& section = *result.cox;
  chart.words.note = fmt::format("Cox regression, {} patients, {} events", section.fit.n, section.fit.events);
  chart.belowOne = "lower risk";
  chart.aboveOne = "higher risk";
  // Numbers first: below a factor's levels they would look like one of them.
  for (const statistics::DesignTerm& term : section.design.terms)
    if (term.levels.empty()) chart.rows.push_back(forestRow(section, term.first, term.name, false));
  for (const statistics::DesignTerm& term : section.design.terms)
    if (!term.levels.empty()) addFactor(section, term, chart);
  return charts::forest(chart, output);
}

Result<std::string> drawCalibration(const analysis::StatsResult& result, const PlotTimes& times,
                                    const charts::ChartOutput& output) {
  const analysis::RiskAssessment& one = result.calibration->risks.front();
  charts::CalibrationChart chart;
  chart.words.note = fmt::format("{}, {}, {} patients", one.risk.column, horizonText(one.risk.horizon, times), one.n);
  for (const statistics::CalibrationGroup& group : one.calibration.groups)
    chart.groups.push_back({group.predicted, group.observed.value, group.observed.lower95, group.observed.upper95});
  for (const statistics::CurvePoint& point : one.calibration.curve) {
    chart.smoothPredicted.push_back(point.predicted);
    chart.smoothObserved.push_back(point.observed.value);
    chart.smoothLower.push_back(point.observed.lower95);
    chart.smoothUpper.push_back(point.observed.upper95);
  }
  chart.predicted = one.predicted;
  return charts::calibration(chart, output);
}

Result<std::string> drawDecision(const analysis::StatsResult& result, const PlotTimes& times,
                                 const charts::ChartOutput& output) {
  charts::DecisionCurveChart chart;
  const double horizon = result.calibration->risks.front().risk.horizon;
  chart.words.note = horizonText(horizon, times);
  for (const analysis::RiskAssessment& one : result.calibration->risks) {
    if (one.risk.horizon != horizon) continue;  // what is observed differs, so the curves cannot be compared
    charts::NetBenefitCurve curve{one.risk.column, {}, {}};
    charts::NetBenefitCurve all{"Treat all", {}, {}};
    for (const statistics::DecisionPoint& point : one.decision) {
      curve.threshold.push_back(point.threshold);
      curve.netBenefit.push_back(point.netBenefit);
      all.threshold.push_back(point.threshold);
      all.netBenefit.push_back(point.treatAll);
    }
    chart.models.push_back(std::move(curve));
    chart.treatAll = std::move(all);
  }
  return charts::decisionCurve(chart, output);
}

Result<std::string> drawRoc(const analysis::StatsResult& result, const PlotTimes& times,
                            const charts::ChartOutput& output) {
  const analysis::ScoreDiscrimination& score = result.discrimination->scores.front();
  charts::RocChart chart;
  chart.words.note =
      fmt::format("{}, {} patients, {} events", score.score, result.discrimination->n, result.discrimination->events);
  for (std::size_t h = 0; h < score.auc.size(); ++h) {
    charts::RocCurve curve;
    curve.name = horizonText(score.auc[h].horizon, times);
    curve.auc = score.auc[h].auc.value;
    curve.lower = score.auc[h].auc.lower95;
    curve.upper = score.auc[h].auc.upper95;
    for (const statistics::RocPoint& point : score.roc[h].points) {
      curve.falsePositive.push_back(1 - point.specificity);
      curve.truePositive.push_back(point.sensitivity);
    }
    if (!curve.falsePositive.empty()) chart.curves.push_back(std::move(curve));
  }
  return charts::rocOverTime(chart, output);
}

Result<std::string> drawAuc(const analysis::StatsResult& result, const PlotTimes& times,
                            const charts::ChartOutput& output) {
  charts::AucOverTimeChart chart;
  chart.words.xLabel = timeLabel(times);
  chart.axis = axisOf(times);
  for (const analysis::ScoreDiscrimination& score : result.discrimination->scores) {
    charts::AucCurve curve;
    curve.name = score.score;
    std::vector<const statistics::TimeAuc*> points;
    for (const statistics::TimeAuc& auc : score.auc) points.push_back(&auc);
    std::ranges::sort(points, {}, [](const statistics::TimeAuc* auc) { return auc->horizon; });
    for (const statistics::TimeAuc* auc : points) {
      curve.time.push_back(auc->horizon);
      curve.auc.push_back(auc->auc.value);
      curve.lower.push_back(auc->auc.lower95);
      curve.upper.push_back(auc->auc.upper95);
    }
    chart.curves.push_back(std::move(curve));
  }
  return charts::aucOverTime(chart, output);
}

Result<std::string> drawBlandAltman(const analysis::StatsResult& result, const charts::ChartOutput& output) {
  const analysis::AgreementSection& section = *result.agreement;
  charts::BlandAltmanChart chart;
  chart.words.xLabel = fmt::format("Mean of {} and {}", section.columns[0], section.columns[1]);
  chart.words.yLabel = fmt::format("{} − {}", section.columns[0], section.columns[1]);
  for (std::size_t i = 0; i < section.first.size(); ++i) {
    chart.mean.push_back((section.first[i] + section.second[i]) / 2);
    chart.difference.push_back(section.first[i] - section.second[i]);
  }
  const auto line = [](const statistics::Estimate& estimate) {
    return charts::AgreementLine{estimate.value, estimate.lower95, estimate.upper95};
  };
  chart.bias = line(section.blandAltman->bias);
  chart.lowerLimit = line(section.blandAltman->lowerLimit);
  chart.upperLimit = line(section.blandAltman->upperLimit);
  return charts::blandAltman(chart, output);
}

}  // namespace snitt::app

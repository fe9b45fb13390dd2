#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/text/p_in_words.h"
#include "support/sample_charts.h"

namespace snitt::test {

using namespace charts;

namespace {

constexpr double kDays = 365.25;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::array<const char*, 12> kNames{"Good",   "Poor",   "Uncertain", "Stage II",  "Stage III", "Site A",
                                         "Site B", "Site C", "Scanner 1", "Scanner 2", "Women",     "Men"};

double expit(double x) { return 1 / (1 + std::exp(-x)); }

// Kaplan and Meier's curve with a log-log interval.
void estimate(SurvivalGroup& group) {
  std::vector<std::pair<double, int>> rows;
  for (std::size_t i = 0; i < group.followUp.times.size(); ++i)
    rows.emplace_back(group.followUp.times[i], group.followUp.events[i]);
  std::sort(rows.begin(), rows.end());
  double survival = 1;
  double greenwood = 0;
  for (std::size_t i = 0; i < rows.size();) {
    const auto atRisk = static_cast<double>(rows.size() - i);
    double events = 0;
    const double time = rows[i].first;
    for (; i < rows.size() && rows[i].first == time; ++i) events += rows[i].second;
    if (events == 0) continue;
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const double width = 1.96 * std::sqrt(greenwood) / std::log(survival);
    group.time.push_back(time);
    group.survival.push_back(survival);
    const bool known = survival > 0 && std::isfinite(width);
    group.lower.push_back(known ? std::pow(survival, std::exp(-width)) : kNone);
    group.upper.push_back(known ? std::pow(survival, std::exp(width)) : kNone);
  }
}

}  // namespace

double Chance::exponential(double rate) { return -std::log(uniform()) / rate; }

double Chance::normal() {
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

SurvivalGroup simulatedGroup(const std::string& name, std::size_t patients, double yearlyHazard, double mostYears,
                             Chance& chance) {
  SurvivalGroup group;
  group.followUp.name = name;
  for (std::size_t i = 0; i < patients; ++i) {
    const double event = chance.exponential(yearlyHazard);
    const double censored = std::min(mostYears * (0.35 + 0.65 * chance.uniform()), chance.exponential(0.04));
    group.followUp.times.push_back(std::floor(std::min(event, censored) * kDays) + 1);
    group.followUp.events.push_back(event <= censored ? 1 : 0);
  }
  estimate(group);
  return group;
}

KaplanMeierChart kaplanMeierSample(CohortSize size, Chance chance) {
  KaplanMeierChart chart;
  chart.words.title = "Cancer-specific survival by class of the score";
  chart.words.note =
      "Log-rank test: " + pInWords(chance.uniform() * 0.06) + ". Bands: pointwise 95 % confidence intervals.";
  chart.axis.unitsPerTick = kDays;
  for (std::size_t i = 0; i < size.groups; ++i) {
    const double hazard = 0.02 + 0.22 * chance.uniform();
    chart.groups.push_back(simulatedGroup(kNames[i % kNames.size()],
                                          std::max<std::size_t>(1, size.patients / size.groups), hazard, 10, chance));
  }
  return chart;
}

CumulativeIncidenceChart incidenceSample(CohortSize size, Chance chance) {
  CumulativeIncidenceChart chart;
  chart.words.title = "Cumulative incidence of death";
  chart.words.note = "Gray’s test for cancer: " + pInWords(chance.uniform() * 0.1);
  chart.axis.unitsPerTick = kDays;
  for (std::size_t i = 0; i < size.groups; ++i) {
    const std::string name = kNames[i % kNames.size()];
    const double cancer = 0.02 + 0.12 * chance.uniform();
    const double other = 0.01 + 0.05 * chance.uniform();
    const SurvivalGroup group =
        simulatedGroup(name, std::max<std::size_t>(1, size.patients / size.groups), cancer + other, 10, chance);
    chart.table.push_back(group.followUp);
    std::array<IncidenceCurve, 2> curves{IncidenceCurve{name, "cancer", {}, {}, {}, {}},
                                         IncidenceCurve{name, "other causes", {}, {}, {}, {}}};
    std::array<double, 2> sum{0, 0};
    double before = 1;
    for (std::size_t k = 0; k < group.time.size(); ++k) {
      const std::size_t cause = chance.uniform() < cancer / (cancer + other) ? 0 : 1;
      sum[cause] += before - group.survival[k];
      before = group.survival[k];
      const double error =
          1.96 * std::sqrt(sum[cause] * (1 - sum[cause]) / static_cast<double>(group.followUp.times.size()));
      curves[cause].time.push_back(group.time[k]);
      curves[cause].incidence.push_back(sum[cause]);
      curves[cause].lower.push_back(std::max(0.0, sum[cause] - error));
      curves[cause].upper.push_back(std::min(1.0, sum[cause] + error));
    }
    for (IncidenceCurve& curve : curves) chart.curves.push_back(std::move(curve));
  }
  return chart;
}

ForestChart forestSample(CohortSize size, Chance chance) {
  ForestChart chart;
  chart.words = {"Poor against good class in subgroups",
                 "Cox regression, adjusted for stage; patients with complete data.",
                 "Hazard ratio",
                 {}};
  chart.belowOne = "lower risk in poor";
  chart.aboveOne = "higher risk in poor";
  const auto fill = [&](ForestRow& row, std::size_t n) {
    row.n = n;
    row.events = static_cast<std::size_t>(static_cast<double>(n) * (0.15 + 0.3 * chance.uniform()));
    const double log = 0.6 + 0.4 * chance.normal();
    const double error = row.events == 0 ? kNone : 2 / std::sqrt(static_cast<double>(row.events));
    row.ratio = row.events == 0 ? kNone : std::exp(log);
    row.lower = std::exp(log - 1.96 * error);
    row.upper = std::exp(log + 1.96 * error);
  };
  ForestRow all{.label = "All patients", .overall = true};
  fill(all, size.patients);
  chart.rows.push_back(all);
  const std::array<const char*, 5> facts{"Sex", "Stage", "Site of the tumour", "Scanner", "Age"};
  const std::array<std::array<const char*, 3>, 5> levels{{{"Women", "Men", nullptr},
                                                          {"II", "III", nullptr},
                                                          {"Right colon", "Left colon", "Rectum"},
                                                          {"Aperio AT2", "NanoZoomer XR", nullptr},
                                                          {"Below 60 years", "60 to 75 years", "Above 75 years"}}};
  for (std::size_t i = 0; i < size.groups; ++i) {
    ForestRow heading{.label = facts[i % facts.size()], .heading = true};
    heading.interactionP = chance.uniform();
    chart.rows.push_back(heading);
    for (const char* level : levels[i % levels.size()]) {
      if (level == nullptr) continue;
      ForestRow row{.label = level};
      fill(row, std::max<std::size_t>(1, size.patients / 3));
      if (row.events < 5) row.remark = "fewer than 5 events";
      chart.rows.push_back(row);
    }
  }
  return chart;
}

CalibrationChart calibrationSample(CohortSize size, Chance chance) {
  CalibrationChart chart;
  chart.words.title = "Calibration of the 5-year risk";
  chart.words.note = "Slope 0.91 (0.78 to 1.04), observed/expected 1.06 (0.95 to 1.18)";
  std::vector<std::pair<double, int>> rows;
  for (std::size_t i = 0; i < size.patients; ++i) {
    const double linear = -1.3 + 0.9 * chance.normal();
    rows.emplace_back(expit(linear), chance.uniform() < expit(0.85 * linear) ? 1 : 0);
  }
  std::sort(rows.begin(), rows.end());
  for (const auto& [risk, event] : rows) chart.predicted.push_back(risk);
  const std::size_t groups = size.groups * 2;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t from = g * rows.size() / groups;
    const std::size_t to = (g + 1) * rows.size() / groups;
    if (from == to) continue;
    CalibrationGroup group;
    for (std::size_t i = from; i < to; ++i) {
      group.predicted += rows[i].first / static_cast<double>(to - from);
      group.observed += rows[i].second / static_cast<double>(to - from);
    }
    const double error =
        1.96 * std::sqrt(std::max(0.02, group.observed * (1 - group.observed)) / static_cast<double>(to - from));
    group.lower = std::max(0.0, group.observed - error);
    group.upper = std::min(1.0, group.observed + error);
    chart.groups.push_back(group);
  }
  for (int i = 0; i <= 50; ++i) {
    const double risk = rows.front().first + (rows.back().first - rows.front().first) * i / 50;
    const double observed = expit(0.85 * std::log(risk / (1 - risk)) + 0.08);
    const double error = 1.2 / std::sqrt(static_cast<double>(size.patients)) * (0.4 + risk);
    chart.smoothPredicted.push_back(risk);
    chart.smoothObserved.push_back(observed);
    chart.smoothLower.push_back(std::max(0.0, observed - error));
    chart.smoothUpper.push_back(std::min(1.0, observed + error));
  }
  return chart;
}

DecisionCurveChart decisionSample(CohortSize size, Chance chance) {
  DecisionCurveChart chart;
  chart.words.title = "Net benefit of treating by the score, 5 years";
  chart.words.note = "Net benefit of true positives per patient";
  std::vector<std::pair<double, int>> rows;
  double events = 0;
  for (std::size_t i = 0; i < size.patients; ++i) {
    const double linear = -1.3 + 1.1 * chance.normal();
    rows.emplace_back(linear, chance.uniform() < expit(linear) ? 1 : 0);
    events += rows.back().second;
  }
  const auto all = static_cast<double>(std::max<std::size_t>(1, size.patients));
  for (int i = 0; i <= 60; ++i) {
    const double threshold = i / 100.0;
    chart.treatAll.threshold.push_back(threshold);
    chart.treatAll.netBenefit.push_back(events / all - (1 - events / all) * threshold / (1 - threshold));
  }
  for (std::size_t m = 0; m < size.groups; ++m) {
    NetBenefitCurve model{m == 0 ? "Score and stage" : m == 1 ? "Stage" : kNames[m % kNames.size()], {}, {}};
    const double noise = static_cast<double>(m) * 0.5;
    std::vector<double> risks;
    for (const auto& [linear, event] : rows) risks.push_back(expit(linear + noise * chance.normal()));
    for (int i = 0; i <= 60; ++i) {
      const double threshold = i / 100.0;
      double benefit = 0;
      for (std::size_t k = 0; k < rows.size(); ++k)
        if (risks[k] >= threshold) benefit += rows[k].second == 1 ? 1 : -threshold / (1 - threshold);
      model.threshold.push_back(threshold);
      model.netBenefit.push_back(benefit / all);
    }
    chart.models.push_back(model);
  }
  return chart;
}

RocChart rocSample(CohortSize size, Chance chance) {
  RocChart chart;
  chart.words.title = "Discrimination at several horizons";
  chart.words.note = "Cumulative cases, dynamic controls";
  for (std::size_t g = 0; g < size.groups; ++g) {
    std::vector<std::pair<double, int>> rows;
    double cases = 0;
    for (std::size_t i = 0; i < size.patients; ++i) {
      const int sick = chance.uniform() < 0.3 ? 1 : 0;
      cases += sick;
      rows.emplace_back(-chance.normal() - sick * (1.4 - 0.25 * static_cast<double>(g)), sick);
    }
    std::sort(rows.begin(), rows.end());
    const double controls = static_cast<double>(rows.size()) - cases;
    RocCurve curve{g == 0 ? "1 year" : std::to_string(g + 1) + " years", {0}, {0}, 0, 0, 0};
    double x = 0;
    double y = 0;
    for (const auto& [score, sick] : rows) {
      (sick == 1 ? y : x) += sick == 1 ? 1 / std::max(1.0, cases) : 1 / std::max(1.0, controls);
      if (sick == 0) curve.auc += y / std::max(1.0, controls);
      curve.falsePositive.push_back(std::min(1.0, x));
      curve.truePositive.push_back(std::min(1.0, y));
    }
    const double error = 0.6 / std::sqrt(static_cast<double>(size.patients) * 0.3);
    curve.lower = std::max(0.0, curve.auc - error);
    curve.upper = std::min(1.0, curve.auc + error);
    chart.curves.push_back(curve);
  }
  return chart;
}

AucOverTimeChart aucSample(CohortSize size, Chance chance) {
  AucOverTimeChart chart;
  chart.words.title = "Discrimination over time";
  chart.words.note = "Time-dependent AUC with pointwise 95 % confidence intervals";
  chart.words.xLabel = "Time (years)";
  chart.axis.unitsPerTick = 1;
  for (std::size_t g = 0; g < size.groups; ++g) {
    AucCurve curve{g == 0 ? "Score" : g == 1 ? "Score and stage" : kNames[g % kNames.size()], {}, {}, {}, {}};
    double auc = 0.6 + 0.25 * chance.uniform();
    const int steps = size.patients < 100 ? 9 : 100;
    for (int i = 1; i <= steps; ++i) {
      auc = std::clamp(auc + 0.012 * chance.normal(), 0.4, 0.95);
      const double error = (0.6 + 0.6 * i / steps) / std::sqrt(static_cast<double>(size.patients));
      curve.time.push_back(10.0 * i / steps);
      curve.auc.push_back(auc);
      curve.lower.push_back(std::max(0.0, auc - error));
      curve.upper.push_back(std::min(1.0, auc + error));
    }
    chart.curves.push_back(curve);
  }
  return chart;
}

BlandAltmanChart agreementSample(CohortSize size, Chance chance) {
  BlandAltmanChart chart;
  chart.words.title = "Agreement of two scanners";
  chart.words.note = std::to_string(size.patients) + " slides scanned twice. Bands: 95 % confidence intervals.";
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < size.patients; ++i) {
    chart.mean.push_back(expit(1.2 * chance.normal()));
    chart.difference.push_back(0.012 + 0.04 * chance.normal());
    sum += chart.difference.back();
    squares += chart.difference.back() * chart.difference.back();
  }
  const auto n = static_cast<double>(size.patients);
  const double bias = sum / n;
  const double sd = std::sqrt(std::max(0.0, squares / n - bias * bias));
  const double se = sd / std::sqrt(n);
  chart.bias = {bias, bias - 1.96 * se, bias + 1.96 * se};
  const auto limit = [&](double value) { return AgreementLine{value, value - 3.4 * se, value + 3.4 * se}; };
  chart.lowerLimit = limit(bias - 1.96 * sd);
  chart.upperLimit = limit(bias + 1.96 * sd);
  return chart;
}

PairedChart pairedSample(CohortSize size, Chance chance) {
  PairedChart chart;
  chart.words = {"First scan and rescan", std::to_string(size.patients) + " slides that were scanned twice",
                 "Score of the first scan", "Score of the rescan"};
  chart.thresholds = {{0.46, "Threshold 0.46"}};
  for (std::size_t i = 0; i < size.patients; ++i) {
    const double score = expit(1.3 * chance.normal());
    chart.first.push_back(score);
    chart.second.push_back(std::clamp(score + 0.03 * chance.normal(), 0.0, 1.0));
  }
  return chart;
}

KaplanMeierChart withCells(KaplanMeierChart chart) {
  for (SurvivalGroup& group : chart.groups) {
    FollowUp& row = group.followUp;
    for (int year = 0; year <= 10; year += 2) {
      RiskCell cell{year * kDays, std::size_t{0}, std::size_t{0}};
      for (std::size_t i = 0; i < row.times.size(); ++i) {
        const bool still = row.times[i] >= cell.time;
        *cell.atRisk += still ? 1U : 0U;
        *cell.censored += !still && row.events[i] == 0 ? 1U : 0U;
      }
      for (auto* count : {&cell.atRisk, &cell.censored})
        if (**count > 0 && **count < 5) count->reset();
      row.cells.push_back(cell);
    }
    row.times.clear();
    row.events.clear();
  }
  return chart;
}

}  // namespace snitt::test

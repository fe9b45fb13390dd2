// A document's charts from the samples of charts: the same curves as tables.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "support/sample_charts.h"
#include "support/sample_document.h"

namespace snitt::test {

using namespace document;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kDays = 365.25;

Column text(const std::string& key) { return {key, key, ColumnKind::text}; }
Column number(const std::string& key) { return {key, key, ColumnKind::number, 2}; }
Column count(const std::string& key) { return {key, key, ColumnKind::count}; }

Table table(const std::string& id, std::vector<Column> columns) { return {id, "", std::move(columns), {}, "", false}; }

// GCC 12 takes a list of cells for uninitialised.
template <class... Cells>
void addRow(Table& table, Cells&&... cells) {
  std::vector<Cell> row;
  row.reserve(sizeof...(cells));
  (row.emplace_back(std::forward<Cells>(cells)), ...);
  table.rows.push_back(std::move(row));
}

Cell at(const std::vector<double>& values, std::size_t i, const std::vector<double>& lower,
        const std::vector<double>& upper) {
  if (lower.empty()) return values[i];
  return Interval{values[i], lower[i], upper[i]};
}

// As a report tells a count where the smallest cell is 5.
Cell told(std::int64_t patients) {
  if (patients > 0 && patients < 5) return Withheld{};
  return patients;
}

// Counted from the individuals as a user of the tables would.
void addAtRisk(Table& table, const charts::FollowUp& followUp, double everyYears, double toYears) {
  for (double years = 0; years <= toYears; years += everyYears) {
    std::int64_t atRisk = 0;
    std::int64_t censored = 0;
    for (std::size_t i = 0; i < followUp.times.size(); ++i) {
      const bool still = followUp.times[i] >= years * kDays;
      atRisk += still ? 1 : 0;
      censored += !still && followUp.events[i] == 0 ? 1 : 0;
    }
    addRow(table, followUp.name, years, told(atRisk), told(censored));
  }
  table.note = "·: 1 to 4 patients, withheld.";
}

Chart survival() {
  const charts::KaplanMeierChart sample = kaplanMeierSample({3, 400}, Chance(1));
  Chart chart;
  chart.id = "km";
  chart.kind = ChartKind::kaplanMeier;
  chart.title = "Cancer-specific survival by class of the score";
  chart.note = sample.words.note;
  chart.xLabel = "Time (years)";
  chart.yLabel = "Survival probability";
  chart.timeTick = 2;
  chart.alternative = "Survival after ten years is highest in the class Good and lowest in the class Poor.";
  Table curve = table("km-curve", {text("group"), number("time"), number("survival")});
  Table atRisk = table("km-at-risk", {text("group"), number("time"), count("atRisk"), count("censored")});
  for (const charts::SurvivalGroup& group : sample.groups) {
    for (std::size_t i = 0; i < group.time.size(); ++i)
      addRow(curve, group.followUp.name, group.time[i] / kDays, at(group.survival, i, group.lower, group.upper));
    addAtRisk(atRisk, group.followUp, 2, 10);
  }
  chart.tables = {curve, atRisk};
  return chart;
}

Chart incidence() {
  const charts::CumulativeIncidenceChart sample = incidenceSample({2, 300}, Chance(2));
  Chart chart;
  chart.id = "cuminc";
  chart.kind = ChartKind::cumulativeIncidence;
  chart.title = "Cumulative incidence of death from cancer and from other causes";
  chart.xLabel = "Time (years)";
  chart.yLabel = "Cumulative incidence";
  chart.timeTick = 1;
  Table curve = table("cuminc-curve", {text("group"), text("cause"), number("time"), number("incidence")});
  Table atRisk = table("cuminc-at-risk", {text("group"), number("time"), count("atRisk"), count("censored")});
  for (const charts::IncidenceCurve& one : sample.curves)
    for (std::size_t i = 0; i < one.time.size(); ++i)
      addRow(curve, one.group, one.cause, one.time[i] / kDays, at(one.incidence, i, one.lower, one.upper));
  for (const charts::FollowUp& row : sample.table) addAtRisk(atRisk, row, 1, 9);
  chart.tables = {curve, atRisk};
  return chart;
}

Chart calibrated() {
  const charts::CalibrationChart sample = calibrationSample({5, 600}, Chance(3));
  Chart chart;
  chart.id = "calibration";
  chart.kind = ChartKind::calibration;
  chart.title = "Calibration at five years";
  chart.note = "Slope 0.94, intercept −0.02; 600 patients";
  chart.xLabel = "Predicted risk";
  chart.yLabel = "Observed risk";
  Table groups = table("calibration-groups", {number("predicted"), number("observed"), count("patients")});
  for (const charts::CalibrationGroup& group : sample.groups)
    addRow(groups, group.predicted, Interval{group.observed, group.lower, group.upper}, std::int64_t{60});
  Table smooth = table("calibration-smooth", {number("predicted"), number("observed")});
  for (std::size_t i = 0; i < sample.smoothPredicted.size(); ++i)
    addRow(smooth, sample.smoothPredicted[i], at(sample.smoothObserved, i, sample.smoothLower, sample.smoothUpper));
  Table bins = table("calibration-histogram", {number("from"), number("to"), count("patients")});
  for (int i = 0; i < 20; ++i) {
    const double from = i / 20.0;
    const auto inside =
        std::ranges::count_if(sample.predicted, [from](double risk) { return risk >= from && risk < from + 1 / 20.0; });
    addRow(bins, from, from + 1 / 20.0, told(inside));
  }
  bins.note = "·: 1 to 4 patients, withheld.";
  chart.tables = {groups, smooth, bins};
  return chart;
}

Chart decision() {
  const charts::DecisionCurveChart sample = decisionSample({2, 400}, Chance(4));
  Chart chart;
  chart.id = "decision";
  chart.kind = ChartKind::decisionCurve;
  chart.title = "Decision curve at five years";
  chart.xLabel = "Threshold probability";
  chart.yLabel = "Net benefit";
  Table curve = table("decision-curve", {text("model"), number("threshold"), number("netBenefit")});
  std::vector<charts::NetBenefitCurve> all = sample.models;
  all.push_back(sample.treatAll);
  for (const charts::NetBenefitCurve& one : all)
    for (std::size_t i = 0; i < one.threshold.size(); ++i) addRow(curve, one.name, one.threshold[i], one.netBenefit[i]);
  chart.tables = {curve};
  return chart;
}

Chart rocs() {
  const charts::RocChart sample = rocSample({3, 300}, Chance(5));
  Chart chart;
  chart.id = "roc";
  chart.kind = ChartKind::roc;
  chart.title = "ROC curves over time";
  chart.xLabel = "1 − specificity";
  chart.yLabel = "Sensitivity";
  Table curve = table("roc-curve", {text("name"), number("falsePositive"), number("truePositive")});
  Table area = table("roc-area", {text("name"), number("auc")});
  for (const charts::RocCurve& one : sample.curves) {
    for (std::size_t i = 0; i < one.falsePositive.size(); ++i)
      addRow(curve, one.name, one.falsePositive[i], one.truePositive[i]);
    addRow(area, one.name, Interval{one.auc, one.lower, one.upper});
  }
  chart.tables = {curve, area};
  return chart;
}

Chart aucs() {
  const charts::AucOverTimeChart sample = aucSample({2, 300}, Chance(6));
  Chart chart;
  chart.id = "auc";
  chart.kind = ChartKind::aucOverTime;
  chart.title = "AUC over time";
  chart.xLabel = "Time (years)";
  chart.yLabel = "AUC(t)";
  chart.timeTick = 1;
  Table curve = table("auc-curve", {text("name"), number("time"), number("auc")});
  for (const charts::AucCurve& one : sample.curves)
    for (std::size_t i = 0; i < one.time.size(); ++i)
      addRow(curve, one.name, one.time[i], at(one.auc, i, one.lower, one.upper));
  chart.tables = {curve};
  return chart;
}

Chart agreement() {
  const charts::BlandAltmanChart sample = agreementSample({1, 150}, Chance(7));
  Chart chart;
  chart.id = "agreement";
  chart.kind = ChartKind::blandAltman;
  chart.title = "The same slides on two scanners";
  chart.xLabel = "Mean of the two scores";
  chart.yLabel = "Difference between the scores";
  Table points = table("agreement-points", {number("mean"), number("difference")});
  for (std::size_t i = 0; i < sample.mean.size(); ++i) addRow(points, sample.mean[i], sample.difference[i]);
  Table lines = table("agreement-lines", {text("line"), number("value")});
  const auto line = [&](const char* name, const charts::AgreementLine& one) {
    addRow(lines, std::string(name), Interval{one.value, one.lower, one.upper});
  };
  line("bias", sample.bias);
  line("lower", sample.lowerLimit);
  line("upper", sample.upperLimit);
  chart.tables = {points, lines};
  return chart;
}

Chart readings() {
  Chart chart;
  chart.id = "rescan";
  chart.kind = ChartKind::paired;
  chart.title = "First scan and rescan";
  chart.note = "150 slides; ICC 0.97 (95 % CI 0.96–0.98)";
  chart.xLabel = "Score of the first scan";
  chart.yLabel = "Score of the rescan";
  chart.marks = {{"Lower threshold 0.42", 0.42}, {"Upper threshold 0.55", 0.55}};
  Table points = table("rescan-points", {number("first"), number("second")});
  Chance chance(8);
  for (int i = 0; i < 150; ++i) {
    const double score = 1 / (1 + std::exp(-1.3 * chance.normal()));
    addRow(points, score, std::clamp(score + 0.03 * chance.normal(), 0.0, 1.0));
  }
  addRow(points, 0.5, kNone);
  chart.tables = {points};
  return chart;
}

Chart scores() {
  const charts::HistogramChart sample = histogramSample({1, 500}, Chance(9));
  Chart chart;
  chart.id = "scores";
  chart.kind = ChartKind::histogram;
  chart.title = "Patients by score";
  chart.xLabel = "Score";
  chart.yLabel = "Patients";
  chart.marks = {{"Lower threshold 0.42", 0.42}, {"Upper threshold 0.55", 0.55}};
  Table bins = table("scores-bins", {number("from"), number("to"), count("patients")});
  const double width = 1.0 / static_cast<double>(sample.bins.size());
  for (std::size_t i = 0; i < sample.bins.size(); ++i)
    addRow(bins, width * static_cast<double>(i), width * static_cast<double>(i + 1),
           told(static_cast<std::int64_t>(sample.bins[i])));
  bins.note = "·: 1 to 4 patients, withheld.";
  chart.tables = {bins};
  return chart;
}

Chart reasons() {
  const charts::BarsChart sample = barsSample({6, 90}, Chance(10));
  Chart chart;
  chart.id = "reasons";
  chart.kind = ChartKind::bars;
  chart.title = "Slides without a score, by reason";
  Table bars = table("reasons-bars", {text("label"), count("patients")});
  for (const charts::Bar& bar : sample.bars) addRow(bars, bar.label, static_cast<std::int64_t>(bar.count));
  bars.rows[1][1] = Withheld{};
  chart.tables = {bars};
  return chart;
}

Chart watched() {
  const charts::ControlChart sample = controlSample({2, 40}, Chance(12));
  Chart chart;
  chart.id = "eosin";
  chart.kind = ChartKind::controlChart;
  chart.title = sample.words.title;
  chart.note = sample.words.note;
  chart.xLabel = sample.words.xLabel;
  chart.yLabel = sample.words.yLabel;
  Table points = table("eosin-points",
                       {text("series"), text("week"), count("at"), number("value"), number("limit"), text("alarm")});
  for (const charts::WatchedSeries& one : sample.series)
    for (const charts::WatchedPoint& point : one.points)
      addRow(points, one.name, point.label, static_cast<std::int64_t>(point.at), point.value, point.limit,
             std::string(point.alarm ? "yes" : ""));
  points.rows[5][4] = kNone;
  points.rows[8][3] = kNone;
  points.rows[11][5] = std::string("yes");
  chart.tables = {points};
  return chart;
}

}  // namespace

Chart documentForest(std::size_t rows) {
  Chart chart;
  chart.id = "forest";
  chart.kind = ChartKind::forest;
  chart.title = "Hazard ratio of poor against good, by subgroup";
  chart.xLabel = "Hazard ratio";
  chart.below = "longer survival of poor";
  chart.above = "shorter survival of poor";
  Table table{"forest-rows",
              "",
              {text("label"),
               {"level", "level", ColumnKind::count, 0, true},
               count("patients"),
               count("events"),
               number("ratio"),
               {"interactionP", "p", ColumnKind::p},
               text("remark")},
              {},
              "Subgroups with fewer than 5 patients or events are withheld.",
              false};
  Chance chance(11);
  for (std::size_t i = 0; table.rows.size() < rows; ++i) {
    if (i % 4 == 0) {
      addRow(table, "Characteristic " + std::to_string(i / 4 + 1), std::int64_t{0}, std::monostate{}, std::monostate{},
             std::monostate{}, chance.uniform(), std::monostate{});
      continue;
    }
    const double ratio = std::exp(0.7 + 0.5 * chance.normal());
    Interval interval{ratio, ratio / 1.6, ratio * 1.6};
    if (i == 6) interval = {ratio, ratio / 40, std::numeric_limits<double>::infinity()};
    addRow(table, "Subgroup " + std::to_string(i) + (i % 5 == 0 ? " of patients with a rather long name" : ""),
           std::int64_t{1}, static_cast<std::int64_t>(40 + chance.below(300)),
           static_cast<std::int64_t>(8 + chance.below(30)), interval, std::monostate{}, std::monostate{});
  }
  if (rows > 3) {
    for (const std::size_t cell : {2U, 3U, 4U}) table.rows[3][cell] = Withheld{};
    table.rows[3][6] = std::string("fewer than 5 events");
    table.rows[2][2] = Withheld{};
    table.rows.back() = {std::string("All patients"),
                         std::int64_t{2},
                         std::int64_t{1171},
                         std::int64_t{317},
                         Interval{2.1, 1.7, 2.6},
                         {},
                         {}};
  }
  chart.tables = {table};
  return chart;
}

std::vector<Chart> documentCharts() {
  return {survival(), incidence(), calibrated(), decision(), documentForest(25), rocs(),
          aucs(),     agreement(), readings(),   scores(),   reasons(),          watched()};
}

std::vector<Chart> emptyDocumentCharts() {
  std::vector<Chart> all = documentCharts();
  for (Chart& chart : all) {
    chart.id = "empty-" + chart.id;
    for (Table& table : chart.tables) {
      table.id = "empty-" + table.id;
      table.rows.clear();
    }
  }
  return all;
}

}  // namespace snitt::test

#include "support/sample_charts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace snitt::test {

using namespace charts;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostEpochs = 500;

KaplanMeierChart allCensored() {
  Chance chance(5);
  KaplanMeierChart chart = kaplanMeierSample({2, 200}, chance);
  SurvivalGroup& group = chart.groups[0];
  group.followUp.events.assign(group.followUp.events.size(), 0);
  group.time.clear();
  group.survival.clear();
  group.lower.clear();
  group.upper.clear();
  return chart;
}

KaplanMeierChart endsEarly() {
  Chance chance(6);
  KaplanMeierChart chart;
  chart.words.title = "One curve ends after three years";
  chart.words.xLabel = "Time since the operation (days)";
  chart.axis.unitsPerTick = 365;
  chart.groups.push_back(simulatedGroup("Good", 150, 0.04, 10, chance));
  chart.groups.push_back(simulatedGroup("Poor", 60, 0.3, 3.2, chance));
  chart.groups.push_back(simulatedGroup("Uncertain", 40, 0.12, 6, chance));
  return chart;
}

KaplanMeierChart longNames() {
  Chance chance(7);
  KaplanMeierChart chart = kaplanMeierSample({4, 1200}, chance);
  chart.words.title =
      "Cancer-specific survival of patients of the university hospitals of Übungsdorf and Ørje who were operated "
      "on between 2004 and 2016, by class of the score and whether chemotherapy was given";
  chart.words.yLabel = "Probability of not having died of colorectal cancer until then, all others being censored";
  chart.groups[0].followUp.name = "Good prognosis, adjuvant chemotherapy was given for at least three months";
  chart.groups[1].followUp.name = "Poor prognosis, no adjuvant chemotherapy";
  chart.groups[2].followUp.name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  chart.groups[3].followUp.name = "Uncertain";
  return chart;
}

KaplanMeierChart sameEnds() {
  Chance chance(8);
  KaplanMeierChart chart;
  chart.words.title = "Eight groups that end at nearly the same height";
  for (int i = 0; i < 8; ++i)
    chart.groups.push_back(simulatedGroup("Centre " + std::to_string(i + 1), 90, 0.1, 10, chance));
  return chart;
}

KaplanMeierChart oneGroup() {
  Chance chance(9);
  KaplanMeierChart chart = kaplanMeierSample({1, 400}, chance);
  chart.words.note.clear();
  chart.axis = {};
  return chart;
}

KaplanMeierChart oneEmptyGroup() {
  Chance chance(10);
  KaplanMeierChart chart = kaplanMeierSample({2, 300}, chance);
  chart.groups.push_back({{"No such patients", {}, {}}, {}, {}, {}, {}});
  return chart;
}

CumulativeIncidenceChart oneCause() {
  CumulativeIncidenceChart chart = incidenceSample({3, 600}, Chance(11));
  std::vector<IncidenceCurve> kept;
  for (IncidenceCurve& curve : chart.curves)
    if (curve.cause == "cancer") {
      curve.cause.clear();
      kept.push_back(curve);
    }
  chart.curves = kept;
  chart.words.yLabel = "Cumulative incidence of death from cancer";
  return chart;
}

CumulativeIncidenceChart twoCauses() {
  CumulativeIncidenceChart chart = incidenceSample({1, 400}, Chance(12));
  for (IncidenceCurve& curve : chart.curves) curve.group.clear();
  chart.table[0].name = "All patients";
  return chart;
}

ForestChart wideIntervals() {
  ForestChart chart = forestSample({3, 600}, Chance(13));
  chart.rows[2].lower = 0.001;
  chart.rows[3].upper = std::numeric_limits<double>::infinity();
  chart.rows[5].ratio = 12.3;
  chart.rows[5].lower = 3.1;
  chart.rows[5].upper = 180;
  chart.rows[6].ratio = chart.rows[6].lower = chart.rows[6].upper = kNone;
  chart.rows.back().remark = "fewer than 5 events";
  chart.rows.back().label = "Rectosigmoid junction and everything else that has no code of its own";
  return chart;
}

ForestChart narrowRange() {
  ForestChart chart = forestSample({2, 20000}, Chance(14));
  for (ForestRow& row : chart.rows) {
    row.interactionP.reset();
    if (row.heading) continue;
    row.ratio = 1.02 + 0.02 * std::log(row.ratio);
    row.lower = row.ratio / 1.08;
    row.upper = row.ratio * 1.08;
  }
  return chart;
}

CalibrationChart lowRisks() {
  CalibrationChart chart = calibrationSample({5, 1000}, Chance(15));
  const auto smaller = [](double& value) { value *= 0.12; };
  for (CalibrationGroup& group : chart.groups)
    for (double* value : {&group.predicted, &group.observed, &group.lower, &group.upper}) smaller(*value);
  for (auto* values :
       {&chart.predicted, &chart.smoothPredicted, &chart.smoothObserved, &chart.smoothLower, &chart.smoothUpper})
    for (double& value : *values) smaller(value);
  chart.words.note.clear();
  return chart;
}

RocChart worseThanChance() {
  RocChart chart = rocSample({3, 300}, Chance(16));
  for (RocCurve& curve : chart.curves) {
    std::swap(curve.falsePositive, curve.truePositive);
    curve.auc = 1 - curve.auc;
    curve.lower = curve.upper = kNone;
  }
  return chart;
}

CumulativeIncidenceChart incidenceWithCells() {
  CumulativeIncidenceChart chart = incidenceSample({2, 300}, Chance(38));
  for (FollowUp& row : chart.table) {
    row.times.clear();
    row.events.clear();
    for (int year = 0; year <= 10; ++year)
      row.cells.push_back({year * 365.25, static_cast<std::size_t>(150 - 14 * year), std::nullopt});
  }
  return chart;
}

ForestChart withheldCounts() {
  ForestChart chart = forestSample({4, 600}, Chance(39));
  chart.rows[2].nShown = chart.rows[2].eventsShown = CountShown::withheld;
  chart.rows[2].remark = "withheld";
  chart.rows[3].eventsShown = CountShown::blank;
  return chart;
}

CalibrationChart binsAlone() {
  CalibrationChart chart = calibrationSample({5, 500}, Chance(40));
  for (int i = 0; i < 20; ++i) {
    const double from = i / 20.0;
    const auto inside = static_cast<std::size_t>(
        std::ranges::count_if(chart.predicted, [from](double risk) { return risk >= from && risk < from + 0.05; }));
    chart.bins.push_back({from, from + 0.05, inside});
    if (inside > 0 && inside < 5) chart.bins.back().patients.reset();
  }
  chart.predicted.clear();
  return chart;
}

PairedChart fourThresholds() {
  PairedChart chart = pairedSample({1, 2000}, Chance(41));
  chart.words.title = "The same slides, scanned twice by scanners of two makers in two hospitals half a year apart";
  chart.thresholds = {{0.42, "Lower threshold of the class that is uncertain 0.42"},
                      {0.45, "A second threshold 0.45"},
                      {0.46, "A third threshold 0.46"},
                      {0.99, "A threshold at the end of the axis 0.99"}};
  return chart;
}

PairedChart pairedTwice() {
  PairedChart chart = pairedSample({1, 1}, Chance(42));
  chart.second = chart.first;
  chart.thresholds.clear();
  return chart;
}

BlandAltmanChart identical() {
  BlandAltmanChart chart = agreementSample({1, 40}, Chance(17));
  chart.difference.assign(chart.difference.size(), 0);
  chart.bias = chart.lowerLimit = chart.upperLimit = {0, 0, 0};
  return chart;
}

}  // namespace

std::vector<AnyChart> chartsOf(CohortSize size, unsigned seed) {
  const Chance chance(seed);
  return {anyChart("kaplan-meier", kaplanMeierSample(size, chance), kaplanMeier),
          anyChart("cumulative-incidence", incidenceSample(size, chance), cumulativeIncidence),
          anyChart("forest", forestSample(size, chance), forest),
          anyChart("calibration", calibrationSample(size, chance), calibration),
          anyChart("decision-curve", decisionSample(size, chance), decisionCurve),
          anyChart("roc", rocSample(size, chance), rocOverTime),
          anyChart("auc-over-time", aucSample(size, chance), aucOverTime),
          anyChart("bland-altman", agreementSample(size, chance), blandAltman),
          anyChart("paired", pairedSample(size, chance), paired),
          anyChart("training-curves",
                   trainingSample({1 + seed % 3, size.groups, std::min(size.patients, kMostEpochs)}, chance),
                   trainingCurves),
          anyChart("learning-curve", learningSample(size, chance), learningCurve),
          anyChart("histogram", histogramSample(size, chance), histogram),
          anyChart("bars", barsSample(size, chance), bars),
          anyChart("points", pointsSample(size, chance), points),
          anyChart("control-chart", controlSample(size, chance), controlChart)};
}

std::vector<AnyChart> emptyCharts() {
  const auto titled = [](auto chart) {
    chart.words.title = "A chart of nobody";
    return chart;
  };
  return {anyChart("kaplan-meier-empty", titled(KaplanMeierChart{}), kaplanMeier),
          anyChart("cumulative-incidence-empty", titled(CumulativeIncidenceChart{}), cumulativeIncidence),
          anyChart("forest-empty", titled(ForestChart{}), forest),
          anyChart("calibration-empty", titled(CalibrationChart{}), calibration),
          anyChart("decision-curve-empty", titled(DecisionCurveChart{}), decisionCurve),
          anyChart("roc-empty", titled(RocChart{}), rocOverTime),
          anyChart("auc-over-time-empty", titled(AucOverTimeChart{}), aucOverTime),
          anyChart("bland-altman-empty", titled(BlandAltmanChart{}), blandAltman),
          anyChart("paired-empty", titled(PairedChart{}), paired),
          anyChart("training-curves-empty", titled(TrainingCurvesChart{}), trainingCurves),
          anyChart("learning-curve-empty", titled(LearningCurveChart{}), learningCurve),
          anyChart("histogram-empty", titled(HistogramChart{}), histogram),
          anyChart("bars-empty", titled(BarsChart{}), bars),
          anyChart("points-empty", titled(PointsChart{}), points),
          anyChart("control-chart-empty", titled(ControlChart{}), controlChart)};
}

std::vector<AnyChart> difficultCharts() {
  std::vector<AnyChart> all{
      anyChart("kaplan-meier-all-censored", allCensored(), kaplanMeier),
      anyChart("kaplan-meier-ends-early", endsEarly(), kaplanMeier),
      anyChart("kaplan-meier-long-names", longNames(), kaplanMeier),
      anyChart("kaplan-meier-same-ends", sameEnds(), kaplanMeier),
      anyChart("kaplan-meier-one-group", oneGroup(), kaplanMeier),
      anyChart("kaplan-meier-empty-group", oneEmptyGroup(), kaplanMeier),
      anyChart("kaplan-meier-cells", withCells(kaplanMeierSample({3, 300}, Chance(36))), kaplanMeier),
      anyChart("kaplan-meier-cells-few", withCells(kaplanMeierSample({5, 20}, Chance(37))), kaplanMeier),
      anyChart("kaplan-meier-cells-long-names", withCells(longNames()), kaplanMeier),
      anyChart("cumulative-incidence-cells", incidenceWithCells(), cumulativeIncidence),
      anyChart("cumulative-incidence-one-cause", oneCause(), cumulativeIncidence),
      anyChart("cumulative-incidence-two-causes", twoCauses(), cumulativeIncidence),
      anyChart("forest-wide-intervals", wideIntervals(), forest),
      anyChart("forest-narrow-range", narrowRange(), forest),
      anyChart("calibration-low-risks", lowRisks(), calibration),
      anyChart("forest-withheld", withheldCounts(), forest),
      anyChart("calibration-bins", binsAlone(), calibration),
      anyChart("paired-four-thresholds", fourThresholds(), paired),
      anyChart("paired-identical", pairedTwice(), paired),
      anyChart("roc-worse-than-chance", worseThanChance(), rocOverTime),
      anyChart("bland-altman-identical", identical(), blandAltman),
      anyChart("training-curves-1x1", trainingSample({1, 1, 40}, Chance(21)), trainingCurves),
      anyChart("training-curves-2x5", trainingSample({2, 5, 60}, Chance(22)), trainingCurves),
      anyChart("training-curves-3x10", trainingSample({3, 10, 80}, Chance(23)), trainingCurves),
      anyChart("training-curves-one-epoch", trainingSample({2, 3, 1}, Chance(24)), trainingCurves),
      anyChart("training-curves-500-epochs", trainingSample({2, 5, 500}, Chance(25)), trainingCurves),
      anyChart("training-curves-few-looks", trainingWithFewLooks(), trainingCurves),
      anyChart("training-curves-long-names", trainingWithLongNames(), trainingCurves),
      anyChart("training-curves-small-losses", trainingWithLosses(1e-4, false), trainingCurves),
      anyChart("training-curves-tiny-losses", trainingWithLosses(1e-9, false), trainingCurves),
      anyChart("training-curves-large-losses", trainingWithLosses(1e6, false), trainingCurves),
      anyChart("training-curves-diverging", trainingWithLosses(1, true), trainingCurves),
      anyChart("training-curves-odd-values", trainingWithOddValues(), trainingCurves),
      anyChart("training-curves-unlike-lengths", trainingsOfUnlikeLength(), trainingCurves),
      anyChart("learning-curve-one-size", learningSample({1, 50}, Chance(26)), learningCurve),
      anyChart("learning-curve-crowded", learningCrowded(), learningCurve)};
  for (AnyChart& one : difficultCohortCharts()) all.push_back(std::move(one));
  for (AnyChart& one : difficultControlCharts()) all.push_back(std::move(one));
  return all;
}

}  // namespace snitt::test

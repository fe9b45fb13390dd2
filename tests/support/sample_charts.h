// Charts of patients that never were: for the tests of the drawing and for people's eyes. The curves are simple ones
// made for looks; the statistics that users get come from core/statistics.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "ui/report/charts/charts.h"
#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/places_p.h"
#include "ui/report/charts/training_charts.h"

namespace snitt::test {

// Random numbers that are the same on every machine: the standard's distributions are not, its engine is.
class Chance {
 public:
  explicit Chance(unsigned seed) : m_engine(seed) {}
  double uniform() { return (static_cast<double>(m_engine()) + 0.5) / 4294967296.0; }
  double exponential(double rate);
  double normal();
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(uniform() * static_cast<double>(count)); }

 private:
  std::mt19937 m_engine;
};

struct CohortSize {
  std::size_t groups = 2, patients = 300;  // patients in all
};

[[nodiscard]] charts::SurvivalGroup simulatedGroup(const std::string& name, std::size_t patients, double yearlyHazard,
                                                   double mostYears, Chance& chance);
[[nodiscard]] charts::KaplanMeierChart kaplanMeierSample(CohortSize size, Chance chance);
[[nodiscard]] charts::CumulativeIncidenceChart incidenceSample(CohortSize size, Chance chance);
[[nodiscard]] charts::ForestChart forestSample(CohortSize size, Chance chance);
[[nodiscard]] charts::CalibrationChart calibrationSample(CohortSize size, Chance chance);
[[nodiscard]] charts::DecisionCurveChart decisionSample(CohortSize size, Chance chance);
[[nodiscard]] charts::RocChart rocSample(CohortSize size, Chance chance);
[[nodiscard]] charts::AucOverTimeChart aucSample(CohortSize size, Chance chance);
[[nodiscard]] charts::BlandAltmanChart agreementSample(CohortSize size, Chance chance);
[[nodiscard]] charts::PairedChart pairedSample(CohortSize size, Chance chance);
// The chart as a report has it: counts at times instead of patients, of which few are withheld.
[[nodiscard]] charts::KaplanMeierChart withCells(charts::KaplanMeierChart chart);

struct TrainingSize {
  std::size_t resolutions = 2, networks = 5, epochs = 60;  // of each resolution; the longest network's
};
[[nodiscard]] charts::TrainingCurvesChart trainingSample(TrainingSize size, Chance chance);
[[nodiscard]] charts::TrainingCurvesChart trainingWithFewLooks();
[[nodiscard]] charts::TrainingCurvesChart trainingWithLongNames();
[[nodiscard]] charts::TrainingCurvesChart trainingWithLosses(double factor, bool diverging);
[[nodiscard]] charts::TrainingCurvesChart trainingWithOddValues();
[[nodiscard]] charts::TrainingCurvesChart trainingsOfUnlikeLength();
[[nodiscard]] charts::LearningCurveChart learningSample(CohortSize size, Chance chance);
[[nodiscard]] charts::LearningCurveChart learningCrowded();

[[nodiscard]] charts::HistogramChart histogramSample(CohortSize size, Chance chance);
[[nodiscard]] charts::BarsChart barsSample(CohortSize size, Chance chance);
[[nodiscard]] charts::PointsChart pointsSample(CohortSize size, Chance chance);
[[nodiscard]] charts::ControlChart controlSample(CohortSize size, Chance chance);

// Any of the kinds.
struct AnyChart {
  std::string name;
  std::function<Result<std::string>(const charts::ChartOutput&)> render;
  std::function<Result<charts::ChartPlaces>(const charts::ChartOutput&)> places;
};
template <class Chart>
AnyChart anyChart(const std::string& name, const Chart& chart,
                  Result<std::string> (*render)(const Chart&, const charts::ChartOutput&)) {
  return {name, [chart, render](const charts::ChartOutput& output) { return render(chart, output); },
          [chart](const charts::ChartOutput& output) { return charts::placesOf(chart, output); }};
}
// One of each kind.
[[nodiscard]] std::vector<AnyChart> chartsOf(CohortSize size, unsigned seed);
// Each kind with nothing to show.
[[nodiscard]] std::vector<AnyChart> emptyCharts();
// What goes wrong easily: all censored, one group, a curve that ends early, long names, intervals beyond the axis, …
[[nodiscard]] std::vector<AnyChart> difficultCharts();
[[nodiscard]] std::vector<AnyChart> difficultCohortCharts();  // which are part of them
[[nodiscard]] std::vector<AnyChart> difficultControlCharts();  // the same

}  // namespace snitt::test

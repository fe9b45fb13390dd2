#include <cmath>

#include "support/sample_charts.h"

namespace snitt::test {

using namespace charts;

namespace {

double score(Chance& chance) { return 1 / (1 + std::exp(-1.3 * chance.normal())); }

}  // namespace

HistogramChart histogramSample(CohortSize size, Chance chance) {
  HistogramChart chart;
  chart.words.title = "Patients by score at 10x";
  chart.words.note = std::to_string(size.patients) + " patients with a score";
  chart.bins.resize(25);
  for (std::size_t i = 0; i < size.patients; ++i) ++chart.bins[static_cast<std::size_t>(score(chance) * 24.999)];
  chart.thresholds = {{chance.uniform(), "Threshold 0.46"}};
  return chart;
}

BarsChart barsSample(CohortSize size, Chance chance) {
  BarsChart chart;
  chart.words.title = "Slides without a class, by reason";
  const std::vector<std::string> reasons{
      "failed: the slide could not be read: it ends after N bytes",
      "refused: the slide's scanner is not one that the bundle was made for",
      "not assessable: the tumour measures N mm², the bundle asks for N mm²",
      "failed: hung: the worker told nothing new for N s, also when the slide was tried alone",
      "excluded by the list",
      "failed: aVeryLongNameWithoutAnyBlankInItThatNobodyCouldBreakIntoLinesButThatMustFitAllTheSame"};
  for (std::size_t i = 0; i < std::max<std::size_t>(2, size.groups); ++i)
    chart.bars.push_back({reasons[i % reasons.size()], 1 + chance.below(size.patients)});
  return chart;
}

PointsChart pointsSample(CohortSize size, Chance chance) {
  PointsChart chart;
  chart.words.title = "Spread of the networks at 40x";
  chart.series = {{"Good", {}, {}}, {"Uncertain", {}, {}}, {"Poor", {}, {}}};
  for (std::size_t i = 0; i < size.patients; ++i) {
    const double x = score(chance);
    PointSeries& series = chart.series[chance.below(3)];
    series.x.push_back(x);
    series.y.push_back((0.02 + 0.3 * x * (1 - x)) * chance.uniform());
  }
  chart.thresholds = {{0.01, "Threshold 0.01"}};
  return chart;
}

std::vector<AnyChart> difficultCohortCharts() {
  HistogramChart one = histogramSample({1, 1}, Chance(31));
  HistogramChart atEnd = histogramSample({1, 12000}, Chance(32));
  atEnd.thresholds = {{1, "Threshold 1.00, which is where the axis ends"}};
  HistogramChart two = histogramSample({1, 300}, Chance(43));
  two.thresholds = {{0.42, "Lower threshold 0.42"}, {0.55, "Upper threshold 0.55"}};
  for (std::size_t i = 0; i < two.bins.size(); ++i)
    if (two.bins[i] < 6) two.withheld.push_back(i);
  for (const std::size_t i : two.withheld) two.bins[i] = 0;
  HistogramChart many = two;
  for (int i = 0; i < 6; ++i) many.thresholds.push_back({0.1 * i, "A threshold with a name that is rather long"});
  BarsChart few = barsSample({4, 90}, Chance(44));
  few.bars[1].withheld = true;
  PointsChart nameless = pointsSample({1, 30}, Chance(33));
  for (PointSeries& series : nameless.series) series.name.clear();
  PointsChart flat = pointsSample({1, 10}, Chance(34));
  for (PointSeries& series : flat.series) series.y.assign(series.y.size(), 0);
  return {anyChart("histogram-one-patient", one, histogram),
          anyChart("histogram-threshold-at-end", atEnd, histogram),
          anyChart("histogram-two-thresholds", two, histogram),
          anyChart("histogram-many-thresholds", many, histogram),
          anyChart("bars-withheld", few, bars),
          anyChart("bars-many", barsSample({12, 99999}, Chance(35)), bars),
          anyChart("points-without-names", nameless, points),
          anyChart("points-no-spread", flat, points)};
}

}  // namespace snitt::test

// A document's charts as the charts that are drawn (ui/report/charts), read from their tables alone. What does not fit
// its kind is told in `problem`, as a part of a sentence.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"
#include "ui/report/charts/charts.h"
#include "ui/report/charts/cohort_charts.h"
#include "ui/report/charts/laid_out_p.h"

namespace snitt::report {

[[nodiscard]] charts::KaplanMeierChart kaplanMeierOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::CumulativeIncidenceChart cumulativeIncidenceOf(const document::Chart& chart,
                                                                     std::string& problem);
[[nodiscard]] charts::AucOverTimeChart aucOverTimeOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::CalibrationChart calibrationOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::DecisionCurveChart decisionCurveOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::RocChart rocOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::ForestChart forestOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::BlandAltmanChart blandAltmanOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::PairedChart pairedOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::HistogramChart histogramOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::BarsChart barsOf(const document::Chart& chart, std::string& problem);
[[nodiscard]] charts::ControlChart controlChartOf(const document::Chart& chart, std::string& problem);

[[nodiscard]] charts::ChartWords wordsOf(const document::Chart& chart);
[[nodiscard]] std::vector<charts::ThresholdLine> thresholdsOf(const document::Chart& chart);

struct ChartRoom {
  double widthMm = 0;       // 0: what suits the kind
  double heightMm = 0;      // 0: the same
  double mostHeightMm = 0;  // a forest plot that is higher comes in parts; 0: in one
};

// The parts of a chart, one below the other; most kinds have one. Errors: usage, naming the chart; those of charts.h.
[[nodiscard]] Result<std::vector<charts::LaidOutChart>> laidOutChart(const document::Chart& chart,
                                                                     const ChartRoom& room);

}  // namespace snitt::report

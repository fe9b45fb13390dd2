// Subgroups, agreement and counts.
#include <cmath>

#include <fmt/format.h>

#include "ui/report/document/chart_of_tables_p.h"
#include "ui/report/document/table_reader_p.h"

namespace snitt::report {

namespace {

charts::CountShown shownAs(const TableReader& table, std::size_t row, std::size_t column) {
  if (table.withheld(row, column)) return charts::CountShown::withheld;
  return table.absent(row, column) ? charts::CountShown::blank : charts::CountShown::count;
}

charts::ForestRow forestRow(TableReader& table, std::size_t i) {
  charts::ForestRow row;
  row.label = table.text(i, 0);
  const double level = table.number(i, 1);
  row.heading = level == 0;
  row.overall = level == 2;
  row.n = table.count(i, 2).value_or(0);
  row.events = table.count(i, 3).value_or(0);
  row.nShown = shownAs(table, i, 2);
  row.eventsShown = shownAs(table, i, 3);
  const document::Interval ratio = table.interval(i, 4);
  row.ratio = ratio.value;
  row.lower = ratio.lower95;
  row.upper = ratio.upper95;
  if (!table.absent(i, 5) && !table.withheld(i, 5)) row.interactionP = table.number(i, 5);
  row.remark = table.text(i, 6);
  if (row.remark.empty() && table.withheld(i, 4)) row.remark = "withheld";
  return row;
}

// The first row that is not beside the one before it, or has another width.
std::optional<std::size_t> oddBin(TableReader& bins) {
  if (bins.rows() == 0) return std::nullopt;
  const double width = bins.number(0, 1) - bins.number(0, 0);
  for (std::size_t i = 0; i < bins.rows(); ++i) {
    const bool wide = std::abs(bins.number(i, 1) - bins.number(i, 0) - width) <= 1e-6 * width;
    const bool beside = i == 0 || std::abs(bins.number(i, 0) - bins.number(i - 1, 1)) <= 1e-6 * width;
    if (!wide || !beside) return i;
  }
  return std::nullopt;
}

}  // namespace

charts::ForestChart forestOf(const document::Chart& chart, std::string& problem) {
  charts::ForestChart drawn;
  drawn.words = wordsOf(chart);
  drawn.belowOne = chart.below;
  drawn.aboveOne = chart.above;
  TableReader table(chart, "rows", {"label", "level", "patients?", "events?", "ratio", "interactionP?", "remark?"},
                    problem);
  for (std::size_t i = 0; i < table.rows() && problem.empty(); ++i) drawn.rows.push_back(forestRow(table, i));
  return drawn;
}

charts::BlandAltmanChart blandAltmanOf(const document::Chart& chart, std::string& problem) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  charts::BlandAltmanChart drawn;
  drawn.words = wordsOf(chart);
  drawn.bias = drawn.lowerLimit = drawn.upperLimit = {kNone, kNone, kNone};
  TableReader points(chart, "points", {"mean", "difference"}, problem);
  for (std::size_t i = 0; i < points.rows(); ++i) {
    drawn.mean.push_back(points.number(i, 0));
    drawn.difference.push_back(points.number(i, 1));
  }
  TableReader lines(chart, "lines", {"line", "value"}, problem, false);
  for (std::size_t i = 0; i < lines.rows(); ++i) {
    const std::string name = lines.text(i, 0);
    const document::Interval value = lines.interval(i, 1);
    charts::AgreementLine* line = name == "bias"    ? &drawn.bias
                                  : name == "lower" ? &drawn.lowerLimit
                                  : name == "upper" ? &drawn.upperLimit
                                                    : nullptr;
    if (line)
      *line = {value.value, value.lower95, value.upper95};
    else if (problem.empty())
      problem = fmt::format("the line {} is neither bias, lower nor upper", name);
  }
  return drawn;
}

charts::PairedChart pairedOf(const document::Chart& chart, std::string& problem) {
  charts::PairedChart drawn;
  drawn.words = wordsOf(chart);
  drawn.thresholds = thresholdsOf(chart);
  TableReader points(chart, "points", {"first", "second"}, problem);
  for (std::size_t i = 0; i < points.rows(); ++i) {
    drawn.first.push_back(points.number(i, 0));
    drawn.second.push_back(points.number(i, 1));
  }
  return drawn;
}

charts::HistogramChart histogramOf(const document::Chart& chart, std::string& problem) {
  charts::HistogramChart drawn;
  drawn.words = wordsOf(chart);
  drawn.thresholds = thresholdsOf(chart);
  drawn.nothing = "There are no patients to count.";
  TableReader bins(chart, "bins", {"from", "to", "patients"}, problem);
  if (!problem.empty() || bins.rows() == 0) return drawn;
  if (const auto odd = oddBin(bins)) {
    problem = fmt::format("bin {} is not beside the one before it with the same width", *odd + 1);
    return drawn;
  }
  drawn.from = bins.number(0, 0);
  drawn.to = bins.number(bins.rows() - 1, 1);
  for (std::size_t i = 0; i < bins.rows(); ++i) {
    if (bins.withheld(i, 2)) drawn.withheld.push_back(i);
    drawn.bins.push_back(bins.count(i, 2).value_or(0));
  }
  return drawn;
}

charts::BarsChart barsOf(const document::Chart& chart, std::string& problem) {
  charts::BarsChart drawn;
  drawn.words = wordsOf(chart);
  TableReader table(chart, "bars", {"label", "patients"}, problem);
  for (std::size_t i = 0; i < table.rows(); ++i)
    drawn.bars.push_back({table.text(i, 0), table.count(i, 1).value_or(0), table.withheld(i, 1)});
  return drawn;
}

charts::ControlChart controlChartOf(const document::Chart& chart, std::string& problem) {
  charts::ControlChart drawn;
  drawn.words = wordsOf(chart);
  TableReader table(chart, "points", {"series", "week", "at", "value", "limit", "alarm?"}, problem);
  for (std::size_t i = 0; i < table.rows() && problem.empty(); ++i) {
    const std::string name = table.text(i, 0);
    if (drawn.series.empty() || drawn.series.back().name != name) drawn.series.push_back({name, {}});
    drawn.series.back().points.push_back({table.text(i, 1), static_cast<double>(table.count(i, 2).value_or(0)),
                                          table.number(i, 3), table.number(i, 4), table.text(i, 5) == "yes"});
  }
  return drawn;
}

}  // namespace snitt::report

#include <fmt/format.h>

#include <algorithm>

#include "core/drift/document_parts_p.h"
#include "core/drift/drift_document.h"

namespace snitt::drift {

using document::Chart;
using document::ChartKind;
using document::Table;

std::string scannerInWords(const std::string& scanner) { return scanner.empty() ? "all scanners" : scanner; }

std::string figureInWords(const std::string& figure) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"combined", "Combined score"},    {"brightness", "Brightness"},
      {"haematoxylin", "Haematoxylin"},  {"eosin", "Eosin"},
      {"blurredShare", "Blurred share"}, {"tissueShare", "Tissue's share of the slide"},
      {"unscored", "Without a score"},   {"notAssessable", "Not assessable"},
      {"outsideScope", "Outside scope"}};
  for (const auto& [name, words] : kWords)
    if (figure == name) return std::string(words);
  constexpr std::string_view kScore = "score_";
  return figure.starts_with(kScore) ? "Score at " + figure.substr(kScore.size()) : figure;
}

Chart weekChart(std::string id, std::string title, std::string yLabel, const std::string& series,
                const std::vector<WeekPoint>& points) {
  Table table{id + "-points", {}, {}, {}, {}, false};
  table.columns = {textColumn("series", "Series"),    textColumn("week", "Week"),        countColumn("at", "Place"),
                   numberColumn("value", "Value", 3), numberColumn("limit", "Limit", 3), textColumn("alarm", "Alarm")};
  std::size_t alarms = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const WeekPoint& point = points[i];
    table.rows.push_back(
        {series, point.week, countCell(i), point.value, point.limit, std::string(point.alarm ? "yes" : "")});
    alarms += point.alarm ? 1 : 0;
  }
  Chart chart;
  chart.id = std::move(id);
  chart.kind = ChartKind::controlChart;
  chart.title = std::move(title);
  chart.xLabel = "Week";
  chart.yLabel = std::move(yLabel);
  chart.note = points.empty() ? std::string() : points.front().week + " to " + points.back().week;
  chart.alternative = fmt::format("{}, {}: {} with their limits, {} above it.", chart.title, series,
                                  counted(points.size(), "period"), alarms);
  chart.tables.push_back(std::move(table));
  return chart;
}

}  // namespace snitt::drift

#include <algorithm>

#include "ui/report/charts/forest_p.h"

namespace snitt::charts {

namespace {

// Where a page may end: a heading stays with the rows under it.
std::vector<std::size_t> breaksOf(const std::vector<ForestRow>& rows) {
  std::vector<std::size_t> breaks;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (!rows[i - 1].heading) breaks.push_back(i);
  breaks.push_back(rows.size());
  return breaks;
}

}  // namespace

std::vector<ForestChart> forestParts(const ForestChart& chart, double widthMm, double mostHeightMm) {
  if (layOutForest(chart, widthMm).height <= mostHeightMm) return {chart};
  const Range axis = forestAxis(chart);
  std::vector<ForestChart> parts;
  const auto partOf = [&](std::size_t from, std::size_t to) {
    ForestChart part = chart;
    part.from = axis.from;
    part.to = axis.to;
    part.rows.assign(chart.rows.begin() + static_cast<std::ptrdiff_t>(from),
                     chart.rows.begin() + static_cast<std::ptrdiff_t>(to));
    if (from == 0) return part;
    part.words.title += " (continued)";
    part.words.note.clear();
    return part;
  };
  std::size_t from = 0;
  std::size_t last = 0;
  for (const std::size_t to : breaksOf(chart.rows)) {
    const bool fits = layOutForest(partOf(from, to), widthMm).height <= mostHeightMm;
    if (!fits && last > from) {
      parts.push_back(partOf(from, last));
      from = last;
    }
    last = to;
  }
  parts.push_back(partOf(from, last));
  return parts;
}

}  // namespace snitt::charts

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/report/charts/training_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

using report::qs;

namespace {

constexpr double kPanelHeight = 40;
constexpr double kLeastPanel = 24;
constexpr double kNameGap = 2.2;   // from a row's name to its panels
constexpr double kRowGap = 5;      // between rows
constexpr double kBetween = 5;     // from the left panel to what belongs to the right one
constexpr double kTableGap = 4.5;  // from the right panel to the table
constexpr double kLegendGap = 3.5;
constexpr double kEdge = 0.025;  // of the axis, free before the first epoch and after the last
constexpr double kDense = 3;     // epochs a millimetre

Range spanOf(const TrainingResolution& resolution,
             std::initializer_list<std::vector<double> TrainingNetwork::*> arrays) {
  Range span{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const TrainingNetwork& network : resolution.networks)
    for (const auto array : arrays)
      for (const double value : network.*array)
        if (std::isfinite(value)) span = {std::min(span.from, value), std::max(span.to, value)};
  return span;
}

std::vector<const TrainingResolution*> shown(const TrainingCurvesChart& chart) {
  std::vector<const TrainingResolution*> some;
  for (const TrainingResolution& resolution : chart.resolutions)
    if (std::any_of(resolution.networks.begin(), resolution.networks.end(), isShown)) some.push_back(&resolution);
  return some;
}

double tableHeight(const TrainingRow& row) { return kNetworkStep * static_cast<double>(row.networks.size() + 1); }

double aroundRow(const TrainingRow& row) {
  const double name = row.name.empty() ? 0 : blockHeight(row.name.size(), kRowName) + kNameGap;
  return name + xAxisRoom({});
}

// What does not depend on the height.
TrainingLayout begin(const TrainingCurvesChart& chart, double widthMm) {
  TrainingLayout layout{headFor(chart.words, widthMm), legendFor(chart, widthMm), 0, {}, {}, {}};
  layout.legendTop = layout.head.height - 1;
  for (const TrainingResolution* resolution : shown(chart)) {
    TrainingRow row;
    row.name = wrapText(qs(resolution->name), kRowName, widthMm - 2 * kMargin, 2);
    row.networks = networksOf(*resolution);
    layout.rows.push_back(std::move(row));
  }
  return layout;
}

double aroundPanels(const TrainingCurvesChart& chart, const TrainingLayout& layout) {
  double height = layout.legendTop + legendHeight(layout.legend.size()) + kLegendGap + kMargin;
  for (const TrainingRow& row : layout.rows) height += aroundRow(row);
  height += kRowGap * static_cast<double>(layout.rows.size() - 1);
  return height + xAxisRoom(chart.words.xLabel) - xAxisRoom({});
}

// Of each row; all the same but where one row is less than a third of it.
std::vector<Range> epochRanges(const std::vector<const TrainingResolution*>& resolutions) {
  std::vector<Range> ranges;
  Range all{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const TrainingResolution* resolution : resolutions) {
    Range range = spanOf(*resolution, {&TrainingNetwork::epoch});
    ranges.push_back(range);
    all = {std::min(all.from, range.from), std::max(all.to, range.to)};
  }
  const bool alike = std::all_of(ranges.begin(), ranges.end(),
                                 [&](const Range& range) { return range.to - range.from >= (all.to - all.from) / 3; });
  for (Range& range : ranges) {
    if (alike) range = all;
    const double free = range.to > range.from ? kEdge * (range.to - range.from) : 1;
    range = {range.from - free, range.to + free};
  }
  return ranges;
}

Range figureRange(const std::vector<const TrainingResolution*>& resolutions) {
  Range all{0.5, 0.6};
  for (const TrainingResolution* resolution : resolutions) {
    const Range range = spanOf(*resolution, {&TrainingNetwork::figure});
    all = {std::min(all.from, range.from), std::max(all.to, range.to)};
  }
  // To whole twentieths with a little space.
  return {std::max(0.0, std::floor((all.from - 0.015) * 20) / 20), std::min(1.0, std::ceil((all.to + 0.01) * 20) / 20)};
}

}  // namespace

bool isShown(const TrainingNetwork& network) {
  const auto any = [](const std::vector<double>& values) {
    return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  return any(network.trainLoss) || any(network.tuneLoss) || any(network.figure);
}

Heights heightsOfTraining(const TrainingCurvesChart& chart, double widthMm) {
  const TrainingLayout layout = begin(chart, widthMm);
  const double around = aroundPanels(chart, layout);
  double table = 0;
  for (const TrainingRow& row : layout.rows) table = std::max(table, tableHeight(row));
  const auto rows = static_cast<double>(layout.rows.size());
  return {around + rows * std::max(kPanelHeight, table), around + rows * std::max(kLeastPanel, table)};
}

TrainingLayout layOutTraining(const TrainingCurvesChart& chart, double widthMm, double heightMm) {
  TrainingLayout layout = begin(chart, widthMm);
  layout.columns = columnsFor(chart, layout.rows, widthMm);
  const double height = (heightMm - aroundPanels(chart, layout)) / static_cast<double>(layout.rows.size());
  const int ticks = std::clamp(static_cast<int>(height / 6), 3, 8);
  const auto resolutions = shown(chart);
  const Range figures = figureRange(resolutions);
  layout.figureTicks = roundTicks(figures.from, figures.to, ticks);
  double left = 0;
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    const Range span = spanOf(*resolutions[i], {&TrainingNetwork::trainLoss, &TrainingNetwork::tuneLoss});
    if (span.from <= span.to) layout.rows[i].loss = lossAxis(span.from, span.to, ticks);
    left = std::max(left, yAxisRoom(layout.rows[i].loss.ticks, chart.words.yLabel));
  }
  const double middle = kBetween + yAxisRoom(layout.figureTicks, chart.figureName) - kMargin;
  const double width = (layout.columns.left - kTableGap - left - middle) / 2;
  const auto epochs = epochRanges(resolutions);
  double top = layout.legendTop + legendHeight(layout.legend.size()) + kLegendGap;
  for (std::size_t i = 0; i < layout.rows.size(); ++i) {
    TrainingRow& row = layout.rows[i];
    row.top = top;
    const double panelTop = top + aroundRow(row) - xAxisRoom({});
    row.losses = panelOn({left, panelTop, width, height}, epochs[i], row.loss.range);
    row.losses.y.log = row.loss.log;
    row.figures = panelOn({left + width + middle, panelTop, width, height}, epochs[i], figures);
    for (NetworkRow& network : row.networks) network.look.dense = (epochs[i].to - epochs[i].from) / width > kDense;
    row.epochs = epochTicks(epochs[i], std::clamp(static_cast<int>(width / 6.5), 2, 6));
    top = panelTop + height + xAxisRoom({}) + kRowGap;
  }
  return layout;
}

}  // namespace snitt::charts

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/report/charts/check_p.h"
#include "ui/report/charts/square_plot_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

constexpr double kPanelHeight = 62;
constexpr double kSign = 9;  // room at the right of the panel for the signs before the names
constexpr double kLabelGap = 2.5;
constexpr std::size_t kMostDots = 120;

const QColor kAlarm{0xb4, 0x23, 0x18};
const std::vector<double> kLimitDash{1.6, 0.9};

std::size_t drawnIn(const ControlChart& chart) {
  std::size_t drawn = 0;
  for (const WatchedSeries& one : chart.series)
    drawn += static_cast<std::size_t>(
        std::ranges::count_if(one.points, [](const WatchedPoint& point) { return std::isfinite(point.value); }));
  return drawn;
}

bool anyPoint(const ControlChart& chart, bool (*holds)(const WatchedPoint&)) {
  return std::ranges::any_of(chart.series,
                             [holds](const WatchedSeries& one) { return std::ranges::any_of(one.points, holds); });
}
bool hasLimit(const WatchedPoint& point) { return std::isfinite(point.limit); }
bool isAlarm(const WatchedPoint& point) { return point.alarm; }

Range placesOfAll(const ControlChart& chart) {
  Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const WatchedSeries& one : chart.series)
    for (const WatchedPoint& point : one.points) range = {std::min(range.from, point.at), std::max(range.to, point.at)};
  // Half a step at both ends, so that no point stands on an axis.
  return {range.from - 0.5, range.to + 0.5};
}

PlotInput inputFor(const ControlChart& chart) {
  double highest = 0, lowest = 0;
  std::vector<std::vector<QString>> names;
  const auto addName = [&names](const std::string& name) {
    names.push_back(wrapText(qs(name), nameStyle(kInk), 32, 2));
  };
  for (const WatchedSeries& one : chart.series) {
    for (const WatchedPoint& point : one.points)
      for (const double value : {point.value, point.limit})
        if (std::isfinite(value)) {
          highest = std::max(highest, value);
          lowest = std::min(lowest, value);
        }
    if (!one.name.empty()) addName(one.name);
  }
  if (anyPoint(chart, hasLimit)) addName(chart.limitName);
  if (anyPoint(chart, isAlarm)) addName(chart.alarmName);
  const double top = highest > lowest ? highest + (highest - lowest) * 0.06 : lowest + 0.1;
  PlotInput input{chart.words, placesOfAll(chart), nearlyRoundedOut(lowest, top, 7), {}};
  input.column = columnOf(std::move(names));
  input.panelHeight = kPanelHeight;
  input.leastColumn = input.column.lines.empty() ? 0 : input.column.widest + kSign;
  return input;
}

// The labels of as many places as there is room for, at equal distances.
std::vector<Tick> weekTicks(const ControlChart& chart, const Panel& panel, double canvasWidthMm) {
  std::vector<Tick> all;
  for (const WatchedSeries& one : chart.series)
    for (const WatchedPoint& point : one.points) all.push_back({point.at, qs(point.label)});
  std::ranges::stable_sort(all, {}, &Tick::value);
  const auto rest = std::ranges::unique(all, {}, &Tick::value);
  all.erase(rest.begin(), rest.end());
  double widest = 1;
  for (const Tick& tick : all) widest = std::max(widest, textWidth(tick.label, kTick));
  const double step = all.size() < 2 ? panel.area.width() : panel.x.at(all[1].value) - panel.x.at(all[0].value);
  const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil((widest + kLabelGap) / step)));
  std::vector<Tick> some;
  double free = kMargin / 2;
  for (std::size_t i = 0; i < all.size(); i += every) {
    const double x = panel.x.at(all[i].value);
    const double half = textWidth(all[i].label, kTick) / 2;
    // Places need not be at equal distances.
    if (x - half < free || x + half > canvasWidthMm - kMargin / 2) continue;
    free = x + half + kLabelGap / 2;
    some.push_back(all[i]);
  }
  return some;
}

void drawLimits(Canvas& canvas, const Panel& panel, const WatchedSeries& series, const QColor& colour) {
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const WatchedPoint& point = series.points[i];
    if (!hasLimit(point)) continue;
    // Where weeks are missing no limit held.
    const double from = i > 0 ? std::max((series.points[i - 1].at + point.at) / 2, point.at - 0.5) : point.at - 0.5;
    const double to = i + 1 < series.points.size() ? std::min((point.at + series.points[i + 1].at) / 2, point.at + 0.5)
                                                   : point.at + 0.5;
    canvas.line(panel.at(from, point.limit), panel.at(to, point.limit), {colour, 0.3, kLimitDash});
  }
}

void drawValues(Canvas& canvas, const Panel& panel, const WatchedSeries& series, std::size_t index) {
  std::vector<double> x, y;
  for (const WatchedPoint& point : series.points) {
    x.push_back(point.at);
    y.push_back(point.value);
  }
  for (const QPolygonF& part : lineThrough(panel, x, y)) canvas.curve(part, strokeFor(index));
  const double radius = series.points.size() <= kMostDots ? 0.75 : 0.45;
  for (const WatchedPoint& point : series.points) {
    if (!std::isfinite(point.value)) continue;
    const QPointF at = panel.at(point.at, point.value);
    canvas.disc(at, radius, colourFor(index));
    if (point.alarm) canvas.disc(at, 1.6, Qt::transparent, {kAlarm, 0.45});
  }
}

// The names with their signs, from the panel's top on.
void drawNames(Canvas& canvas, const Plot& plot, const ControlChart& chart) {
  double baseline = plot.panel.area.top() + capHeight(nameStyle(kInk));
  const double left = plot.panel.area.right() + 2.5;
  std::size_t line = 0;
  const auto next = [&](const QColor& colour, auto sign) {
    sign(QPointF(left + 2, baseline - capHeight(kTick) / 2));
    for (const QString& words : plot.column.lines[line]) {
      canvas.text({left + 5, baseline}, words, nameStyle(colour));
      baseline += lineStep(nameStyle(kInk));
    }
    ++line;
    baseline += 0.6;
  };
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    if (chart.series[i].name.empty()) continue;
    next(colourFor(i), [&](QPointF at) {
      canvas.line(at - QPointF(2, 0), at + QPointF(2, 0), strokeFor(i));
      canvas.disc(at, 0.75, colourFor(i));
    });
  }
  if (anyPoint(chart, hasLimit))
    next(kFaint, [&](QPointF at) { canvas.line(at - QPointF(2, 0), at + QPointF(2, 0), {kFaint, 0.3, kLimitDash}); });
  if (anyPoint(chart, isAlarm))
    next(kAlarm, [&](QPointF at) { canvas.disc(at, 1.6, Qt::transparent, {kAlarm, 0.45}); });
}

}  // namespace

Result<void> check(const ControlChart& chart) {
  for (const WatchedSeries& one : chart.series)
    for (std::size_t i = 0; i < one.points.size(); ++i) {
      if (!std::isfinite(one.points[i].at))
        return fail(ErrorKind::usage, "the series “" + one.name + "” has a point without a place");
      if (i > 0 && one.points[i].at <= one.points[i - 1].at)
        return fail(ErrorKind::usage, "the series “" + one.name + "” goes backwards at point " + std::to_string(i + 1));
    }
  return checkCount(chart.series.size());
}

QString nothingIn(const ControlChart& chart) { return drawnIn(chart) == 0 ? qs(chart.nothing) : QString(); }

Heights heightsOf(const ControlChart& chart, double widthMm) { return heightsOf(inputFor(chart), widthMm); }

void draw(Canvas& canvas, const ControlChart& chart) {
  const PlotInput input = inputFor(chart);
  Plot plot = layOut(input, canvas.width(), canvas.height());
  plot.xTicks = weekTicks(chart, plot.panel, canvas.width());
  const bool several = chart.series.size() > 1;
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    drawLimits(canvas, plot.panel, chart.series[i], several ? colourFor(i) : kFaint);
  for (std::size_t i = 0; i < chart.series.size(); ++i) drawValues(canvas, plot.panel, chart.series[i], i);
  drawAround(canvas, plot, input);
  drawNames(canvas, plot, chart);
}

}  // namespace snitt::charts

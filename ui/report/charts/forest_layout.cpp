#include <algorithm>
#include <cmath>

#include "core/text/p_in_words.h"
#include "ui/report/charts/forest_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

constexpr double kColumnGap = 4;
constexpr double kRowGap = 1.9;
constexpr double kHeadingGap = 1.3;  // more, above a heading
constexpr double kIndent = 2.5;
const TextStyle kStrong{kForestText.sizePt, Weight::medium, kInk};

// Two decimals, fewer for large numbers: they would show an accuracy that is not there.
QString ratioText(double value) { return numberText(value, value >= 100 ? 0 : value >= 10 ? 1 : 2); }

QString figuresOf(const ForestRow& row) {
  if (row.heading) return {};
  if (!row.remark.empty()) return qs(row.remark);
  if (!isKnown(row)) return QStringLiteral("not estimable");
  return QStringLiteral("%1 (%2–%3)").arg(ratioText(row.ratio), ratioText(row.lower), ratioText(row.upper));
}

// Fewer of them where their numbers would touch.
std::vector<Tick> ticksOf(const Panel& panel) {
  std::vector<Tick> all = logTicks(panel.x.from, panel.x.to);
  std::vector<Tick> kept;
  const auto room = [&](const Tick& tick) { return textWidth(tick.label, kTick) / 2 + 0.9; };
  for (const Tick& tick : all) {
    const double x = panel.x.at(tick.value);
    if (!kept.empty() && x - panel.x.at(kept.back().value) < room(tick) + room(kept.back())) {
      if (tick.value != 1) continue;
      kept.pop_back();  // the 1 is never the one to go
    }
    kept.push_back(tick);
  }
  return kept;
}

void setColumns(ForestLayout& layout, const ForestChart& chart, double widthMm) {
  double labels = 14;
  double figures = textWidth(layout.ratioHeader, kStrong);
  double p = textWidth(QStringLiteral("Interaction"), kTable);
  double counts = textWidth(QStringLiteral("Patients"), kTable);
  double events = textWidth(QStringLiteral("Events"), kTable);
  for (const ForestLine& line : layout.lines) {
    if (!line.row->heading) labels = std::max(labels, line.indent + widestOf(line.label, kStrong));
    figures = std::max(figures, textWidth(line.figures, kStrong));
    counts = std::max(counts, textWidth(countText(line.row->n), kStrong));
    events = std::max(events, textWidth(countText(line.row->events), kStrong));
    if (line.row->interactionP) p = std::max(p, textWidth(qs(pInWords(*line.row->interactionP)), kStrong));
    layout.hasP = layout.hasP || line.row->interactionP.has_value();
  }
  layout.countsRight = kMargin + labels + kColumnGap + counts;
  layout.eventsRight = layout.countsRight + kColumnGap + events;
  layout.pRight = widthMm - kMargin;
  layout.ratioLeft = layout.pRight - (layout.hasP ? p + kColumnGap : 0) - figures;
  const double left = layout.eventsRight + kColumnGap + 1;
  const double right = layout.ratioLeft - kColumnGap;
  layout.panel.area = QRectF(left, 0, right - left, 1);
  const Range axis = forestAxis(chart);
  layout.panel.x = {axis.from, axis.to, left, right, true};
}

}  // namespace

bool isKnown(const ForestRow& row) {
  return !row.heading && row.remark.empty() && std::isfinite(row.ratio) && row.ratio > 0 && row.lower >= 0 &&
         row.upper >= row.ratio;
}

Result<void> check(const ForestChart& chart) {
  const auto fine = [](const std::optional<double>& end) { return !end || (std::isfinite(*end) && *end > 0); };
  const bool ends = fine(chart.from) && fine(chart.to) && chart.from.value_or(0.5) < 1 && chart.to.value_or(2) > 1;
  if (!ends) return fail(ErrorKind::usage, "the axis of a forest plot runs from above 0 to above 1 with 1 inside");
  return {};
}

Range forestAxis(const ForestChart& chart) {
  double from = 1;
  double to = 1;
  for (const ForestRow& row : chart.rows) {
    if (!isKnown(row)) continue;
    from = std::min({from, row.ratio, std::max(row.lower, row.ratio / 4)});
    to = std::max({to, row.ratio, std::min(row.upper, row.ratio * 4)});
  }
  from = std::max(from, 1e-3);
  to = std::min(to, 1e3);
  if (to / from < 1.5) {
    from = std::min(from, 0.8);
    to = std::max(to, 1.25);
  }
  const Range out = logRoundedOut(from / 1.02, to * 1.02);
  return {chart.from.value_or(out.from), chart.to.value_or(out.to)};
}

ForestLayout layOutForest(const ForestChart& chart, double widthMm) {
  ForestLayout layout;
  layout.head = headFor(chart.words, widthMm);
  layout.ratioHeader = qs(chart.words.xLabel) + QStringLiteral(" (95 % CI)");
  bool under = false;
  for (const ForestRow& row : chart.rows) {
    under = !row.overall && (under || row.heading);
    ForestLine line{&row, {}, figuresOf(row), under && !row.heading ? kIndent : 0, 0};
    // Nothing else stands in a heading's line but its p, far to the right.
    const double room = row.heading ? widthMm * 0.6 : widthMm * 0.26 - line.indent;
    line.label = wrapText(qs(row.label), kStrong, room, row.heading ? 1 : 2);
    layout.lines.push_back(line);
  }
  setColumns(layout, chart, widthMm);
  layout.headerTop = layout.head.height;
  const double rows = layout.headerTop + capHeight(kTable) + 1.6;
  double y = rows + kRowGap + 0.4;
  for (ForestLine& line : layout.lines) {
    if (line.row->heading && &line != &layout.lines.front()) y += kHeadingGap;
    line.top = y;
    y += blockHeight(std::max<std::size_t>(1, line.label.size()), kForestText) + kRowGap;
  }
  layout.panel.area.setTop(rows);
  layout.panel.area.setBottom(y + 0.5);
  layout.ticks = ticksOf(layout.panel);
  const bool sides = !chart.belowOne.empty() || !chart.aboveOne.empty();
  layout.height =
      layout.panel.area.bottom() + xAxisRoom({}) + kMargin + (sides ? 1.8 + capHeight(kNote) + descent(kNote) : 0);
  return layout;
}

}  // namespace snitt::charts

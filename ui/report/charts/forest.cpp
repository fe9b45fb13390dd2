#include <algorithm>
#include <cmath>

#include "core/text/p_in_words.h"
#include "ui/report/charts/forest_p.h"
#include "ui/report/palette_p.h"

namespace snitt::charts {

namespace {

using report::qs;

const TextStyle kHeader{7, Weight::medium, kFaint};
constexpr double kArrow = 1.5;

void drawHeader(Canvas& canvas, const ForestLayout& layout, double top) {
  const double y = top + capHeight(kHeader);
  canvas.text({layout.countsRight, y}, QStringLiteral("Patients"), kHeader, Align::right);
  canvas.text({layout.eventsRight, y}, QStringLiteral("Events"), kHeader, Align::right);
  canvas.text({layout.ratioLeft, y}, layout.ratioHeader, kHeader);
  if (layout.hasP) canvas.text({layout.pRight, y}, QStringLiteral("Interaction"), kHeader, Align::right);
  canvas.line({kMargin, y + 1.6}, {canvas.width() - kMargin, y + 1.6}, {kGuide, 0.2});
}

QString countWords(std::size_t count, CountShown how) {
  return how == CountShown::count ? countText(count) : how == CountShown::withheld ? kWithheld : QString();
}

void drawArrow(Canvas& canvas, QPointF tip, double direction, const QColor& colour) {
  canvas.area(
      QPolygonF({tip, {tip.x() - direction * kArrow, tip.y() - 0.75}, {tip.x() - direction * kArrow, tip.y() + 0.75}}),
      colour);
}

// The interval, with an arrow where it leaves the axis, and the estimate: a square whose area follows the events.
void drawInterval(Canvas& canvas, const ForestRow& row, const Panel& panel, double y, double mostEvents) {
  const double from = panel.x.from;
  const double to = panel.x.to;
  const QColor colour = colourFor(0);
  const double left = panel.x.at(std::clamp(row.lower, from, to));
  const double right = panel.x.at(std::clamp(row.upper, from, to));
  if (row.overall && row.lower >= from && row.upper <= to) {
    const double middle = panel.x.at(row.ratio);
    canvas.area(QPolygonF({{left, y}, {middle, y - 1.35}, {right, y}, {middle, y + 1.35}}), colour);
    return;
  }
  const bool leftArrow = row.lower < from * (1 - 1e-9);
  const bool rightArrow = row.upper > to * (1 + 1e-9);
  canvas.line({left + (leftArrow ? kArrow / 2 : 0), y}, {right - (rightArrow ? kArrow / 2 : 0), y}, {colour, 0.35});
  if (leftArrow) drawArrow(canvas, {left, y}, -1, colour);
  if (rightArrow) drawArrow(canvas, {right, y}, 1, colour);
  if (row.ratio < from || row.ratio > to) return;
  const double x = panel.x.at(row.ratio);
  const double half = 0.55 + 0.85 * std::sqrt(static_cast<double>(row.events) / std::max(1.0, mostEvents));
  canvas.area(QPolygonF(QRectF(x - half, y - half, 2 * half, 2 * half)), colour);
}

void drawRow(Canvas& canvas, const ForestLayout& layout, const ForestLine& line, double mostEvents) {
  const ForestRow& row = *line.row;
  const bool strong = row.heading || row.overall;
  const TextStyle style{kForestText.sizePt, strong ? Weight::medium : Weight::regular, kInk};
  double baseline = line.top + capHeight(style);
  const double middle = line.top + capHeight(style) / 2;
  for (std::size_t i = 0; i < line.label.size(); ++i)
    canvas.text({kMargin + line.indent, baseline + static_cast<double>(i) * lineStep(style)}, line.label[i], style);
  if (row.interactionP) {
    const QString p = qs(pInWords(*row.interactionP));
    canvas.text({layout.pRight, baseline}, p, {style.sizePt, Weight::regular, kInk}, Align::right);
  }
  if (row.heading) return;
  canvas.text({layout.countsRight, baseline}, countWords(row.n, row.nShown), style, Align::right);
  canvas.text({layout.eventsRight, baseline}, countWords(row.events, row.eventsShown), style, Align::right);
  const bool known = isKnown(row);
  canvas.text({layout.ratioLeft, baseline}, line.figures,
              {style.sizePt, strong ? Weight::medium : Weight::regular, known ? kInk : kFaint});
  if (known) drawInterval(canvas, row, layout.panel, middle, mostEvents);
}

void drawSides(Canvas& canvas, const ForestChart& chart, const Panel& panel, double baseline) {
  // Nothing else stands in their line, so that they may be wider than the axis.
  const double one = panel.x.at(1);
  const double gap = 1.5;
  const auto side = [&](const std::string& words, double room, bool left) {
    if (words.empty() || room < 8) return;
    const QString arrow = left ? QStringLiteral("← ") : QStringLiteral(" →");
    auto lines = wrapText(qs(words), kNote, room - textWidth(arrow, kNote), 1);
    const QString all = left ? arrow + lines.front() : lines.front() + arrow;
    canvas.text({left ? one - gap : one + gap, baseline}, all, kNote, left ? Align::right : Align::left);
  };
  side(chart.belowOne, one - gap - kMargin, true);
  side(chart.aboveOne, canvas.width() - kMargin - one - gap, false);
}

}  // namespace

QString nothingIn(const ForestChart& chart) {
  const bool nothing =
      std::all_of(chart.rows.begin(), chart.rows.end(), [](const ForestRow& row) { return row.heading; });
  return nothing ? QStringLiteral("There are no subgroups to compare.") : QString();
}

Heights heightsOf(const ForestChart& chart, double widthMm) {
  const double height = layOutForest(chart, widthMm).height;
  return {height, height};
}

void draw(Canvas& canvas, const ForestChart& chart) {
  const ForestLayout layout = layOutForest(chart, canvas.width());
  drawHead(canvas, layout.head);
  drawHeader(canvas, layout, layout.headerTop);
  const Panel& panel = layout.panel;
  canvas.line({panel.x.at(1), panel.area.top()}, {panel.x.at(1), panel.area.bottom()}, {kGuide, 0.25});
  std::size_t mostEvents = 0;
  for (const ForestRow& row : chart.rows)
    if (!row.overall) mostEvents = std::max(mostEvents, row.events);
  for (const ForestLine& line : layout.lines) drawRow(canvas, layout, line, static_cast<double>(mostEvents));
  drawXAxis(canvas, panel, layout.ticks, {});
  drawSides(canvas, chart, panel, panel.area.bottom() + xAxisRoom({}) + 1.8 + capHeight(kNote));
}

}  // namespace snitt::charts

#include "ui/report/charts/panel_p.h"

#include <algorithm>
#include <cmath>

#include "ui/report/palette_p.h"

namespace snitt::charts {

using report::qs;

namespace {

constexpr double kTickGap = 1.0;   // between a tick and its number
constexpr double kLabelGap = 2.2;  // between the numbers and the axis's label
const Stroke kAxisStroke{kAxis, kAxisWidth};

double block(Canvas& canvas, double top, const std::vector<QString>& lines, const TextStyle& style) {
  double baseline = top + capHeight(style);
  for (const QString& line : lines) {
    canvas.text({kMargin, baseline}, line, style);
    baseline += lineStep(style);
  }
  return top + blockHeight(lines.size(), style);
}

}  // namespace

Head headFor(const ChartWords& words, double widthMm) {
  Head head{wrapText(qs(words.title), kTitle, widthMm - 2 * kMargin, 3),
            wrapText(qs(words.note), kNote, widthMm - 2 * kMargin, 4)};
  head.height = kMargin + blockHeight(head.title.size(), kTitle) + blockHeight(head.note.size(), kNote);
  if (!head.title.empty() && !head.note.empty()) head.height += 1.2;
  head.height += head.title.empty() && head.note.empty() ? 1 : 4;
  return head;
}

void drawHead(Canvas& canvas, const Head& head) {
  double top = kMargin;
  if (!head.title.empty()) top = block(canvas, top, head.title, kTitle) + 1.2;
  block(canvas, top, head.note, kNote);
}

Panel panelOn(const QRectF& area, Range x, Range y) {
  return {area, {x.from, x.to, area.left(), area.right()}, {y.from, y.to, area.bottom(), area.top()}};
}

double yAxisRoom(const std::vector<Tick>& ticks, const std::string& label) {
  double widest = 0;
  for (const Tick& tick : ticks) widest = std::max(widest, textWidth(tick.label, kTick));
  const double words = label.empty() ? 0 : capHeight(kLabel) + descent(kLabel) + kLabelGap;
  return kMargin + words + widest + kTickGap + kTickLength;
}

double xAxisRoom(const std::string& label) {
  const double numbers = kTickLength + kTickGap + capHeight(kTick);
  return label.empty() ? numbers : numbers + kLabelGap + capHeight(kLabel) + descent(kLabel);
}

void drawXAxis(Canvas& canvas, const Panel& panel, const std::vector<Tick>& ticks, const std::string& label) {
  const double y = panel.area.bottom();
  canvas.line({panel.area.left() - kAxisWidth / 2, y}, {panel.area.right(), y}, kAxisStroke);
  const double baseline = y + kTickLength + kTickGap + capHeight(kTick);
  for (const Tick& tick : ticks) {
    const double x = panel.x.at(tick.value);
    canvas.line({x, y}, {x, y + kTickLength}, kAxisStroke);
    canvas.text({x, baseline}, tick.label, kTick, Align::centre);
  }
  const auto words = wrapText(qs(label), kLabel, panel.area.width(), 1);
  if (!words.empty())
    canvas.text({panel.area.center().x(), baseline + kLabelGap + capHeight(kLabel)}, words.front(), kLabel,
                Align::centre);
}

void drawYAxis(Canvas& canvas, const Panel& panel, const std::vector<Tick>& ticks, const std::string& label) {
  const double x = panel.area.left();
  canvas.line({x, panel.area.top()}, {x, panel.area.bottom() + kAxisWidth / 2}, kAxisStroke);
  double widest = 0;
  for (const Tick& tick : ticks) {
    const double y = panel.y.at(tick.value);
    canvas.line({x - kTickLength, y}, {x, y}, kAxisStroke);
    canvas.text({x - kTickLength - kTickGap, y + capHeight(kTick) / 2}, tick.label, kTick, Align::right);
    widest = std::max(widest, textWidth(tick.label, kTick));
  }
  const auto words = wrapText(qs(label), kLabel, panel.area.height(), 1);
  if (!words.empty())
    canvas.textUpwards({x - kTickLength - kTickGap - widest - kLabelGap - descent(kLabel), panel.area.center().y()},
                       words.front(), kLabel);
}

void drawEmpty(Canvas& canvas, const ChartWords& words, const QString& sentence) {
  const Head head = headFor(words, canvas.width());
  drawHead(canvas, head);
  const auto lines = wrapText(sentence, kLabel, canvas.width() - 40, 0);
  double y = (head.height + canvas.height() - blockHeight(lines.size(), kLabel)) / 2 + capHeight(kLabel);
  for (const QString& line : lines) {
    canvas.text({canvas.width() / 2, y}, line, {kLabel.sizePt, Weight::regular, kFaint}, Align::centre);
    y += lineStep(kLabel);
  }
}

}  // namespace snitt::charts

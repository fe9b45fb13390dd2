// Charts on paper, as vectors with text.
#include <algorithm>
#include <cmath>

#include "ui/report/document/chart_of_tables_p.h"
#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

using charts::LaidOutChart;

constexpr double kLeastShare = 0.7;  // of a chart's best height, which it may give up to stay on a page
constexpr double kLeastHeight = 66;  // below which nobody would read it
constexpr double kChartInset = 3;    // of charts' own texts: they begin where the page's do
constexpr double kNoteGap = 1;
constexpr double kBelow = 4;
constexpr double kRounding = 0.001;
constexpr double kNothing = 18;

// A chart's own margin stands in the page's.
double widthOn(const PageFlow& flow, const document::Chart& chart) {
  return chart.kind == document::ChartKind::forest ? flow.width() + 2 * kChartInset : 0;
}

std::vector<QString> notesOf(const PageFlow& flow, const PdfPage& page, const document::Chart& chart) {
  std::vector<QString> lines;
  for (const document::Table& table : chart.tables) {
    if (table.note.empty()) continue;
    for (QString& line : page.linesOf(flow.width(), shown(table.note), kDocNote)) lines.push_back(std::move(line));
  }
  return lines;
}

double heightOf(const std::vector<QString>& notes) {
  return notes.empty() ? 0 : kNoteGap + static_cast<double>(notes.size()) * kDocNote.sizePt * kMmPerPoint * 1.25;
}

void place(PageFlow& flow, const LaidOutChart& chart, double mostHeight) {
  const double scale = std::min(1.0, mostHeight / chart.sizeMm.height());
  const QRectF area = flow.take(chart.sizeMm.height() * scale);
  flow.page().drawing({area.x() - kChartInset, area.y()}, scale, [&chart](QPainter& painter) {
    charts::Canvas canvas(painter, chart.sizeMm, charts::Letters::text);
    chart.draw(canvas);
  });
}

// Lower than at its best where it stays on the page that way.
Result<LaidOutChart> fitted(const PageFlow& flow, const document::Chart& chart, LaidOutChart best, double below) {
  // Charts are laid out in tenths of a millimetre: what is made to fit the page shall not be moved to the next one by
  // the rounding.
  const double room = std::floor((flow.roomLeftMm() - below - kRounding) * 10) / 10;
  const double height = best.sizeMm.height();
  if (height <= room || room < std::max(kLeastHeight, height * kLeastShare)) return best;
  auto lower = laidOutChart(chart, {widthOn(flow, chart), room, 0});
  if (!lower) return fail(lower.error());
  return lower->front().sizeMm.height() <= room + kRounding ? std::move(lower->front()) : std::move(best);
}

// What cannot be drawn takes the room of a sentence, not that of a chart.
void drawNothing(PageFlow& flow, const LaidOutChart& chart) {
  flow.keepTogether(kNothing);
  if (!chart.words.title.empty()) flow.paragraph(shown(chart.words.title), kDocCaption);
  flow.gap(0.8);
  flow.paragraph(chart.nothing, {kDocBody.sizePt, Weight::regular, kFaint});
  flow.gap(kBelow);
}

}  // namespace

double leastChartMm(const PageFlow& flow, const document::Chart& chart) {
  const auto parts = laidOutChart(chart, {widthOn(flow, chart), 0, flow.roomOfPageMm()});
  if (!parts) return 0;
  if (!parts->front().nothing.isEmpty()) return kNothing;
  const double height = parts->front().sizeMm.height();
  return std::max(std::min(height, kLeastHeight), height * kLeastShare);
}

Result<void> drawChart(PageFlow& flow, const document::Chart& chart) {
  const auto notes = notesOf(flow, flow.page(), chart);
  const double below = heightOf(notes);
  const double most = flow.roomOfPageMm() - below;
  auto parts = laidOutChart(chart, {widthOn(flow, chart), 0, most});
  if (!parts) return fail(parts.error());
  if (!parts->front().nothing.isEmpty()) {
    drawNothing(flow, parts->front());
    return {};
  }
  for (std::size_t i = 0; i < parts->size(); ++i) {
    const bool last = i + 1 == parts->size();
    LaidOutChart& part = (*parts)[i];
    if (parts->size() == 1) {
      auto fitting = fitted(flow, chart, part, below);
      if (!fitting) return fail(fitting.error());
      part = std::move(*fitting);
    }
    flow.keepTogether(std::min(part.sizeMm.height(), most) + (last ? below : 0));
    place(flow, part, most);
  }
  if (!notes.empty()) flow.gap(kNoteGap);
  for (const QString& line : notes) flow.lines({{{line}, 0, flow.width(), kDocNote}}, 0);
  flow.gap(kBelow);
  return {};
}

}  // namespace snitt::report

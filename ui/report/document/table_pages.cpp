#include <algorithm>

#include "ui/report/document/pages_p.h"
#include "ui/report/document/styles_p.h"
#include "ui/report/document/table_layout_p.h"

namespace snitt::report {

namespace {

constexpr double kRowGap = 0.9;
constexpr double kThick = 0.3;
constexpr double kThin = 0.15;

void rule(PageFlow& flow, double widthMm, double lineWidth, double above, double below, const QColor& colour) {
  flow.gap(above);
  const QRectF area = flow.take(0);
  flow.page().line({area.x(), area.y()}, {area.x() + widthMm, area.y()}, colour, lineWidth);
  flow.gap(below);
}

// Headings stand on one line at the bottom: short ones begin with empty lines.
void drawHead(PageFlow& flow, const ShownTable& table, const TableLayout& layout) {
  std::vector<LaidCell> cells;
  std::size_t most = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const LaidColumn& column = layout.columns[i];
    cells.push_back({flow.page().linesOf(column.widthMm + 0.01, shown(table.columns[i]->heading), layout.head),
                     column.xMm, column.widthMm, layout.head, column.numeric ? Qt::AlignRight : Qt::AlignLeft});
    most = std::max(most, cells.back().lines.size());
  }
  for (LaidCell& cell : cells) cell.lines.insert(cell.lines.begin(), most - cell.lines.size(), QString());
  rule(flow, layout.widthMm, kThick, 0, 0.9, kInk);
  flow.lines(cells, 0);
  rule(flow, layout.widthMm, kThin, 0.6, 0.9, kInk);
}

// Points of a column stand below one another, and the intervals beside them.
void addNumber(std::vector<LaidCell>& cells, const PdfPage& page, const LaidColumn& column, const CellText& cell,
               const TextStyle& style) {
  const double right = column.xMm + column.widthMm;
  const double interval = column.intervalMm > 0 ? kIntervalGapMm + column.intervalMm : 0;
  const double point = right - interval - column.rightMm;
  const QString number = shown(cell.value);
  // What is no number ends where the numbers do.
  const double before =
      cell.digits ? page.textWidth(atPoint(number).first, style) : page.textWidth(number, style) - column.rightMm;
  TextStyle drawn = style;
  // A point alone is easily overlooked.
  if (cell.withheld) drawn.weight = Weight::bold;
  cells.push_back({{number}, point - before, before + column.rightMm, drawn, Qt::AlignLeft});
  if (!cell.interval.empty())
    cells.push_back({{shown(cell.interval)}, right - column.intervalMm, column.intervalMm, style, Qt::AlignLeft});
}

void drawRow(PageFlow& flow, const std::vector<CellText>& row, const TableLayout& layout) {
  std::vector<LaidCell> cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const LaidColumn& column = layout.columns[i];
    const double numbers = column.leftMm + column.rightMm + column.intervalMm;
    if (row[i].number && column.numeric && numbers <= column.widthMm)
      addNumber(cells, flow.page(), column, row[i], layout.cell);
    else
      cells.push_back({flow.page().linesOf(column.widthMm + 0.01, shown(wholeText(row[i])), layout.cell), column.xMm,
                       column.widthMm, layout.cell, column.numeric ? Qt::AlignRight : Qt::AlignLeft});
  }
  flow.lines(cells, kRowGap);
}

}  // namespace

void drawTable(PageFlow& flow, const document::Table& table) {
  const ShownTable shownWords = shownTable(table);
  const TableLayout layout = layOutTable(flow.page(), shownWords, flow.width());
  flow.gap(1.5);
  // Its title, its head and its first rows stand on one page.
  flow.keepTogether(30);
  if (!table.title.empty()) {
    flow.paragraph(shown(table.title), kDocCaption);
    flow.gap(1);
  }
  drawHead(flow, shownWords, layout);
  flow.repeatOnNewPage([&flow, &table, &shownWords, &layout] {
    if (!table.title.empty()) {
      flow.paragraph(shown(table.title) + QStringLiteral(" (continued)"), kDocCaption);
      flow.gap(1);
    }
    drawHead(flow, shownWords, layout);
  });
  if (shownWords.rows.empty()) flow.paragraph(QStringLiteral("There are no rows."), kDocNote);
  for (std::size_t i = 0; i < shownWords.rows.size(); ++i) {
    // A last row alone on a page, or the notes without one, would look like another table.
    if (i + 2 == shownWords.rows.size()) flow.keepTogether(16);
    drawRow(flow, shownWords.rows[i], layout);
  }
  flow.repeatOnNewPage({});
  rule(flow, layout.widthMm, kThick, 0.1, 1.2, kInk);
  for (const std::string& note : shownWords.notes) flow.paragraph(shown(note), kDocNote);
  flow.gap(3);
}

}  // namespace snitt::report

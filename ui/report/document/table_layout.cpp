#include "ui/report/document/table_layout_p.h"

#include <algorithm>
#include <utility>

#include "ui/report/document/styles_p.h"

namespace snitt::report {

namespace {

constexpr double kMostHeading = 22;  // of a number's column: longer headings wrap
constexpr double kLeastText = 16;

struct Measured {
  LaidColumn column;
  double least = 0;
};

double longestWord(const PdfPage& page, const QString& words, const TextStyle& style) {
  double longest = 0;
  for (const QString& word : words.split(QLatin1Char(' '))) longest = std::max(longest, page.textWidth(word, style));
  return longest;
}

void addNumber(const PdfPage& page, LaidColumn& column, const CellText& cell, const TextStyle& style) {
  if (!cell.digits) {
    column.leftMm = std::max(column.leftMm, page.textWidth(shown(cell.value), style) - column.rightMm);
    return;
  }
  const auto [left, right] = atPoint(shown(cell.value));
  column.leftMm = std::max(column.leftMm, page.textWidth(left, style));
  column.rightMm = std::max(column.rightMm, page.textWidth(right, style));
  if (!cell.interval.empty())
    column.intervalMm = std::max(column.intervalMm, page.textWidth(shown(cell.interval), style));
}

Measured measure(const PdfPage& page, const ShownTable& table, std::size_t index, const TableLayout& layout) {
  const document::Column& column = *table.columns[index];
  Measured found;
  found.column.numeric = isNumeric(column);
  double words = 0;  // of cells that are none
  double word = 0;
  for (const auto& row : table.rows) {
    const CellText& cell = row[index];
    if (cell.number && found.column.numeric) {
      addNumber(page, found.column, cell, layout.cell);
      continue;
    }
    const QString text = shown(cell.value);
    words = std::max(words, page.textWidth(text, layout.cell));
    word = std::max(word, longestWord(page, text, layout.cell));
  }
  LaidColumn& laid = found.column;
  const double numbers = laid.leftMm + laid.rightMm + (laid.intervalMm > 0 ? kIntervalGapMm + laid.intervalMm : 0);
  const QString heading = shown(column.heading);
  const double headingWord = longestWord(page, heading, layout.head);
  const double headingMost = std::max(headingWord, std::min(page.textWidth(heading, layout.head), kMostHeading));
  laid.widthMm = std::max({numbers, words, headingMost});
  found.least = std::max({numbers, std::min(words, std::max(std::min(word, 40.0), kLeastText)), headingWord});
  return found;
}

// What is too much is taken from the columns that can give, in the proportion of what they can.
bool shrink(std::vector<Measured>& columns, double tooMuch) {
  double slack = 0;
  for (const Measured& one : columns) slack += one.column.widthMm - one.least;
  if (slack < tooMuch) return false;
  for (Measured& one : columns) one.column.widthMm -= tooMuch * (one.column.widthMm - one.least) / slack;
  return true;
}

double widthOf(const std::vector<Measured>& columns, double gap) {
  double width = gap * static_cast<double>(columns.size() - 1);
  for (const Measured& one : columns) width += one.column.widthMm;
  return width;
}

void place(TableLayout& layout, const std::vector<Measured>& columns, double gap) {
  double x = 0;
  for (const Measured& one : columns) {
    layout.columns.push_back(one.column);
    layout.columns.back().xMm = x;
    x += one.column.widthMm + gap;
  }
  layout.widthMm = std::max(0.0, x - gap);
}

}  // namespace

std::pair<QString, QString> atPoint(const QString& number) {
  qsizetype point = number.indexOf(QLatin1Char('.'));
  // Of "25 %" and "n/e" all but the sign stands before it.
  if (point < 0) point = number.indexOf(QStringLiteral(" %"));
  return point < 0 ? std::pair(number, QString()) : std::pair(number.left(point), number.mid(point));
}

TableLayout layOutTable(const PdfPage& page, const ShownTable& table, double widthMm) {
  constexpr double kLeastScale = 0.72;
  for (double scale = 1;; scale -= 0.07) {
    TableLayout layout;
    layout.cell = kDocCell;
    layout.head = kDocHead;
    layout.cell.sizePt *= scale;
    layout.head.sizePt *= scale;
    const double gap = (table.columns.size() > 6 ? 3.4 : 5.5) * scale;
    std::vector<Measured> columns;
    for (std::size_t i = 0; i < table.columns.size(); ++i) columns.push_back(measure(page, table, i, layout));
    if (columns.empty()) return layout;
    const double tooMuch = widthOf(columns, gap) - widthMm;
    if (tooMuch > 0 && !shrink(columns, tooMuch)) {
      if (scale > kLeastScale) continue;
      for (Measured& one : columns) one.least = 4;
      static_cast<void>(shrink(columns, tooMuch));
    }
    place(layout, columns, gap);
    return layout;
  }
}

}  // namespace snitt::report

#include "core/text/p_in_words.h"
#include "ui/report/document/cell_text_p.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/document/overloaded.h"
#include "ui/report/charts/charts.h"
#include "ui/report/charts/ticks_p.h"

namespace snitt::report {

namespace {

using namespace document;

constexpr const char* kUndefined = "n/e";
constexpr const char* kWithheld = "·";

std::string pText(double p) {
  std::string words = pInWords(p);
  for (const char* start : {"p = ", "p "})
    if (words.starts_with(start)) return words.substr(std::string_view(start).size());
  return words;
}

std::string digits(const Column& column, double value) {
  const double shown = column.kind == ColumnKind::percent ? value * 100 : value;
  return charts::numberText(shown, column.decimals).toStdString();
}

std::string numberWords(const Column& column, double value) {
  if (std::isnan(value)) return kUndefined;
  if (column.kind == ColumnKind::p) return pText(value);
  return column.kind == ColumnKind::percent ? digits(column, value) + " %" : digits(column, value);
}

std::string limits(const Column& column, const Interval& interval) {
  if (std::isnan(interval.value)) return {};
  if (std::isnan(interval.lower95) || std::isnan(interval.upper95)) return fmt::format("({})", kUndefined);
  // A dash before a minus cannot be read.
  const bool signs = interval.lower95 < 0 || interval.upper95 < 0;
  return fmt::format("({}{}{}{})", digits(column, interval.lower95), signs ? " to " : "–",
                     digits(column, interval.upper95), column.kind == ColumnKind::percent ? " %" : "");
}

bool any(const ShownTable& table, bool (*is)(const CellText&)) {
  return std::ranges::any_of(table.rows, [is](const auto& row) { return std::ranges::any_of(row, is); });
}

bool isUndefined(const CellText& cell) {
  return cell.number && (cell.value == kUndefined || cell.interval == fmt::format("({})", kUndefined));
}

}  // namespace

CellText cellText(const Column& column, const Cell& cell) {
  return std::visit(
      Overloaded{[](std::monostate) { return CellText{}; },
                 [](const std::string& text) {
                   return CellText{text, {}};
                 },
                 [](std::int64_t count) {
                   return CellText{charts::numberText(static_cast<double>(count), 0).toStdString(), {}, true, true};
                 },
                 [&](double number) {
                   return CellText{numberWords(column, number), {}, true, !std::isnan(number)};
                 },
                 [&](const Interval& interval) {
                   return CellText{numberWords(column, interval.value), limits(column, interval), true,
                                   !std::isnan(interval.value)};
                 },
                 [](Withheld) {
                   return CellText{kWithheld, {}, true, false, true};
                 }},
      cell);
}

std::string wholeText(const CellText& cell) {
  return cell.interval.empty() ? cell.value : fmt::format("{} {}", cell.value, cell.interval);
}

ShownTable shownTable(const Table& table) {
  ShownTable shown;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].hidden) continue;
    shown.columns.push_back(&table.columns[i]);
    places.push_back(i);
  }
  for (const std::vector<Cell>& row : table.rows) {
    std::vector<CellText> cells;
    for (std::size_t i = 0; i < places.size(); ++i)
      cells.push_back(cellText(*shown.columns[i], places[i] < row.size() ? row[places[i]] : Cell{}));
    shown.rows.push_back(std::move(cells));
  }
  if (!table.note.empty()) shown.notes.push_back(table.note);
  std::string signs;
  if (any(shown, isUndefined) && table.note.find(kUndefined) == std::string::npos) signs += "n/e: not estimable. ";
  if (any(shown, [](const CellText& cell) { return cell.withheld; }) && table.note.find(kWithheld) == std::string::npos)
    signs += "A point (·): withheld. ";
  if (!signs.empty()) {
    signs.pop_back();
    shown.notes.push_back(signs);
  }
  return shown;
}

}  // namespace snitt::report

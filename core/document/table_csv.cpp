#include <algorithm>
#include <cmath>

#include "core/csv.h"
#include "core/document/document_files.h"
#include "core/text/number.h"

namespace snitt::document {

namespace {

// R and pandas read "Inf"; an empty cell would be an undefined number.
std::string numberCell(double value) {
  if (std::isnan(value)) return {};
  if (std::isinf(value)) return value > 0 ? "Inf" : "-Inf";
  return shortest(value);
}

bool holdsIntervals(const Table& table, std::size_t column) {
  return std::ranges::any_of(table.rows, [column](const std::vector<Cell>& row) {
    return column < row.size() && std::holds_alternative<Interval>(row[column]);
  });
}

void addCell(CsvRow& row, const Cell& cell, bool interval) {
  const std::size_t width = interval ? 3 : 1;
  if (std::holds_alternative<Withheld>(cell)) {
    row.insert(row.end(), width, "withheld");
  } else if (const auto* whole = std::get_if<Interval>(&cell)) {
    for (const double value : {whole->value, whole->lower95, whole->upper95}) row.push_back(numberCell(value));
  } else {
    if (const auto* text = std::get_if<std::string>(&cell)) row.push_back(*text);
    if (const auto* count = std::get_if<std::int64_t>(&cell)) row.push_back(std::to_string(*count));
    if (const auto* number = std::get_if<double>(&cell)) row.push_back(numberCell(*number));
    if (std::holds_alternative<std::monostate>(cell)) row.emplace_back();
    row.resize(row.size() + width - 1);
  }
}

void addTables(std::vector<const Table*>& all, const std::vector<Block>& blocks) {
  for (const Block& block : blocks) {
    if (const auto* table = std::get_if<Table>(&block)) all.push_back(table);
    if (const auto* chart = std::get_if<Chart>(&block))
      for (const Table& table : chart->tables) all.push_back(&table);
  }
}

}  // namespace

std::string tableCsv(const Table& table) {
  std::vector<bool> intervals;
  CsvRow header;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string& key = table.columns[i].key;
    intervals.push_back(holdsIntervals(table, i));
    header.push_back(key);
    if (intervals.back()) header.insert(header.end(), {key + "Lower95", key + "Upper95"});
  }
  std::string text = csvRow(header);
  for (const std::vector<Cell>& cells : table.rows) {
    CsvRow row;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      addCell(row, i < cells.size() ? cells[i] : Cell{}, intervals[i]);
    text += csvRow(row);
  }
  return text;
}

std::vector<const Table*> tablesOf(const Document& document) {
  std::vector<const Table*> all;
  addTables(all, document.front);
  for (const Section& section : document.sections) addTables(all, section.blocks);
  return all;
}

}  // namespace snitt::document

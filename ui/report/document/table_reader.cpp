#include "ui/report/document/table_reader_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace snitt::report {

namespace {

using namespace document;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TableReader::TableReader(const Chart& chart, std::string_view part, const std::vector<std::string_view>& keys,
                         std::string& problem, bool needed)
    : m_problem(problem) {
  const std::string id = fmt::format("{}-{}", chart.id, part);
  const auto found = std::ranges::find(chart.tables, id, &Table::id);
  if (found == chart.tables.end()) {
    if (needed && m_problem.empty()) m_problem = fmt::format("there is no table {}", id);
    return;
  }
  m_table = &*found;
  for (std::string_view key : keys) {
    const bool optional = key.ends_with('?');
    if (optional) key.remove_suffix(1);
    const auto column = std::ranges::find(found->columns, key, &Column::key);
    m_places.emplace_back();
    if (column != found->columns.end())
      m_places.back() = static_cast<std::size_t>(column - found->columns.begin());
    else if (!optional && m_problem.empty())
      m_problem = fmt::format("the table {} has no column {}", id, key);
  }
}

const Cell& TableReader::at(std::size_t row, std::size_t column) const {
  static const Cell nothing;
  const std::optional<std::size_t> place = m_places[column];
  return place && *place < m_table->rows[row].size() ? m_table->rows[row][*place] : nothing;
}

void TableReader::refuse(std::size_t row, std::size_t column, std::string_view wanted) {
  if (m_problem.empty())
    m_problem = fmt::format("row {} of the table {} has no {} in the column {}", row + 1, m_table->id, wanted,
                            m_table->columns[*m_places[column]].key);
}

std::string TableReader::text(std::size_t row, std::size_t column) {
  const Cell& cell = at(row, column);
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  if (!std::holds_alternative<std::monostate>(cell) && !std::holds_alternative<Withheld>(cell))
    refuse(row, column, "text");
  return {};
}

double TableReader::number(std::size_t row, std::size_t column) { return interval(row, column).value; }

Interval TableReader::interval(std::size_t row, std::size_t column) {
  const Cell& cell = at(row, column);
  if (const auto* whole = std::get_if<Interval>(&cell)) return *whole;
  if (const auto* number = std::get_if<double>(&cell)) return {*number, kNone, kNone};
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return {static_cast<double>(*count), kNone, kNone};
  if (std::holds_alternative<std::string>(cell)) refuse(row, column, "number");
  return {kNone, kNone, kNone};
}

std::optional<std::size_t> TableReader::count(std::size_t row, std::size_t column) {
  const Cell& cell = at(row, column);
  if (std::holds_alternative<std::monostate>(cell) || std::holds_alternative<Withheld>(cell)) return std::nullopt;
  const auto* count = std::get_if<std::int64_t>(&cell);
  if (count && *count >= 0) return static_cast<std::size_t>(*count);
  refuse(row, column, "count");
  return std::nullopt;
}

bool TableReader::withheld(std::size_t row, std::size_t column) const {
  return std::holds_alternative<Withheld>(at(row, column));
}

bool TableReader::absent(std::size_t row, std::size_t column) const {
  return std::holds_alternative<std::monostate>(at(row, column));
}

}  // namespace snitt::report

#include "core/table/data_table.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/csv.h"
#include "core/outcomes/dates.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/text/one_line.h"
#include "core/text/trimmed.h"
#include "core/text/utf8.h"

namespace snitt {
namespace {

std::string shownCell(std::string_view cell) { return oneLine(cell, 30); }

}  // namespace

Result<DataTable> DataTable::parse(std::string_view csv) {
  if (const auto odd = firstNotUtf8(csv))
    return fail(ErrorKind::corrupt, fmt::format("line {} is no text in UTF-8; save the table as CSV (UTF-8)",
                                                std::ranges::count(csv.substr(0, *odd), '\n') + 1));
  auto reader = CsvReader::open(csv);
  if (!reader) return fail(reader.error());
  if (auto checked = checkSeparator(reader->header()); !checked) return fail(checked.error());
  DataTable table;
  table.m_header = reader->header();
  table.m_text.reserve(csv.size());
  for (CsvRow row;;) {
    const auto more = reader->next(row);
    if (!more) return fail(more.error());
    if (!*more) break;
    for (const std::string& value : row) {
      table.m_text += trimmed(value);
      table.m_ends.push_back(table.m_text.size());
    }
    ++table.m_rows;
  }
  if (table.m_rows == 0) return fail(ErrorKind::corrupt, "the table has a header and no rows");
  return table;
}

bool DataTable::has(std::string_view column) const { return std::ranges::find(m_header, column) != m_header.end(); }

Result<std::size_t> DataTable::indexOf(std::string_view column) const {
  const auto found = std::ranges::find(m_header, column);
  if (found != m_header.end()) return static_cast<std::size_t>(found - m_header.begin());
  return fail(ErrorKind::usage, fmt::format("there is no column \"{}\"{}", column, nearestHint(column, m_header)));
}

std::string_view DataTable::cell(std::size_t row, std::size_t column) const {
  const std::size_t index = row * m_header.size() + column;
  const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
  return std::string_view(m_text).substr(begin, m_ends[index] - begin);
}

Error DataTable::fault(std::size_t row, std::size_t column, const std::string& what) const {
  return {ErrorKind::corrupt, fmt::format("row {}, column \"{}\": \"{}\" {}", row + 2, m_header[column],
                                          shownCell(cell(row, column)), what)};
}

bool DataTable::isNumeric(std::string_view column) const {
  const auto index = indexOf(column);
  bool any = false;
  for (std::size_t row = 0; index && row < m_rows; ++row) {
    if (isMissing(cell(row, *index))) continue;
    if (!parseNumber(cell(row, *index))) return false;
    any = true;
  }
  return any;
}

Result<std::vector<double>> DataTable::numbers(std::string_view column) const {
  const auto index = indexOf(column);
  if (!index) return fail(index.error());
  std::vector<double> values(m_rows, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t row = 0; row < m_rows; ++row) {
    const std::string_view text = cell(row, *index);
    if (isMissing(text)) continue;
    const auto value = parseNumber(text);
    if (!value) return fail(fault(row, *index, "is not a number"));
    values[row] = *value;
  }
  return values;
}

Result<std::vector<double>> DataTable::times(std::string_view column) const {
  const auto index = indexOf(column);
  if (!index) return fail(index.error());
  for (std::size_t row = 0; row < m_rows; ++row)
    if (looksLikeDate(cell(row, *index)))
      return fail(fault(row, *index, "is a date; \"snitt outcomes\" makes times of dates"));
  auto values = numbers(column);
  if (!values) return values;
  for (std::size_t row = 0; row < m_rows; ++row)
    if ((*values)[row] < 0) return fail(fault(row, *index, "is a negative time"));
  return values;
}

Result<std::vector<std::string>> DataTable::texts(std::string_view column) const {
  const auto index = indexOf(column);
  if (!index) return fail(index.error());
  std::vector<std::string> values(m_rows);
  for (std::size_t row = 0; row < m_rows; ++row)
    if (!isMissing(cell(row, *index))) values[row] = cell(row, *index);
  return values;
}

Result<std::vector<std::uint8_t>> DataTable::events(std::string_view column, std::string_view value,
                                                    std::string_view option) const {
  const auto index = indexOf(column);
  if (!index) return fail(index.error());
  const auto number = parseNumber(value);
  std::vector<std::uint8_t> events(m_rows, kMissingEvent);
  bool found = false;
  for (std::size_t row = 0; row < m_rows; ++row) {
    const std::string_view text = cell(row, *index);
    if (isMissing(text)) continue;
    const auto here = parseNumber(text);
    if (value.empty()) {
      const bool one = here ? *here == 1 : text == "TRUE";
      if (!one && !(here ? *here == 0 : text == "FALSE"))
        return fail(
            fault(row, *index,
                  "is neither 0 nor 1; say which value is the event: " +
                      (option.starts_with("--") ? fmt::format("{} {}=VALUE", option, column) : std::string(option))));
      events[row] = one ? 1 : 0;
      continue;
    }
    const bool one = number && here ? *here == *number : text == value;
    events[row] = one ? 1 : 0;
    found = found || one;
  }
  if (!value.empty() && !found)
    return fail(ErrorKind::usage, fmt::format("no row of column \"{}\" holds \"{}\"", column, value));
  return events;
}

}  // namespace snitt

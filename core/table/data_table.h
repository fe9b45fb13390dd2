// A CSV as columns for statistics: which cells are missing, which are numbers, and one sentence with row and column for
// what is neither. Immutable once read. Rows are counted as a spreadsheet shows them: the header is row 1.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt {

class DataTable {
 public:
  // Errors (corrupt) are those of the CSV reader; bytes that are no UTF-8 (another encoding, a spreadsheet's own file);
  // and a table whose header has semicolons or tabs where commas belong.
  [[nodiscard]] static Result<DataTable> parse(std::string_view csv);

  [[nodiscard]] std::size_t rows() const { return m_rows; }
  [[nodiscard]] const std::vector<std::string>& header() const { return m_header; }
  [[nodiscard]] bool has(std::string_view column) const;
  // Whether every cell of it that is there is a number, and at least one is. The column exists.
  [[nodiscard]] bool isNumeric(std::string_view column) const;

  // All of these: usage where the table has no such column, with the nearest name; one entry a row.
  // Missing is NaN; corrupt names the cell that is no number.
  [[nodiscard]] Result<std::vector<double>> numbers(std::string_view column) const;
  // Numbers of time: also corrupt where one is negative, or where the column holds dates.
  [[nodiscard]] Result<std::vector<double>> times(std::string_view column) const;
  // Blanks around a text are cut off; missing is empty.
  [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view column) const;
  // 1 where the cell equals `value` (as a number where both are, else as text), 0 where it holds anything else, and
  // kMissingEvent. Without a value the column holds 0 and 1 alone; FALSE and TRUE stand for them too. `option`: where a
  // value can be said, for the message: an option of the command line, or words.
  static constexpr std::uint8_t kMissingEvent = 2;
  [[nodiscard]] Result<std::vector<std::uint8_t>> events(std::string_view column, std::string_view value = {},
                                                         std::string_view option = "--event") const;

 private:
  [[nodiscard]] Result<std::size_t> indexOf(std::string_view column) const;
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
  [[nodiscard]] Error fault(std::size_t row, std::size_t column, const std::string& what) const;

  std::vector<std::string> m_header;
  std::size_t m_rows = 0;
  // All cells one after the other: a table of a million rows is a few allocations.
  std::string m_text;
  std::vector<std::size_t> m_ends;
};

}  // namespace snitt

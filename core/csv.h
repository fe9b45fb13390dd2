// A small RFC 4180 reader and writer: UTF-8, comma (CsvReader: or another sign), quotes doubled inside quotes, line
// breaks allowed inside quotes. Reading takes LF and CRLF and drops a byte-order mark. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt {

using CsvRow = std::vector<std::string>;

struct CsvTable {
  CsvRow header;
  std::vector<CsvRow> rows;  // each as long as the header

  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

// The first record is the header. Errors name the line: a quote that never closes, a row of another length than the
// header, a column name that appears twice, no header at all.
[[nodiscard]] Result<CsvTable> parseCsv(std::string_view text);

// The same row by row, for tables that are too large to be held as text. The text outlives the reader; `firstLine` is
// the number of its first line where it is a part of a file.
class CsvReader {
 public:
  [[nodiscard]] static Result<CsvReader> open(std::string_view text, char separator = ',', std::size_t firstLine = 1);

  [[nodiscard]] const CsvRow& header() const { return m_header; }
  // False at the end; else `row` is as long as the header. A row used again keeps its memory.
  [[nodiscard]] Result<bool> next(CsvRow& row);
  // Where the row that was read last begins, counted from 1.
  [[nodiscard]] std::size_t line() const { return m_rowLine; }

 private:
  CsvReader(std::string_view text, char separator, std::size_t firstLine)
      : m_text(text), m_separator(separator), m_line(firstLine), m_rowLine(firstLine) {}

  [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
  [[nodiscard]] Result<void> record(CsvRow& row);
  [[nodiscard]] Result<void> field(std::string& value);
  [[nodiscard]] Result<void> quoted(std::string& value);
  void endOfLine();

  [[nodiscard]] std::size_t endOfField() const;

  std::string_view m_text;
  char m_separator;
  std::size_t m_at = 0;
  std::size_t m_line = 1;
  std::size_t m_rowLine = 1;
  CsvRow m_header;
};

// Corrupt where the header is one name with semicolons or tabs in it: the table was saved with these between its
// columns.
[[nodiscard]] Result<void> checkSeparator(const CsvRow& header);

// A cell that is empty, blank or NA: what tables have where nothing is known.
[[nodiscard]] bool isMissing(std::string_view cell);

// Quotes only what needs it; rows end with "\n".
[[nodiscard]] std::string csvRow(const CsvRow& fields);

}  // namespace snitt

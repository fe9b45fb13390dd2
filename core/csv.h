// A small RFC 4180 reader and writer: UTF-8, comma, quotes doubled inside quotes, line breaks allowed inside quotes.
// Reading takes LF and CRLF and drops a byte-order mark. Pure functions.
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

// Quotes only what needs it; rows end with "\n".
[[nodiscard]] std::string csvRow(const CsvRow& fields);

}  // namespace snitt

// The cells of a row by what the site says they mean.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.h"
#include "core/result.h"
#include "core/site/site_file.h"
#include "core/worklist/lab_event.h"

namespace snitt::told {

class ListColumns {
 public:
  [[nodiscard]] static Result<ListColumns> of(const Site& site, const CsvRow& header);

  [[nodiscard]] bool has(std::string_view meaning) const { return m_columns.contains(std::string(meaning)); }
  [[nodiscard]] const std::string& nameOf(std::string_view meaning) const;  // of the column

  // The cells of this row from now on; `line` is where it begins.
  void use(const CsvRow& row, std::size_t line);
  [[nodiscard]] std::size_t line() const { return m_line; }

  // Trimmed; empty where there is no such column. A byte 0 becomes U+FFFD.
  [[nodiscard]] std::string cell(std::string_view meaning) const;
  // The same for numbers and labels, which may not be longer than any real one.
  [[nodiscard]] std::string name(std::string_view meaning);
  // The same, cut, for text that people read.
  [[nodiscard]] std::string word(std::string_view meaning) const;
  // Nothing where the cell says nothing.
  [[nodiscard]] std::optional<bool> yesOrNo(std::string_view meaning);
  [[nodiscard]] std::string day(std::string_view meaning);  // YYYY-MM-DD
  [[nodiscard]] std::vector<ToldFlag> flags(std::string_view meaning, bool ofPatient);
  [[nodiscard]] std::string staging(std::string_view meaning, StagingItem item);

  void report(std::string_view meaning, std::string_view what);
  // The first thing that was wrong with a cell.
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

 private:
  struct Column {
    std::size_t at = 0;
    std::string name;
  };
  std::map<std::string, Column> m_columns;
  ListDates m_dates = ListDates::iso;
  const CsvRow* m_row = nullptr;
  std::size_t m_line = 0;
  std::optional<Error> m_error;
};

}  // namespace snitt::told

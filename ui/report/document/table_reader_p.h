// The tables that a document's chart is drawn from, read by the names of their columns.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/document.h"

namespace snitt::report {

// The first thing that does not fit is kept in `problem`, as a part of a sentence; readers then give what is undefined.
class TableReader {
 public:
  // Of the chart "km", the part "curve" is the table "km-curve". A key that ends in '?' may be missing, and so may the
  // whole table where it is not `needed`. Chart and problem outlive this.
  TableReader(const document::Chart& chart, std::string_view part, const std::vector<std::string_view>& keys,
              std::string& problem, bool needed = true);

  [[nodiscard]] std::size_t rows() const { return m_table ? m_table->rows.size() : 0; }
  // `column`: the place of its key. Undefined, absent and withheld numbers are NaN; so are limits of a number alone.
  [[nodiscard]] std::string text(std::size_t row, std::size_t column);
  [[nodiscard]] double number(std::size_t row, std::size_t column);
  [[nodiscard]] document::Interval interval(std::size_t row, std::size_t column);
  // Nothing where it is withheld or there is none.
  [[nodiscard]] std::optional<std::size_t> count(std::size_t row, std::size_t column);
  [[nodiscard]] bool withheld(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool absent(std::size_t row, std::size_t column) const;

 private:
  [[nodiscard]] const document::Cell& at(std::size_t row, std::size_t column) const;
  void refuse(std::size_t row, std::size_t column, std::string_view wanted);

  const document::Table* m_table = nullptr;
  std::vector<std::optional<std::size_t>> m_places;
  std::string& m_problem;
};

}  // namespace snitt::report

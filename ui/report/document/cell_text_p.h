// A document's tables as people read them: numbers as text, columns that only files have left out. Paper and browser
// show the same words.
#pragma once

#include <string>
#include <vector>

#include "core/document/document.h"

namespace snitt::report {

// "0.71" with "(0.67–0.75)"; the second part is empty where there is no interval.
struct CellText {
  std::string value;
  std::string interval;
  bool number = false;    // stands under the other numbers
  bool digits = false;    // and is one, not "n/e" or "·"
  bool withheld = false;  // "·"
};

[[nodiscard]] CellText cellText(const document::Column& column, const document::Cell& cell);

// Both with a blank between them.
[[nodiscard]] std::string wholeText(const CellText& cell);

struct ShownTable {
  std::vector<const document::Column*> columns;
  std::vector<std::vector<CellText>> rows;
  std::vector<std::string> notes;  // the table's own; what "·" and "n/e" mean where it does not say so
};

// The table outlives what is shown of it.
[[nodiscard]] ShownTable shownTable(const document::Table& table);

[[nodiscard]] inline bool isNumeric(const document::Column& column) {
  return column.kind != document::ColumnKind::text;
}

}  // namespace snitt::report

#include "core/document/columns.h"

#include <fmt/format.h>

#include <utility>

namespace snitt::document {

Column textColumn(std::string key, std::string heading) {
  return {std::move(key), std::move(heading), ColumnKind::text, 0, false};
}
Column countColumn(std::string key, std::string heading) {
  return {std::move(key), std::move(heading), ColumnKind::count, 0, false};
}
Column numberColumn(std::string key, std::string heading, int decimals) {
  return {std::move(key), std::move(heading), ColumnKind::number, decimals, false};
}
Column percentColumn(std::string key, std::string heading, int decimals) {
  return {std::move(key), std::move(heading), ColumnKind::percent, decimals, false};
}
Column pColumn(std::string heading) { return {"p", std::move(heading), ColumnKind::p, 3, false}; }
Column hiddenColumn(Column column) {
  column.hidden = true;
  return column;
}

Cell countCell(std::size_t count, bool told) {
  if (!told) return Withheld{};
  return static_cast<std::int64_t>(count);
}

Cell toldIf(bool told, double value) {
  if (!told) return Withheld{};
  return value;
}
Cell toldIf(bool told, const Interval& value) {
  if (!told) return Withheld{};
  return value;
}

std::string counted(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace snitt::document

#include "core/analysis/competing_column.h"

#include <algorithm>

#include <fmt/format.h>

namespace snitt::analysis {

Result<CompetingColumn> CompetingColumn::read(const DataTable& table, const Followup& followup,
                                              const std::string& column, const std::string& value) {
  CompetingColumn result;
  if (column.empty()) return result;
  auto competing = table.events(column, value, "--competing");
  if (!competing) return fail(competing.error());
  for (std::size_t row = 0; row < competing->size(); ++row) {
    if (followup.event[row] != 1) continue;
    if ((*competing)[row] == 1)
      return fail(ErrorKind::corrupt,
                  fmt::format("row {}, column \"{}\": the competing event stands beside the event itself, and only one "
                              "of them can have come first",
                              row + 2, column));
    (*competing)[row] = 0;
  }
  result.m_competing = *std::move(competing);
  return result;
}

std::vector<std::uint8_t> CompetingColumn::of(const std::vector<std::size_t>& rows) const {
  return m_competing.empty() ? std::vector<std::uint8_t>{} : picked(m_competing, rows);
}

std::size_t CompetingColumn::count(const std::vector<std::size_t>& rows) const {
  return static_cast<std::size_t>(std::ranges::count(of(rows), 1));
}

}  // namespace snitt::analysis

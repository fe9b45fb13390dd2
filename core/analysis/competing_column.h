// A column that says who had an event that rules out the one of interest. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

// Of each row of the table; empty where nothing competes.
class CompetingColumn {
 public:
  // `column` empty: nothing competes. `value`: the value that is the competing event; empty: the column holds 0 and 1.
  // Errors: what DataTable says of the column; corrupt, with the row, where the event of the follow-up stands beside a
  // competing one. An empty cell beside the event competes with nothing: the event is known to have come first.
  [[nodiscard]] static Result<CompetingColumn> read(const DataTable& table, const Followup& followup,
                                                    const std::string& column, const std::string& value);

  // Whether a row's follow-up is known to have ended in a competing event or not; always where nothing competes.
  [[nodiscard]] bool known(std::size_t row) const {
    return m_competing.empty() || m_competing[row] != DataTable::kMissingEvent;
  }
  // As the statistics take it (competing_events.h), of `rows` that are known.
  [[nodiscard]] std::vector<std::uint8_t> of(const std::vector<std::size_t>& rows) const;
  // How many of `rows` had a competing event.
  [[nodiscard]] std::size_t count(const std::vector<std::size_t>& rows) const;

 private:
  std::vector<std::uint8_t> m_competing;
};

}  // namespace snitt::analysis

// One row of a table as dates and a cause, and what about it cannot be.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/csv.h"
#include "core/outcomes/rules.h"

namespace snitt::outcomes {

enum class Cause : std::uint8_t { none, cancer, other, unknown };

struct Record {
  std::string patient;
  std::optional<Day> origin;
  std::optional<Day> recurrence;
  std::optional<Day> lastFollowUp;
  std::optional<Day> death;
  Cause cause = Cause::none;  // of death, where there is one
  bool operator==(const Record&) const = default;
};

// Where the columns of the rules stand in the table, and how their dates are to be read.
struct Columns {
  std::size_t patient = 0;
  std::map<std::string, std::size_t, std::less<>> at;  // of the dates, by name
  std::map<std::string, DateOrder, std::less<>> order;
  std::vector<std::size_t> cause;

  [[nodiscard]] bool uses(std::size_t column) const;
};

// usage for a column that is not there, with the nearest that is; and the errors of orderOfColumn.
[[nodiscard]] Result<Columns> findColumns(const CsvTable& table, const OutcomeRules& rules);

// What can be read, and a sentence for each thing that cannot be.
struct ReadRecord {
  Record record;
  std::vector<std::string> problems;
};
[[nodiscard]] ReadRecord readRecord(const CsvRow& row, const Columns& columns, const OutcomeRules& rules);

}  // namespace snitt::outcomes

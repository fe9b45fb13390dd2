// The patients that an analysis can use: rows of a table in which everything it needs is known, and how many were left
// out. Columns are read once and shared by the analyses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/statistics/survival/survival_data.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

// A column of values that stand for groups. `level[i]` of row i is an index of `names`, −1 where it is missing.
struct Levels {
  std::vector<std::string> names;
  std::vector<int> level;
  bool ordered = false;  // numbers, or the classes of a prognosis: a trend over them means something
};

// Numbers are sorted as numbers, the classes good, uncertain, poor in this order, other texts as texts.
[[nodiscard]] Levels levelsOf(const std::vector<std::string>& cells);

// Picks `values[row]` for each of `rows`.
template <class T>
[[nodiscard]] std::vector<T> picked(const std::vector<T>& values, const std::vector<std::size_t>& rows) {
  std::vector<T> result;
  result.reserve(rows.size());
  for (const std::size_t row : rows) result.push_back(values[row]);
  return result;
}

// The same grouping with numbers from 0 on and none left out: a patient without a usable row is none of a sample.
[[nodiscard]] std::vector<std::size_t> renumbered(const std::vector<int>& levels);

// How many there are of renumbered ones.
[[nodiscard]] std::size_t countOf(const std::vector<std::size_t>& renumberedLevels);

// Time and event of all rows of a table; `known` where both are.
struct Followup {
  std::vector<double> time;         // rounding removed (withoutRounding)
  std::vector<std::uint8_t> event;  // DataTable::kMissingEvent where it is missing
  std::vector<std::size_t> known;   // rows
};

// The part of a follow-up that one analysis uses.
struct Patients {
  std::vector<std::size_t> rows;
  std::size_t dropped = 0;  // of the table
  std::vector<double> time;
  std::vector<std::uint8_t> event;

  [[nodiscard]] std::size_t n() const { return rows.size(); }
  [[nodiscard]] std::size_t events() const;
  [[nodiscard]] statistics::SurvivalView view() const { return {time, event}; }
};

// Errors: what DataTable says of the two columns.
[[nodiscard]] Result<Followup> followupOf(const DataTable& table, const std::string& time, const std::string& event,
                                          const std::string& eventValue);

// Rows with a known follow-up for which `usable` holds.
template <class Usable>
[[nodiscard]] Patients patientsWhere(const Followup& followup, Usable usable) {
  Patients patients;
  for (const std::size_t row : followup.known)
    if (usable(row)) patients.rows.push_back(row);
  patients.dropped = followup.time.size() - patients.rows.size();
  patients.time = picked(followup.time, patients.rows);
  patients.event = picked(followup.event, patients.rows);
  return patients;
}

}  // namespace snitt::analysis

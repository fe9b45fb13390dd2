// R's survival data with competing risks: the first of recurrence (1) or death (2), as tests/statistics/reference/
// competing.R makes it.
#pragma once

#include <algorithm>
#include <map>

#include "core/statistics/competing/competing_data.h"
#include "support/survival_tables.h"

namespace snitt::test {

struct CompetingTable {
  RTable table;
  std::vector<double> time;
  std::vector<std::uint8_t> cause;

  [[nodiscard]] statistics::CompetingView view() const { return {time, cause}; }

  void add(bool recurred, double recurrenceTime, bool died, double deathTime) {
    time.push_back(recurred ? recurrenceTime : deathTime);
    cause.push_back(recurred ? 1 : died ? 2 : 0);
  }
  [[nodiscard]] CompetingTable where(const std::vector<bool>& keep) const {
    CompetingTable result{table.where(keep), {}, {}};
    for (std::size_t i = 0; i < keep.size(); ++i)
      if (keep[i]) {
        result.time.push_back(time[i]);
        result.cause.push_back(cause[i]);
      }
    return result;
  }
  [[nodiscard]] CompetingTable whereNumber(const std::string& column, double value) const {
    std::vector<bool> keep;
    for (const double one : table.number.at(column)) keep.push_back(one == value);
    return where(keep);
  }
};

inline CompetingTable competingRotterdam() {
  CompetingTable result{sharedSurvival("rotterdam"), {}, {}};
  const auto& column = result.table.number;
  for (std::size_t i = 0; i < result.table.rows; ++i)
    result.add(column.at("recur")[i] == 1, column.at("rtime")[i], column.at("death")[i] == 1, column.at("dtime")[i]);
  return result;
}

// One row a patient, with the columns of the recurrence row.
inline CompetingTable competingColon() {
  const RTable both = sharedSurvival("colon");
  std::map<double, std::size_t> deathRow;
  std::vector<bool> isRecurrence;
  for (std::size_t i = 0; i < both.rows; ++i) {
    isRecurrence.push_back(both.number.at("etype")[i] == 1);
    if (!isRecurrence.back()) deathRow[both.number.at("id")[i]] = i;
  }
  CompetingTable result{both.where(isRecurrence), {}, {}};
  const auto& column = result.table.number;
  for (std::size_t i = 0; i < result.table.rows; ++i) {
    const std::size_t death = deathRow.at(column.at("id")[i]);
    result.add(column.at("status")[i] == 1, column.at("time")[i], both.number.at("status")[death] == 1,
               both.number.at("time")[death]);
  }
  return result;
}

// 0, 1 … for each different value, in ascending order.
template <class T>
std::vector<std::size_t> numbered(const std::vector<T>& values) {
  std::map<T, std::size_t> number;
  for (const T& value : values) number[value] = 0;
  std::size_t next = 0;
  for (auto& [value, index] : number) index = next++;
  std::vector<std::size_t> result;
  for (const T& value : values) result.push_back(number[value]);
  return result;
}

}  // namespace snitt::test

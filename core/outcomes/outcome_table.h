// A table of dates becomes times and events. Pure functions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/csv.h"
#include "core/outcomes/rules.h"
#include "core/result.h"

namespace snitt {

// Why a row is not in the result. Rows are counted as a spreadsheet shows them: the header is row 1.
struct OutcomeNote {
  std::size_t row = 0;
  std::string patient;
  std::string reason;  // part of a sentence
  bool operator==(const OutcomeNote&) const = default;
};

// Of patients, whatever number of rows each has.
struct OutcomeCounts {
  std::size_t patients = 0;
  std::size_t events = 0;
  std::size_t deaths = 0;
  std::size_t cancerDeaths = 0;
  std::size_t otherDeaths = 0;
  std::size_t unknownCauses = 0;
  std::size_t recurrences = 0;
  std::size_t endedAtCutOff = 0;  // followed, or known to have died, after it
  bool operator==(const OutcomeCounts&) const = default;
};

// `table` has the columns patient, time, event, cause (with causes of death) and recurrence, recurrenceTime (with dates
// of recurrence), then the columns that the rules do not use. `time` and `recurrenceTime` are whole days from the
// origin; `cause` is cancer or other for who died by the end of follow-up, whatever the event is, and empty for the
// living and for unknown causes; `recurrenceTime` is `time` where there was no recurrence.
struct OutcomeTable {
  CsvTable table;
  OutcomeCounts counts;
  std::vector<OutcomeNote> impossible;  // rows that contradict themselves or each other; several notes for one row
  std::vector<OutcomeNote> excluded;    // rows that the rules leave out: early deaths
  std::map<std::string, std::string> dateOrders;  // of the columns of dates: iso, dmy or mdy
};

// A row is impossible that lacks its patient or origin, or its end; whose dates cannot be read or follow each other as
// they cannot; whose cause is no ICD-10 code, in no list, or stands beside no death. Rows of one patient (a slide each,
// say) must agree in every date and cause; where they do not, and where one is impossible, all of them are in
// `impossible`. Errors: usage where a column is missing (with the nearest name), where the table has a column already
// that this would add, or where an order of dates must be stated; corrupt for columns whose dates have two orders.
[[nodiscard]] Result<OutcomeTable> outcomesOf(const CsvTable& table, const OutcomeRules& rules);

}  // namespace snitt

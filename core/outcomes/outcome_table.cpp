#include "core/outcomes/outcome_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/outcomes/records_p.h"

namespace snitt {
namespace {

using outcomes::Cause;
using outcomes::Columns;
using outcomes::ReadRecord;
using outcomes::Record;

// Of one patient, by the end of follow-up.
struct Outcome {
  long time = 0;
  bool event = false;
  bool died = false;
  Cause cause = Cause::none;
  bool recurred = false;
  long recurrenceTime = 0;
  bool endedAtCutOff = false;
};

Outcome outcomeOf(const Record& record, const OutcomeRules& rules) {
  const Day origin = *record.origin;
  const std::optional<Day> known = record.death          ? record.death
                                   : record.lastFollowUp ? record.lastFollowUp
                                                         : rules.cutOff;
  const Day end = rules.cutOff ? std::min(*known, *rules.cutOff) : *known;
  Outcome result;
  result.endedAtCutOff = end < *known;
  result.time = (end - origin).count();
  result.died = record.death && *record.death == end;
  if (result.died) result.cause = record.cause;
  result.recurred = record.recurrence && *record.recurrence <= end;
  result.recurrenceTime = result.recurred ? (*record.recurrence - origin).count() : result.time;
  result.event = result.died;
  if (rules.event == OutcomeEvent::cancerDeath) result.event = result.cause == Cause::cancer;
  if (rules.event == OutcomeEvent::recurrenceOrDeath) {
    result.event = result.died || result.recurred;
    result.time = result.recurrenceTime;
  }
  return result;
}

void count(const Outcome& one, OutcomeCounts& counts) {
  const auto add = [](std::size_t& into, bool yes) { into += yes ? 1 : 0; };
  ++counts.patients;
  add(counts.events, one.event);
  add(counts.deaths, one.died);
  add(counts.cancerDeaths, one.cause == Cause::cancer);
  add(counts.otherDeaths, one.cause == Cause::other);
  add(counts.unknownCauses, one.cause == Cause::unknown);
  add(counts.recurrences, one.recurred);
  add(counts.endedAtCutOff, one.endedAtCutOff);
}

// Names that the result has of its own.
CsvRow ownHeader(const OutcomeRules& rules) {
  CsvRow header{"patient", "time", "event"};
  if (!rules.columns.causeOfDeath.empty()) header.emplace_back("cause");
  if (!rules.columns.recurrence.empty()) header.insert(header.end(), {"recurrence", "recurrenceTime"});
  return header;
}

CsvRow ownFields(const Record& record, const Outcome& one, const OutcomeRules& rules) {
  CsvRow row{record.patient, std::to_string(one.time), one.event ? "1" : "0"};
  if (!rules.columns.causeOfDeath.empty())
    row.emplace_back(one.cause == Cause::cancer ? "cancer" : one.cause == Cause::other ? "other" : "");
  if (!rules.columns.recurrence.empty())
    row.insert(row.end(), {one.recurred ? "1" : "0", std::to_string(one.recurrenceTime)});
  return row;
}

// The first thing in which two rows of a patient differ.
std::string difference(const Record& a, const Record& b, const OutcomeColumns& names) {
  if (a.origin != b.origin) return names.origin;
  if (a.death != b.death) return names.death;
  if (a.recurrence != b.recurrence) return names.recurrence;
  if (a.lastFollowUp != b.lastFollowUp) return names.lastFollowUp;
  return "cause of death";
}

// Row numbers of each patient, from 0; rows without one are alone.
std::map<std::string, std::vector<std::size_t>> rowsByPatient(const std::vector<ReadRecord>& records) {
  std::map<std::string, std::vector<std::size_t>> rows;
  for (std::size_t row = 0; row < records.size(); ++row)
    if (!isMissing(records[row].record.patient)) rows[records[row].record.patient].push_back(row);
  return rows;
}

// Adds to each record's problems what the patient's other rows say against it.
void comparePatients(std::vector<ReadRecord>& records, const OutcomeColumns& names) {
  for (const auto& [patient, rows] : rowsByPatient(records)) {
    const bool wrong = std::ranges::any_of(rows, [&](std::size_t row) { return !records[row].problems.empty(); });
    const Record& first = records[rows.front()].record;
    const auto differs = std::ranges::find_if(rows, [&](std::size_t row) { return records[row].record != first; });
    if (!wrong && differs == rows.end()) continue;
    const std::string what = wrong ? "" : difference(first, records[*differs].record, names);
    for (const std::size_t row : rows) {
      if (!records[row].problems.empty()) continue;
      if (wrong)
        records[row].problems.emplace_back("another row of the patient cannot be used");
      else
        records[row].problems.push_back(
            fmt::format("the patient's rows {} and {} differ in {}", rows.front() + 2, *differs + 2, what));
    }
  }
}

Result<void> checkNames(const CsvTable& table, const Columns& columns, const OutcomeRules& rules) {
  const CsvRow own = ownHeader(rules);
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (!columns.uses(i) && std::ranges::find(own, table.header[i]) != own.end())
      return fail(
          ErrorKind::usage,
          fmt::format("the table has a column \"{}\" already, which the outcomes would add: rename or remove it",
                      table.header[i]));
  return {};
}

}  // namespace

Result<OutcomeTable> outcomesOf(const CsvTable& table, const OutcomeRules& rules) {
  const auto columns = outcomes::findColumns(table, rules);
  if (!columns) return fail(columns.error());
  if (auto named = checkNames(table, *columns, rules); !named) return fail(named.error());
  std::vector<ReadRecord> records;
  records.reserve(table.rows.size());
  for (const CsvRow& row : table.rows) records.push_back(readRecord(row, *columns, rules));
  comparePatients(records, rules.columns);

  OutcomeTable result;
  for (const auto& [name, order] : columns->order) result.dateOrders[name] = toText(order);
  result.table.header = ownHeader(rules);
  for (std::size_t i = 0; i < table.header.size(); ++i)
    if (!columns->uses(i)) result.table.header.push_back(table.header[i]);
  std::map<std::string, bool> counted;
  for (std::size_t row = 0; row < records.size(); ++row) {
    const Record& record = records[row].record;
    for (const std::string& problem : records[row].problems)
      result.impossible.push_back({row + 2, record.patient, problem});
    if (!records[row].problems.empty()) continue;
    const Outcome outcome = outcomeOf(record, rules);
    const long deathTime = outcome.died ? (*record.death - *record.origin).count() : -1;
    if (outcome.died && deathTime <= rules.excludeDeathsWithinDays) {
      result.excluded.push_back({row + 2, record.patient, fmt::format("death {} days after the origin", deathTime)});
      continue;
    }
    if (!std::exchange(counted[record.patient], true)) count(outcome, result.counts);
    CsvRow fields = ownFields(record, outcome, rules);
    for (std::size_t i = 0; i < table.header.size(); ++i)
      if (!columns->uses(i)) fields.push_back(table.rows[row][i]);
    result.table.rows.push_back(std::move(fields));
  }
  return result;
}

}  // namespace snitt

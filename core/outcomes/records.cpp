#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/outcomes/records_p.h"
#include "core/text/nearest.h"
#include "core/text/trimmed.h"

namespace snitt::outcomes {
namespace {

Result<std::size_t> columnOf(const CsvTable& table, const std::string& key, const std::string& name) {
  if (const auto found = table.column(name)) return *found;
  return fail(ErrorKind::usage, fmt::format("columns.{} is \"{}\", which is no column of the table{}", key, name,
                                            nearestHint(name, table.header)));
}

// Codes of one death: cancer where any of them is, whatever else the death was put down to.
Cause causeOf(const std::vector<std::string>& codes, const OutcomeRules& rules, std::vector<std::string>& problems) {
  if (codes.empty()) {
    if (rules.missingCause == MissingCause::refuse) problems.emplace_back("there is a death without a cause");
    return rules.missingCause == MissingCause::cancer  ? Cause::cancer
           : rules.missingCause == MissingCause::other ? Cause::other
                                                       : Cause::unknown;
  }
  if (std::ranges::any_of(codes, [&](const std::string& code) { return rules.cancer.contains(code); }))
    return Cause::cancer;
  for (const std::string& code : codes)
    if (!rules.other.empty() && !rules.other.contains(code))
      problems.push_back(fmt::format("the cause of death {} is neither in cause.cancer nor in cause.other", code));
  return Cause::other;
}

class Reading {
 public:
  Reading(const CsvRow& row, const Columns& columns, const OutcomeRules& rules)
      : m_row(row), m_columns(columns), m_rules(rules), m_names(rules.columns) {}

  ReadRecord read() {
    m_result.record.patient = std::string(trimmed(m_row[m_columns.patient]));
    if (isMissing(m_result.record.patient)) add(fmt::format("{} is empty", m_names.patient));
    Record& record = m_result.record;
    record.origin = date(m_names.origin);
    record.recurrence = date(m_names.recurrence);
    record.lastFollowUp = date(m_names.lastFollowUp);
    record.death = date(m_names.death);
    readCause();
    if (m_result.problems.empty()) checkTogether();
    return std::move(m_result);
  }

 private:
  void add(std::string problem) { m_result.problems.push_back(std::move(problem)); }

  std::optional<Day> date(const std::string& name) {
    if (name.empty()) return std::nullopt;
    const std::string& cell = m_row[m_columns.at.at(name)];
    if (isMissing(cell)) return std::nullopt;
    auto day = parseDate(cell, m_columns.order.at(name));
    if (day) return *day;
    add(fmt::format("{} {}", name, day.error().message));
    return std::nullopt;
  }

  void readCause() {
    if (m_columns.cause.empty()) return;
    std::vector<std::string> codes;
    for (const std::size_t column : m_columns.cause) {
      if (isMissing(m_row[column])) continue;
      auto found = icdCodes(m_row[column]);
      if (!found) return add("the cause of death " + found.error().message);
      codes.insert(codes.end(), found->begin(), found->end());
    }
    const bool died = !isMissing(m_row[m_columns.at.at(m_names.death)]);
    if (died) m_result.record.cause = causeOf(codes, m_rules, m_result.problems);
    if (!died && !codes.empty()) add(fmt::format("there is a cause of death and no {}", m_names.death));
  }

  void mustNotPrecede(const std::optional<Day>& later, const std::string& laterName, const std::optional<Day>& earlier,
                      const std::string& earlierName) {
    if (later && earlier && *later < *earlier)
      add(fmt::format("{} {} lies before {} {}", laterName, isoDate(*later), earlierName, isoDate(*earlier)));
  }

  void checkTogether() {
    const Record& record = m_result.record;
    if (!record.origin) add(fmt::format("{} is empty", m_names.origin));
    if (!record.death && !record.lastFollowUp && !m_names.lastFollowUp.empty())
      add(fmt::format("{} and {} are both empty", m_names.death, m_names.lastFollowUp));
    mustNotPrecede(m_rules.cutOff, "the cut-off", record.origin, m_names.origin);
    mustNotPrecede(record.death, m_names.death, record.origin, m_names.origin);
    mustNotPrecede(record.lastFollowUp, m_names.lastFollowUp, record.origin, m_names.origin);
    mustNotPrecede(record.recurrence, m_names.recurrence, record.origin, m_names.origin);
    mustNotPrecede(record.death, m_names.death, record.lastFollowUp, m_names.lastFollowUp);
    mustNotPrecede(record.death, m_names.death, record.recurrence, m_names.recurrence);
    // A death may be known from elsewhere long after the last visit, and so may what lies between them.
    if (!record.death) mustNotPrecede(record.lastFollowUp, m_names.lastFollowUp, record.recurrence, m_names.recurrence);
  }

  const CsvRow& m_row;
  const Columns& m_columns;
  const OutcomeRules& m_rules;
  const OutcomeColumns& m_names;
  ReadRecord m_result;
};

}  // namespace

bool Columns::uses(std::size_t column) const {
  return column == patient || std::ranges::find(cause, column) != cause.end() ||
         std::ranges::any_of(at, [&](const auto& one) { return one.second == column; });
}

Result<Columns> findColumns(const CsvTable& table, const OutcomeRules& rules) {
  Columns columns;
  const auto patient = columnOf(table, "patient", rules.columns.patient);
  if (!patient) return fail(patient.error());
  columns.patient = *patient;
  const std::array<std::pair<const char*, const std::string*>, 4> dates{
      {{"origin", &rules.columns.origin},
       {"death", &rules.columns.death},
       {"recurrence", &rules.columns.recurrence},
       {"lastFollowUp", &rules.columns.lastFollowUp}}};
  for (const auto& [key, name] : dates) {
    if (name->empty()) continue;
    const auto at = columnOf(table, key, *name);
    if (!at) return fail(at.error());
    columns.at[*name] = *at;
  }
  for (const std::string& name : rules.columns.causeOfDeath) {
    const auto at = columnOf(table, "causeOfDeath", name);
    if (!at) return fail(at.error());
    columns.cause.push_back(*at);
  }
  for (const auto& [name, at] : columns.at) {
    std::vector<std::string> cells;
    for (const CsvRow& row : table.rows) cells.push_back(row[at]);
    const auto order = orderOfColumn(name, cells, rules.statedOrder(name));
    if (!order) return fail(order.error());
    columns.order[name] = *order;
  }
  return columns;
}

ReadRecord readRecord(const CsvRow& row, const Columns& columns, const OutcomeRules& rules) {
  return Reading(row, columns, rules).read();
}

}  // namespace snitt::outcomes

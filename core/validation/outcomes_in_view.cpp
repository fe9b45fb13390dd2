#include "core/validation/outcomes_in_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/cohort/slide_list.h"
#include "core/csv.h"
#include "core/text/lowered.h"
#include "core/text/number.h"

namespace snitt::validation {
namespace {

constexpr std::array<std::string_view, 6> kOutcomes{"time", "event", "cause", "recurrence", "recurrencetime", "label"};
// Fewer patients, or fewer times that differ, may agree by chance.
constexpr std::size_t kFewest = 10;
constexpr double kMostly = 0.9;

using Names = std::set<std::string>;

Names known(const Protocol& protocol) {
  Names names;
  for (const std::string& one : knownListColumns()) names.insert(lowered(one));
  for (const std::string& one : protocol.adjust) names.insert(lowered(one));
  for (const SubgroupPart& one : protocol.subgroups) names.insert(lowered(one.column));
  for (const CohortRule& one : protocol.cohort.include) names.insert(lowered(one.column));
  for (const CohortRule& one : protocol.cohort.exclude) names.insert(lowered(one.column));
  names.insert(lowered(protocol.outcomes.patient));
  return names;
}

Names outcomeNames(const Protocol& protocol) {
  Names names(kOutcomes.begin(), kOutcomes.end());
  for (const std::string& one : {protocol.outcomes.time, protocol.outcomes.event, protocol.outcomes.cause})
    if (!one.empty()) names.insert(lowered(one));
  return names;
}

std::map<std::string, double> timesOf(const CsvTable& outcomes, const OutcomePart& rules) {
  std::map<std::string, double> times;
  const auto patient = outcomes.column(rules.patient);
  const auto time = outcomes.column(rules.time);
  if (!patient || !time) return times;
  for (const CsvRow& row : outcomes.rows)
    if (const auto value = parseNumber(row[*time])) times[row[*patient]] = *value;
  return times;
}

bool isTime(const CsvTable& list, std::size_t column, std::size_t patient, const std::map<std::string, double>& times) {
  std::size_t both = 0;
  std::size_t same = 0;
  std::set<double> different;
  for (const CsvRow& row : list.rows) {
    const auto value = parseNumber(row[column]);
    const auto time = times.find(row[patient]);
    if (!value || time == times.end()) continue;
    ++both;
    if (*value != time->second) continue;
    ++same;
    different.insert(*value);
  }
  return different.size() >= kFewest && static_cast<double>(same) >= kMostly * static_cast<double>(both);
}

}  // namespace

Result<std::vector<std::string>> outcomeColumns(std::string_view listCsv, std::string_view outcomesCsv,
                                                const Protocol& protocol) {
  const auto list = parseCsv(listCsv);
  if (!list) return failIn("the slide list", list.error());
  const auto outcomes = parseCsv(outcomesCsv);
  if (!outcomes) return failIn("the outcomes file", outcomes.error());
  const Names held = outcomeNames(protocol);
  const Names harmless = known(protocol);
  Names shared;
  for (const std::string& one : outcomes->header) shared.insert(lowered(one));
  const auto times = timesOf(*outcomes, protocol.outcomes);
  const auto patient = list->column("patient");
  std::vector<std::string> columns;
  for (std::size_t i = 0; i < list->header.size(); ++i) {
    const std::string name = lowered(list->header[i]);
    const bool isNamed = held.contains(name) || (shared.contains(name) && !harmless.contains(name));
    if (isNamed || (patient && isTime(*list, i, *patient, times))) columns.push_back(list->header[i]);
  }
  return columns;
}

std::string outcomesNotice(const std::vector<std::string>& columns) {
  if (columns.empty()) return {};
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += (i == 0 ? "" : i + 1 == columns.size() ? " and " : ", ") + columns[i];
  return fmt::format("Scored with outcomes in view: the slide list holds {}", text);
}

}  // namespace snitt::validation

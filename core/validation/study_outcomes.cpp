#include "core/validation/study_outcomes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/table/data_table.h"
#include "core/text/lowered.h"
#include "core/text/number.h"

namespace snitt::validation {
namespace {

// Longer than anybody lives after an operation.
constexpr double kLongestYears = 100;

struct Columns {
  std::vector<std::string> patient;
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::string> cause;  // empty where the protocol names none
};

Result<Columns> readColumns(const DataTable& table, const OutcomePart& rules) {
  Columns columns;
  auto patient = table.texts(rules.patient);
  if (!patient) return fail(patient.error());
  auto time = table.times(rules.time);
  if (!time) return fail(time.error());
  auto event = table.events(rules.event, rules.eventValue, "eventValue of the protocol's [outcomes]");
  if (!event) return fail(event.error());
  if (!rules.cause.empty()) {
    auto cause = table.texts(rules.cause);
    if (!cause) return fail(cause.error());
    columns.cause = *std::move(cause);
  }
  columns.patient = *std::move(patient);
  columns.time = *std::move(time);
  columns.event = *std::move(event);
  return columns;
}

bool isIn(const std::vector<std::string>& words, const std::string& word) {
  const std::string low = lowered(word);
  return std::ranges::any_of(words, [&](const std::string& one) { return lowered(one) == low; });
}

struct End {
  FollowUpEnd end = FollowUpEnd::censored;
  bool unknownCause = false;
};

class RowEnd {
 public:
  explicit RowEnd(const OutcomePart& rules) : m_rules(rules) {}

  [[nodiscard]] Result<End> of(std::size_t row, bool event, const std::string* cause) const {
    if (cause == nullptr) return End{event ? FollowUpEnd::event : FollowUpEnd::censored, false};
    if (cause->empty()) return event ? unknown(row) : Result<End>(End{});
    if (isIn(m_rules.competes, *cause)) return End{FollowUpEnd::competing, false};
    if (!isIn(m_rules.counts, *cause)) {
      if (!event) return End{};
      return wrong(row, fmt::format("\"{}\" is in neither counts nor competes of the protocol", *cause));
    }
    if (event) return End{FollowUpEnd::event, false};
    return wrong(row,
                 fmt::format("\"{}\" counts as the event, and {} says that there was none", *cause, m_rules.event));
  }

 private:
  [[nodiscard]] Result<End> unknown(std::size_t row) const {
    switch (m_rules.unknownCause) {
      case UnknownCause::counts:
        return End{FollowUpEnd::event, true};
      case UnknownCause::competes:
        return End{FollowUpEnd::competing, true};
      case UnknownCause::censored:
        return End{FollowUpEnd::censored, true};
      case UnknownCause::refuse:
        break;
    }
    return wrong(row, "is empty beside an event; the protocol's outcomes.unknownCause says what that counts as");
  }
  [[nodiscard]] tl::unexpected<Error> wrong(std::size_t row, const std::string& what) const {
    return fail(ErrorKind::corrupt, fmt::format("row {}, column \"{}\": {}", row, m_rules.cause, what));
  }

  const OutcomePart& m_rules;
};

bool agree(const StudyOutcome& a, const StudyOutcome& b) {
  return a.known == b.known && (!a.known || (a.timeDays == b.timeDays && a.end == b.end));
}

}  // namespace

Result<StudyOutcomes> readStudyOutcomes(std::string_view csv, const OutcomePart& rules) {
  const auto table = DataTable::parse(csv);
  if (!table) return fail(table.error());
  const auto columns = readColumns(*table, rules);
  if (!columns) return fail(columns.error());
  StudyOutcomes outcomes;
  outcomes.rows = table->rows();
  outcomes.header = table->header();
  const RowEnd ends(rules);
  for (std::size_t i = 0; i < table->rows(); ++i) {
    const std::size_t row = i + 2;
    if (columns->patient[i].empty())
      return fail(ErrorKind::corrupt, fmt::format("row {}, column \"{}\" is empty", row, rules.patient));
    const bool known = std::isfinite(columns->time[i]) && columns->event[i] != DataTable::kMissingEvent;
    StudyOutcome one{row, columns->time[i] * rules.daysPerUnit, FollowUpEnd::censored, known};
    if (known && one.timeDays > kLongestYears * kDaysPerYear)
      return fail(ErrorKind::corrupt,
                  fmt::format("row {}, column \"{}\": {} is longer than {} years; is the unit right?", row, rules.time,
                              shortest(columns->time[i]), kLongestYears));
    bool unknownCause = false;
    if (known) {
      const auto end = ends.of(row, columns->event[i] == 1, columns->cause.empty() ? nullptr : &columns->cause[i]);
      if (!end) return fail(end.error());
      one.end = end->end;
      unknownCause = end->unknownCause;
    }
    const auto [at, isNew] = outcomes.byPatient.emplace(columns->patient[i], one);
    if (!isNew && !agree(at->second, one))
      return fail(ErrorKind::corrupt, fmt::format("rows {} and {} are of one patient and differ", at->second.row, row));
    if (isNew && unknownCause) ++outcomes.unknownCauses;
  }
  if (outcomes.byPatient.empty()) return fail(ErrorKind::corrupt, "there is no row below the header");
  return outcomes;
}

}  // namespace snitt::validation

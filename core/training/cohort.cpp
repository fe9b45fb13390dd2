#include "core/training/cohort.h"

#include <algorithm>
#include <set>

#include "core/text/nearest.h"
#include "core/training/row_checks_p.h"

namespace snitt::training {
namespace {

constexpr std::array<std::string_view, 3> sideWords{"train", "tune", "test"};

PatientOutcome outcomeOf(const SlideRow& row, EventKind kind) {
  PatientOutcome outcome;
  outcome.ageYears = row.ageYears;
  outcome.timeDays = *row.timeDays;
  // A death of another cause, marked as event because it is a death, is none that was asked for.
  outcome.event = *row.event == 1 && !(kind == EventKind::cancerDeath && row.cause == "other");
  if (row.cause == "other") outcome.death = Death::other;
  if (row.cause == "cancer" || (outcome.event && kind == EventKind::cancerDeath)) outcome.death = Death::cancer;
  if (outcome.event && outcome.death == Death::none) outcome.death = Death::unknown;
  if (row.recurrence) outcome.recurrence = *row.recurrence == 1;
  outcome.recurrenceDays = row.recurrenceDays;
  return outcome;
}

Result<void> addRow(std::map<std::string, Patient>& patients, std::span<const SlideRow> rows, std::size_t i,
                    EventKind kind) {
  const SlideRow& row = rows[i];
  const PatientOutcome outcome = outcomeOf(row, kind);
  const std::optional<Side> given = sideOf(row.split);
  const auto [at, isNew] = patients.try_emplace(row.patient, Patient{row.patient, outcome, given, {}});
  Patient& patient = at->second;
  if (!isNew) {
    const SlideRow& first = rows[patient.slides.front()];
    const std::string both = rowsText(std::vector{first.row, row.row});
    if (!(patient.outcome == outcome))
      return fail(ErrorKind::usage, "patient \"" + row.patient + "\" has different outcomes in " + both);
    if (patient.given != given)
      return fail(ErrorKind::refused, "patient \"" + row.patient + "\" is on two sides: slide \"" + first.slide +
                                          "\" in " + first.split + ", slide \"" + row.slide + "\" in " + row.split +
                                          " (" + both + ")");
  }
  patient.slides.push_back(i);
  return {};
}

Result<void> checkWhole(const Cohort& cohort) {
  if (cohort.patients.empty())
    return fail(ErrorKind::usage,
                cohort.excludedRows > 0 ? "the list excludes all of its rows" : "the list has no row");
  if (cohort.patients.size() == 1)
    return fail(ErrorKind::usage, "the list has one patient, \"" + cohort.patients[0].id +
                                      "\", and a training needs some to learn from and others to tune on");
  if (std::ranges::none_of(cohort.patients, [](const Patient& one) { return one.outcome.event; }))
    return fail(ErrorKind::usage, "none of the " + std::to_string(cohort.patients.size()) +
                                      " patients has an event, so there is nothing to learn");
  return {};
}

}  // namespace

std::string_view toText(Side side) { return sideWords[static_cast<std::size_t>(side)]; }

std::optional<Side> sideOf(std::string_view word) {
  const auto* found = std::ranges::find(sideWords, word);
  if (found == sideWords.end()) return std::nullopt;
  return static_cast<Side>(found - sideWords.begin());
}

std::string_view toText(EventKind kind) { return kind == EventKind::death ? "death" : "cancerDeath"; }

std::string rowsText(std::span<const std::size_t> rows) {
  constexpr std::size_t most = 6;
  std::string text = rows.size() == 1 ? "row " : "rows ";
  const std::size_t shown = std::min(rows.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == rows.size();
    text += (i == 0 ? "" : last ? " and " : ", ") + std::to_string(rows[i]);
  }
  if (shown < rows.size()) text += " and " + std::to_string(rows.size() - shown) + " more";
  return text;
}

Result<void> requireColumns(std::span<const std::string> header, EventKind kind, bool distinct) {
  std::vector<std::string> needed{"path", "patient", "time", "event"};
  if (distinct) needed.insert(needed.end(), {"age", "recurrence"});
  if (distinct && kind == EventKind::death) needed.emplace_back("cause");
  std::string missing;
  std::size_t count = 0;
  for (const std::string& name : needed) {
    if (std::ranges::find(header, name) != header.end()) continue;
    missing += (missing.empty() ? "\"" : ", \"") + name + "\"" + nearestHint(name, header);
    ++count;
  }
  if (count == 0) return {};
  return fail(ErrorKind::usage, std::string("the slide list lacks the column") + (count > 1 ? "s " : " ") + missing);
}

Result<Cohort> gatherCohort(std::span<const SlideRow> rows, EventKind kind) {
  Cohort cohort;
  std::vector<std::size_t> used;
  std::set<std::string> excluded;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].excluded) {
      used.push_back(i);
      continue;
    }
    ++cohort.excludedRows;
    excluded.insert(rows[i].patient);
  }
  if (auto checked = checkRows(rows, used, kind); !checked) return fail(checked.error());

  std::map<std::string, Patient> patients;
  for (const std::size_t i : used)
    if (auto added = addRow(patients, rows, i, kind); !added) return fail(added.error());
  for (auto& [id, patient] : patients) {
    excluded.erase(id);
    cohort.patients.push_back(std::move(patient));
  }
  excluded.erase("");
  cohort.excludedPatients = excluded.size();
  if (auto checked = checkWhole(cohort); !checked) return fail(checked.error());
  return cohort;
}

}  // namespace snitt::training

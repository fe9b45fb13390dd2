// The rows of a slide list with outcomes, checked, as patients. Pure functions; all errors are usage, one sentence that
// gives the rows as a spreadsheet counts them (the header is row 1).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::training {

enum class Side { train, tune, test };
[[nodiscard]] std::string_view toText(Side side);
[[nodiscard]] std::optional<Side> sideOf(std::string_view word);

// The event that is learned. In the list `event` = 1 is a death, at `time`, of the cancer or of what `cause` says; else
// `time` is the end of follow-up. For cancerDeath a death of another cause ends follow-up and competes, whether the
// list marks it as event or not.
enum class EventKind { cancerDeath, death };
[[nodiscard]] std::string_view toText(EventKind kind);  // "cancerDeath", "death"

// `unknown`: of a cause that nobody knows.
enum class Death { none, cancer, other, unknown };

// Cells of one row; what is missing is empty or nothing.
struct SlideRow {
  std::size_t row = 0;
  std::string patient;
  std::string slide;   // its name in messages, such as its file's
  std::string path;    // the cell; never leaves the site
  std::string sha256;  // empty where it is not known yet
  std::optional<std::uint64_t> imageFingerprint;
  std::string split;  // empty, train, tune or test
  bool excluded = false;
  std::optional<double> ageYears;
  std::optional<double> timeDays;
  std::optional<double> event;  // 0 or 1
  std::string cause;            // empty, cancer or other
  std::optional<double> recurrence;
  std::optional<double> recurrenceDays;
};

struct PatientOutcome {
  std::optional<double> ageYears;
  double timeDays = 0;
  bool event = false;  // of the kind that was asked for
  Death death = Death::none;
  std::optional<bool> recurrence;
  std::optional<double> recurrenceDays;
  bool operator==(const PatientOutcome&) const = default;
};

struct Patient {
  std::string id;
  PatientOutcome outcome;
  std::optional<Side> given;        // by the column `split`
  std::vector<std::size_t> slides;  // indices of rows
};

struct Cohort {
  std::vector<Patient> patients;  // sorted by id
  std::size_t excludedRows = 0;
  std::size_t excludedPatients = 0;  // those all of whose rows were
};

// The columns that a training needs: path, patient, time and event, and for labels of distinct outcome age, cause (with
// EventKind::death) and recurrence. Names each one that is not there, with the nearest name.
[[nodiscard]] Result<void> requireColumns(std::span<const std::string> header, EventKind kind, bool distinct);

// Excluded rows are counted and not looked at. Errors: a row without patient, time or event; a time that is not a
// number above 0; an event other than 0 and 1; a cause that is no word of it or contradicts the event; a time of
// recurrence without recurrence, not above 0, or after the end of follow-up; an unknown word in `split`, or `split` for
// some rows alone; one slide in two rows (by name of its path or by hash); rows of one patient that differ in outcome;
// fewer than two patients; no event. A patient with two words of split: refused, with both slides.
[[nodiscard]] Result<Cohort> gatherCohort(std::span<const SlideRow> rows, EventKind kind);

// "row 5", "rows 5, 9 and 12", "rows 2, 3, 4, 5, 6, 7 and 37 more".
[[nodiscard]] std::string rowsText(std::span<const std::size_t> rows);

}  // namespace snitt::training

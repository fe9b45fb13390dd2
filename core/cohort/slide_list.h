// Slide lists: what `cohort` scores and `train` learns from. A CSV with a header, a row a slide. Pure functions.
//
// `path` must be there. Known columns are patient, accession, mpp, split, age, sex, site, scanner, organ, specimenType,
// neoadjuvant, stain, pT, pN, nodes, time, event, cause, recurrence, recurrenceTime, label, tumour and exclude; others
// are carried through. A cell that says nothing (saysNothing) is not there. Rows are counted as a spreadsheet shows
// them: the header is row 1.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision/scope.h"
#include "core/result.h"

namespace snitt {

enum class ListSplit { train, tune, test };
enum class ListCause { cancer, other };  // of death

[[nodiscard]] std::string_view toText(ListSplit split);
[[nodiscard]] std::string_view toText(ListCause cause);

struct ListedOutcome {
  std::optional<double> timeDays;  // ≥ 0; there exactly where `event` is
  std::optional<bool> event;
  std::optional<ListCause> cause;
  std::optional<bool> recurrence;
  std::optional<double> recurrenceDays;  // ≤ timeDays; only with `recurrence`
  bool operator==(const ListedOutcome&) const = default;
};

// Texts are empty where nothing is known.
struct ListedSlide {
  std::size_t row = 0;
  std::filesystem::path path;  // absolute where the list or its folder is; without "." and ".." in its middle
  std::string patient;         // empty: nobody says whose slide it is
  std::string accession;
  std::optional<double> mpp;  // 0.05 … 20
  std::optional<ListSplit> split;
  std::optional<double> ageYears;
  std::string sex;
  std::string site;
  std::vector<Fact> facts;  // of scope, those that are known, as written; their source is "list"
  ListedOutcome outcome;
  std::string label;
  std::filesystem::path tumour;     // a mask; empty where there is none
  std::vector<std::string> others;  // as SlideList::otherColumns, as written

  [[nodiscard]] std::string_view fact(std::string_view key) const;  // empty where it is not known
};

// Something about one cell; without a column about the row, without a row about the header.
struct ListNote {
  std::size_t row = 0;
  std::string column;
  std::string what;
  bool operator==(const ListNote&) const = default;

  // row 3, column "mpp": "x" is not a number
  [[nodiscard]] std::string sentence() const;
};

struct SlideList {
  std::vector<std::string> columns;       // the header
  std::vector<std::string> otherColumns;  // those that are not known
  std::vector<ListedSlide> slides;        // rows without fault that are not excluded
  std::vector<std::size_t> excluded;      // rows
  std::vector<ListedSlide> unused;        // rows that are excluded or at fault, as far as their cells could be read
  std::vector<ListNote> faults;           // by row
  std::vector<ListNote> warnings;

  [[nodiscard]] bool has(std::string_view column) const;
};

[[nodiscard]] std::span<const std::string> knownListColumns();

// Relative paths are relative to `folder`. Errors (corrupt) are of the whole table: no CSV, no column `path` (with the
// nearest name), no row. Faults are
// - a path that is empty; a cell that is not of its column's kind;
// - an outcome that contradicts itself: a time without event or the other way round, a cause without event, death of
//   cancer beside an event of 0, a recurrenceTime without recurrence or after the end of follow-up;
// - rows of one patient that are in two splits, or differ in outcome: the later row is at fault.
// Warnings are a column that is probably a known one misspelt, and a row whose slide an earlier row has. Rows that are
// excluded are not checked, and rows without any text are none.
[[nodiscard]] Result<SlideList> parseSlideList(std::string_view csv, const std::filesystem::path& folder);

// Corrupt where the list has faults: the first, and how many more there are. For those who work on whole lists only.
[[nodiscard]] Result<void> checkNoFaults(const SlideList& list);

}  // namespace snitt

// The training cohort in numbers, for the bundle: patients by side and by level of each variable, with small cells and
// whatever gives them away left out. Pure functions.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/cohort.h"

namespace snitt::training {

// One entry a patient; an empty level is "not known".
struct CohortVariable {
  std::string name;
  std::vector<std::string> levels;
};

struct CohortRow {
  std::string variable;
  std::string level;
  std::array<std::optional<std::size_t>, 4> patients;  // train, tune, test, all; nothing: not told
};

struct CohortTable {
  std::vector<CohortRow> rows;  // first: all patients
};

inline constexpr std::string_view kNotTold = "not told";

// Levels in order of their text, those of fewer than five patients together as "other
// levels": their names alone could tell who it is. Cells under five are not told, nor those from which they follow
// (suppression.h). Usage: a variable with another number of entries than `sides`, or two of one name.
[[nodiscard]] Result<CohortTable> cohortTable(std::span<const Side> sides, std::span<const CohortVariable> variables);

// "variable,level,train,tune,test,all" with "not told" where nothing is told.
[[nodiscard]] std::string cohortCsv(const CohortTable& table);
[[nodiscard]] std::string cohortMarkdown(const CohortTable& table);

// "under 50", "50 to 59", …, "80 and over"; empty where it is not known.
[[nodiscard]] std::string ageGroup(std::optional<double> ageYears);

}  // namespace snitt::training

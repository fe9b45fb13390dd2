// The terms of a Cox regression in a report's tables: what they are called, in which order they stand, and which of
// them may be told.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/analysis/cox_section.h"
#include "core/validation/report/build_p.h"

namespace snitt::validation {

// "Combined score, per standard deviation", "Class poor", "grade 3", of a column's name.
[[nodiscard]] std::string termName(const std::string& name);
// Of a coefficient, a level with its reference: "grade 3, against 2".
[[nodiscard]] std::string rowName(const analysis::CoxSection& fit, std::size_t column);

// A standard error tells how many events a level and its reference have: its square is about the sum of both inverses.
// So a level's ratio is told where neither has fewer patients or events than the smallest cell, and a class's where
// the events of both are told elsewhere.
[[nodiscard]] bool isToldTerm(const Build& build, const analysis::CoxSection& fit, std::size_t column);

// Coefficients as a reader looks for them: levels of a factor from the lowest on, classes good, uncertain, poor.
[[nodiscard]] std::vector<std::size_t> orderOf(const analysis::CoxSection& fit);

}  // namespace snitt::validation

// Covariates of a regression as columns of numbers. Pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/result.h"

namespace snitt::statistics {

// One entry a patient. Numbers are finite. Text makes a factor: its values, in the order of their bytes, are the
// levels, and the first is the reference.
struct Covariate {
  std::string name;
  std::variant<std::vector<double>, std::vector<std::string>> values;
};

// What one covariate became: `count` columns from `first` on; a factor has one column for each level but the first.
struct DesignTerm {
  std::string name;
  std::vector<std::string> levels;  // empty for numbers
  std::size_t first = 0;
  std::size_t count = 1;
};

// rows × names.size() numbers, one column after the other. A factor's columns are 0 and 1 and named `covariate=level`
// (treatment contrasts, as R's contr.treatment).
struct Design {
  std::size_t rows = 0;
  std::vector<std::string> names;
  std::vector<double> x;
  std::vector<DesignTerm> terms;

  [[nodiscard]] std::size_t columns() const { return names.size(); }
  [[nodiscard]] std::span<const double> column(std::size_t j) const { return std::span(x).subspan(j * rows, rows); }
  [[nodiscard]] double at(std::size_t row, std::size_t j) const { return x[j * rows + row]; }
};

// More columns than this are a mistake, such as a column of names given as a factor.
inline constexpr std::size_t kMostDesignColumns = 1000;

// Usage where a covariate has not `rows` entries, a number is not finite or a text empty (with the number of the
// patient, from 1), a factor has one level alone, two columns have one name, or there are too many columns. No
// covariate at all is a design of no columns.
[[nodiscard]] Result<Design> makeDesign(std::size_t rows, std::span<const Covariate> covariates);

// Other patients in the columns of `model`, so that its coefficients apply to them. Usage also where a covariate of the
// model lacks, is of the other kind, or has a text that is no level of the model. Covariates that the model lacks are
// left out.
[[nodiscard]] Result<Design> designLike(const Design& model, std::size_t rows, std::span<const Covariate> covariates);

// The mean of each column.
[[nodiscard]] std::vector<double> columnMeans(const Design& design);

}  // namespace snitt::statistics

// How far readings of the same subjects agree: columns of classes by κ, columns of numbers by intraclass correlation
// and Bland–Altman, columns of 0 and 1 by Dice as well. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/statistics/agreement/bland_altman.h"
#include "core/statistics/agreement/dice.h"
#include "core/statistics/agreement/intraclass.h"
#include "core/statistics/agreement/kappa.h"

namespace snitt::analysis {

struct ClassAgreement {
  std::vector<std::string> classes;   // in order: as numbers, good < uncertain < poor, or as texts
  std::vector<std::uint64_t> counts;  // rows: first reading, columns: second
  statistics::Kappa unweighted;
  // Where the classes have an order.
  std::optional<statistics::Kappa> linear;
  std::optional<statistics::Kappa> quadratic;
};

struct AgreementSection {
  std::vector<std::string> columns;
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::optional<ClassAgreement> classes;               // two columns of at most 20 different values
  std::optional<statistics::Intraclass> intraclass;    // columns of numbers
  std::optional<statistics::BlandAltman> blandAltman;  // two of them
  std::optional<statistics::Overlap> overlap;          // two columns of 0 and 1
  std::vector<double> first;                           // the pairs of Bland and Altman, for a plot
  std::vector<double> second;
};

// Rows that lack one of the readings are left out and counted.
[[nodiscard]] Result<AgreementSection> analyseAgreement(const DataTable& table,
                                                        const std::vector<std::string>& columns);

}  // namespace snitt::analysis

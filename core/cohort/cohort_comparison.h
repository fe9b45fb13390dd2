// How far two runs of a cohort agree, patient by patient: another bundle, another device, another scanner. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision/decision.h"
#include "core/result.h"
#include "core/statistics/agreement/bland_altman.h"
#include "core/statistics/agreement/intraclass.h"
#include "core/statistics/agreement/kappa.h"

namespace snitt {

// Of one score of both runs: "score_10x", "score_combined".
struct ScoreAgreement {
  std::string name;
  std::vector<std::string> patients;  // with this score in both runs
  std::vector<double> first;
  std::vector<double> second;
  double largestDifference = 0;
  statistics::BlandAltman blandAltman;
  statistics::Intraclass intraclass;  // undefined for fewer than two patients
};

struct ChangedPatient {
  std::string patient;
  std::string before;  // class, else status
  std::string after;
  bool operator==(const ChangedPatient&) const = default;
};

struct CohortComparison {
  std::size_t inFirst = 0;  // patients
  std::size_t inSecond = 0;
  std::size_t inBoth = 0;
  std::vector<std::string> onlyFirst;
  std::vector<std::string> onlySecond;
  std::vector<ScoreAgreement> scores;
  std::size_t withClass = 0;           // in both runs
  std::vector<std::uint64_t> classes;  // 3 × 3: good, uncertain, poor; rows the first run's
  statistics::Kappa kappa;             // undefined where nobody has a class in both
  statistics::Kappa linearKappa;
  std::vector<ChangedPatient> changed;  // another class, or a class in one run alone
};

// From the texts of two results.csv. Scores that both have are compared, in the first one's order. Errors: corrupt (no
// such table, a patient twice, a score that is no number); usage (no patient in both).
[[nodiscard]] Result<CohortComparison> compareCohorts(std::string_view first, std::string_view second);

}  // namespace snitt

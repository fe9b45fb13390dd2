// Scores of a case's slides and the result they make together. Inside the caller's transaction; throws what SQLiteCpp
// throws.
#pragma once

#include <vector>

#include "core/cases/lab_case.h"
#include "core/result.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

// The newest score of each bundle of each scan, current ones and superseded.
[[nodiscard]] std::vector<ScanScore> scoresOf(const CaseAccess& access, CaseId id);

struct CaseOutcome {
  std::vector<CaseResult> results;  // of each bundle that scored a chosen slide; that with the newest score first
  bool anyUnscored = false;         // by the bundle of the first result; true where there is none
};

// Of the slides that a person chose: their current scans alone. Without a chosen slide there is nothing.
[[nodiscard]] Result<CaseOutcome> outcomeOf(const CaseAccess& access, CaseId id);

}  // namespace snitt

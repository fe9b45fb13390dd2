// What an event of the laboratory does to the rows of one case or patient. Each adds to `changes` one sentence for what
// it changed, which names no patient; nothing is added where nothing was new. Inside the caller's transaction; throws
// what SQLiteCpp throws.
#pragma once

#include <string>
#include <vector>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/patient_rows_p.h"

namespace snitt {

using Changes = std::vector<std::string>;

// The case that is told of: by its accession, or by an order number where that is not known yet. 0: none.
// Errors: refused where several fit.
[[nodiscard]] Result<CaseId> toldCase(const CaseAccess& access, const std::string& site, const ToldCase& told);

[[nodiscard]] Result<void> changeCaseRows(const CaseAccess& access, CaseId id, const LabEvent& event,
                                          const ToldCase& told, Changes& changes);
// Errors: refused where its numbers belong to several patients.
[[nodiscard]] Result<PatientRow> changePatient(const CaseAccess& access, const LabEvent& event, Changes& changes);
[[nodiscard]] Result<void> mergeOrRenumber(const CaseAccess& access, const LabEvent& event, Changes& changes);

}  // namespace snitt

// What an event of the laboratory does to the rows of one case or patient. Each adds to `changes` one sentence for what
// it changed, which names no patient; nothing is added where nothing was new. Inside the caller's transaction; throws
// what SQLiteCpp throws.
#pragma once

#include <string>
#include <vector>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/patient_rows_p.h"

namespace snitt {

struct Changes {
  std::vector<std::string> told;
  bool ofAPersons = false;  // something that a person had entered is among them

  void add(std::string sentence) { told.push_back(std::move(sentence)); }
  [[nodiscard]] bool empty() const { return told.empty(); }
};

// The case that is told of: by its accession, or by an order number where that is not known yet. 0: none.
// Errors: refused where several fit.
[[nodiscard]] Result<CaseId> toldCase(const CaseAccess& access, const std::string& site, const ToldCase& told);

[[nodiscard]] Result<void> changeCaseRows(const CaseAccess& access, CaseId id, const LabEvent& event,
                                          const ToldCase& told, Changes& changes);
// The patient whom the event's numbers name; a new one with orders, and with flags, which must not be lost. Without
// numbers: 0. `asked`: a person said so, whatever its time. Errors: refused where its numbers belong to several
// patients, or to one who can hardly be the same.
[[nodiscard]] Result<PatientRow> changePatient(const CaseAccess& access, const LabEvent& event, bool asked,
                                               Changes& changes);
// Whose the case is. Errors: refused where it would become another patient's.
[[nodiscard]] Result<void> giveToPatient(const CaseAccess& access, CaseId id, PatientRow patient, const LabEvent& event,
                                         Changes& changes);
[[nodiscard]] Result<void> mergeOrRenumber(const CaseAccess& access, const LabEvent& event, Changes& changes);

}  // namespace snitt

// Patients in the database: sealed identities, the marks they are found by, merging. All run inside the caller's
// transaction and throw what SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/cases/patient.h"
#include "core/result.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

struct PatientState {
  PatientRow id;
  std::string uuid;
  std::string stated;  // of the newest message; empty where that is no time to go by
};

[[nodiscard]] std::optional<PatientState> patientState(const CaseAccess& access, PatientRow id);
// Patients of the site that one of these numbers names, each once. A number that is told without who gave it is the
// laboratory's own, as is one that was told so before; it names nobody where it is known by another authority.
// Errors: corrupt.
[[nodiscard]] Result<std::vector<PatientRow>> patientsOf(const CaseAccess& access, const std::string& site,
                                                         const std::vector<PatientNumber>& numbers);
// Whether what both tell is hardly one person: another birth date and a name without a word in common; of a number that
// is told without who gave it, either of them.
[[nodiscard]] bool contradicts(const PatientIdentity& known, const PatientIdentity& told);
[[nodiscard]] PatientRow addPatient(const CaseAccess& access, const std::string& site, const std::string& stated);

// As stored, whoever asks. Errors: corrupt.
[[nodiscard]] Result<PatientIdentity> identityOf(const CaseAccess& access, PatientRow id);
// Replaces identity, numbers and words.
void keepIdentity(const CaseAccess& access, PatientRow id, const PatientIdentity& identity);
// What `told` adds to or changes in `known`: what it leaves empty stays, numbers that are new come last.
[[nodiscard]] PatientIdentity updatedIdentity(const PatientIdentity& known, const PatientIdentity& told);
// Names of what differs: "name", "birth date", "sex", "numbers". Tells no values.
[[nodiscard]] std::vector<std::string> identityChanges(const PatientIdentity& before, const PatientIdentity& after);

// As the actor may see the patient.
[[nodiscard]] Result<Patient> patientFor(const CaseAccess& access, PatientRow id);
[[nodiscard]] std::vector<CaseId> casesOf(const CaseAccess& access, PatientRow id);
// Cases, flags and numbers of `from` become those of `into`; `from` is empty afterwards.
void mergePatients(const CaseAccess& access, PatientRow from, PatientRow into);

}  // namespace snitt

// Takes away what identifies a patient.
#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/listed_rows_p.h"
#include "core/store/cases/patient_rows_p.h"

namespace snitt {

namespace {

constexpr const char* kScansOfCase =
    "(SELECT scan.id FROM scan JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
    " JOIN specimen ON specimen.id = block.specimen_id WHERE specimen.case_id = ?)";

void eraseScans(const CaseAccess& access, CaseId id) {
  const auto run = [&](const std::string& sql) { execute(*access.database, sql, id.value); };
  const std::string scans = kScansOfCase;
  run("DELETE FROM slide_file WHERE path_mark IN (SELECT path_mark FROM scan WHERE id IN " + scans + ")");
  run("UPDATE score SET path = NULL WHERE slide_id IN (SELECT slide.id FROM slide JOIN scan ON"
      " scan.fingerprint = slide.fingerprint WHERE scan.id IN " +
      scans + ")");
  run("UPDATE unmatched SET path = NULL, path_mark = NULL, said = NULL WHERE fingerprint IN"
      " (SELECT fingerprint FROM scan WHERE id IN " +
      scans + ")");
  execute(*access.database,
          "DELETE FROM unmatched_mark WHERE unmatched_id IN (SELECT id FROM unmatched WHERE said IS NULL)");
  run("DELETE FROM found_file WHERE fingerprint IN (SELECT fingerprint FROM scan WHERE id IN " + scans + ")");
  run("UPDATE scan SET path = NULL, path_mark = NULL WHERE id IN " + scans);
  run("UPDATE glass SET barcode = '', code = NULL, code_mark = NULL WHERE block_id IN (SELECT block.id FROM block JOIN "
      "specimen"
      " ON specimen.id = block.specimen_id WHERE specimen.case_id = ?)");
}

// What laboratories write in words may name anybody; a label is a letter or a number.
void eraseWords(const CaseAccess& access, CaseId id) {
  execute(*access.database,
          "UPDATE specimen SET kind = '', body_site = '',"
          " label = CASE WHEN length(label) > 8 THEN 'S' || id ELSE label END WHERE case_id = ?",
          id.value);
  execute(*access.database,
          "UPDATE block SET label = 'B' || id WHERE length(label) > 8"
          " AND specimen_id IN (SELECT id FROM specimen WHERE case_id = ?)",
          id.value);
  execute(*access.database,
          "UPDATE glass SET number = CASE WHEN length(number) > 8 THEN '' ELSE number END,"
          " stain = CASE WHEN length(stain) > 30 THEN '' ELSE stain END"
          " WHERE block_id IN (SELECT block.id FROM block JOIN specimen ON specimen.id = block.specimen_id"
          " WHERE specimen.case_id = ?)",
          id.value);
}

void eraseEvents(const CaseAccess& access, CaseId id) {
  execute(*access.database,
          "UPDATE lab_event SET event = NULL, outcome = CASE outcome WHEN 'held' THEN 'declined' ELSE outcome END"
          " WHERE id IN (SELECT event_id FROM lab_event_case WHERE case_id = ?)",
          id.value);
}

Result<void> eraseCase(const CaseAccess& access, CaseId id, const std::string& reason) {
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  eraseScans(access, id);
  eraseEvents(access, id);
  eraseWords(access, id);
  forgetListed(access, id);
  execute(*access.database, "DELETE FROM case_number WHERE case_id = ?", id.value);
  execute(*access.database,
          "UPDATE lab_case SET accession = 'erased ' || uuid, pending = 0, comment = NULL, lab_note = NULL, erased = "
          "1, state = 'closed'"
          " WHERE id = ?",
          id.value);
  appendAudit(*access.database, *access.actor, {"case.erased", caseSubject(*uuid), {{"reason", reason}}});
  return refreshCase(access, id);
}

void erasePatient(const CaseAccess& access, std::int64_t patient) {
  execute(*access.database,
          "UPDATE lab_event SET event = NULL, outcome = CASE outcome WHEN 'held' THEN 'declined' ELSE outcome END"
          " WHERE id IN (SELECT event_id FROM lab_event_patient WHERE patient_id = ?)",
          patient);
  execute(*access.database, "DELETE FROM patient_number WHERE patient_id = ?", patient);
  execute(*access.database, "DELETE FROM patient_word WHERE patient_id = ?", patient);
  execute(*access.database, "UPDATE patient SET identity = NULL, changed = ? WHERE id = ?", utcNow(), patient);
}

}  // namespace

Result<void> Cases::erase(CaseId id, const std::string& reason) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::erase); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    if (auto there = uuidOfCase(access, id); !there) return fail(there.error());
    const auto patient =
        numberOf(*access.database, "SELECT patient_id FROM lab_case WHERE id = ?", id.value).value_or(0);
    std::vector<CaseId> cases{id};
    if (patient != 0) {
      cases = casesOf(access, {patient});
      erasePatient(access, patient);
    }
    for (const CaseId one : cases)
      if (auto done = eraseCase(access, one, reason); !done) return done;
    // A deleted row's words stand in the index until its parts are merged.
    access.database->exec("INSERT INTO case_search (case_search) VALUES ('optimize')");
    return {};
  });
}

}  // namespace snitt

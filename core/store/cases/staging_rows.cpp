#include "core/store/cases/staging_rows_p.h"

#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/patient_rows_p.h"

namespace snitt {

namespace {

const char* columnOf(CommentOf of) { return of == CommentOf::persons ? "comment" : "lab_note"; }

std::string sealedPlace(CommentOf of, const std::string& uuid) {
  return (of == CommentOf::persons ? "case.comment:" : "case.note:") + uuid;
}

}  // namespace

CaseId addCase(const CaseAccess& access, const CaseName& name, bool pending, const std::string& received,
               const std::string& stated) {
  const std::string now = utcNow();
  execute(*access.database,
          "INSERT INTO lab_case (uuid, site, accession, pending, received, stated, created, changed)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          randomUuid(), name.site, name.accession, pending ? 1 : 0, received.empty() ? now : received, stated, now,
          now);
  return {access.database->getLastInsertRowid()};
}

bool keepStaging(const CaseAccess& access, CaseId id, StagingItem item, const std::string& value,
                 const std::string& source, const std::string& at, AuditEntry& entry) {
  const std::string name(toText(item));
  Statement row =
      statementOf(*access.database, "SELECT value FROM staging WHERE case_id = ? AND item = ?", id.value, name);
  const std::string before = row.executeStep() ? textOf(row, 0) : std::string();
  row.reset();
  entry.details = {{"item", name}, {"from", before}, {"to", value}, {"source", source}};
  if (before == value) return false;
  if (value.empty())
    execute(*access.database, "DELETE FROM staging WHERE case_id = ? AND item = ?", id.value, name);
  else
    execute(*access.database,
            "INSERT OR REPLACE INTO staging (case_id, item, value, source, at) VALUES (?, ?, ?, ?, ?)", id.value, name,
            value, source, at);
  return true;
}

Result<std::string> commentOf(const CaseAccess& access, CaseId id, CommentOf of) {
  const std::string sql = std::string("SELECT uuid, ").append(columnOf(of)).append(" FROM lab_case WHERE id = ?");
  Statement row = statementOf(*access.database, sql, id.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
  if (row.getColumn(1).isNull()) return std::string();
  auto text = access.secrets->open(textOf(row, 1), sealedPlace(of, textOf(row, 0)));
  if (!text) return failIn("a comment on the case", text.error());
  return text;
}

Result<bool> keepComment(const CaseAccess& access, CaseId id, const std::string& comment, CommentOf of) {
  const auto before = commentOf(access, id, of);
  if (!before) return fail(before.error());
  if (*before == comment) return false;
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  const std::string sealed = access.secrets->seal(comment, sealedPlace(of, *uuid));
  const std::string sql = std::string("UPDATE lab_case SET ").append(columnOf(of)).append(" = ? WHERE id = ?");
  execute(*access.database, sql, Blob{sealed}, id.value);
  return true;
}

bool keepStain(const CaseAccess& access, GlassId glass, const std::string& stain) {
  execute(*access.database, "UPDATE glass SET stain = ? WHERE id = ?", stain, glass.value);
  if (isHe(stain)) return false;
  const auto before = access.database->getTotalChanges();
  execute(*access.database,
          "UPDATE glass SET confirmed = NULL, confirmed_by = '', confirmed_at = '' WHERE id = ? AND confirmed = 1",
          glass.value);
  return access.database->getTotalChanges() != before;
}

namespace {

// Sets or lifts a flag of `owner`; whether that changed anything.
bool changeFlag(const CaseAccess& access, std::int64_t owner, const ToldFlag& flag, const std::string& source) {
  const char* column = flag.ofPatient ? "patient_id" : "case_id";
  const auto kind = static_cast<std::int64_t>(flag.flag);
  const std::string open =
      std::string("SELECT count(*) FROM flag WHERE ").append(column) + " = ? AND kind = ? AND lifted_at = ''";
  if ((numberOf(*access.database, open, owner, kind).value_or(0) != 0) == flag.set) return false;
  if (flag.set) {
    const std::string add =
        std::string("INSERT INTO flag (").append(column) + ", kind, since, source, set_at) VALUES (?, ?, ?, ?, ?)";
    execute(*access.database, add.c_str(), owner, kind, flag.since.empty() ? utcNow().substr(0, 10) : flag.since,
            source, utcNow());
  } else {
    // All of them: two patients that became one may both have had it.
    const std::string lift = std::string("UPDATE flag SET lifted_at = ?, lifted_source = ? WHERE ").append(column) +
                             " = ? AND kind = ? AND lifted_at = ''";
    execute(*access.database, lift.c_str(), utcNow(), source, owner, kind);
  }
  return true;
}

void tellFlag(const CaseAccess& access, const std::string& subject, const ToldFlag& flag, const std::string& source) {
  appendAudit(
      *access.database, *access.actor,
      {flag.set ? "flag.set" : "flag.lifted",
       subject,
       {{"flag", std::string(toText(flag.flag))}, {"of", flag.ofPatient ? "patient" : "case"}, {"source", source}}});
}

}  // namespace

Result<bool> keepPatientFlag(const CaseAccess& access, PatientRow patient, const ToldFlag& flag,
                             const std::string& source) {
  ToldFlag own = flag;
  own.ofPatient = true;
  if (!changeFlag(access, patient.value, own, source)) return false;
  Statement row = statementOf(*access.database, "SELECT uuid FROM patient WHERE id = ?", patient.value);
  row.executeStep();
  tellFlag(access, patientSubject(textOf(row, 0)), own, source);
  row.reset();
  const std::vector<CaseId> cases = casesOf(access, patient);
  for (const CaseId one : cases)
    if (const auto uuid = uuidOfCase(access, one)) tellFlag(access, caseSubject(*uuid), own, source);
  if (auto done = refreshCasesOf(access, patient); !done) return fail(done.error());
  return true;
}

Result<bool> keepFlag(const CaseAccess& access, CaseId id, const ToldFlag& flag, const std::string& source) {
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  const auto patient = numberOf(*access.database, "SELECT patient_id FROM lab_case WHERE id = ?", id.value).value_or(0);
  if (flag.ofPatient && patient == 0)
    return fail(ErrorKind::usage, "the case has no patient: set the flag on the case");
  if (flag.ofPatient) return keepPatientFlag(access, {patient}, flag, source);
  if (!changeFlag(access, id.value, flag, source)) return false;
  tellFlag(access, caseSubject(*uuid), flag, source);
  if (auto done = refreshCase(access, id); !done) return fail(done.error());
  return true;
}

}  // namespace snitt

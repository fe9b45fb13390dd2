#include "core/store/cases/staging_rows_p.h"

#include "core/store/cases/case_counts_p.h"
#include "core/text/utf8.h"

namespace snitt {

namespace {

std::string sealedComment(const std::string& uuid) { return "case.comment:" + uuid; }

}  // namespace

bool isNumber(std::string_view text) {
  constexpr std::size_t kMost = 100;
  if (text.empty() || text.size() > kMost || firstNotUtf8(text)) return false;
  for (const char letter : text)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) return false;
  return true;
}

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
  SQLite::Statement row =
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

Result<bool> keepComment(const CaseAccess& access, CaseId id, const std::string& comment) {
  SQLite::Statement row = statementOf(*access.database, "SELECT uuid, comment FROM lab_case WHERE id = ?", id.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
  const std::string uuid = textOf(row, 0);
  std::string before;
  if (!row.getColumn(1).isNull()) {
    auto text = access.secrets->open(textOf(row, 1), sealedComment(uuid));
    if (!text) return fail(text.error());
    before = std::move(*text);
  }
  row.reset();
  if (before == comment) return false;
  const std::string sealed = access.secrets->seal(comment, sealedComment(uuid));
  execute(*access.database, "UPDATE lab_case SET comment = ? WHERE id = ?", Blob{sealed}, id.value);
  return true;
}

Result<void> keepFlag(const CaseAccess& access, CaseId id, const ToldFlag& flag, const std::string& source) {
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  const auto patient = numberOf(*access.database, "SELECT patient_id FROM lab_case WHERE id = ?", id.value).value_or(0);
  if (flag.ofPatient && patient == 0)
    return fail(ErrorKind::usage, "the case has no patient: set the flag on the case");
  const char* there = flag.ofPatient ? "SELECT max(id) FROM flag WHERE patient_id = ? AND kind = ? AND lifted_at = ''"
                                     : "SELECT max(id) FROM flag WHERE case_id = ? AND kind = ? AND lifted_at = ''";
  const auto kind = static_cast<std::int64_t>(flag.flag);
  const std::int64_t owner = flag.ofPatient ? patient : id.value;
  const auto row = numberOf(*access.database, there, owner, kind).value_or(0);
  if ((row != 0) == flag.set) return {};
  if (flag.set)
    execute(*access.database,
            flag.ofPatient ? "INSERT INTO flag (patient_id, kind, since, source, set_at) VALUES (?, ?, ?, ?, ?)"
                           : "INSERT INTO flag (case_id, kind, since, source, set_at) VALUES (?, ?, ?, ?, ?)",
            owner, kind, flag.since.empty() ? utcNow().substr(0, 10) : flag.since, source, utcNow());
  else
    execute(*access.database, "UPDATE flag SET lifted_at = ?, lifted_source = ? WHERE id = ?", utcNow(), source, row);
  appendAudit(
      *access.database, *access.actor,
      {flag.set ? "flag.set" : "flag.lifted",
       caseSubject(*uuid),
       {{"flag", std::string(toText(flag.flag))}, {"of", flag.ofPatient ? "patient" : "case"}, {"source", source}}});
  return flag.ofPatient ? refreshCasesOf(access, {patient}) : refreshCase(access, id);
}

}  // namespace snitt

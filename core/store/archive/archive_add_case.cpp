#include <filesystem>

#include "core/store/archive/archive_rows_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"

namespace snitt {

namespace {

tl::unexpected<Error> taken(const std::string& what) {
  return fail(ErrorKind::refused, "nothing was imported: " + what);
}

class CaseAdder {
 public:
  CaseAdder(const CaseAccess& access, const ArchivedCase& archived) : m_access(access), m_in(archived) {}

  Result<AddedCase> add() {
    if (auto done = addPatient(); !done) return fail(done.error());
    if (auto done = addRow(); !done) return fail(done.error());
    for (const ArchivedSpecimen& one : m_in.specimens)
      if (auto done = addSpecimen(one); !done) return fail(done.error());
    for (const ArchivedFact& one : m_in.staging)
      run("INSERT OR REPLACE INTO staging (case_id, item, value, source, at) VALUES (?, ?, ?, ?, ?)", m_added.id.value,
          std::string(toText(one.item)), one.value, one.source, one.at);
    for (const ArchivedFlag& one : m_in.flags) addFlag(one);
    return std::move(m_added);
  }

 private:
  template <class... Values>
  void run(const char* sql, const Values&... values) const {
    execute(*m_access.database, sql, values...);
  }
  [[nodiscard]] std::int64_t lastRow() const { return m_access.database->getLastInsertRowid(); }
  // UUIDs are of this database's rows alone once they are in it.
  [[nodiscard]] bool isThere(const char* sql, const std::string& value) const {
    return numberOf(*m_access.database, sql, value).has_value();
  }

  Result<void> addPatient() {
    if (!m_in.patient) return {};
    const ArchivedPatient& told = *m_in.patient;
    const auto found = patientsOf(m_access, m_in.name.site, told.identity.numbers);
    if (!found) return fail(found.error());
    if (found->size() > 1) return taken("the numbers of its patient belong to several patients here");
    if (found->size() == 1) return updatePatient(found->front(), told);
    if (const auto there = numberOf(*m_access.database, "SELECT id FROM patient WHERE uuid = ?", told.uuid)) {
      // The same person without any number; anybody else is not taken for them.
      const auto identity = identityOf(m_access, {*there});
      if (!identity) return fail(identity.error());
      const bool same = *identity == told.identity &&
                        isThere("SELECT 1 FROM patient WHERE uuid = ? AND merged_into IS NULL", told.uuid);
      if (!same) return taken("a patient of the same id is another one here");
      m_patient = {*there};
      return {};
    }
    m_patient = snitt::addPatient(m_access, m_in.name.site, told.stated);
    run("UPDATE patient SET uuid = ? WHERE id = ?", told.uuid, m_patient.value);
    keepIdentity(m_access, m_patient, told.identity);
    return {};
  }

  Result<void> updatePatient(PatientRow found, const ArchivedPatient& told) {
    m_patient = found;
    const auto state = patientState(m_access, found);
    const auto known = identityOf(m_access, found);
    if (!known) return fail(known.error());
    if (*known == told.identity) return {};
    if (contradicts(*known, told.identity)) return taken("the number of its patient is another one's here");
    if (!state || told.stated <= state->stated) {
      m_added.findings.emplace_back("the patient is told of otherwise here, by a newer message: that was kept");
      return {};
    }
    for (const std::string& change : identityChanges(*known, updatedIdentity(*known, told.identity)))
      m_added.findings.push_back("the patient's " + change + " changed");
    keepIdentity(m_access, found, updatedIdentity(*known, told.identity));
    run("UPDATE patient SET stated = ? WHERE id = ?", told.stated, found.value);
    return {};
  }

  Result<void> addRow() {
    const std::string now = utcNow();
    run("INSERT INTO lab_case (uuid, site, accession, pending, patient_id, priority, state, received, stated, created,"
        " changed) VALUES (?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?)",
        m_in.uuid, m_in.name.site, m_in.name.accession, m_in.pending ? 1 : 0, m_patient.value,
        m_in.priority == Priority::urgent ? 1 : 0, std::string(toText(m_in.state)), m_in.received, m_in.stated,
        m_in.created, now);
    m_added.id = {lastRow()};
    for (const auto& [text, of] :
         {std::pair(&m_in.comment, CommentOf::persons), std::pair(&m_in.note, CommentOf::laboratory)})
      if (!text->empty())
        if (auto kept = keepComment(m_access, m_added.id, *text, of); !kept) return fail(kept.error());
    for (const ArchivedNumber& one : m_in.numbers)
      run("INSERT OR IGNORE INTO case_number (case_id, number, kind) VALUES (?, ?, ?)", m_added.id.value, one.number,
          one.kind);
    return {};
  }

  Result<void> addSpecimen(const ArchivedSpecimen& one) {
    if (isThere("SELECT 1 FROM specimen WHERE uuid = ?", one.uuid)) return taken("a specimen of it is another case's");
    run("INSERT INTO specimen (uuid, case_id, label, kind, body_site) VALUES (?, ?, ?, ?, ?)", one.uuid,
        m_added.id.value, one.label, one.kind, one.bodySite);
    const std::int64_t specimen = lastRow();
    for (const ArchivedBlock& block : one.blocks)
      if (auto done = addBlock(specimen, block); !done) return done;
    return {};
  }

  Result<void> addBlock(std::int64_t specimen, const ArchivedBlock& one) {
    if (isThere("SELECT 1 FROM block WHERE uuid = ?", one.uuid)) return taken("a block of it is another case's");
    const auto tumour = one.tumour ? std::optional(*one.tumour ? 1 : 0) : std::nullopt;
    run("INSERT INTO block (uuid, specimen_id, label, tumour) VALUES (?, ?, ?, ?)", one.uuid, specimen, one.label,
        tumour);
    const std::int64_t block = lastRow();
    for (const ArchivedGlass& glass : one.slides)
      if (auto done = addGlass(block, glass); !done) return done;
    return {};
  }

  Result<void> addGlass(std::int64_t block, const ArchivedGlass& one) {
    if (isThere("SELECT 1 FROM glass WHERE uuid = ?", one.uuid)) return taken("a slide of it is another case's");
    const auto confirmed =
        one.chosen == Chosen::unsaid ? std::nullopt : std::optional(one.chosen == Chosen::primaryTumour ? 1 : 0);
    // A person of another database is named; here they are nobody.
    run("INSERT INTO glass (uuid, block_id, number, stain, barcode, confirmed, confirmed_by, confirmed_at)"
        " VALUES (?, ?, ?, ?, '', ?, ?, ?)",
        one.uuid, block, one.number, one.stain, confirmed, one.chosenBy, one.chosenAt);
    const std::int64_t glass = lastRow();
    keepBarcode(m_access, {glass}, one.barcode);
    for (const ArchivedScan& scan : one.scans)
      if (auto done = addScan(glass, scan); !done) return done;
    return {};
  }

  Result<void> addScan(std::int64_t glass, const ArchivedScan& one) {
    if (isThere("SELECT 1 FROM scan WHERE uuid = ?", one.uuid) ||
        isThere("SELECT 1 FROM scan WHERE fingerprint = ?", one.fingerprint))
      return taken("a slide of it is another case's");
    std::string sealed;
    std::string mark;
    if (!one.path.empty()) {
      sealed = sealPath(m_access, one.uuid, one.path);
      mark = markPath(m_access, one.path);
    }
    std::error_code ignored;
    const bool missing = one.path.empty() || !std::filesystem::exists(one.path, ignored);
    run("INSERT INTO scan (uuid, glass_id, fingerprint, path, path_mark, size_bytes, modified, scanner, state, missing,"
        " linked_by, added, superseded_at)"
        " VALUES (?, ?, ?, nullif(?, x''), nullif(?, x''), ?, ?, ?, ?, ?, ?, ?, ?)",
        one.uuid, glass, one.fingerprint, Blob{sealed}, Blob{mark}, one.sizeBytes, one.modified, one.scanner,
        one.current ? "current" : "superseded", missing ? 1 : 0, one.linkedBy, one.added, one.supersededAt);
    closeUnmatched(m_access, one.fingerprint);
    return {};
  }

  void addFlag(const ArchivedFlag& one) const {
    const bool ofPatient = one.ofPatient && m_patient.value != 0;
    const std::int64_t owner = ofPatient ? m_patient.value : m_added.id.value;
    const auto kind = static_cast<std::int64_t>(one.flag);
    // A patient who is known here may have it already.
    const char* there = ofPatient ? "SELECT 1 FROM flag WHERE patient_id = ? AND kind = ? AND since = ? AND source = ?"
                                    " AND set_at = ? AND lifted_at = ?"
                                  : "SELECT 1 FROM flag WHERE case_id = ? AND kind = ? AND since = ? AND source = ?"
                                    " AND set_at = ? AND lifted_at = ?";
    if (numberOf(*m_access.database, there, owner, kind, one.since, one.source, one.setAt, one.liftedAt)) return;
    run(ofPatient ? "INSERT INTO flag (patient_id, kind, since, source, set_at, lifted_at, lifted_source)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)"
                  : "INSERT INTO flag (case_id, kind, since, source, set_at, lifted_at, lifted_source)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
        owner, kind, one.since, one.source, one.setAt, one.liftedAt, one.liftedSource);
  }

  const CaseAccess& m_access;
  const ArchivedCase& m_in;
  AddedCase m_added;
  PatientRow m_patient;
};

}  // namespace

Result<AddedCase> addArchivedCase(const CaseAccess& access, const ArchivedCase& archived) {
  return CaseAdder(access, archived).add();
}

}  // namespace snitt

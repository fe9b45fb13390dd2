#include <algorithm>

#include "core/store/archive/archive_json_p.h"
#include "core/store/archive/archive_rows_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/staging_rows_p.h"
#include "core/store/score_path_p.h"

namespace snitt {

namespace {

class CaseReader {
 public:
  CaseReader(const CaseAccess& access, bool masked) : m_access(access) { m_out.masked = masked; }

  Result<ArchivedCase> read(CaseId id) {
    if (auto done = readCase(id); !done) return fail(done.error());
    if (auto done = readPatient(); !done) return fail(done.error());
    if (auto done = readSpecimens(id); !done) return fail(done.error());
    readFacts(id);
    readFlags(id);
    if (auto done = readSlides(); !done) return fail(done.error());
    return std::move(m_out);
  }

 private:
  template <class... Values>
  Statement rows(const char* sql, const Values&... values) const {
    return statementOf(*m_access.database, sql, values...);
  }

  Result<void> readCase(CaseId id) {
    Statement row = rows(
        "SELECT uuid, site, accession, pending, coalesce(patient_id, 0), priority, state, received, stated,"
        " created FROM lab_case WHERE id = ?",
        id.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "there is no such case any more");
    m_out.uuid = textOf(row, 0);
    m_out.name = {textOf(row, 1), textOf(row, 2)};
    m_out.pending = row.getColumn(3).getInt() != 0;
    m_patient = {row.getColumn(4).getInt64()};
    m_out.priority = row.getColumn(5).getInt() != 0 ? Priority::urgent : Priority::routine;
    for (const CaseState one : {CaseState::open, CaseState::closed, CaseState::cancelled})
      if (textOf(row, 6) == toText(one)) m_out.state = one;
    m_out.received = textOf(row, 7);
    m_out.stated = textOf(row, 8);
    m_out.created = textOf(row, 9);
    if (!m_out.masked) {
      auto comment = commentOf(m_access, id, CommentOf::persons);
      if (!comment) return fail(comment.error());
      m_out.comment = std::move(*comment);
      auto note = commentOf(m_access, id, CommentOf::laboratory);
      if (!note) return fail(note.error());
      m_out.note = std::move(*note);
    }
    Statement number = rows("SELECT number, kind FROM case_number WHERE case_id = ? ORDER BY number", id.value);
    while (number.executeStep()) m_out.numbers.push_back({textOf(number, 0), textOf(number, 1)});
    return {};
  }

  Result<void> readPatient() {
    if (m_out.masked || m_patient.value == 0) return {};
    auto identity = identityOf(m_access, m_patient);
    if (!identity) return fail(identity.error());
    const auto state = patientState(m_access, m_patient);
    if (state) m_out.patient = ArchivedPatient{state->uuid, state->stated, std::move(*identity)};
    return {};
  }

  Result<void> readSpecimens(CaseId id) {
    Statement row =
        rows("SELECT id, uuid, label, kind, body_site FROM specimen WHERE case_id = ? ORDER BY id", id.value);
    while (row.executeStep()) {
      m_out.specimens.push_back({textOf(row, 1), textOf(row, 2), textOf(row, 3), textOf(row, 4), {}});
      if (auto done = readBlocks(row.getColumn(0).getInt64()); !done) return done;
    }
    return {};
  }

  Result<void> readBlocks(std::int64_t specimen) {
    Statement row = rows("SELECT id, uuid, label, tumour FROM block WHERE specimen_id = ? ORDER BY id", specimen);
    while (row.executeStep()) {
      ArchivedBlock& block = m_out.specimens.back().blocks.emplace_back();
      block.uuid = textOf(row, 1);
      block.label = textOf(row, 2);
      if (!row.getColumn(3).isNull()) block.tumour = row.getColumn(3).getInt() != 0;
      if (auto done = readGlasses(row.getColumn(0).getInt64(), block); !done) return done;
    }
    return {};
  }

  Result<void> readGlasses(std::int64_t block, ArchivedBlock& out) {
    Statement row = rows(
        "SELECT id, uuid, number, stain, code, confirmed, confirmed_at,"
        " coalesce((SELECT name FROM person WHERE person.uuid = confirmed_by), confirmed_by)"
        " FROM glass WHERE block_id = ? ORDER BY id",
        block);
    while (row.executeStep()) {
      ArchivedGlass& glass = out.slides.emplace_back();
      glass.uuid = textOf(row, 1);
      glass.number = textOf(row, 2);
      glass.stain = textOf(row, 3);
      if (!m_out.masked) {
        auto barcode = barcodeIn(m_access, glass.uuid, row.getColumn(4));
        if (!barcode) return fail(barcode.error());
        glass.barcode = std::move(*barcode);
      }
      if (!row.getColumn(5).isNull()) {
        glass.chosen = row.getColumn(5).getInt() != 0 ? Chosen::primaryTumour : Chosen::notPrimaryTumour;
        glass.chosenAt = textOf(row, 6);
        glass.chosenBy = textOf(row, 7);
      }
      if (auto done = readScans(row.getColumn(0).getInt64(), glass); !done) return done;
    }
    return {};
  }

  Result<void> readScans(std::int64_t glass, ArchivedGlass& out) {
    Statement row = rows(
        "SELECT uuid, fingerprint, path, size_bytes, modified, scanner, state, added, superseded_at, linked_by FROM "
        "scan"
        " WHERE glass_id = ? ORDER BY id",
        glass);
    while (row.executeStep()) {
      ArchivedScan& scan = out.scans.emplace_back();
      scan.uuid = textOf(row, 0);
      scan.fingerprint = textOf(row, 1);
      if (!m_out.masked && !row.getColumn(2).isNull()) {
        auto path = openPath(m_access, scan.uuid, textOf(row, 2));
        if (!path) return fail(path.error());
        scan.path = std::move(*path);
      }
      scan.sizeBytes = row.getColumn(3).getInt64();
      scan.modified = textOf(row, 4);
      scan.scanner = textOf(row, 5);
      scan.current = textOf(row, 6) == "current";
      scan.added = textOf(row, 7);
      scan.supersededAt = textOf(row, 8);
      scan.linkedBy = textOf(row, 9);
      m_fingerprints.push_back(scan.fingerprint);
    }
    return {};
  }

  void readFacts(CaseId id) {
    Statement row = rows("SELECT item, value, source, at FROM staging WHERE case_id = ? ORDER BY item", id.value);
    while (row.executeStep())
      if (const auto item = stagingItemOf(textOf(row, 0)))
        m_out.staging.push_back({*item, textOf(row, 1), textOf(row, 2), textOf(row, 3)});
  }

  // Lifted ones too. Where the patient is left out, what holds for them holds for the case.
  void readFlags(CaseId id) {
    Statement row = rows(
        "SELECT kind, patient_id IS NOT NULL, since, source, set_at, lifted_at, lifted_source FROM flag"
        " WHERE case_id = ?1 OR patient_id = ?2 ORDER BY patient_id IS NOT NULL, id",
        id.value, m_patient.value);
    while (row.executeStep()) {
      const bool ofPatient = row.getColumn(1).getInt() != 0 && !m_out.masked;
      ArchivedFlag flag{static_cast<Flag>(row.getColumn(0).getInt64()),
                        ofPatient,
                        textOf(row, 2),
                        textOf(row, 3),
                        textOf(row, 4),
                        textOf(row, 5),
                        textOf(row, 6)};
      const auto same = [&](const ArchivedFlag& one) {
        return one.flag == flag.flag && one.ofPatient == ofPatient && one.liftedAt.empty();
      };
      if (!flag.liftedAt.empty() || std::ranges::none_of(m_out.flags, same)) m_out.flags.push_back(std::move(flag));
    }
  }

  Result<void> readSlides() {
    std::map<std::int64_t, ArchivedScore> stored;
    for (const std::string& fingerprint : m_fingerprints) {
      auto scores = archivedScores(m_access, fingerprint, m_out.masked);
      if (!scores) return fail(scores.error());
      stored.merge(*scores);
      ArchivedDrawings drawings = archivedDrawings(m_access, fingerprint, m_out.masked);
      if (!drawings.drawn.empty() || !drawings.removed.empty()) m_out.drawings.push_back(std::move(drawings));
    }
    for (auto& [row, score] : stored) m_out.scores.push_back(std::move(score));
    return {};
  }

  const CaseAccess& m_access;
  ArchivedCase m_out;
  PatientRow m_patient;
  std::vector<std::string> m_fingerprints;
};

}  // namespace

Result<std::map<std::int64_t, ArchivedScore>> archivedScores(const CaseAccess& access, const std::string& fingerprint,
                                                             bool masked) {
  Statement row =
      statementOf(*access.database,
                  "SELECT score.id, json, path, run.uuid, parameters, coalesce(bundle.rules, ''), stored,"
                  " coalesce(annotation.uuid, ''), coalesce(annotation.geometry, '') FROM score"
                  " JOIN slide ON slide.id = score.slide_id JOIN bundle ON bundle.id = score.bundle_id"
                  " JOIN run ON run.id = score.run_id LEFT JOIN annotation ON annotation.score_id = score.id"
                  " WHERE slide.fingerprint = ?",
                  fingerprint);
  std::map<std::int64_t, ArchivedScore> scores;
  while (row.executeStep()) {
    ArchivedScore& one = scores[row.getColumn(0).getInt64()];
    one.json = textOf(row, 1);
    if (!masked && !row.getColumn(2).isNull()) {
      auto path = access.secrets->open(textOf(row, 2), scorePathPlace(textOf(row, 3)));
      if (!path) return failIn("a score's path", path.error());
      one.path = std::move(*path);
    }
    one.parameters = textOf(row, 4);
    one.rules = textOf(row, 5);
    one.stored = textOf(row, 6);
    one.outlineId = textOf(row, 7);
    one.outline = textOf(row, 8);
    Statement grid = statementOf(*access.database, "SELECT grid FROM tile_grid WHERE score_id = ? ORDER BY place",
                                 row.getColumn(0).getInt64());
    while (grid.executeStep()) one.grids.push_back(textOf(grid, 0));
  }
  return scores;
}

ArchivedDrawings archivedDrawings(const CaseAccess& access, const std::string& fingerprint, bool masked) {
  ArchivedDrawings out;
  out.fingerprint = fingerprint;
  Statement row =
      statementOf(*access.database,
                  "SELECT uuid, place, parent, kind, shape, geometry, class, class_colour, colour, name, note, locked,"
                  " origin, author, created, changed, measurements, other FROM drawn WHERE fingerprint = ?"
                  " ORDER BY place, id",
                  fingerprint);
  const auto textOrNothing = [&](int column) {
    return row.getColumn(column).isNull() ? std::nullopt : std::optional(textOf(row, column));
  };
  while (row.executeStep()) {
    ArchivedDrawing& one = out.drawn.emplace_back();
    one.uuid = textOf(row, 0);
    one.place = row.getColumn(1).getInt64();
    one.parent = textOf(row, 2);
    one.kind = textOf(row, 3);
    one.shape = textOf(row, 4);
    one.geometry = textOf(row, 5);
    one.className = textOf(row, 6);
    one.classColour = textOrNothing(7);
    one.colour = textOrNothing(8);
    // What people write freely, and what foreign files said beside, may name somebody.
    if (!masked) {
      one.name = textOf(row, 9);
      one.note = textOf(row, 10);
      one.other = textOf(row, 17);
    }
    one.locked = row.getColumn(11).getInt() != 0;
    one.origin = textOf(row, 12);
    one.author = textOf(row, 13);
    one.created = textOf(row, 14);
    one.changed = textOf(row, 15);
    one.measurements = textOf(row, 16);
  }
  Statement gone = statementOf(
      *access.database, "SELECT uuid, removed FROM drawn_removed WHERE fingerprint = ? ORDER BY uuid", fingerprint);
  while (gone.executeStep()) out.removed.push_back({textOf(gone, 0), textOf(gone, 1)});
  return out;
}

Result<ArchivedCase> archivedCase(const CaseAccess& access, CaseId id, bool masked) {
  return CaseReader(access, masked).read(id);
}

}  // namespace snitt

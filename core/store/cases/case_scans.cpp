// Slide files and the glass they show: linking, rescans, moved and missing files.
#include <fmt/format.h>
#include <filesystem>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/listed_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"

namespace snitt {

namespace {

constexpr const char* kOfSlide =
    "SELECT lab_case.id, lab_case.uuid, site, accession, pending, coalesce(patient_id, 0), priority, lab_case.flags,"
    " specimen.label, block.label, block.tumour, glass.number, glass.stain, scan.fingerprint, scan.path, scan.uuid"
    " FROM scan JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
    " JOIN specimen ON specimen.id = block.specimen_id JOIN lab_case ON lab_case.id = specimen.case_id";

Result<CaseOfSlide> slideOf(const CaseAccess& access, SQLite::Statement& row) {
  CaseOfSlide out;
  out.labCase = {row.getColumn(0).getInt64()};
  out.caseUuid = textOf(row, 1);
  out.name = {textOf(row, 2), textOf(row, 3)};
  out.pending = row.getColumn(4).getInt() != 0;
  out.priority = row.getColumn(6).getInt() != 0 ? Priority::urgent : Priority::routine;
  out.flags = static_cast<Flags>(row.getColumn(7).getInt64());
  out.specimen = textOf(row, 8);
  out.block = textOf(row, 9);
  if (!row.getColumn(10).isNull()) out.tumourBlock = row.getColumn(10).getInt() != 0;
  out.number = textOf(row, 11);
  out.stain = textOf(row, 12);
  auto patient = patientFor(access, {row.getColumn(5).getInt64()});
  if (!patient) return fail(patient.error());
  out.patient = std::move(*patient);
  auto scan = scanBy(access, textOf(row, 13));
  if (!scan) return fail(scan.error());
  if (*scan) out.scan = std::move(**scan);
  return out;
}

std::optional<CaseId> caseOfScan(const CaseAccess& access, const std::string& fingerprint) {
  const std::string sql = std::string(kOfSlide) + " WHERE scan.fingerprint = ?";
  const auto id = numberOf(*access.database, sql.c_str(), fingerprint);
  return id ? std::optional(CaseId{*id}) : std::nullopt;
}

Result<std::string> storedPath(const CaseAccess& access, const std::string& fingerprint) {
  SQLite::Statement row =
      statementOf(*access.database, "SELECT uuid, path FROM scan WHERE fingerprint = ?", fingerprint);
  if (!row.executeStep() || row.getColumn(1).isNull()) return std::string();
  return openPath(access, textOf(row, 0), textOf(row, 1));
}

// A known file: still there, or found again somewhere else. A copy beside the original changes nothing.
Result<LinkedScan> lookUp(const CaseAccess& access, CaseId id, const FoundScan& found) {
  const auto path = storedPath(access, found.fingerprint);
  if (!path) return fail(path.error());
  const bool missing =
      numberOf(*access.database, "SELECT missing FROM scan WHERE fingerprint = ?", found.fingerprint).value_or(0) != 0;
  std::error_code ignored;
  const bool elsewhere = *path != found.path && !std::filesystem::exists(*path, ignored);
  if (!elsewhere && !missing) return LinkedScan{ScanOutcome::unchanged, id, ""};
  SQLite::Statement row =
      statementOf(*access.database, "SELECT uuid FROM scan WHERE fingerprint = ?", found.fingerprint);
  row.executeStep();
  const std::string sealed = sealPath(access, textOf(row, 0), found.path);
  const std::string mark = markPath(access, found.path);
  execute(*access.database,
          "UPDATE scan SET path = ?, path_mark = ?, size_bytes = ?, modified = ?, missing = 0 WHERE fingerprint = ?",
          Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified, found.fingerprint);
  if (auto done = refreshCase(access, id); !done) return fail(done.error());
  const bool moved = *path != found.path;
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  appendAudit(*access.database, *access.actor,
              {moved ? "slide.moved" : "slide.found", caseSubject(*uuid), {{"slide", found.fingerprint}}});
  return LinkedScan{moved ? ScanOutcome::moved : ScanOutcome::unchanged, id, ""};
}

void addScan(const CaseAccess& access, GlassId glass, const FoundScan& found) {
  const std::string uuid = randomUuid();
  const std::string sealed = sealPath(access, uuid, found.path);
  const std::string mark = markPath(access, found.path);
  execute(*access.database,
          "INSERT INTO scan (uuid, glass_id, fingerprint, path, path_mark, size_bytes, modified, scanner, state, added)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'current', ?)",
          uuid, glass.value, found.fingerprint, Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified,
          found.scanner, utcNow());
}

bool hasCurrent(const CaseAccess& access, GlassId glass) {
  return numberOf(*access.database, "SELECT 1 FROM scan WHERE glass_id = ? AND state = 'current'", glass.value)
      .has_value();
}

// Puts a new file onto a glass slide; one that is there becomes the old one.
Result<LinkedScan> place(const CaseAccess& access, CaseId id, GlassId glass, const FoundScan& found,
                         const std::string& how) {
  const bool rescan = hasCurrent(access, glass);
  if (rescan)
    execute(*access.database,
            "UPDATE scan SET state = 'superseded', superseded_at = ? WHERE glass_id = ? AND state = 'current'",
            utcNow(), glass.value);
  addScan(access, glass, found);
  closeUnmatched(access, found.fingerprint);
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  appendAudit(
      *access.database, *access.actor,
      {rescan ? "slide.rescanned" : "slide.linked", caseSubject(*uuid), {{"slide", found.fingerprint}, {"by", how}}});
  if (auto done = refreshCase(access, id); !done) return fail(done.error());
  return LinkedScan{rescan ? ScanOutcome::rescan : ScanOutcome::added, id, ""};
}

void learn(const CaseAccess& access, GlassId glass, const SlideIdentity& identity, const std::string& barcode) {
  execute(*access.database,
          "UPDATE glass SET stain = CASE stain WHEN '' THEN ?2 ELSE stain END,"
          " barcode = CASE barcode WHEN '' THEN ?3 ELSE barcode END WHERE id = ?1",
          glass.value, identity.stain, barcode);
}

// What a barcode says by itself, where the laboratory told which slide bears it.
std::vector<SaidIdentity> withKnownBarcodes(const CaseAccess& access, std::vector<SaidIdentity> said) {
  for (SaidIdentity& one : said) {
    if (one.identity || one.source != IdentitySource::barcode) continue;
    const auto glasses = glassesOfBarcode(access, one.site, one.text);
    if (glasses.size() == 1) one.identity = glasses.front();
  }
  return said;
}

std::optional<CaseId> caseNamed(const CaseAccess& access, const CaseName& name) {
  const auto id = numberOf(*access.database,
                           "SELECT id FROM lab_case WHERE site = ?1 AND accession = ?2 UNION ALL"
                           " SELECT max(lab_case.id) FROM case_number JOIN lab_case ON lab_case.id = case_id"
                           " WHERE number = ?2 AND site = ?1 HAVING count(*) = 1 LIMIT 1",
                           name.site, name.accession);
  return id.value_or(0) != 0 ? std::optional(CaseId{*id}) : std::nullopt;
}

std::string waysOf(const std::vector<SaidIdentity>& said) {
  std::string ways;
  for (const SaidIdentity& one : said)
    if (one.identity) ways += (ways.empty() ? "" : ", ") + std::string(toText(one.source));
  return ways;
}

Result<LinkedScan> takeNew(const CaseAccess& access, const FoundScan& found, const std::vector<SaidIdentity>& given) {
  const std::vector<SaidIdentity> said = withListed(access, withKnownBarcodes(access, given));
  const AgreedIdentity who = agreed(said);
  const auto queue = [&](const std::string& why) { return putUnmatched(access, found, said, why); };
  if (!who.name) return queue(who.reason);
  const auto id = caseNamed(access, *who.name);
  if (!id) return queue("no list or message has named this case yet");
  const std::int64_t block = blockNamed(access, specimenNamed(access, *id, who.identity.specimen), who.identity.block);
  // A code that names the case alone is on all of its slides.
  const std::string barcode = who.identity.slide.empty() ? std::string() : who.barcode;
  const auto glass = glassIn(access, block, who.identity.slide, who.identity.stain, barcode);
  if (glass && hasCurrent(access, glass->id) && !glass->certain)
    return queue("it cannot be told from a slide that the case has already");
  const GlassId into = glass ? glass->id : addGlass(access, block, who.identity.slide, who.identity.stain, barcode);
  learn(access, into, who.identity, barcode);
  return place(access, *id, into, found, waysOf(said));
}

}  // namespace

Result<LinkedScan> Cases::take(const FoundScan& found, const std::vector<SaidIdentity>& said) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<LinkedScan> {
    if (const auto known = caseOfScan(access, found.fingerprint)) return lookUp(access, *known, found);
    if (isDismissed(access, found.fingerprint))
      return LinkedScan{ScanOutcome::unmatched, {}, "a person took it out of the queue"};
    return takeNew(access, found, said);
  });
}

Result<LinkedScan> Cases::link(const FoundScan& found, const CaseName& name, const SlideIdentity& identity) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  const auto id = find(name);
  if (!id) return fail(id.error());
  return inTransaction(access, [&]() -> Result<LinkedScan> {
    if (const auto known = caseOfScan(access, found.fingerprint)) {
      if (*known == *id) return lookUp(access, *id, found);
      return fail(ErrorKind::usage, "this slide belongs to another case already: take it away from there first");
    }
    const std::int64_t block = blockNamed(access, specimenNamed(access, *id, identity.specimen), identity.block);
    const auto glass = glassIn(access, block, identity.slide, identity.stain, "");
    const GlassId into = glass ? glass->id : addGlass(access, block, identity.slide, identity.stain, "");
    learn(access, into, identity, "");
    return place(access, *id, into, found, "person");
  });
}

Result<LinkedScan> Cases::link(RowId<struct UnmatchedRow> slide, const CaseName& name, const SlideIdentity& identity) {
  const CaseAccess access = this->access();
  const auto found = reading(access, [&] { return unmatchedScan(access, slide); });
  if (!found) return fail(found.error());
  return link(*found, name, identity);
}

Result<void> Cases::unlink(ScanId scan, const std::string& reason) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    SQLite::Statement row = statementOf(
        *access.database, "SELECT fingerprint, size_bytes, modified, scanner, glass_id, state FROM scan WHERE id = ?",
        scan.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide belongs to no case any more");
    const std::int64_t glass = row.getColumn(4).getInt64();
    FoundScan found{"", textOf(row, 0), row.getColumn(1).getInt64(), textOf(row, 2), textOf(row, 3)};
    const bool wasCurrent = textOf(row, 5) == "current";
    row.reset();
    const auto path = storedPath(access, found.fingerprint);
    if (!path) return fail(path.error());
    found.path = *path;
    const auto id = caseOfScan(access, found.fingerprint);
    execute(*access.database, "DELETE FROM scan WHERE id = ?", scan.value);
    // What it had replaced is the newest image again.
    if (wasCurrent)
      execute(*access.database,
              "UPDATE scan SET state = 'current', superseded_at = '' WHERE id ="
              " (SELECT max(id) FROM scan WHERE glass_id = ?)",
              glass);
    if (auto queued = putUnmatched(access, found, {}, "taken away from a case by a person"); !queued)
      return fail(queued.error());
    const auto uuid = uuidOfCase(access, *id);
    if (!uuid) return fail(uuid.error());
    appendAudit(*access.database, *access.actor,
                {"slide.unlinked", caseSubject(*uuid), {{"slide", found.fingerprint}, {"reason", reason}}});
    return refreshCase(access, *id);
  });
}

Result<void> Cases::markMissing(ScanId scan, bool missing) {
  const CaseAccess access = this->access();
  return inTransaction(access, [&]() -> Result<void> {
    SQLite::Statement row =
        statementOf(*access.database, "SELECT fingerprint, missing FROM scan WHERE id = ?", scan.value);
    if (!row.executeStep() || (row.getColumn(1).getInt() != 0) == missing) return {};
    const std::string fingerprint = textOf(row, 0);
    execute(*access.database, "UPDATE scan SET missing = ? WHERE id = ?", missing ? 1 : 0, scan.value);
    return refreshCaseOfSlide(access, fingerprint);
  });
}

Result<std::optional<CaseOfSlide>> Cases::caseOfSlide(const std::string& fingerprint) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::optional<CaseOfSlide>> {
    const std::string sql = std::string(kOfSlide) + " WHERE scan.fingerprint = ?";
    SQLite::Statement row = statementOf(*access.database, sql.c_str(), fingerprint);
    if (!row.executeStep()) return std::nullopt;
    auto slide = slideOf(access, row);
    if (!slide) return fail(slide.error());
    return std::optional(std::move(*slide));
  });
}

Result<std::string> Cases::pathOf(ScanId scan) const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<std::string> {
    SQLite::Statement row = statementOf(*access.database, "SELECT uuid, path FROM scan WHERE id = ?", scan.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide belongs to no case any more");
    if (row.getColumn(1).isNull()) return fail(ErrorKind::notFound, "where this slide lies was erased");
    return openPath(access, textOf(row, 0), textOf(row, 1));
  });
}

Result<std::vector<CaseOfSlide>> Cases::toScore(const std::string& bundleSha256) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<CaseOfSlide>> {
    const std::string sql =
        std::string(kOfSlide) +
        " WHERE scan.state = 'current' AND scan.missing = 0 AND scan.path IS NOT NULL AND lab_case.state = 'open'"
        " AND NOT EXISTS (SELECT 1 FROM slide JOIN score ON score.slide_id = slide.id"
        "   JOIN bundle ON bundle.id = score.bundle_id"
        "   WHERE slide.fingerprint = scan.fingerprint AND bundle.sha256 = ?)"
        " ORDER BY priority DESC, received, lab_case.id, scan.id";
    SQLite::Statement row = statementOf(*access.database, sql.c_str(), bundleSha256);
    std::vector<CaseOfSlide> slides;
    while (row.executeStep()) {
      if (forbids(static_cast<Flags>(row.getColumn(7).getInt64()), Use::careScoring)) continue;
      auto slide = slideOf(access, row);
      if (!slide) return fail(slide.error());
      auto path = openPath(access, textOf(row, 15), textOf(row, 14));
      if (!path) return fail(path.error());
      slide->scan.path = std::move(*path);
      slides.push_back(std::move(*slide));
    }
    return slides;
  });
}

}  // namespace snitt

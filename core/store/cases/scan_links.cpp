#include "core/store/cases/scan_links_p.h"

#include <filesystem>

#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"

namespace snitt {

namespace {

constexpr const char* kCaseOfScan =
    "SELECT specimen.case_id FROM scan JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
    " JOIN specimen ON specimen.id = block.specimen_id WHERE scan.fingerprint = ?";

void addScan(const CaseAccess& access, GlassId glass, const FoundScan& found, const std::string& how) {
  const std::string uuid = randomUuid();
  const std::string sealed = sealPath(access, uuid, found.path);
  const std::string mark = markPath(access, found.path);
  execute(*access.database,
          "INSERT INTO scan (uuid, glass_id, fingerprint, path, path_mark, size_bytes, modified, scanner, state,"
          " linked_by, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'current', ?, ?)",
          uuid, glass.value, found.fingerprint, Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified,
          found.scanner, how, utcNow());
}

}  // namespace

std::optional<CaseId> caseOfScan(const CaseAccess& access, const std::string& fingerprint) {
  const auto id = numberOf(*access.database, kCaseOfScan, fingerprint);
  return id ? std::optional(CaseId{*id}) : std::nullopt;
}

Result<std::optional<KnownPlace>> knownPlace(const CaseAccess& access, const FoundScan& found) {
  std::string path;
  KnownPlace known;
  const auto read = inDatabase(*access.file, [&]() -> Result<bool> {
    const auto id = caseOfScan(access, found.fingerprint);
    if (!id) return false;
    known.labCase = *id;
    Statement row = statementOf(
        *access.database, "SELECT uuid, path, missing, linked_by FROM scan WHERE fingerprint = ?", found.fingerprint);
    if (!row.executeStep()) return false;
    known.erased = row.getColumn(1).isNull();
    known.missing = row.getColumn(2).getInt() != 0;
    known.byPerson = textOf(row, 3) == toText(IdentitySource::person);
    if (known.erased) return true;
    auto opened = openPath(access, textOf(row, 0), textOf(row, 1));
    if (!opened) return fail(opened.error());
    path = std::move(*opened);
    return true;
  });
  if (!read) return fail(read.error());
  if (!*read) return std::nullopt;
  std::error_code ignored;
  known.sameName = path == found.path;
  known.elsewhere = !known.erased && !known.sameName && !std::filesystem::exists(path, ignored);
  return known;
}

Result<LinkedScan> lookUp(const CaseAccess& access, const KnownPlace& known, const FoundScan& found) {
  const LinkedScan unchanged{ScanOutcome::unchanged, known.labCase, ""};
  if (known.erased || (!known.elsewhere && !known.missing)) return unchanged;
  Statement row = statementOf(*access.database, "SELECT uuid FROM scan WHERE fingerprint = ?", found.fingerprint);
  if (!row.executeStep()) return unchanged;
  const std::string sealed = sealPath(access, textOf(row, 0), found.path);
  const std::string mark = markPath(access, found.path);
  row.reset();
  execute(*access.database,
          "UPDATE scan SET path = ?, path_mark = ?, size_bytes = ?, modified = ?, missing = 0 WHERE fingerprint = ?"
          " AND path IS NOT NULL",
          Blob{sealed}, Blob{mark}, found.sizeBytes, found.modified, found.fingerprint);
  if (auto done = refreshCase(access, known.labCase); !done) return fail(done.error());
  const auto uuid = uuidOfCase(access, known.labCase);
  if (!uuid) return fail(uuid.error());
  appendAudit(*access.database, *access.actor,
              {known.sameName ? "slide.found" : "slide.moved", caseSubject(*uuid), {{"slide", found.fingerprint}}});
  return LinkedScan{known.sameName ? ScanOutcome::unchanged : ScanOutcome::moved, known.labCase, ""};
}

bool hasCurrent(const CaseAccess& access, GlassId glass) {
  return numberOf(*access.database, "SELECT 1 FROM scan WHERE glass_id = ? AND state = 'current'", glass.value)
      .has_value();
}

Result<LinkedScan> placeScan(const CaseAccess& access, CaseId id, GlassId glass, const FoundScan& found,
                             const std::string& how) {
  const bool rescan = hasCurrent(access, glass);
  if (rescan)
    execute(*access.database,
            "UPDATE scan SET state = 'superseded', superseded_at = ? WHERE glass_id = ? AND state = 'current'",
            utcNow(), glass.value);
  addScan(access, glass, found, how);
  closeUnmatched(access, found.fingerprint);
  const auto uuid = uuidOfCase(access, id);
  if (!uuid) return fail(uuid.error());
  appendAudit(
      *access.database, *access.actor,
      {rescan ? "slide.rescanned" : "slide.linked", caseSubject(*uuid), {{"slide", found.fingerprint}, {"by", how}}});
  if (auto done = refreshCase(access, id); !done) return fail(done.error());
  return LinkedScan{rescan ? ScanOutcome::rescan : ScanOutcome::added, id, ""};
}

Result<FoundScan> removeScan(const CaseAccess& access, ScanId scan, const std::string& reason) {
  Statement row = statementOf(
      *access.database,
      "SELECT fingerprint, size_bytes, modified, scanner, glass_id, state, uuid, path FROM scan WHERE id = ?",
      scan.value);
  if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide belongs to no case any more");
  FoundScan found{"", textOf(row, 0), row.getColumn(1).getInt64(), textOf(row, 2), textOf(row, 3)};
  const std::int64_t glass = row.getColumn(4).getInt64();
  const bool wasCurrent = textOf(row, 5) == "current";
  if (!row.getColumn(7).isNull()) {
    auto path = openPath(access, textOf(row, 6), textOf(row, 7));
    if (!path) return fail(path.error());
    found.path = std::move(*path);
  }
  row.reset();
  const auto id = caseOfScan(access, found.fingerprint);
  if (!id) return fail(ErrorKind::notFound, "this slide belongs to no case any more");
  execute(*access.database, "DELETE FROM scan WHERE id = ?", scan.value);
  if (wasCurrent)
    execute(*access.database,
            "UPDATE scan SET state = 'current', superseded_at = '' WHERE id ="
            " (SELECT max(id) FROM scan WHERE glass_id = ?)",
            glass);
  const auto uuid = uuidOfCase(access, *id);
  if (!uuid) return fail(uuid.error());
  appendAudit(*access.database, *access.actor,
              {"slide.unlinked", caseSubject(*uuid), {{"slide", found.fingerprint}, {"reason", reason}}});
  if (auto done = refreshCase(access, *id); !done) return fail(done.error());
  return found;
}

}  // namespace snitt

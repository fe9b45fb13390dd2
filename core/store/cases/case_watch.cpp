// What a watcher asks: which slides to score, and which files it knows already.
#include "core/store/cases/case_access_p.h"
#include "core/store/cases/scan_links_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"

namespace snitt {

namespace {

// Nothing of it is sealed: a round of a watcher opens no patient and no path.
constexpr const char* kToScore =
    "SELECT lab_case.id, lab_case.uuid, accession, lab_case.flags, specimen.label, specimen.kind, specimen.body_site,"
    " block.label, block.tumour, glass.stain, scan.id, scan.fingerprint"
    " FROM scan JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
    " JOIN specimen ON specimen.id = block.specimen_id JOIN lab_case ON lab_case.id = specimen.case_id"
    " WHERE scan.state = 'current' AND scan.missing = 0 AND scan.path IS NOT NULL AND lab_case.state = 'open'"
    " AND site = ?1 AND NOT EXISTS (SELECT 1 FROM slide JOIN score ON score.slide_id = slide.id"
    "   JOIN bundle ON bundle.id = score.bundle_id"
    "   WHERE slide.fingerprint = scan.fingerprint AND bundle.sha256 = ?2)"
    " ORDER BY priority DESC, received, lab_case.id, scan.id";

ScanToScore toScoreOf(const Statement& row, const std::string& site) {
  ScanToScore out;
  out.labCase = {row.getColumn(0).getInt64()};
  out.caseUuid = textOf(row, 1);
  out.name = {site, textOf(row, 2)};
  out.specimen = textOf(row, 4);
  out.specimenKind = textOf(row, 5);
  out.bodySite = textOf(row, 6);
  out.block = textOf(row, 7);
  if (!row.getColumn(8).isNull()) out.tumourBlock = row.getColumn(8).getInt() != 0;
  out.stain = textOf(row, 9);
  out.scan = {row.getColumn(10).getInt64()};
  out.fingerprint = textOf(row, 11);
  return out;
}

}  // namespace

Result<std::vector<ScanToScore>> Cases::toScore(const std::string& bundleSha256, const std::string& site,
                                                const std::function<bool(const ScanToScore&)>& wanted,
                                                std::size_t most) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<ScanToScore>> {
    Statement row = statementOf(*access.database, kToScore, site, bundleSha256);
    std::vector<ScanToScore> slides;
    while (slides.size() < most && row.executeStep()) {
      if (forbids(static_cast<Flags>(row.getColumn(3).getInt64()), Use::careScoring)) continue;
      ScanToScore slide = toScoreOf(row, site);
      if (wanted(slide)) slides.push_back(std::move(slide));
    }
    return slides;
  });
}

Result<FileMemory> Cases::remembered(const SlideStamp& stamp, const std::string& rules) const {
  const CaseAccess access = this->access();
  const auto fingerprint = reading(access, [&]() -> Result<std::string> {
    const std::string mark = markPath(access, stamp.path);
    Statement row = statementOf(*access.database,
                                "SELECT fingerprint FROM found_file WHERE path_mark = ? AND size_bytes = ?"
                                " AND modified = ? AND rules = ?",
                                Blob{mark}, stamp.sizeBytes, stamp.modified, rules);
    return row.executeStep() ? textOf(row, 0) : std::string();
  });
  if (!fingerprint) return fail(fingerprint.error());
  if (fingerprint->empty()) return FileMemory::unknown;
  const auto known = knownPlace(access, {stamp.path, *fingerprint, stamp.sizeBytes, stamp.modified, ""});
  if (!known) return fail(known.error());
  // Marked as missing, or the one that was linked is gone and this is its copy: to be looked at.
  if (*known) return (*known)->missing || (*known)->elsewhere ? FileMemory::unknown : FileMemory::linked;
  return reading(access, [&]() -> Result<FileMemory> {
    const auto queued = numberOf(
        *access.database, "SELECT state IN ('open', 'dismissed') FROM unmatched WHERE fingerprint = ?", *fingerprint);
    return queued.value_or(0) != 0 ? FileMemory::queued : FileMemory::unknown;
  });
}

Result<void> Cases::remember(std::span<const FileSeen> files, const std::string& rules) {
  const CaseAccess access = this->access();
  if (files.empty()) return {};
  return inTransaction(access, [&]() -> Result<void> {
    for (const FileSeen& one : files) {
      const std::string mark = markPath(access, one.stamp.path);
      execute(*access.database,
              "INSERT OR REPLACE INTO found_file (path_mark, size_bytes, modified, fingerprint, rules)"
              " VALUES (?, ?, ?, ?, ?)",
              Blob{mark}, one.stamp.sizeBytes, one.stamp.modified, one.fingerprint, rules);
    }
    return {};
  });
}

}  // namespace snitt

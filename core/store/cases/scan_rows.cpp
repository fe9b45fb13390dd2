#include "core/store/cases/scan_rows_p.h"

#include <chrono>

namespace snitt {

namespace {

constexpr const char* kScanColumns =
    "SELECT id, uuid, fingerprint, path, size_bytes, modified, scanner, state, missing, added, superseded_at FROM scan";

std::string sealedPlace(const std::string& uuid) { return "path:" + uuid; }

Result<Scan> scanOf(const CaseAccess& access, const Statement& row) {
  Scan scan;
  scan.id = {row.getColumn(0).getInt64()};
  scan.uuid = textOf(row, 1);
  scan.fingerprint = textOf(row, 2);
  if (access.unmasked() && !row.getColumn(3).isNull()) {
    auto path = access.secrets->open(textOf(row, 3), sealedPlace(scan.uuid));
    if (!path) return failIn("a slide's path", path.error());
    scan.path = std::move(*path);
  }
  scan.sizeBytes = row.getColumn(4).getInt64();
  scan.modified = textOf(row, 5);
  scan.scanner = textOf(row, 6);
  scan.current = textOf(row, 7) == "current";
  scan.missing = row.getColumn(8).getInt() != 0;
  scan.added = textOf(row, 9);
  scan.supersededAt = textOf(row, 10);
  return scan;
}

}  // namespace

Result<std::vector<Scan>> scansOf(const CaseAccess& access, GlassId glass) {
  const std::string sql = std::string(kScanColumns) + " WHERE glass_id = ? ORDER BY state, id DESC";
  Statement row = statementOf(*access.database, sql, glass.value);
  std::vector<Scan> scans;
  while (row.executeStep()) {
    auto scan = scanOf(access, row);
    if (!scan) return fail(scan.error());
    scans.push_back(std::move(*scan));
  }
  return scans;
}

Result<std::optional<Scan>> scanBy(const CaseAccess& access, const std::string& fingerprint) {
  const std::string sql = std::string(kScanColumns) + " WHERE fingerprint = ?";
  Statement row = statementOf(*access.database, sql, fingerprint);
  if (!row.executeStep()) return std::nullopt;
  auto scan = scanOf(access, row);
  if (!scan) return fail(scan.error());
  return std::optional(std::move(*scan));
}

Result<std::string> openPath(const CaseAccess& access, const std::string& uuid, const std::string& sealed) {
  auto path = access.secrets->open(sealed, sealedPlace(uuid));
  if (!path) return failIn("a slide's path", path.error());
  return path;
}

std::string sealPath(const CaseAccess& access, const std::string& uuid, const std::string& path) {
  return access.secrets->seal(path, sealedPlace(uuid));
}

std::string markPath(const CaseAccess& access, const std::string& path) { return access.secrets->mark("path", path); }

std::string workSeenSince() { return utcAfter(std::chrono::minutes(-5)); }

bool isBusy(const CaseAccess& access, CaseId id) {
  return numberOf(*access.database,
                  "SELECT state = 'closed' OR EXISTS (SELECT 1 FROM case_work WHERE case_id = ?1 AND seen >= ?2)"
                  " FROM lab_case WHERE id = ?1",
                  id.value, workSeenSince())
             .value_or(0) != 0;
}

}  // namespace snitt

// The audit log of a database as a whole, against seals from outside.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/store/audit_log.h"
#include "core/store/sqlite_p.h"

namespace snitt {

struct SealFile {
  std::vector<AuditSeal> seals;     // of this database, in the order of the file; their signatures hold
  std::vector<std::string> lines;   // theirs, as they stand in the file
  std::vector<std::string> faults;  // lines that are no seal, or whose signature does not hold
};

// Seals of other databases in the file are passed over. Errors: notFound, io.
[[nodiscard]] Result<SealFile> readSeals(const std::filesystem::path& file, const std::string& uuid);

// Reads every row. Throws what SQLiteCpp throws.
[[nodiscard]] AuditVerdict verdictOn(const StoreDatabase& database, const std::vector<AuditSeal>& seals);

// The newest of the seals whose row stands in the log as it was sealed.
[[nodiscard]] std::optional<AuditSeal> newestThatHolds(const StoreDatabase& database,
                                                       const std::vector<AuditSeal>& seals);

}  // namespace snitt

// The audit log in the database, and its seals outside. Threads and errors as Store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/audit.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

struct AuditQuery {
  std::string subject;  // "case:UUID"; empty: all
  std::string since;    // ISO 8601, UTC; empty: from the first. Clocks that go on are taken for granted: of rows that
                        // one wrote which was ahead, and was set back since, some may be left out
  std::int64_t after = 0;  // rows with a greater seq
  int most = 1000;
};

struct AuditVerdict {
  std::int64_t rows = 0;
  std::string hash;                  // of the last row
  std::optional<std::string> fault;  // the first row that was changed, removed or reordered, or the end that is cut
  std::int64_t seals = 0;            // that belong to this database and hold
  std::optional<AuditSeal> lastSeal;
  std::vector<std::string> remarks;  // what a reader must know: no seals; sealed by an account of the database
};

class AuditLog {
 public:
  explicit AuditLog(Store& store) : m_store(store) {}

  // A row of its own, where what it tells of changes nothing in the database: an export, a refusal.
  [[nodiscard]] Result<void> add(const AuditEntry& entry);
  // Oldest first. Needs readAudit, but for the history of one case, which needs look.
  [[nodiscard]] Result<std::vector<AuditEvent>> read(const AuditQuery& query) const;
  // The rows as they are chained, oldest first, at most `most` after row `after`. Needs readAudit.
  [[nodiscard]] Result<std::vector<AuditRow>> rows(std::int64_t after, int most) const;
  // The whole chain, against the seals in `seals` (empty: where the database says they lie; missing: told as a remark).
  [[nodiscard]] Result<AuditVerdict> verify(const std::filesystem::path& seals) const;
  // The newest seal that holds, for exports to name; nothing where there is none.
  [[nodiscard]] Result<std::optional<AuditSeal>> lastSeal() const;
  // All seals of this database, each the line that was signed; none where there are none.
  [[nodiscard]] Result<std::vector<std::string>> sealLines() const;
  // Where seals lie, for exports and verify. Needs manageDatabase.
  [[nodiscard]] Result<void> placeSeals(const std::filesystem::path& file);

 private:
  Store& m_store;
};

// Signs where the chain of `database` is now and adds it to the file `seals`. Opens the database for reading alone: it
// may run under an account that is nobody in it. Errors: those of reading a database; refused (the chain is broken:
// a seal would bless it), io.
[[nodiscard]] Result<AuditSeal> sealAudit(const std::filesystem::path& database, const std::filesystem::path& seals,
                                          const PrivateKey& key, const std::string& account);

}  // namespace snitt

// The audit log as a chain: each row holds canonical JSON (RFC 8785, JSON Canonicalization Scheme) and a hash over the
// hash before it and the row's own text, so that a row that was changed, removed or reordered breaks the chain from
// there on. Seals, signed and kept outside the database, show where the chain had got to. Plain values and pure
// functions. No row holds anything that names a patient: subjects are UUIDs.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/people/person.h"
#include "core/result.h"
#include "core/trust/signing_key.h"

namespace snitt {

struct AuditEntry {
  std::string action;   // "case.opened", "person.added", "refused"; lower case, a dot between thing and deed
  std::string subject;  // "case:UUID", "slide:FINGERPRINT", "person:UUID"; empty: none
  std::map<std::string, std::string> details;  // "from", "to", "reason"; nothing that names a patient
};

struct AuditRow {
  std::int64_t seq = 0;  // from 1, without a gap
  std::string row;       // canonical JSON: account, action, at, details, person, seq, subject
  std::string hash;      // 64 hexadecimal digits
  std::string subject;   // as the column holds it
};

// As people read a row.
struct AuditEvent {
  std::int64_t seq = 0;
  std::string at;  // ISO 8601, UTC
  std::string person;
  std::string account;
  AuditEntry entry;
};

inline constexpr std::string_view kFirstHash = "0000000000000000000000000000000000000000000000000000000000000000";

// The row that follows `previous`.
[[nodiscard]] AuditRow auditRow(std::int64_t seq, std::string_view previousHash, const Actor& actor,
                                std::string_view at, const AuditEntry& entry);
[[nodiscard]] Result<AuditEvent> parseAuditRow(const AuditRow& row);

// Checks rows one after the other. An error (kind refused) names the first row that is wrong and how.
class ChainCheck {
 public:
  [[nodiscard]] Result<void> add(const AuditRow& row);
  [[nodiscard]] std::int64_t rows() const { return m_rows; }
  [[nodiscard]] const std::string& hash() const { return m_hash; }

 private:
  std::int64_t m_rows = 0;
  std::string m_hash{kFirstHash};
};

// Where a chain had got to. One line of JSON in a file of seals (format snitt-seal/1), signed with Ed25519 over the
// line's canonical JSON without the signature.
struct AuditSeal {
  std::string database;  // UUID
  std::int64_t seq = 0;
  std::string hash;     // of row `seq`
  std::string at;       // ISO 8601, UTC
  std::string account;  // that sealed
  PublicKey key;
};
[[nodiscard]] std::string formatSeal(const AuditSeal& seal, const PrivateKey& key);
// Errors: corrupt, refused (the signature does not belong to the line).
[[nodiscard]] Result<AuditSeal> parseSeal(std::string_view line);

}  // namespace snitt

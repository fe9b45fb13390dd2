// Rows of the audit log from inside the store.
#pragma once

#include <filesystem>
#include <string>

#include "core/audit/audit.h"
#include "core/people/person.h"
#include "core/result.h"
#include "core/store/connection_p.h"
#include "core/store/sqlite_p.h"

namespace snitt {

// To be called inside the transaction (IMMEDIATE) of what the entry tells of. Throws what SQLiteCpp throws.
void appendAudit(const StoreDatabase& database, const Actor& actor, const AuditEntry& entry);

// Nothing where the actor may as the database says now, whatever it said when it was opened; else the refusal (kind
// refused), which names the role that would do and is a row "refused" of the log by then, in a transaction of its own:
// to be called outside of any. `subject` as AuditEntry's.
[[nodiscard]] Result<void> requirePermission(Connection& connection, const Actor& actor, Permission permission,
                                             const std::string& subject);

// A sentence of refusal, logged in the same way; for what no permission stands for.
[[nodiscard]] Error refuse(Connection& connection, const Actor& actor, const AuditEntry& entry, std::string message);

}  // namespace snitt

// The queue of slides that need a person. Inside the caller's transaction; throws what SQLiteCpp throws.
#pragma once

#include <string>
#include <vector>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// What sources said of a slide: as they said it, and with what the database made of it when it was last asked.
struct Said {
  std::vector<SaidIdentity> given;
  std::vector<SaidIdentity> enriched;
};

// Adds it, or brings what is known of it up to date.
[[nodiscard]] Result<LinkedScan> putUnmatched(const CaseAccess& access, const FoundScan& found, const Said& said,
                                              const std::string& reason);
// What sources said of a slide of the queue. Errors: notFound, corrupt.
[[nodiscard]] Result<Said> saidOf(const CaseAccess& access, RowId<struct UnmatchedRow> slide);
// Remembers by which accessions, codes and names the slide would find its case.
void markUnmatched(const StoreDatabase& database, const Secrets& secrets, std::int64_t slide, const Said& said);
// The same of all slides that wait. Errors: corrupt.
[[nodiscard]] Result<void> markAllUnmatched(const StoreDatabase& database, const Secrets& secrets);
// Slides of the queue that a machine may give to a case, which cases, codes or lists that changed since then (ISO 8601,
// UTC; empty: ever) may name.
[[nodiscard]] std::vector<QueuedSlide> queuedSince(const CaseAccess& access, const std::string& since);
// It is known now: what named it is forgotten.
void closeUnmatched(const CaseAccess& access, const std::string& fingerprint);
// A slide of the queue as it was found. Errors: notFound.
[[nodiscard]] Result<FoundScan> unmatchedScan(const CaseAccess& access, RowId<struct UnmatchedRow> slide);
// A person took it away from a case: no machine gives it to one again.
void leaveToPersons(const CaseAccess& access, const std::string& fingerprint);
[[nodiscard]] bool isForPersons(const CaseAccess& access, const std::string& fingerprint);
[[nodiscard]] bool isDismissed(const CaseAccess& access, const std::string& fingerprint);

}  // namespace snitt

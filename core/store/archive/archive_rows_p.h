// A case's archive out of the rows of the database, and into them. Inside the caller's transaction; throws what
// SQLiteCpp throws.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/archive/archive_data_p.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

// Whatever the actor may see. Errors: notFound, corrupt.
[[nodiscard]] Result<ArchivedCase> archivedCase(const CaseAccess& access, CaseId id, bool masked);
// By their rows, which say in which order they were stored.
[[nodiscard]] Result<std::map<std::int64_t, ArchivedScore>> archivedScores(const CaseAccess& access,
                                                                           const std::string& fingerprint, bool masked);
[[nodiscard]] ArchivedDrawings archivedDrawings(const CaseAccess& access, const std::string& fingerprint, bool masked);

struct AddedCase {
  CaseId id;
  int scores = 0;    // that were not there yet
  int drawings = 0;  // the same
  std::vector<std::string> findings;
};
// Of a case whose name and UUID are not there. Errors: refused, where a part of it is somebody else's here.
[[nodiscard]] Result<AddedCase> addArchivedCase(const CaseAccess& access, const ArchivedCase& archived);
[[nodiscard]] Result<void> addArchivedScores(const CaseAccess& access, const ArchivedCase& archived, AddedCase& added);
void addArchivedDrawings(const CaseAccess& access, const ArchivedCase& archived, AddedCase& added);

}  // namespace snitt

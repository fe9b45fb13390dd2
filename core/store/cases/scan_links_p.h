// Putting slide files onto glass slides and taking them away again. Inside the caller's transaction; throws what
// SQLiteCpp throws.
#pragma once

#include <optional>
#include <string>

#include "core/store/cases/case_access_p.h"

namespace snitt {

// A file that belongs to a case, as it stood before the transaction: whether its place is empty now is asked of the
// disk, which may hang, outside of it.
struct KnownPlace {
  CaseId labCase;
  bool erased = false;     // where it lay was erased: it is not written down again
  bool missing = false;    // told to be so
  bool elsewhere = false;  // nothing lies where it was
  bool sameName = false;   // it lies where it was
  bool byPerson = false;   // a person linked it
};
[[nodiscard]] std::optional<CaseId> caseOfScan(const CaseAccess& access, const std::string& fingerprint);
// Errors: corrupt. Nothing where the file belongs to no case.
[[nodiscard]] Result<std::optional<KnownPlace>> knownPlace(const CaseAccess& access, const FoundScan& found);

// A known file: still there, or found again somewhere else. A copy beside the original changes nothing.
[[nodiscard]] Result<LinkedScan> lookUp(const CaseAccess& access, const KnownPlace& known, const FoundScan& found);
// Puts a new file onto a glass slide; one that is there becomes the old one.
[[nodiscard]] Result<LinkedScan> placeScan(const CaseAccess& access, CaseId id, GlassId glass, const FoundScan& found,
                                           const std::string& how);
[[nodiscard]] bool hasCurrent(const CaseAccess& access, GlassId glass);
// Takes a file away from its case; what it had replaced is current again. Gives the file as it was found. Errors:
// notFound.
[[nodiscard]] Result<FoundScan> removeScan(const CaseAccess& access, ScanId scan, const std::string& reason);

}  // namespace snitt

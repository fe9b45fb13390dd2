// A case as one file, to be taken to another database: a zip archive of case.json (format snitt-case/1), of each score
// `scores/N.json` (score.json), `scores/N.geojson` (its outline) and `scores/N-P.grid` (core/store/grid_blob.h), of
// each slide that was drawn on `drawings/FINGERPRINT.json`. Slides themselves are not in it. Threads and errors as
// Store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/store/cases.h"
#include "core/store/store.h"

namespace snitt {

struct CaseExport {
  // With the patient, comments, paths, barcodes, and names and notes of drawings; without, the file says "masked".
  bool withIdentity = false;
  std::string password;  // empty: none; AES-256
  bool replace = false;  // a file that is there
  std::string software;  // "snitt 0.1.0", named in the file
};

struct CaseExported {
  std::string sha256;  // of the file
  std::uint64_t bytes = 0;
  bool masked = true;
  int slides = 0;  // scans
  int scores = 0;
  int drawings = 0;
  std::int64_t seal = 0;  // row of the audit log that the last seal covers; 0: there is no seal
};

struct CaseImported {
  CaseId labCase;
  CaseName name;
  bool added = false;  // false: it is there already, and nothing differs
  bool masked = true;
  int slides = 0;
  int scores = 0;  // that were not there yet
  int drawings = 0;
  std::vector<std::string> findings;  // a sentence each: what was left as it is here
};

class CaseArchive {
 public:
  // The store outlives it.
  explicit CaseArchive(Store& store) : m_store(store) {}

  // Needs exportCases, and unmask where the identity is asked for. The file appears whole or not at all, its owner's
  // alone (0600), after the audit log has a row of it. Errors: refused (a flag forbids it, which the log says; the case
  // was erased), usage (the file is there; too large), io.
  [[nodiscard]] Result<CaseExported> exportTo(CaseId id, const std::filesystem::path& file, const CaseExport& options);

  // Needs importWorklist, and confirm where persons chose slides in it. All in one transaction; the archive is taken
  // for what somebody may have made up. A patient is found by the numbers that the laboratory gave; without identity
  // the case has none, and its patient's flags are its own. Errors: corrupt, unsupported (a newer format), refused (a
  // case of this name is there and differs; a slide of it is another case's; the password; somebody else's row).
  [[nodiscard]] Result<CaseImported> importFrom(const std::filesystem::path& file, const std::string& password);

 private:
  Store& m_store;
};

}  // namespace snitt

// What the windows of cases ask of a database, and nothing else of it. Made, used and destroyed in the thread of a
// CaseDesk. Errors as class Cases.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/audit/audit.h"
#include "core/cases/lab_case.h"
#include "core/cases/slide_identity.h"
#include "core/cases/worklist.h"
#include "core/people/person.h"
#include "core/result.h"
#include "ui/cases/slide_owner.h"

namespace snitt {

using UnmatchedId = RowId<struct UnmatchedRow>;

// A change of the laboratory that waits for a person.
struct WaitingChange {
  std::int64_t id = 0;
  std::string source;
  std::string taken;                 // ISO 8601, UTC
  std::vector<std::string> changes;  // one sentence each, as far as the actor may see them
};

// A case with what belongs to it and stands in other tables.
struct OpenedCase {
  LabCase labCase;
  std::vector<WaitingChange> waiting;
  std::vector<AuditEvent> history;  // oldest first
};

// Of a patient or of the case alone.
struct FlagChange {
  Flag flag = Flag::noAi;
  bool ofPatient = true;
  bool set = true;
  std::string since;  // the day from which it holds
};

// What came of the wish to make a case.
struct MadeCase {
  CaseId id;
  bool wasThere = false;  // nothing was made or changed
};

class CaseBook {
 public:
  virtual ~CaseBook() = default;

  [[nodiscard]] virtual Actor actor() const = 0;

  [[nodiscard]] virtual Result<std::vector<CaseId>> list(const WorklistFilter& filter, const WorklistOrder& order) = 0;
  [[nodiscard]] virtual Result<std::vector<WorklistRow>> rows(std::span<const CaseId> ids) = 0;
  [[nodiscard]] virtual Result<std::int64_t> version() = 0;
  [[nodiscard]] virtual Result<std::vector<std::string>> sites() = 0;
  [[nodiscard]] virtual Result<std::vector<SavedFilter>> savedFilters() = 0;
  [[nodiscard]] virtual Result<void> saveFilter(const SavedFilter& filter) = 0;
  [[nodiscard]] virtual Result<void> dropFilter(const std::string& name) = 0;

  [[nodiscard]] virtual Result<CaseId> find(const CaseName& name) = 0;
  // As a link or a command line names it, maybe without a site: all that it can mean, at most 50.
  [[nodiscard]] virtual Result<std::vector<CaseId>> called(const CaseName& name) = 0;
  // For a person who looks at it, which the audit log says; `again`: they look at it already.
  [[nodiscard]] virtual Result<OpenedCase> open(CaseId id, bool again) = 0;
  [[nodiscard]] virtual Result<void> workOn(CaseId id, const std::string& token) = 0;
  [[nodiscard]] virtual Result<void> endWork(CaseId id, const std::string& token) = 0;
  // Whose slide it is, by the fingerprint of its file; nothing where it belongs to no case.
  [[nodiscard]] virtual Result<std::optional<SlideOwner>> ownerOf(const std::string& fingerprint) = 0;
  // What slides are called in their cases, by their fingerprints, in order; nothing for those of no case.
  [[nodiscard]] virtual Result<std::vector<std::optional<SlideIdentity>>> namesOf(
      std::span<const std::string> fingerprints) = 0;
  // For the program alone: whoever may not see paths is not shown it.
  [[nodiscard]] virtual Result<std::filesystem::path> fileOf(ScanId scan) = 0;

  [[nodiscard]] virtual Result<MadeCase> make(const CaseName& name, const PatientIdentity& identity) = 0;
  [[nodiscard]] virtual Result<void> choose(GlassId slide, Chosen chosen) = 0;
  [[nodiscard]] virtual Result<void> setStain(GlassId slide, const std::string& stain) = 0;
  [[nodiscard]] virtual Result<void> setStaging(CaseId id, StagingItem item, const std::string& value) = 0;
  [[nodiscard]] virtual Result<void> setState(CaseId id, CaseState state) = 0;
  [[nodiscard]] virtual Result<void> setPriority(CaseId id, Priority priority) = 0;
  // In the place of `from`. Where another comment stands there by now it is given, and nothing is changed.
  [[nodiscard]] virtual Result<std::optional<std::string>> setComment(CaseId id, const std::string& comment,
                                                                      const std::string& from) = 0;
  [[nodiscard]] virtual Result<void> setFlag(CaseId id, const FlagChange& change) = 0;
  // Takes a slide away from its case, into the queue of those without one.
  [[nodiscard]] virtual Result<void> unlink(ScanId scan, const std::string& reason) = 0;
  [[nodiscard]] virtual Result<void> decide(std::int64_t waiting, bool accept) = 0;

  [[nodiscard]] virtual Result<std::vector<UnmatchedSlide>> unmatched() = 0;
  [[nodiscard]] virtual Result<void> link(UnmatchedId slide, const CaseName& name, const SlideIdentity& identity) = 0;
  [[nodiscard]] virtual Result<void> dismiss(UnmatchedId slide, const std::string& reason) = 0;
};

// Opens the database; with `make`, one that is not there is made. Called in the desk's thread.
using CaseBookOpener = std::function<Result<std::unique_ptr<CaseBook>>(bool make)>;

}  // namespace snitt

// Cases in the database. Every change is one transaction with its row in the audit log and the counts that lists sort
// by; what the actor's roles do not allow is refused (kind refused), and the refusal is a row as well. Without the
// permission to unmask, names, numbers, paths, barcodes, comments and what sources said are empty. Threads and errors
// as Store; further errors: notFound (no such case, slide, …), usage.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/cases/lab_case.h"
#include "core/cases/slide_identity.h"
#include "core/cases/worklist.h"
#include "core/result.h"
#include "core/store/store.h"
#include "core/worklist/lab_event.h"
#include "core/worklist/list_event.h"

namespace snitt {

enum class EventOutcome {
  applied,
  unchanged,  // the same thing again, or nothing new in it
  older,      // than what is stored: nothing was changed
  held,       // touches a case that somebody works on or has closed: waits for a person
};
[[nodiscard]] std::string_view toText(EventOutcome outcome);

struct AppliedEvent {
  EventOutcome outcome = EventOutcome::unchanged;
  std::vector<CaseId> cases;  // that it touched, or would have
  std::string why;            // one sentence where it was not applied
};

// The event itself cannot be taken: another try would end the same.
[[nodiscard]] bool isOfTheEvent(const Error& error);

struct HeldEvent {
  std::int64_t id = 0;
  std::string site;
  std::string source;
  std::string taken;
  std::vector<CaseId> cases;
  std::vector<std::string> changes;  // one sentence each, as far as the actor may see them
};

// A slide file as it was found.
struct FoundScan {
  std::string path;  // absolute
  std::string fingerprint;
  std::int64_t sizeBytes = 0;
  std::string modified;  // as SlideStamp
  std::string scanner;
};

struct OfferedScan {
  FoundScan found;
  std::vector<SaidIdentity> said;  // of whose it is
};

enum class ScanOutcome {
  added,
  rescan,     // became the current image of a glass slide that had one
  unchanged,  // known, where it was
  moved,      // known by its fingerprint, now here
  unmatched,  // nobody knows whose it is: it is in the queue
};

struct LinkedScan {
  ScanOutcome outcome = ScanOutcome::unmatched;
  CaseId labCase;  // 0 where unmatched
  std::string why;
};

// A slide with the case it belongs to.
struct CaseOfSlide {
  CaseId labCase;
  std::string caseUuid;
  CaseName name;
  bool pending = false;
  Patient patient;
  Priority priority = Priority::routine;
  Flags flags = 0;
  std::string specimen;  // labels
  std::string block;
  std::optional<bool> tumourBlock;
  std::string number;
  std::string stain;
  Scan scan;
};

// A slide that waits for its score, by what needs no key.
struct ScanToScore {
  CaseId labCase;
  std::string caseUuid;
  CaseName name;
  std::string specimen;  // label
  std::string specimenKind;
  std::string bodySite;
  std::string block;  // label
  std::optional<bool> tumourBlock;
  std::string stain;
  ScanId scan;
  std::string fingerprint;
};

// A slide that waits for its case.
struct QueuedSlide {
  RowId<struct UnmatchedRow> id;
  std::string fingerprint;
};

// What is known of a file that has not changed since it was looked at.
enum class FileMemory {
  unknown,  // never seen, or to be looked at again
  linked,   // shows a slide of a case, as it did
  queued,   // waits for its case, or a person took it out of the queue
};

struct FileSeen {
  SlideStamp stamp;
  std::string fingerprint;
};

class Cases {
 public:
  // The store outlives it.
  explicit Cases(Store& store) : m_store(store) {}

  // --- the list
  [[nodiscard]] Result<std::vector<CaseId>> list(const WorklistFilter& filter, const WorklistOrder& order) const;
  // In the order of `ids`; one that is not there any more is left out.
  [[nodiscard]] Result<std::vector<WorklistRow>> rows(std::span<const CaseId> ids) const;
  // Changes with every change to any case by whichever program: what lists poll.
  [[nodiscard]] Result<std::int64_t> version() const;
  [[nodiscard]] Result<std::vector<std::string>> sites() const;
  [[nodiscard]] Result<std::vector<SavedFilter>> savedFilters() const;  // of the actor
  [[nodiscard]] Result<void> saveFilter(const SavedFilter& filter);
  [[nodiscard]] Result<void> dropFilter(const std::string& name);

  // --- one case
  [[nodiscard]] Result<CaseId> find(const CaseName& name) const;  // by accession, or another number of the case
  // The same with a site that is not told (empty): every case of that accession, where there is none every case that
  // bears it as another number; by site, at most 50. Needs Permission::look.
  [[nodiscard]] Result<std::vector<CaseId>> called(const CaseName& name) const;
  [[nodiscard]] Result<LabCase> load(CaseId id) const;  // no row in the audit log: see opened()
  // Reading a case for a person: the same, and the log says who looked.
  [[nodiscard]] Result<LabCase> open(CaseId id);
  [[nodiscard]] Result<std::optional<CaseOfSlide>> caseOfSlide(const std::string& fingerprint) const;
  // What slides are called in their cases, in order; nothing for those of no case. For whoever may not see the file's
  // name: no patient is among it.
  [[nodiscard]] Result<std::vector<std::optional<SlideIdentity>>> namesOf(
      std::span<const std::string> fingerprints) const;
  // Whether the actor may not see the name, the path and the label of this slide's file: it is one of a case or waits
  // for one, and they may not see what names patients.
  [[nodiscard]] Result<bool> hides(const std::string& fingerprint) const;
  // Where the file lies, whoever asks: to be opened, not shown to who may not see paths.
  [[nodiscard]] Result<std::string> pathOf(ScanId scan) const;

  // A window that works on a case says so at most every minute, and when it ends; one that has not for 5 minutes is
  // taken to be gone.
  [[nodiscard]] Result<void> workOn(CaseId id, const std::string& token);
  [[nodiscard]] Result<void> endWork(CaseId id, const std::string& token);

  // Only a slide on H&E may be primary tumour (usage): setStain first where the stain is unknown or wrong.
  [[nodiscard]] Result<void> choose(GlassId slide, Chosen chosen);
  [[nodiscard]] Result<void> setStain(GlassId slide, const std::string& stain);
  [[nodiscard]] Result<void> setStaging(CaseId id, StagingItem item, const std::string& value);  // empty: takes it away
  [[nodiscard]] Result<void> setState(CaseId id, CaseState state);
  [[nodiscard]] Result<void> setPriority(CaseId id, Priority priority);
  // `from`: what it is to take the place of. Where another comment stands there by now nothing is changed, and that
  // comment is given.
  [[nodiscard]] Result<std::optional<std::string>> setComment(CaseId id, const std::string& comment,
                                                              const std::optional<std::string>& from = {});
  [[nodiscard]] Result<void> setFlag(CaseId id, Flag flag, bool ofPatient, bool set, const std::string& since,
                                     const std::string& source);
  // A case that a person makes, where no list or message names it. `identity` may be empty; entering one needs
  // Permission::unmask. A number that is known names that patient, of whom what the laboratory told stays. Errors:
  // usage (it is there already; no name of a case, no birth date), refused (the number is that of a patient of another
  // name).
  [[nodiscard]] Result<CaseId> make(const CaseName& name, const PatientIdentity& identity = {});
  // Takes what identifies the patient away for good, from all cases of this patient: identity, comments, accession and
  // order numbers, barcodes, paths, scores' paths, what sources said. Scores, drawings and the audit log stay.
  [[nodiscard]] Result<void> erase(CaseId id, const std::string& reason);

  // --- from the laboratory
  [[nodiscard]] Result<AppliedEvent> apply(const LabEvent& event);
  // Each in its order and by itself, but many of them in one transaction: a disk syncs some hundred times a second. One
  // that cannot be taken stands in the result with its error (isOfTheEvent) and keeps nothing from the others. Any
  // other error ends it; what was taken until then stays, and changes nothing when it is given again.
  [[nodiscard]] Result<std::vector<Result<AppliedEvent>>> apply(std::span<const LabEvent> events);
  [[nodiscard]] Result<std::vector<HeldEvent>> held() const;
  [[nodiscard]] Result<AppliedEvent> decide(std::int64_t held, bool accept);

  // What a list says of slides, for when their barcodes or files are seen; a later list replaces what an earlier one
  // said of the same text.
  [[nodiscard]] Result<void> rememberListed(std::span<const SlideOnList> slides);

  // --- slides
  // Links a found file to the case that `said` agrees on, making specimen, block and glass where the laboratory had not
  // named them; a case that no list or message named is never made: the slide is unmatched then. A file that is known
  // is only looked up. What lies in the queue and is known now is taken out of it.
  [[nodiscard]] Result<LinkedScan> take(const FoundScan& found, const std::vector<SaidIdentity>& said);
  // Many of them, as apply takes many events.
  [[nodiscard]] Result<std::vector<Result<LinkedScan>>> take(std::span<const OfferedScan> offers);
  // By a person, from the queue or beside it; a glass slide that has a current scan gets this one as its rescan.
  [[nodiscard]] Result<LinkedScan> link(const FoundScan& found, const CaseName& name, const SlideIdentity& identity);
  [[nodiscard]] Result<LinkedScan> link(RowId<struct UnmatchedRow> slide, const CaseName& name,
                                        const SlideIdentity& identity);
  [[nodiscard]] Result<void> unlink(ScanId scan, const std::string& reason);
  // Whether the file is where it was. Not a change that a person made: no row in the audit log, only in the counts.
  [[nodiscard]] Result<void> markMissing(ScanId scan, bool missing);
  [[nodiscard]] Result<std::vector<UnmatchedSlide>> unmatched() const;
  [[nodiscard]] Result<void> dismiss(RowId<struct UnmatchedRow> slide, const std::string& reason);
  // Slides of the queue that a case, code or list which changed since (ISO 8601, UTC; empty: ever) may name now.
  [[nodiscard]] Result<std::vector<QueuedSlide>> queued(const std::string& since) const;
  [[nodiscard]] Result<std::size_t> queueLength(const std::string& site) const;
  // Asks again whose it is, by what its sources said when its file was found. Errors: notFound.
  [[nodiscard]] Result<LinkedScan> takeQueued(RowId<struct UnmatchedRow> slide);

  // Of files that were looked at by the same `rules` (whatever tells them from others) and have not changed since.
  [[nodiscard]] Result<FileMemory> remembered(const SlideStamp& stamp, const std::string& rules) const;
  [[nodiscard]] Result<void> remember(std::span<const FileSeen> files, const std::string& rules);

  // The first `most` that are `wanted` of the site's current scans of open cases that no flag keeps from being scored
  // in care and that `bundleSha256` has not scored yet: urgent cases first, then by date received.
  [[nodiscard]] Result<std::vector<ScanToScore>> toScore(const std::string& bundleSha256, const std::string& site,
                                                         const std::function<bool(const ScanToScore&)>& wanted,
                                                         std::size_t most) const;

 private:
  friend class CaseArchive;
  [[nodiscard]] struct CaseAccess access() const;

  Store& m_store;
};

}  // namespace snitt

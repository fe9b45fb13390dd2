// Where what is drawn on one slide is kept: in the case database when the slide is known to it, else in a project file
// in the user's data folder, named by the slide's fingerprint; never beside the slide, which is read-only. Both are
// databases of one schema (core/store), so what is acknowledged survives a kill and a power cut.
//
// One program writes to a slide's drawings at a time. A second one reads them, and what it draws goes into a copy of
// its own, which the next writer is told of and may take over. Not thread-safe: one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/result.h"
#include "core/store/store.h"

namespace snitt {

struct DrawingPlaces {
  std::filesystem::path database;  // of cases; empty or missing: there is none
  std::filesystem::path folder;    // of project files; made when something is saved first
  std::string software;            // "snitt 0.1.0"
  std::string account;             // who draws, for others to read
  std::string vfs;                 // of SQLite, replaced by tests
  std::string signedIn = {};       // as StoreOptions has it
};

// Drawings that somebody made while another held the slide.
struct DrawingCopy {
  std::filesystem::path file;
  std::string account;
  std::string saved;  // ISO 8601, UTC
};

class DrawingFile {
 public:
  enum class Keeping { database, projectFile, copy };

  // Errors: database, refused (Store::open), corrupt, io. A read that fails is an error, never an empty list; nothing
  // is changed then.
  [[nodiscard]] static Result<DrawingFile> open(const std::string& fingerprint, const DrawingPlaces& places);
  DrawingFile(DrawingFile&&) noexcept;
  DrawingFile& operator=(DrawingFile&&) noexcept;
  ~DrawingFile();

  // As they were on disk when it was opened.
  [[nodiscard]] const std::vector<PlacedAnnotation>& annotations() const;
  // Ids of what was drawn before and is no longer.
  [[nodiscard]] const std::set<std::string>& removed() const;
  [[nodiscard]] Keeping keeping() const;
  // Who holds the slide where `keeping` is copy: "anna on pc12, since 2026-11-26T14:03:00Z"; empty where it is not
  // told.
  [[nodiscard]] const std::string& holder() const;
  // That hold something; only told to who may write.
  [[nodiscard]] std::vector<DrawingCopy> copies() const;

  // On disk when it returns. Rows that are `all` of the drawing are needed once a copy begins, thus always given.
  // Errors: database (a full disk, a database that another program holds too long): nothing of it is stored then, and
  // the same call may be tried again.
  [[nodiscard]] Result<void> save(const std::vector<AnnotationRow>& rows, const std::vector<AnnotationRow>& all);

  // What a copy holds. Errors as `open`; refused while its own writer still draws.
  [[nodiscard]] Result<std::vector<PlacedAnnotation>> readCopy(const DrawingCopy& copy) const;
  // It is not told again; its file stays, renamed.
  [[nodiscard]] Result<void> putAway(const DrawingCopy& copy) const;

 private:
  struct Data;
  explicit DrawingFile(std::unique_ptr<Data> data);
  std::unique_ptr<Data> m_data;
};

// What is drawn on a slide now, for whoever only reads: reports, exports. Empty where nothing was ever drawn.
struct DrawnNow {
  std::vector<PlacedAnnotation> annotations;
  std::set<std::string> removed;  // ids of what was drawn before and is no longer
};
[[nodiscard]] Result<DrawnNow> readDrawing(const std::string& fingerprint, const DrawingPlaces& places);

}  // namespace snitt

// The store: one connection to the SQLite database of scores. Every change is one transaction, on disk before it is
// acknowledged, and survives a kill or a power cut (rollback journal, synchronous=EXTRA; WAL is never used, since
// SQLite before 3.51.3 can corrupt it with several connections). Any number of programs may use one database on a local
// disk; each waits for the others for a bounded time.
//
// Not thread-safe: one thread at a time. Errors of kind database name the file and what to do; nothing is changed by a
// call that fails. Messages and log hold no slide paths.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/cases/lab_case.h"
#include "core/decision/patient.h"
#include "core/os/os.h"
#include "core/people/person.h"
#include "core/result.h"
#include "core/row_id.h"
#include "core/score_record.h"
#include "core/store/migrations.h"
#include "core/store/parameters.h"
#include "core/store/slide_stamp.h"

namespace snitt {

// The database that is meant where nobody names one, in the user's data folder.
inline constexpr const char* kDefaultDatabase = "snitt.db";

struct StoreOptions {
  bool makeIfMissing = false;  // a file that is missing or empty becomes a database, mode 0600
  bool migrate = true;         // an older schema is brought up to date; false leaves it as it is
  std::chrono::milliseconds busyWait{5000};
  std::string software;                     // recorded with migrations: "snitt 0.1.0"
  std::string account = os::accountName();  // who uses it
  // At a shared account: what People::pass() gave another Store where somebody has signed in. Nothing else counts,
  // least of all a person's UUID, which is no secret.
  std::string signedIn;
  std::filesystem::path keyFolder;  // where keys lie and new ones go; empty: as core/store/key_place.h says

  // What tests replace.
  std::string vfs;  // of SQLite, empty for the system's
  std::string synchronous = "EXTRA";
  std::function<std::string(const std::filesystem::path&)> networkFileSystem = os::networkFileSystem;
  std::function<std::string(const std::filesystem::path&)> ownerOf = os::ownerOf;
  const std::vector<Migration>* migrations = &builtInMigrations();  // not owned
};

// What a score rests on.
struct ScoreKey {
  std::string fingerprint;
  std::string bundleSha256;
  std::string parametersSha256;
};

struct StoredScore {
  ScoreId id;
  std::string slideSha256;
  std::string started;  // of its run, ISO 8601, UTC
  std::string typedBy;
  std::string software;
};

struct SavedScore {
  ScoreId id;
  bool added = false;  // false: there was one already, which `id` is
};

struct StoreCheck {
  int schema = 0;
  std::int64_t scores = 0;
  std::int64_t slides = 0;
  std::int64_t auditRows = 0;
  std::vector<std::string> faults;   // one sentence each; empty when all is well
  std::vector<std::string> remarks;  // what could not be checked, and why
};

// An annotation as it is now; null: it was removed.
struct AnnotationRow {
  std::string id;
  AnnotationPtr annotation;
  std::size_t place = 0;
};

enum class IfStored { keepThat, addAnother };

class Store {
 public:
  // The account that makes a database becomes its administrator; so does the owner of one that was made before there
  // were persons in it, and nobody else opens such a one before: its key goes to the account that does. Both are rows
  // of the audit log.
  //
  // Errors: notFound; refused (a network file system; a schema that only newer programs may use, naming both versions;
  // an account that is no person in it, with the command that adds it; one that does not own a database without
  // persons); database (not Snitt's, damaged, read-only, held
  // by another program; its key is missing or another database's). A newer schema that says this program may use it is
  // used as it is.
  [[nodiscard]] static Result<Store> open(const std::filesystem::path& file, const StoreOptions& options);
  // For check(), counts and verifying the log, by whoever may open the file: needs neither a person nor the key. What a
  // person must be permitted is refused, and paths are empty where the key is missing.
  [[nodiscard]] static Result<Store> openToLook(const std::filesystem::path& file, const StoreOptions& options);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] int schema() const;
  [[nodiscard]] const std::string& uuid() const;
  // Where its key was found; empty where none was looked for, or none found.
  [[nodiscard]] const std::filesystem::path& keyFile() const;
  // Who uses it. At a shared account where nobody has signed in, a person without roles.
  [[nodiscard]] const Actor& actor() const;
  [[nodiscard]] Result<std::int64_t> scoreCount() const;

  // The score with its run, members, grids, outline and provenance, in one transaction. With keepThat, a score of the
  // same slide (SHA-256), bundle and parameters is kept instead, also one that another program has just stored. A
  // record that could not be given back exactly as it is is not taken (kind corrupt); nor is one of a slide whose case
  // has got a flag that forbids scoring (refused). `rules`: how the bundle makes a patient's result of several slides;
  // kept also where a score is there already.
  [[nodiscard]] Result<SavedScore> save(const ScoreRecord& record, const ScoreParameters& parameters,
                                        IfStored ifStored = IfStored::addAnother,
                                        const std::optional<BundleRules>& rules = std::nullopt);

  // The rules of a bundle whose scores are here, as a newer program or file tells them; results of cases follow. Does
  // nothing where no score of it is here, or the rules are known. Needs the permission to score.
  [[nodiscard]] Result<void> keepRules(const std::string& bundleSha256, const BundleRules& rules);

  // Newest first. A slide of the same fingerprint may still be another one: compare slideSha256.
  [[nodiscard]] Result<std::vector<StoredScore>> find(const ScoreKey& key) const;

  // Exactly what was saved: formatScore gives the same bytes, grids and outline are equal.
  [[nodiscard]] Result<ScoreRecord> load(ScoreId id) const;

  // The whole-file hash of a slide whose files have not changed since it was taken.
  [[nodiscard]] Result<std::optional<std::string>> rememberedHash(const SlideStamp& stamp,
                                                                  const std::string& fingerprint) const;
  [[nodiscard]] Result<void> rememberHash(const SlideStamp& stamp, const std::string& fingerprint,
                                          const std::string& sha256);

  // Whether anything is known of such a slide: a score, or something drawn.
  [[nodiscard]] Result<bool> knowsSlide(const std::string& fingerprint) const;
  // What is drawn on a slide, lowest first, no two at one place. An unreadable row is an error of the whole (corrupt):
  // a list that lacks some would be taken for all there is.
  [[nodiscard]] Result<std::vector<PlacedAnnotation>> loadAnnotations(const std::string& fingerprint) const;
  // Ids of what was drawn there once and is no longer.
  [[nodiscard]] Result<std::set<std::string>> removedAnnotations(const std::string& fingerprint) const;
  // All of them in one transaction.
  [[nodiscard]] Result<void> saveAnnotations(const std::string& fingerprint, const std::vector<AnnotationRow>& rows);

  // Reads everything: SQLite's integrity and foreign key checks, the schema against the migrations, and each score with
  // its grids and outline against the columns that lists show.
  [[nodiscard]] Result<StoreCheck> check() const;

 private:
  friend class AuditLog;
  friend class BackupLog;
  friend class Cases;
  friend class People;
  friend class ScoreHistory;
  struct Data;
  [[nodiscard]] Result<ScoreRecord> read(ScoreId id) const;  // load() for whoever may read the file
  explicit Store(std::unique_ptr<Data> data);
  std::unique_ptr<Data> m_data;
};

}  // namespace snitt

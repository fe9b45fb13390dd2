// The register of validations: every lock, run, conclusion and signature, numbered and chained by hash, so that nobody
// can run, relax the criteria and lock again unseen. JSON lines, its accounts' alone to read (0600, as makePrivateFile
// says), added to under a FileLock beside it; any number of programs may use it, on a network share too. One thread at
// a time.
//
// Each line is an object with its place ("number", from 0), the hash of the entry before it ("previous") and its own
// ("hash", SHA-256 over the hash before it and the canonical JSON, RFC 8785, of the rest). Patients and slides stand in
// it as salted hashes cut to 16 digits: enough to see that two cohorts share somebody, and whoever may read the
// register can ask it of one id; ids cannot be read from it. A line that was torn off by a crash stays where it is; the
// next entry names its hash ("torn"). What is cut off at the end leaves a chain that holds: the lock and the audit log
// remember how far it went (core/validation/history.h).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"
#include "core/validation/lock.h"

namespace snitt::validation {

enum class EntryKind { begun, locked, run, concluded, signedOff };
[[nodiscard]] std::string_view toText(EntryKind kind);  // "begun", "locked", "run", "concluded", "signed"

struct RegisteredCriterion {
  std::string asked;
  std::string found;
  document::Verdict verdict = document::Verdict::notAssessable;
  bool operator==(const RegisteredCriterion&) const = default;
};

// What a kind does not have is empty.
struct RegisterEntry {
  std::int64_t number = 0;
  EntryKind kind = EntryKind::begun;
  std::string at;  // ISO 8601, UTC
  Doer by;

  std::string id, salt;  // begun: of the register

  std::string study;                  // locked
  std::string protocolSha256;         // locked
  std::string lockSha256;             // locked: contentHash of the lock
  std::string again;                  // locked: why, where there was a lock before
  FrozenBundle bundle;                // locked
  std::vector<std::string> criteria;  // locked: in words
  std::vector<std::string> patients;  // locked: marks

  std::int64_t of = 0;              // run: its lock; concluded and signed: their run
  std::int64_t as = 0;              // run: the run that is made again; 0: none
  std::vector<std::string> slides;  // run: marks of the files' SHA-256

  std::string conclusion;  // concluded
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<RegisteredCriterion> results;
  std::map<std::string, std::string> files;  // concluded and signed: SHA-256 of the report's, by name

  std::string role;  // signed
  std::string torn;  // a hash of what was torn off before this one; empty: nothing
  std::string previous;
  std::string hash;
};

class StudyRegister {
 public:
  // Reads as far as the chain holds. Errors: notFound; io; unsupported (a newer format).
  [[nodiscard]] static Result<StudyRegister> read(const std::filesystem::path& file);

  [[nodiscard]] const std::string& id() const { return m_id; }
  [[nodiscard]] const std::vector<RegisterEntry>& entries() const { return m_entries; }
  // Null where there is none of this number, or it is of another kind.
  [[nodiscard]] const RegisterEntry* entry(std::int64_t number, EntryKind kind) const;
  // "entry 4 was changed", where the chain does not hold.
  [[nodiscard]] const std::optional<std::string>& fault() const { return m_fault; }
  // A hash of what was torn off at the end; empty where it ends with an entry.
  [[nodiscard]] const std::string& torn() const { return m_torn; }

  // How a patient or a slide stands in it.
  [[nodiscard]] std::string patientMark(std::string_view patient) const;
  [[nodiscard]] std::string slideMark(std::string_view sha256) const;

 private:
  void add(std::string_view line);
  [[nodiscard]] std::string mark(std::string_view kind, std::string_view text) const;

  std::string m_id;
  std::string m_salt;
  std::vector<RegisterEntry> m_entries;
  std::optional<std::string> m_fault;
  std::string m_torn;
};

// Gives the entry that follows what is there; number, hashes, time and person are filled in.
using EntryMaker = std::function<Result<RegisterEntry>(const StudyRegister& before)>;
struct RegisterWriting {
  std::filesystem::path file;
  Doer by;
  bool makeIfMissing = false;  // with its folder
  std::chrono::milliseconds wait{10000};
};

// One entry at the end, on disk when this returns; the entry as it stands there. Errors: those of `make`; refused where
// the chain does not hold (nothing is added: the file is evidence); notFound; io.
[[nodiscard]] Result<RegisterEntry> addToRegister(const RegisterWriting& writing, const EntryMaker& make);

}  // namespace snitt::validation

// The register of validations as a person looks through it: each lock with its runs, and these with their conclusion
// and signatures. Plain values; reading is for any thread but the UI's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/result.h"
#include "core/validation/register.h"

namespace snitt {

struct ListedSignature {
  std::string at;  // ISO 8601, UTC
  validation::Doer by;
  std::string role;  // "operator", "reviewer"
};

struct ListedRun {
  std::int64_t number = 0;  // its entry
  std::string at;
  validation::Doer by;
  std::int64_t as = 0;       // the run that was made again; 0: none
  bool isConcluded = false;  // false: it goes on, or was broken off before it came to a conclusion
  std::string conclusion;
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<validation::RegisteredCriterion> results;
  std::map<std::string, std::string> files;  // SHA-256 of the report's, by name
  std::vector<ListedSignature> signatures;
};

struct ListedLock {
  std::int64_t number = 0;  // its entry
  std::string at;
  validation::Doer by;
  std::string study;
  validation::FrozenBundle bundle;
  std::string again;  // why it was locked once more; empty for a first lock
  std::vector<std::string> criteria;
  std::size_t patients = 0;
  std::string protocolSha256;
  std::string lockSha256;
  std::string entryHash;
  std::vector<ListedRun> runs;
};

struct RegisterReading {
  std::string id;
  std::string begun;
  std::vector<ListedLock> locks;    // by number
  std::vector<std::string> doubts;  // why it is not known as a whole, each a part of a sentence; empty: it is
};

// As far as the chain holds. Errors: those of StudyRegister::read.
[[nodiscard]] Result<RegisterReading> readRegister(const std::filesystem::path& file);

enum class StudyState { notRun, brokenOff, passed, failed, notAssessable };

// What is listed: a run, or a lock that nobody has run.
struct StudyRow {
  std::size_t lock = 0;  // of RegisterReading::locks
  int run = -1;          // of its runs; -1: none

  [[nodiscard]] const ListedLock& lockIn(const RegisterReading& all) const { return all.locks[lock]; }
  [[nodiscard]] const ListedRun* runIn(const RegisterReading& all) const;
  [[nodiscard]] std::int64_t numberIn(const RegisterReading& all) const;
  [[nodiscard]] const std::string& atIn(const RegisterReading& all) const;
  [[nodiscard]] const validation::Doer& byIn(const RegisterReading& all) const;
  [[nodiscard]] StudyState stateIn(const RegisterReading& all) const;
  bool operator==(const StudyRow&) const = default;
};
[[nodiscard]] StudyState stateOf(const ListedRun& run);
// By number.
[[nodiscard]] std::vector<StudyRow> rowsOf(const RegisterReading& all);

}  // namespace snitt

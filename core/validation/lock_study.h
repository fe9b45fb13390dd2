// Locks a study: freezes its files, enters the lock in the register, writes P.lock.json. One thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/validation/freeze.h"
#include "core/validation/lock.h"
#include "core/validation/register.h"

namespace snitt::validation {

struct LockRequest {
  std::filesystem::path protocol;
  std::string again;  // why a study that is locked is locked again
  FrozenProgram program;
  PathOfBundle path;
  RegisterWriting registering;
};

struct MadeLock {
  Lock lock;
  std::filesystem::path file;
  std::filesystem::path kept;         // where the lock before it went; empty: there was none
  std::vector<std::string> criteria;  // in words
  std::vector<std::string> remarks;   // what the report will say of it, one sentence each
};

// What would keep the study from its report, before anything is scored: outcomes that cannot be read as the protocol
// says, or a cut-off that has not come yet. Nothing is told of what the outcomes are. Errors: those of
// readStudyOutcomes, naming the file; usage.
[[nodiscard]] Result<void> checkOutcomes(const StudyFiles& files);

// A lock that is there already never loses its name to another one unless `again` says why; it is kept beside it.
// Errors: refused (locked already, with what has changed since, or so the register says where the file is gone), usage
// (`again` without a lock), those of freeze, of checkOutcomes and of the register. After an error the old lock is where
// it was.
[[nodiscard]] Result<MadeLock> lockStudy(const LockRequest& request);

// The protocol as it is now against its lock, for who only wants to know; `path` is not compared, since it is a
// cohort's. Errors: those of readLockOf and freeze.
struct LockCheck {
  Lock lock;
  StudyFiles files;
  std::vector<std::string> changes;
};
[[nodiscard]] Result<LockCheck> checkLock(const std::filesystem::path& protocol, const FrozenProgram& program);

// The sentence that refuses a run against what was changed: "P.toml was locked on 2026-02-01 (entry 3 of the register)
// and something is not as it was locked: …". Kind refused.
[[nodiscard]] Error changedSince(const std::filesystem::path& protocol, const Lock& lock,
                                 const std::vector<std::string>& changes);

// Criteria in words.
[[nodiscard]] std::vector<std::string> criteriaInWords(const Protocol& protocol);

}  // namespace snitt::validation

// Everything that a run of a locked study needs, checked: nothing has changed since the lock, the cohort is complete
// and was scored as it was locked, nobody of it trained the bundle. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/result.h"
#include "core/validation/history.h"
#include "core/validation/lock_registering.h"
#include "core/validation/lock_study.h"
#include "core/validation/scored_cohort.h"
#include "core/validation/training_overlap.h"

namespace snitt::validation {

// Image fingerprints by row, of those slides that can be read. Errors: cancelled.
using ImagesOf = std::function<Result<std::map<std::size_t, std::uint64_t>>(const std::vector<const ListedSlide*>&)>;

// Overlap (Dice) of the outlines that the cohort's networks found with those that the list names, by row, of those
// slides that can be read. Errors: cancelled.
using OutlinesOf =
    std::function<Result<std::map<std::size_t, double>>(const std::vector<const ListedSlide*>&, const CohortReading&)>;

struct RunRequest {
  std::filesystem::path protocol;
  std::filesystem::path cohort;
  std::vector<std::pair<std::string, std::filesystem::path>> repeats;  // the protocol's, by name
  FrozenProgram program;                                               // that runs
  const training::TrainingRecord* record = nullptr;                    // not owned; null: there is none
  ImagesOf images;                                                     // asked only where there is a record
  OutlinesOf outlines;  // asked only where the list names outlines; empty: none are compared
  std::filesystem::path registerFile;
  std::vector<std::string> doubts;  // of the register's history, each a part of a sentence
  bool allowMixed = false;          // results of several devices, precisions or programs
  std::int64_t as = 0;              // the number of an earlier run that is made again; 0: none
  std::stop_token stop;
};

struct ScoredRepeat {
  RepeatPart part;
  ScoredCohort cohort;
};

// This run in the register.
struct RunPlace {
  std::int64_t number = 0;  // 0: not registered, since the register is not the lock's
  std::string hash;         // of its entry
  std::string at;           // ISO 8601, UTC; of the run that is made again, where there is one
  Doer by;                  // likewise
  std::int64_t as = 0;
};

struct LockedRun {
  Lock lock;
  StudyFiles files;  // protocol, manifest, outcomes as they were read and hashed
  ScoredCohort cohort;
  std::vector<ScoredRepeat> repeats;  // in the protocol's order
  std::vector<std::string> notices;   // for every page, one sentence each
  TrainingOverlap overlap;
  std::map<std::size_t, double> outlines;  // Dice by row
  History history;
  bool isRegisterKnown = false;     // whatever else is doubted of the history
  std::vector<std::string> doubts;  // of the history, as asked
  RunPlace run;
  std::map<std::string, std::string> madeBefore;  // by the run that is made again: SHA-256 of its files, by name
};

// Refused: whatever was changed since the lock, all of it named; a cohort that is not complete, or was scored
// otherwise; patients that trained the bundle; a lock that was edited; `as` where the register has no such run of this
// lock. Usage: repeats that are missing or not the protocol's. Corrupt and others: as reading.
[[nodiscard]] Result<LockedRun> openLocked(const RunRequest& request);

// Enters the run before anything of it can be seen; `run` tells the place, and its history and notices are those of the
// register as the entry found it: two runs at once know of each other. Does nothing where the history is unknown
// because of the register. Refused: the register was known, and is not that of the lock any more.
[[nodiscard]] Result<void> enterRun(LockedRun& run, const RegisterWriting& writing);

}  // namespace snitt::validation

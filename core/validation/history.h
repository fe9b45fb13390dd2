// What the register tells of a cohort before a run: earlier locks and runs of any study that shared patients or slides
// with it. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/validation/register.h"

namespace snitt::validation {

struct EarlierRun {
  std::int64_t number = 0;  // the run's entry
  std::string at;
  Doer by;
  std::int64_t as = 0;     // of which run it was made again; 0: of none
  std::string conclusion;  // empty: it was broken off before it came to one
  document::Verdict verdict = document::Verdict::notAssessable;
  std::vector<RegisteredCriterion> results;
};

// A lock of this or another study on some of the same patients, with what came of it.
struct HistoryEntry {
  std::int64_t number = 0;  // the lock's entry
  std::string at;
  Doer by;
  std::string study;
  FrozenBundle bundle;
  std::string again;  // why it was locked again
  std::vector<std::string> criteria;
  double sharedPatients = 0;  // share of this cohort's patients
  bool isThisLock = false;    // earlier runs of the lock that is run now
  std::vector<EarlierRun> runs;
};

struct History {
  bool isKnown = false;
  std::string why;                 // not known: why, part of a sentence
  std::vector<std::string> notes;  // of a known one: one sentence each
  std::string registerId;
  std::string begun;                  // when the register was
  std::vector<HistoryEntry> entries;  // also of one that is not known as a whole

  // It is not known as a whole, for this reason, too.
  void doubt(const std::string& reason);
  // "History unknown: the register is missing", "The register was begun on 2026-03-01; it holds 2 earlier locks and 1
  // earlier run on patients of this cohort".
  [[nodiscard]] std::string sentence() const;
  // For every page, where these patients were analysed before: how often, and with what conclusions; else empty.
  [[nodiscard]] std::string notice() const;
};

// Who a study is of, for the register: patients by the list's key, slides by the files' SHA-256.
struct StudyMembers {
  std::vector<std::string> patients;
  std::vector<std::string> slides;
};

// What speaks against the register as this lock's; empty where it holds and has the lock as its entry.
[[nodiscard]] std::string faultFor(const StudyRegister& all, const Lock& lock);

// Whether the register holds this lock's entry with other contents: the lock was edited, and its hash made to fit.
[[nodiscard]] bool isForged(const StudyRegister& all, const Lock& lock);

// Of entries before `before` (0: all). `all`: as it could be read. A lock's own run of now is not there yet.
[[nodiscard]] History historyOf(const Result<StudyRegister>& all, const Lock& lock, const StudyMembers& members,
                                std::int64_t before = 0);

}  // namespace snitt::validation

#include "ui/studies/register_reading.h"

#include <algorithm>

#include <fmt/format.h>

namespace snitt {

namespace {

using validation::EntryKind;
using validation::RegisterEntry;

ListedLock lockOf(const RegisterEntry& entry) {
  ListedLock lock;
  lock.number = entry.number;
  lock.at = entry.at;
  lock.by = entry.by;
  lock.study = entry.study;
  lock.bundle = entry.bundle;
  lock.again = entry.again;
  lock.criteria = entry.criteria;
  lock.patients = entry.patients.size();
  lock.protocolSha256 = entry.protocolSha256;
  lock.lockSha256 = entry.lockSha256;
  lock.entryHash = entry.hash;
  return lock;
}

ListedRun* findRun(RegisterReading& all, std::int64_t number) {
  for (ListedLock& lock : all.locks)
    for (ListedRun& run : lock.runs)
      if (run.number == number) return &run;
  return nullptr;
}

// A run or what came of one. What refers to nothing that is there is left out: the chain's fault is told apart.
void take(RegisterReading& all, const RegisterEntry& entry) {
  if (entry.kind == EntryKind::run) {
    const auto lock = std::ranges::find(all.locks, entry.of, &ListedLock::number);
    if (lock == all.locks.end()) return;
    ListedRun run;
    run.number = entry.number;
    run.at = entry.at;
    run.by = entry.by;
    run.as = entry.as;
    lock->runs.push_back(std::move(run));
    return;
  }
  ListedRun* run = findRun(all, entry.of);
  if (run == nullptr) return;
  if (entry.kind == EntryKind::signedOff) {
    run->signatures.push_back({entry.at, entry.by, entry.role});
    return;
  }
  if (entry.kind != EntryKind::concluded) return;
  run->isConcluded = true;
  run->conclusion = entry.conclusion;
  run->verdict = entry.verdict;
  run->results = entry.results;
  run->files = entry.files;
}

}  // namespace

Result<RegisterReading> readRegister(const std::filesystem::path& file) {
  const auto read = validation::StudyRegister::read(file);
  if (!read) return fail(read.error());
  RegisterReading all;
  all.id = read->id();
  if (!read->entries().empty()) all.begun = read->entries().front().at;
  for (const RegisterEntry& entry : read->entries()) {
    if (!entry.torn.empty())
      all.doubts.push_back(
          fmt::format("a line was torn off before entry {}, and an entry may be missing", entry.number));
    if (entry.kind == EntryKind::locked)
      all.locks.push_back(lockOf(entry));
    else
      take(all, entry);
  }
  if (read->fault()) all.doubts.push_back(*read->fault());
  if (!read->torn().empty()) all.doubts.emplace_back("the last line was torn off, and an entry may be missing");
  return all;
}

const ListedRun* StudyRow::runIn(const RegisterReading& all) const {
  return run < 0 ? nullptr : &all.locks[lock].runs[static_cast<std::size_t>(run)];
}

std::int64_t StudyRow::numberIn(const RegisterReading& all) const {
  const ListedRun* one = runIn(all);
  return one != nullptr ? one->number : lockIn(all).number;
}

const std::string& StudyRow::atIn(const RegisterReading& all) const {
  const ListedRun* one = runIn(all);
  return one != nullptr ? one->at : lockIn(all).at;
}

const validation::Doer& StudyRow::byIn(const RegisterReading& all) const {
  const ListedRun* one = runIn(all);
  return one != nullptr ? one->by : lockIn(all).by;
}

StudyState stateOf(const ListedRun& run) {
  if (!run.isConcluded) return StudyState::brokenOff;
  switch (run.verdict) {
    case document::Verdict::passed:
      return StudyState::passed;
    case document::Verdict::failed:
      return StudyState::failed;
    case document::Verdict::notAssessable:
      break;
  }
  return StudyState::notAssessable;
}

StudyState StudyRow::stateIn(const RegisterReading& all) const {
  const ListedRun* one = runIn(all);
  return one != nullptr ? stateOf(*one) : StudyState::notRun;
}

std::vector<StudyRow> rowsOf(const RegisterReading& all) {
  std::vector<StudyRow> rows;
  for (std::size_t lock = 0; lock < all.locks.size(); ++lock) {
    if (all.locks[lock].runs.empty()) rows.push_back({lock, -1});
    for (std::size_t run = 0; run < all.locks[lock].runs.size(); ++run) rows.push_back({lock, static_cast<int>(run)});
  }
  std::ranges::sort(rows, {}, [&](const StudyRow& one) { return one.numberIn(all); });
  return rows;
}

}  // namespace snitt

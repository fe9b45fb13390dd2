#include "core/validation/history.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace snitt::validation {
namespace {

constexpr const char* kTornLast = "The register's last line was torn off: an entry may be missing";

using Marks = std::set<std::string, std::less<>>;

Marks patientMarks(const StudyRegister& all, const StudyMembers& members) {
  Marks marks;
  for (const std::string& one : members.patients) marks.insert(all.patientMark(one));
  return marks;
}

Marks slideMarks(const StudyRegister& all, const StudyMembers& members) {
  Marks marks;
  for (const std::string& one : members.slides)
    if (!one.empty()) marks.insert(all.slideMark(one));
  return marks;
}

std::size_t shared(const Marks& ours, const std::vector<std::string>& theirs) {
  return static_cast<std::size_t>(
      std::ranges::count_if(theirs, [&](const std::string& one) { return ours.contains(one); }));
}

HistoryEntry entryOfLock(const RegisterEntry& lock) {
  HistoryEntry one;
  one.number = lock.number;
  one.at = lock.at;
  one.by = lock.by;
  one.study = lock.study;
  one.bundle = lock.bundle;
  one.again = lock.again;
  one.criteria = lock.criteria;
  return one;
}

EarlierRun runOf(const RegisterEntry& entry) {
  EarlierRun run;
  run.number = entry.number;
  run.at = entry.at;
  run.by = entry.by;
  run.as = entry.as;
  return run;
}

// Locks by number with their runs; those that share nothing are dropped at the end.
struct Gathered {
  HistoryEntry entry;
  bool sharesAny = false;
};

void gather(const RegisterEntry& entry, const Marks& patients, const Marks& slides,
            std::map<std::int64_t, Gathered>& into) {
  if (entry.kind == EntryKind::locked) {
    Gathered& one = into[entry.number];
    one.entry = entryOfLock(entry);
    const std::size_t same = shared(patients, entry.patients);
    one.sharesAny = same > 0;
    if (!patients.empty()) one.entry.sharedPatients = static_cast<double>(same) / static_cast<double>(patients.size());
    return;
  }
  if (entry.kind == EntryKind::run) {
    const auto lock = into.find(entry.of);
    if (lock == into.end()) return;
    lock->second.entry.runs.push_back(runOf(entry));
    lock->second.sharesAny = lock->second.sharesAny || shared(slides, entry.slides) > 0;
    return;
  }
  if (entry.kind != EntryKind::concluded) return;
  for (auto& [number, one] : into)
    for (EarlierRun& run : one.entry.runs) {
      if (run.number != entry.of) continue;
      run.conclusion = entry.conclusion;
      run.verdict = entry.verdict;
      run.results = entry.results;
    }
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

}  // namespace

std::string faultFor(const StudyRegister& all, const Lock& lock) {
  if (all.fault()) return fmt::format("in the register, {}", *all.fault());
  if (all.entries().empty()) return "the register holds no entry";
  if (all.id() != lock.entry.id)
    return fmt::format("the register ({:.8}) is another one than that of the lock ({:.8})", all.id(), lock.entry.id);
  if (lock.entry.number >= static_cast<std::int64_t>(all.entries().size()))
    return fmt::format("the register was cut off: it ends with entry {}, and the lock is its entry {}",
                       all.entries().size() - 1, lock.entry.number);
  const RegisterEntry* entry = all.entry(lock.entry.number, EntryKind::locked);
  if (entry == nullptr || entry->hash != lock.entry.hash || entry->lockSha256 != contentHash(lock))
    return fmt::format("entry {} of the register is not the one that the lock names", lock.entry.number);
  return {};
}

bool isForged(const StudyRegister& all, const Lock& lock) {
  const RegisterEntry* entry = all.entry(lock.entry.number, EntryKind::locked);
  return !all.fault() && all.id() == lock.entry.id && entry != nullptr && entry->hash == lock.entry.hash &&
         entry->lockSha256 != contentHash(lock);
}

History historyOf(const Result<StudyRegister>& all, const Lock& lock, const StudyMembers& members,
                  std::int64_t before) {
  History history;
  if (!all) {
    history.why = all.error().kind == ErrorKind::notFound ? "the register is missing" : all.error().message;
    return history;
  }
  history.registerId = all->id();
  if (!all->entries().empty()) history.begun = all->entries().front().at;
  history.why = faultFor(*all, lock);
  if (!history.why.empty()) return history;
  history.isKnown = true;
  const Marks patients = patientMarks(*all, members);
  const Marks slides = slideMarks(*all, members);
  std::map<std::int64_t, Gathered> gathered;
  for (const RegisterEntry& entry : all->entries()) {
    if (before > 0 && entry.number >= before) {
      // What was the last line when that run was made.
      if (entry.number == before && !entry.torn.empty()) history.notes.emplace_back(kTornLast);
      break;
    }
    gather(entry, patients, slides, gathered);
    if (!entry.torn.empty())
      history.notes.push_back(
          fmt::format("In the register a line was torn off before entry {}: an entry may be missing", entry.number));
  }
  if (before == 0 && !all->torn().empty()) history.notes.emplace_back(kTornLast);
  if (lock.before && lock.before->id != all->id())
    history.doubt(fmt::format("the protocol was locked before, in another register ({:.8})", lock.before->id));
  for (auto& [number, one] : gathered) {
    one.entry.isThisLock = number == lock.entry.number;
    // The lock that is run is no earlier one, unless it was run before.
    if (one.entry.isThisLock ? !one.entry.runs.empty() : one.sharesAny) history.entries.push_back(std::move(one.entry));
  }
  return history;
}

void History::doubt(const std::string& reason) {
  isKnown = false;
  why += (why.empty() ? "" : "; ") + reason;
}

std::string History::notice() const {
  std::size_t runs = 0;
  std::size_t failed = 0;
  std::size_t open = 0;
  for (const HistoryEntry& one : entries)
    for (const EarlierRun& run : one.runs) {
      if (run.as != 0) continue;
      ++runs;
      failed += !run.conclusion.empty() && run.verdict == document::Verdict::failed ? 1 : 0;
      open += run.conclusion.empty() ? 1 : 0;
    }
  if (runs == 0) return {};
  std::string text = fmt::format("These patients were analysed before: {}", counted(runs, "earlier run"));
  if (failed > 0) text += fmt::format(", of which {} failed", failed);
  if (open > 0) text += fmt::format("{}{} came to no conclusion", failed > 0 ? " and " : ", of which ", open);
  return text;
}

std::string History::sentence() const {
  if (!isKnown) return "History unknown: " + why;
  std::size_t locks = 0;
  std::size_t runs = 0;
  for (const HistoryEntry& one : entries) {
    locks += one.isThisLock ? 0 : 1;
    runs += one.runs.size();
  }
  const std::string since = fmt::format("The register was begun on {:.10}", begun);
  if (locks + runs == 0) return since + "; it holds no earlier lock and no earlier run on patients of this cohort";
  return fmt::format("{}; it holds {} and {} on patients of this cohort", since, counted(locks, "earlier lock"),
                     counted(runs, "earlier run"));
}

}  // namespace snitt::validation

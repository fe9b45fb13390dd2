#include "core/validation/lock_registering.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/sha256.h"

namespace snitt::validation {
namespace {

// In an order of their own: that of the list would tell who is who.
std::vector<std::string> sortedOnce(std::vector<std::string> marks) {
  std::ranges::sort(marks);
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

std::vector<std::string> marksOf(const StudyRegister& all, const std::vector<std::string>& slides) {
  std::vector<std::string> marks;
  for (const std::string& sha256 : slides)
    if (!sha256.empty()) marks.push_back(all.slideMark(sha256));
  return sortedOnce(std::move(marks));
}

Result<RegisterEntry> addTo(const RegisterWriting& writing, std::int64_t run, RegisterEntry entry) {
  return addToRegister(writing, [&](const StudyRegister& before) -> Result<RegisterEntry> {
    if (before.entry(run, EntryKind::run) == nullptr)
      return fail(ErrorKind::refused, fmt::format("the register {} has no run {}", writing.file.string(), run));
    entry.of = run;
    return entry;
  });
}

}  // namespace

Result<Lock> registerLock(const RegisterWriting& writing, Lock lock, const StudyMembers& members,
                          const std::vector<std::string>& criteria) {
  const auto entry = addToRegister(writing, [&](const StudyRegister& before) -> Result<RegisterEntry> {
    RegisterEntry one;
    one.kind = EntryKind::locked;
    one.study = lock.study;
    one.protocolSha256 = sha256Of(lock.frozen.protocol);
    one.lockSha256 = contentHash(lock);
    one.again = lock.again;
    one.bundle = lock.frozen.bundle;
    one.criteria = criteria;
    for (const std::string& patient : members.patients) one.patients.push_back(before.patientMark(patient));
    one.patients = sortedOnce(std::move(one.patients));
    lock.entry.id = before.id();
    return one;
  });
  if (!entry) return fail(entry.error());
  lock.entry.number = entry->number;
  lock.entry.hash = entry->hash;
  return sealedLock(std::move(lock));
}

Result<const RegisterEntry*> conclusionToMake(const StudyRegister& all, const Lock& lock,
                                              const std::vector<std::string>& slides, std::int64_t as) {
  const RegisterEntry* run = all.entry(as, EntryKind::run);
  if (run == nullptr || run->of != lock.entry.number)
    return fail(ErrorKind::refused, fmt::format("the register has no run {} of this lock to be made again", as));
  if (run->as != 0)
    return fail(ErrorKind::refused,
                fmt::format("run {} was run {} made again: name that one with --as-run", as, run->as));
  if (marksOf(all, slides) != run->slides)
    return fail(ErrorKind::refused, fmt::format("run {} was of other slides than this cohort has now", as));
  for (const RegisterEntry& one : all.entries())
    if (one.kind == EntryKind::concluded && one.of == as) return &one;
  return fail(ErrorKind::refused,
              fmt::format("run {} came to no conclusion, so that nobody can tell whether another is the same", as));
}

Result<RegisterEntry> registerRun(const RegisterWriting& writing, const Lock& lock,
                                  const std::vector<std::string>& slides, std::int64_t as,
                                  const std::function<void(const StudyRegister&)>& seen) {
  return addToRegister(writing, [&](const StudyRegister& before) -> Result<RegisterEntry> {
    if (const std::string fault = faultFor(before, lock); !fault.empty()) return fail(ErrorKind::refused, fault);
    if (as != 0)
      if (const auto there = conclusionToMake(before, lock, slides, as); !there) return fail(there.error());
    RegisterEntry one;
    one.kind = EntryKind::run;
    one.of = lock.entry.number;
    one.as = as;
    one.slides = marksOf(before, slides);
    if (seen) seen(before);
    return one;
  });
}

Result<RegisterEntry> registerConclusion(const RegisterWriting& writing, std::int64_t run,
                                         const Conclusion& conclusion) {
  RegisterEntry entry;
  entry.kind = EntryKind::concluded;
  entry.conclusion = conclusion.sentence;
  entry.verdict = conclusion.verdict;
  entry.results = conclusion.results;
  entry.files = conclusion.files;
  return addTo(writing, run, std::move(entry));
}

Result<RegisterEntry> registerSignature(const RegisterWriting& writing, std::int64_t run, const std::string& role,
                                        const std::map<std::string, std::string>& files) {
  RegisterEntry entry;
  entry.kind = EntryKind::signedOff;
  entry.role = role;
  entry.files = files;
  return addTo(writing, run, std::move(entry));
}

}  // namespace snitt::validation

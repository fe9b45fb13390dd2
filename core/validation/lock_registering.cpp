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

Result<RegisterEntry> registerRun(const RegisterWriting& writing, const Lock& lock,
                                  const std::vector<std::string>& slides, std::int64_t as) {
  return addToRegister(writing, [&](const StudyRegister& before) -> Result<RegisterEntry> {
    if (const std::string fault = faultFor(before, lock); !fault.empty()) return fail(ErrorKind::refused, fault);
    const RegisterEntry* again = before.entry(as, EntryKind::run);
    if (as != 0 && (again == nullptr || again->of != lock.entry.number))
      return fail(ErrorKind::refused, fmt::format("the register has no run {} of this lock", as));
    RegisterEntry one;
    one.kind = EntryKind::run;
    one.of = lock.entry.number;
    one.as = as;
    for (const std::string& sha256 : slides)
      if (!sha256.empty()) one.slides.push_back(before.slideMark(sha256));
    one.slides = sortedOnce(std::move(one.slides));
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

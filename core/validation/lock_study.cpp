#include "core/validation/lock_study.h"

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/os/rename_new.h"
#include "core/sha256.h"
#include "core/text/identity.h"
#include "core/validation/lock_registering.h"
#include "core/validation/outcomes_in_view.h"
#include "core/validation/scored_cohort.h"
#include "core/validation/study_outcomes.h"

namespace snitt::validation {
namespace {

namespace fs = std::filesystem;

// A lock that is there, as far as it can be read.
struct LockThere {
  RegisterPlace place;
  fs::path keepAs;
};

Error lockedAlready(const LockRequest& request, const Lock& lock, const std::vector<std::string>& changes) {
  const std::string since = changes.empty() ? "nothing has changed since" : "since then " + listed(changes);
  return {ErrorKind::refused,
          fmt::format(
              "{} was locked on {:.10} by {} (entry {} of the register), and {}; --again REASON locks it once more, "
              "and the register tells so",
              request.protocol.string(), lock.at, lock.by.inWords(), lock.entry.number, since)};
}

struct RegisteredLock {
  std::string id;  // of the register
  std::int64_t number = 0;
  std::string at;
  std::string hash;
};

// The last one of this study, where its file is gone: nobody locks anew unseen by taking that away.
std::optional<RegisteredLock> lockInRegister(const LockRequest& request, const std::string& study) {
  const auto all = StudyRegister::read(request.registering.file);
  std::optional<RegisteredLock> found;
  if (!all) return found;
  for (const RegisterEntry& one : all->entries())
    if (one.kind == EntryKind::locked && one.study == study)
      found = RegisteredLock{all->id(), one.number, one.at, one.hash};
  return found;
}

// Nothing where there is no lock yet. Refused where `again` does not say why there should be another one.
Result<std::optional<LockThere>> lockThere(const LockRequest& request, const std::string& study, const Frozen& now) {
  const fs::path file = lockFileOf(request.protocol);
  const auto text = readFile(file);
  if (!text && text.error().kind == ErrorKind::notFound) {
    const auto before = lockInRegister(request, study);
    if (request.again.empty() && before)
      return fail(ErrorKind::refused,
                  fmt::format("the register holds a lock of \"{}\", entry {} of {:.10}, and there is no {} any more: "
                              "--again REASON locks it once more, and the register tells so",
                              study, before->number, before->at, file.string()));
    if (before) return LockThere{{before->id, before->number, before->hash}, {}};
    if (request.again.empty()) return std::nullopt;
    return fail(ErrorKind::usage, fmt::format("--again is for a study that is locked: there is no {}", file.string()));
  }
  if (!text) return fail(text.error());
  const auto lock = parseLock(*text);
  if (lock && request.again.empty()) return fail(lockedAlready(request, *lock, differences(lock->frozen, now)));
  if (lock) return LockThere{lock->entry, keptLockFileOf(request.protocol, *lock)};
  if (request.again.empty()) return failIn(file.string(), lock.error());
  fs::path kept = request.protocol;
  return LockThere{{{}, 0, sha256Of(*text)}, kept.replace_extension(fmt::format(".lock-{:.12}.json", sha256Of(*text)))};
}

Result<void> keep(const fs::path& file, const fs::path& as) {
  const auto done = os::renameNewSynced(file, as);
  if (!done) return failIn(file.string(), done.error());
  if (*done == os::RenameOutcome::done) return {};
  return fail(ErrorKind::io,
              fmt::format("{} could not be kept as {}, which is there already", file.string(), as.string()));
}

Result<std::vector<std::string>> remarksOn(const StudyFiles& files) {
  const auto columns = outcomeColumns(files.listCsv, files.outcomesCsv, files.protocol);
  if (!columns) return fail(columns.error());
  std::vector<std::string> remarks;
  if (!columns->empty()) remarks.push_back(outcomesNotice(*columns));
  return remarks;
}

std::string dateOf(const std::chrono::year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace

// What cannot be read now would be found after the slides were scored, and mending it would need another lock. Nothing
// is told of what the outcomes are.
Result<void> checkOutcomes(const StudyFiles& files) {
  const auto outcomes = readStudyOutcomes(files.outcomesCsv, files.protocol.outcomes);
  if (!outcomes) return failIn(files.frozen.outcomes.file, outcomes.error());
  if (const auto& cutOff = files.protocol.outcomes.cutOff; cutOff && dateOf(*cutOff) > utcNow().substr(0, 10))
    return fail(ErrorKind::usage, fmt::format("outcomes.cutOff is {}, a day that has not come yet: until when are the "
                                              "outcomes known?",
                                              dateOf(*cutOff)));
  return {};
}

std::vector<std::string> criteriaInWords(const Protocol& protocol) {
  std::vector<std::string> all;
  for (const CriterionPart& one : protocol.criteria) all.push_back(inWords(one));
  return all;
}

Error changedSince(const fs::path& protocol, const Lock& lock, const std::vector<std::string>& changes) {
  return {ErrorKind::refused,
          fmt::format("{} was locked on {:.10} (entry {} of the register), and something is not as it was locked: {}",
                      protocol.string(), lock.at, lock.entry.number, listed(changes))};
}

Result<MadeLock> lockStudy(const LockRequest& request) {
  auto text = readFile(request.protocol);
  if (!text) return fail(text.error());
  auto files = freeze(request.protocol, std::move(*text), request.program, request.path);
  if (!files) return fail(files.error());
  const auto there = lockThere(request, files->protocol.study, files->frozen);
  if (!there) return fail(there.error());
  const auto list = parseSlideList(files->listCsv, request.protocol.parent_path());
  if (!list) return failIn(files->frozen.list.file, list.error());
  auto remarks = remarksOn(*files);
  if (!remarks) return fail(remarks.error());
  if (const auto usable = checkOutcomes(*files); !usable) return fail(usable.error());
  MadeLock made;
  made.file = lockFileOf(request.protocol);
  made.criteria = criteriaInWords(files->protocol);
  made.remarks = std::move(*remarks);
  Lock lock;
  lock.study = files->protocol.study;
  lock.at = utcNow();
  lock.by = request.registering.by;
  lock.frozen = std::move(files->frozen);
  lock.again = request.again;
  if (*there) lock.before = (*there)->place;
  if (*there) made.kept = (*there)->keepAs;
  const bool replaces = *there && !made.kept.empty();
  if (replaces)
    if (auto kept = keep(made.file, made.kept); !kept) return fail(kept.error());
  auto entered = registerLock(request.registering, std::move(lock), {listedPatients(*list), {}}, made.criteria);
  auto written = entered ? os::writeNewSynced(made.file, formatLock(*entered), os::Readers::everybody)
                         : Result<void>(fail(entered.error()));
  if (!written) {
    if (replaces) static_cast<void>(os::renameNewSynced(made.kept, made.file));
    return fail(written.error());
  }
  made.lock = std::move(*entered);
  return made;
}

Result<LockCheck> checkLock(const fs::path& protocol, const FrozenProgram& program) {
  auto lock = readLockOf(protocol);
  if (!lock) return fail(lock.error());
  auto text = readFile(protocol);
  if (!text) return fail(text.error());
  const std::string now = *text;
  auto files = freeze(protocol, std::move(*text), program,
                      [&](const Manifest&) -> Result<FrozenPath> { return lock->frozen.path; });
  // A protocol that was changed so that it cannot be used is told by what was changed.
  if (!files && now != lock->frozen.protocol) {
    Frozen changed = lock->frozen;
    changed.protocol = now;
    const Error why = changedSince(protocol, *lock, differences(lock->frozen, changed));
    return fail(ErrorKind::refused, fmt::format("{}; {}", why.message, files.error().message));
  }
  if (!files) return fail(files.error());
  auto changes = differences(lock->frozen, files->frozen);
  return LockCheck{std::move(*lock), std::move(*files), std::move(changes)};
}

}  // namespace snitt::validation

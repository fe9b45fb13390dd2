#include "core/validation/registered_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/validation/history.h"
#include "core/validation/report_changes_p.h"

namespace snitt::validation {
namespace {

constexpr std::string_view kAnnex = "annex/";

bool hasAnnex(const ReportFiles& files) {
  return std::ranges::any_of(files, [](const auto& one) { return one.first.starts_with(kAnnex); });
}

// An annex stays at the site: the rest is the report without it.
ReportFiles toCompare(ReportFiles entered, const ReportFiles& now) {
  if (!hasAnnex(now)) std::erase_if(entered, [](const auto& one) { return one.first.starts_with(kAnnex); });
  return entered;
}

const RegisterEntry* conclusionOf(const StudyRegister& all, std::int64_t run) {
  const auto found = std::ranges::find_if(
      all.entries(), [&](const RegisterEntry& one) { return one.kind == EntryKind::concluded && one.of == run; });
  return found == all.entries().end() ? nullptr : &*found;
}

}  // namespace

Result<std::string> whyNotRegistered(const Result<StudyRegister>& all, const SignableReport& report) {
  if (!all) return all.error().kind == ErrorKind::notFound ? "the register is missing" : all.error().message;
  if (isForged(*all, report.lock))
    return fail(ErrorKind::refused, fmt::format("{} was changed after it was made: the register holds another lock as "
                                                "entry {}",
                                                kLockCopy, report.lock.entry.number));
  if (std::string fault = faultFor(*all, report.lock); !fault.empty()) return fault;
  if (report.run.number == 0) return "the run was not registered";
  const RegisterEntry* run = all->entry(report.run.number, EntryKind::run);
  if (run == nullptr || run->of != report.lock.entry.number)
    return fail(ErrorKind::refused, fmt::format("{} names run {}, which the register does not hold for this lock",
                                                kRunFile, report.run.number));
  if (run->by != report.run.by)
    return fail(ErrorKind::refused, fmt::format("{} says that {} ran this report, and the register says {}", kRunFile,
                                                report.run.by.inWords(), run->by.inWords()));
  const RegisterEntry* concluded = conclusionOf(*all, report.run.number);
  if (concluded == nullptr) return fmt::format("run {} came to no conclusion in the register", report.run.number);
  if (const auto changes = changesSince(toCompare(concluded->files, report.files), report.files, "entered");
      !changes.empty())
    return fail(ErrorKind::refused, fmt::format("the report is not what the register holds of run {}: {}",
                                                report.run.number, listed(changes)));
  return std::string();
}

}  // namespace snitt::validation

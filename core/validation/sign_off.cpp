#include "core/validation/sign_off.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/sha256.h"
#include "core/validation/canonical_p.h"
#include "core/validation/report_changes_p.h"
#include "core/validation/sign_off_json_p.h"

namespace snitt::validation {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kNeeded{"report.pdf", "report.html", "results.json",
                                                  kLockCopy,    kProtocolCopy, kRunFile};

// Of the signing itself, of an editor and the system, or a draft.
bool isAside(const fs::path& relative) {
  if (relative == kSignaturesFile || relative == kSignOffSheet || isDraft(relative)) return true;
  return std::ranges::any_of(relative, [](const fs::path& part) { return part.string().starts_with('.'); });
}

template <class T, class Parse>
Result<T> parsedFile(const fs::path& file, const Parse& parse) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto value = parse(*text);
  if (!value) return failIn(file.string(), value.error());
  return std::move(*value);
}

bool isSamePerson(const Doer& a, const Doer& b) { return !a.uuid.empty() && a.uuid == b.uuid; }

// Of what was done without a database the account alone is known.
bool maybeSame(const Doer& done, const Doer& by) { return done.uuid.empty() && done.account == by.account; }

Result<void> checkIndependent(const SignableReport& report, const Doer& by) {
  if (isSamePerson(report.run.by, by))
    return fail(ErrorKind::refused, fmt::format("{} ran this report: somebody else must review it", by.name));
  if (isSamePerson(report.lock.by, by))
    return fail(ErrorKind::refused,
                fmt::format("{} locked the protocol of this report: somebody else must review it", by.name));
  for (const auto& [done, what] :
       {std::pair(&report.run.by, "ran this report"), std::pair(&report.lock.by, "locked its protocol")})
    if (maybeSame(*done, by))
      return fail(ErrorKind::refused,
                  fmt::format("the account {} {}, and nobody knows which person: a reviewer must use another account",
                              done->account, what));
  return {};
}

}  // namespace

std::string_view toText(SignRole role) { return role == SignRole::runner ? "operator" : "reviewer"; }

bool isDraft(const fs::path& relative) { return relative.extension() == ".odt" && !relative.has_parent_path(); }

Result<std::vector<std::string>> reportFileNames(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path relative = entry->path().lexically_relative(folder);
    if (!isAside(relative) && !entry->is_directory(error)) names.push_back(relative.generic_string());
  }
  if (error) return fail(ErrorKind::io, fmt::format("{} could not be listed: {}", folder.string(), error.message()));
  std::ranges::sort(names);
  return names;
}

Result<ReportFiles> reportFiles(const fs::path& folder, const std::stop_token& stop) {
  for (const std::string_view name : kNeeded) {
    std::error_code ignored;
    if (!fs::is_regular_file(folder / name, ignored))
      return fail(ErrorKind::notFound,
                  fmt::format("{} is no whole report of a validation: it lacks {}", folder.string(), name));
  }
  const auto names = reportFileNames(folder);
  if (!names) return fail(names.error());
  ReportFiles files;
  for (const std::string& name : *names) {
    auto hash = sha256OfFile(folder / name, stop);
    if (!hash) return fail(hash.error());
    files[name] = std::move(*hash);
  }
  return files;
}

Result<SignableReport> readSignable(const fs::path& folder, const std::stop_token& stop) {
  SignableReport report;
  auto files = reportFiles(folder, stop);
  if (!files) return fail(files.error());
  report.files = std::move(*files);
  auto lock = parsedFile<Lock>(folder / kLockCopy, parseLock);
  if (!lock) return fail(lock.error());
  report.lock = std::move(*lock);
  auto result = parsedFile<ReportedResult>(folder / "results.json", parseReportedResult);
  if (!result) return fail(result.error());
  report.result = std::move(*result);
  auto run = parsedFile<RunNote>(folder / kRunFile, parseRunNote);
  if (!run) return fail(run.error());
  report.run = std::move(*run);
  auto signatures = parsedFile<std::vector<Signature>>(folder / kSignaturesFile, parseSignatures);
  if (!signatures && signatures.error().kind != ErrorKind::notFound) return fail(signatures.error());
  if (signatures) report.signatures = std::move(*signatures);
  if (report.run.lockHash != report.lock.hash)
    return fail(ErrorKind::refused,
                fmt::format("{} and {} in {} are not of one lock", kLockCopy, kRunFile, folder.string()));
  for (const Signature& one : report.signatures) {
    const auto changes = changesSince(one.files, report.files, "signed");
    if (!changes.empty())
      return fail(ErrorKind::refused, fmt::format("the report in {} is not what {} signed on {:.10}: {}",
                                                  folder.string(), one.by.name, one.at, listed(changes)));
    if (one.lockHash != report.lock.hash)
      return fail(ErrorKind::refused,
                  fmt::format("the signature of {} in {} is of another lock", one.by.name, folder.string()));
  }
  return report;
}

Result<Signature> nextSignature(const SignableReport& report, SignRole role, const Doer& by, const std::string& at) {
  for (const Signature& one : report.signatures) {
    if (one.role == role)
      return fail(ErrorKind::refused,
                  fmt::format("{} signed this report as {} on {:.10}", one.by.name, toText(role), one.at));
    if (isSamePerson(one.by, by))
      return fail(ErrorKind::refused, fmt::format("{} signed this report as {} already: the second signature must be "
                                                  "another person's",
                                                  by.name, toText(one.role)));
  }
  if (role == SignRole::reviewer)
    if (auto independent = checkIndependent(report, by); !independent) return fail(independent.error());
  if (role == SignRole::runner && !report.run.by.uuid.empty() && !isSamePerson(report.run.by, by))
    return fail(ErrorKind::refused,
                fmt::format("{} ran this report, and signs it as operator; {} did not", report.run.by.name, by.name));
  Signature signature;
  signature.role = role;
  signature.at = at;
  signature.by = by;
  signature.lockHash = report.lock.hash;
  signature.files = report.files;
  signature.previous = report.signatures.empty() ? std::string() : report.signatures.back().hash;
  signature.hash = hashOf(signature);
  return signature;
}

}  // namespace snitt::validation

#include "ui/studies/report_look.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/sha256.h"
#include "core/validation/sign_off.h"

namespace snitt {

namespace {

namespace fs = std::filesystem;

fs::path ifThere(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) ? file : fs::path();
}

std::map<int, std::string> reasonsIn(const std::string& json) {
  std::map<int, std::string> why;
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
  for (const QJsonValue one : object.value("criteria").toArray())
    if (const QString reason = one["why"].toString(); !reason.isEmpty())
      why[one["number"].toInt()] = reason.toStdString();
  return why;
}

std::optional<validation::Lock> lockAt(const fs::path& file) {
  const auto text = readFile(file);
  if (!text) return std::nullopt;
  auto lock = validation::parseLock(*text);
  return lock ? std::optional(std::move(*lock)) : std::nullopt;
}

// A lock is shown where it is the one of the register's entry.
bool isOf(const validation::Lock& lock, const ListedLock& entry) {
  return lock.entry.number == entry.number && lock.entry.hash == entry.entryHash;
}

void compareFiles(ReportLook& look, const ListedRun& run, const std::stop_token& stop) {
  for (const auto& [name, hash] : run.files) {
    const fs::path file = look.folder / name;
    if (validation::isDraft(name)) continue;
    if (ifThere(file).empty()) {
      look.missing.push_back(name);
      continue;
    }
    const auto now = sha256OfFile(file, stop);
    if (!now || *now != hash) look.changed.push_back(name);
  }
  const auto names = validation::reportFileNames(look.folder);
  if (!names) return;
  for (const std::string& name : *names)
    if (!run.files.contains(name)) look.added.push_back(name);
}

}  // namespace

ReportLook lookAtReport(const fs::path& folder, const fs::path& protocol, const ListedLock& lock, const ListedRun* run,
                        const std::stop_token& stop) {
  ReportLook look;
  look.folder = folder;
  if (run != nullptr && !folder.empty()) {
    look.pdf = ifThere(folder / "report.pdf");
    look.html = ifThere(folder / "report.html");
    look.annex = ifThere(folder / "annex" / "annex.pdf");
    look.isThere = !look.pdf.empty() || !look.html.empty();
    if (const auto json = readFile(folder / "results.json"); json) look.why = reasonsIn(*json);
    if (look.isThere) compareFiles(look, *run, stop);
    look.lock = lockAt(folder / "lock.json");
  }
  if ((!look.lock || !isOf(*look.lock, lock)) && !protocol.empty())
    look.lock = lockAt(validation::lockFileOf(protocol));
  if (look.lock && !isOf(*look.lock, lock)) look.lock.reset();
  return look;
}

Result<void> checkIsReportOf(const fs::path& folder, const std::string& registerId, const ListedRun& run,
                             const std::stop_token& stop) {
  const auto note = readFile(folder / "run.json");
  if (note) {
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*note)).object();
    const QJsonObject place = object.value("register").toObject();
    const auto number = static_cast<std::int64_t>(place.value("number").toDouble());
    const bool here = place.value("id").toString().toStdString() == registerId;
    if (here && (number == run.number || (run.as != 0 && number == run.as))) return {};
    if (number > 0)
      return fail(ErrorKind::notFound, fmt::format("the report in {} is that of run {}, not of run {}", folder.string(),
                                                   number, run.number));
  }
  const auto known = run.files.find("results.json");
  if (known != run.files.end())
    if (const auto hash = sha256OfFile(folder / "results.json", stop); hash && *hash == known->second) return {};
  return fail(ErrorKind::notFound, fmt::format("{} holds no report of run {}", folder.string(), run.number));
}

}  // namespace snitt

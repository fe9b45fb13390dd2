// snitt validate --protocol: the report of a locked study on a cohort that was scored.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/snitt/tell_p.h"
#include "app/snitt/validation/image_looks.h"
#include "app/snitt/validation/outline_overlaps.h"
#include "app/snitt/validation/report_files.h"
#include "app/snitt/validation/running_program.h"
#include "app/snitt/validation/study_desk.h"
#include "app/snitt/validation/validate_options.h"
#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/training/sealed_record.h"
#include "core/validation/locked_run.h"
#include "core/validation/sign_off.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using validation::LockedRun;

using Repeats = std::vector<std::pair<std::string, fs::path>>;

Result<Repeats> repeatsOf(const std::vector<std::string>& texts) {
  Repeats repeats;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return fail(ErrorKind::usage, fmt::format("--repeat {} is not NAME=FOLDER", text));
    repeats.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return repeats;
}

Result<void> checkOptions(const ValidateOptions& options) {
  for (const auto& [given, name] : {std::pair(options.cohort, "--cohort"), std::pair(options.out, "--out")})
    if (given.empty()) return fail(ErrorKind::usage, fmt::format("--protocol needs {} FOLDER", name));
  if (!options.passwordFile.empty() && options.trainingRecord.empty())
    return fail(ErrorKind::usage, "--password-file belongs to --training-record");
  return {};
}

Result<std::string> passwordOf(const fs::path& file) {
  if (file.empty()) {
    auto asked = os::askSecret("Password of the training record: ");
    if (!asked && asked.error().kind == ErrorKind::usage)
      asked.error().message += ": give --password-file FILE, with the password in its first line";
    return asked;
  }
  if (auto own = os::checkOthersCannotRead(file); !own) return fail(own.error());
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto password = training::passwordOf(*text);
  if (!password) return failIn(file.string(), password.error());
  return password;
}

// Nothing where none was given.
Result<std::optional<training::TrainingRecord>> recordOf(const ValidateOptions& options) {
  if (options.trainingRecord.empty()) return std::nullopt;
  const auto lock = validation::readLockOf(options.protocol);
  if (!lock) return fail(lock.error());
  const auto password = passwordOf(options.passwordFile);
  if (!password) return fail(password.error());
  auto record = training::readSealed(options.trainingRecord, *password, lock->frozen.bundle.sha256);
  if (!record) return fail(record.error());
  return std::move(*record);
}

std::string quoted(const std::string& text) {
  if (!text.empty() &&
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-=+:") ==
          std::string::npos)
    return text;
  std::string all = "'";
  for (const char c : text) all += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return all + "'";
}

std::int64_t signedNumber(const LockedRun& run) { return run.run.as != 0 ? run.run.as : run.run.number; }

// That makes the report of this run again; files of secrets are left out.
std::string commandOf(const ValidateOptions& options, const LockedRun& run, const CommonOptions& common) {
  std::string command = fmt::format("snitt validate --protocol {} --cohort {} --out FOLDER", quoted(options.protocol),
                                    quoted(options.cohort));
  for (const std::string& one : options.repeats) command += " --repeat " + quoted(one);
  if (!options.trainingRecord.empty()) command += " --training-record " + quoted(options.trainingRecord);
  if (options.allowMixed) command += " --allow-mixed";
  if (!common.database.empty()) command += " --db " + quoted(common.database);
  if (const auto usual = usualRegister(common); !options.registerFile.empty() && usual != options.registerFile)
    command += " --register " + quoted(options.registerFile);
  const std::int64_t number = signedNumber(run);
  return number == 0 ? command : command + fmt::format(" --as-run {}", number);
}

// What belongs to the report and is no figure of it: lock, protocol and who ran it.
std::map<std::string, std::string> besideReport(const LockedRun& run) {
  const validation::RunNote note{run.run.at, run.run.by, run.lock.hash, run.lock.entry.id, signedNumber(run)};
  return {{std::string(validation::kLockCopy), formatLock(run.lock)},
          {std::string(validation::kProtocolCopy), run.lock.frozen.protocol},
          {std::string(validation::kRunFile), formatRunNote(note)}};
}

Result<void> conclude(StudyDesk& desk, const LockedRun& run, const WrittenReport& report) {
  if (run.run.number == 0) return {};
  validation::Conclusion conclusion{report.conclusion, report.verdict, {}, report.files};
  for (const document::Criterion& one : report.criteria)
    conclusion.results.push_back({one.asked, one.found, one.verdict});
  const auto entry = validation::registerConclusion(desk.writing(), run.run.number, conclusion);
  if (!entry) return fail(entry.error());
  return desk.log("validation.concluded", {run.lock.entry.id, entry->number, entry->hash},
                  {{"run", std::to_string(run.run.number)}, {"verdict", std::string(toText(report.verdict))}});
}

ExitCode tellReport(const ValidateOptions& options, const LockedRun& run, const WrittenReport& report,
                    const Session& session) {
  Json json{{"format", "snitt-validate-report/1"},
            {"folder", options.out.string()},
            {"study", run.lock.study},
            {"lock", run.lock.hash},
            {"run", run.run.number == 0 ? Json() : Json(run.run.number)},
            {"verdict", toText(report.verdict)},
            {"conclusion", report.conclusion},
            {"criteria", Json::array()},
            {"notices", run.notices},
            {"overlap", run.overlap.sentence()},
            {"history", run.history.sentence()},
            {"files", report.files}};
  std::string text = fmt::format("{}: {}\n", options.out.string(), report.conclusion);
  for (const document::Criterion& one : report.criteria) {
    json["criteria"].push_back({{"number", one.number},
                                {"asked", one.asked},
                                {"found", one.found},
                                {"verdict", toText(one.verdict)},
                                {"why", one.why}});
    text += fmt::format("  {}. {}: {}{}\n", one.number, one.asked, toText(one.verdict),
                        one.found.empty() ? std::string() : fmt::format(" ({})", one.found));
  }
  tell(session, json, text);
  return allDone;
}

Result<LockedRun> openRun(const ValidateOptions& options, StudyDesk& desk, Session& session) {
  auto repeats = repeatsOf(options.repeats);
  if (!repeats) return fail(repeats.error());
  auto program = runningProgram();
  if (!program) return fail(program.error());
  const auto record = recordOf(options);
  if (!record) return fail(record.error());
  auto doubts = desk.missingFromRegister(options.asRun);
  if (!doubts) return fail(doubts.error());
  validation::RunRequest request;
  request.protocol = options.protocol;
  request.cohort = options.cohort;
  request.repeats = std::move(*repeats);
  request.program = std::move(*program);
  request.record = *record ? &**record : nullptr;
  request.images = imageLooks(session);
  request.outlines = outlineOverlaps(session);
  request.registerFile = desk.registerFile();
  request.doubts = std::move(*doubts);
  request.allowMixed = options.allowMixed;
  request.as = options.asRun;
  request.stop = session.control().stop;
  return validation::openLocked(request);
}

// A report in one of them would write over what the study rests on.
std::vector<fs::path> foldersRead(const ValidateOptions& options) {
  std::vector<fs::path> folders{options.cohort};
  const fs::path beside = options.protocol.parent_path();
  folders.push_back(beside.empty() ? fs::path(".") : beside);
  if (const auto repeats = repeatsOf(options.repeats))
    for (const auto& [name, folder] : *repeats) folders.push_back(folder);
  return folders;
}

// The run is entered before anything of it can be seen: who breaks it off has run it all the same.
Result<void> enter(StudyDesk& desk, LockedRun& run) {
  if (auto entered = enterRun(run, desk.writing()); !entered) return entered;
  if (run.run.number == 0) return {};
  return desk.log("validation.run", {run.lock.entry.id, run.run.number, run.run.hash}, {{"lock", run.lock.hash}});
}

}  // namespace

ExitCode runProtocol(const ValidateOptions& options, Session& session) {
  if (const auto possible = checkOptions(options); !possible) return complain(possible.error());
  auto desk = StudyDesk::open(session.options(), options.registerFile);
  if (!desk) return complain(desk.error());
  auto tables = checkReportPlace(options.out, foldersRead(options), desk->mayUnmask());
  if (!tables) return complain(tables.error());
  auto run = openRun(options, *desk, session);
  if (!run) return complain(run.error());
  if (auto entered = enter(*desk, *run); !entered) return complain(entered.error());
  for (const std::string& notice : run->notices) session.notify(notice);
  if (!desk->mayUnmask())
    session.notify("the annex, which names patients, is left out: who sits here may not see what names them");
  const ReportPlan plan{options.out,        commandOf(options, *run, session.options()),
                        desk->mayUnmask(),  session.options().threadCount(),
                        besideReport(*run), std::move(*tables),
                        run->madeBefore};
  const auto report = writeReport(*run, plan, session.control());
  session.endProgress();
  if (!report) return complain(report.error());
  if (auto concluded = conclude(*desk, *run, *report); !concluded) return complain(concluded.error());
  if (!report->otherBytes.empty())
    session.notify(fmt::format("the numbers are those of run {}; other bytes: {}", options.asRun,
                               fmt::join(report->otherBytes, ", ")));
  return tellReport(options, *run, *report, session);
}

}  // namespace snitt::app

// snitt validate --lock and --check.
#include <fmt/format.h>

#include "app/snitt/tell_p.h"
#include "app/snitt/validation/running_program.h"
#include "app/snitt/validation/study_desk.h"
#include "app/snitt/validation/validate_options.h"
#include "core/atomic_file.h"
#include "core/sha256.h"
#include "core/validation/history.h"
#include "core/validation/lock_study.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;
using validation::Lock;
using validation::Protocol;

Json jsonOf(const validation::FrozenFile& file) {
  return {{"file", file.file}, {"sha256", file.sha256}, {"rows", file.rows}};
}

Json jsonOf(const Lock& lock) {
  return {{"at", lock.at},
          {"by", {{"name", lock.by.name}, {"account", lock.by.account}}},
          {"hash", lock.hash},
          {"register", {{"id", lock.entry.id}, {"number", lock.entry.number}, {"hash", lock.entry.hash}}},
          {"again", lock.again}};
}

Json jsonOf(const validation::Frozen& frozen) {
  return {{"protocol", sha256Of(frozen.protocol)},
          {"bundle", {{"id", frozen.bundle.id}, {"version", frozen.bundle.version}, {"sha256", frozen.bundle.sha256}}},
          {"list", jsonOf(frozen.list)},
          {"outcomes", jsonOf(frozen.outcomes)},
          {"program", {{"version", frozen.program.version}, {"sha256", frozen.program.sha256}}},
          {"device", frozen.path.device},
          {"precision", frozen.path.precision},
          {"kernels", frozen.path.kernels}};
}

std::string textOf(const validation::Frozen& frozen) {
  std::string text = fmt::format("  protocol  {}\n  bundle    {}  {} {}, {}\n", sha256Of(frozen.protocol),
                                 frozen.bundle.sha256, frozen.bundle.id, frozen.bundle.version, frozen.bundle.status);
  const auto add = [&text](const validation::FrozenFile& file, std::string_view what) {
    text += fmt::format("  {:<9} {}  {}, {}\n", what, file.sha256, file.file,
                        counted(static_cast<std::int64_t>(file.rows), "row"));
  };
  add(frozen.list, "list");
  add(frozen.outcomes, "outcomes");
  for (const validation::FrozenRepeat& one : frozen.repeats) add(one.list, "repeat");
  text += fmt::format("  program   {}  {}\n", frozen.program.sha256, frozen.program.version);
  text += fmt::format("  libraries {}, {}\n", fmt::join(frozen.program.engine, ", "),
                      fmt::join(frozen.program.readers, ", "));
  return text + fmt::format("  path      {}, {}, {} kernels\n", frozen.path.device, frozen.path.precision,
                            frozen.path.kernels);
}

std::string criteriaText(const std::vector<std::string>& criteria) {
  std::string text;
  for (std::size_t i = 0; i < criteria.size(); ++i) text += fmt::format("  {}. {}\n", i + 1, criteria[i]);
  return text;
}

std::string describe(const Protocol& protocol) {
  std::vector<std::string> horizons;
  for (const double one : protocol.horizonsYears) horizons.push_back(validation::yearsInWords(one));
  std::string text =
      fmt::format("{} ({} validation, {})\n{} from {}, at {}\n", protocol.study, toText(protocol.kind), protocol.site,
                  protocol.outcomes.endpoint, protocol.outcomes.origin, fmt::join(horizons, ", "));
  for (const validation::CohortRule& one : protocol.cohort.include) text += "  with " + inWords(one) + "\n";
  for (const validation::CohortRule& one : protocol.cohort.exclude) text += "  without " + inWords(one) + "\n";
  return text + "Criteria:\n" + criteriaText(validation::criteriaInWords(protocol));
}

Json jsonOf(const Protocol& protocol) {
  return {{"study", protocol.study},
          {"kind", toText(protocol.kind)},
          {"endpoint", protocol.outcomes.endpoint},
          {"horizonsYears", protocol.horizonsYears},
          {"criteria", validation::criteriaInWords(protocol)}};
}

// Who has not locked yet learns what would keep them from it.
ExitCode checkUnlocked(const std::filesystem::path& file, const validation::FrozenProgram& program,
                       const Session& session) {
  auto text = readFile(file);
  if (!text) return complain(text.error());
  const auto files = validation::freeze(file, std::move(*text), program, scoringPath(session.options()));
  if (!files) return complain(files.error());
  if (const auto usable = validation::checkOutcomes(*files); !usable) return complain(usable.error());
  Json json{{"format", "snitt-validate-check/1"}, {"protocol", jsonOf(files->protocol)}, {"lock", nullptr}};
  tell(session, json,
       describe(files->protocol) +
           fmt::format("Not locked: \"snitt validate --lock {}\" would freeze\n", file.string()) +
           textOf(files->frozen));
  return allDone;
}

// What speaks against the register as this lock's; empty where it holds.
std::string registerFault(const ValidateOptions& options, const Lock& lock, const Session& session) {
  const auto file = options.registerFile.empty() ? usualRegister(session.options()) : options.registerFile;
  if (!file) return file.error().message;
  const auto all = validation::StudyRegister::read(*file);
  if (all) return validation::faultFor(*all, lock);
  return all.error().kind == ErrorKind::notFound ? fmt::format("the register {} is missing", file->string())
                                                 : all.error().message;
}

}  // namespace

ExitCode lockProtocol(const ValidateOptions& options, Session& session) {
  auto desk = StudyDesk::open(session.options(), options.registerFile);
  if (!desk) return complain(desk.error());
  auto program = runningProgram();
  if (!program) return complain(program.error());
  const auto made = validation::lockStudy(
      {options.lock, options.again, std::move(*program), scoringPath(session.options()), desk->writing(true)});
  if (!made) return complain(made.error());
  const Lock& lock = made->lock;
  for (const std::string& remark : made->remarks) session.notify(remark);
  const auto logged = desk->log("validation.locked", lock.entry, {{"lock", lock.hash}, {"again", lock.again}});
  Json json{{"format", "snitt-validate-lock/1"},
            {"file", made->file.string()},
            {"kept", made->kept.empty() ? Json() : Json(made->kept.string())},
            {"register", desk->registerFile().string()},
            {"study", lock.study},
            {"lock", jsonOf(lock)},
            {"frozen", jsonOf(lock.frozen)},
            {"criteria", made->criteria},
            {"remarks", made->remarks}};
  tell(session, json,
       fmt::format("{}: {} is locked at {} by {}\n  lock      {}\n{}Criteria:\n{}Entry {} of the register {}\n{}",
                   made->file.string(), lock.study, lock.at, lock.by.inWords(), lock.hash, textOf(lock.frozen),
                   criteriaText(made->criteria), lock.entry.number, desk->registerFile().string(),
                   made->kept.empty() ? std::string()
                                      : fmt::format("The lock before it is kept as {}\n", made->kept.string())));
  return logged ? allDone : complain(logged.error());
}

ExitCode checkProtocol(const ValidateOptions& options, Session& session) {
  auto program = runningProgram();
  if (!program) return complain(program.error());
  const auto check = validation::checkLock(options.check, *program);
  if (!check && check.error().kind == ErrorKind::notFound &&
      !std::filesystem::exists(validation::lockFileOf(options.check)))
    return checkUnlocked(options.check, *program, session);
  if (!check) return complain(check.error());
  Json json{{"format", "snitt-validate-check/1"},
            {"protocol", jsonOf(check->files.protocol)},
            {"lock", jsonOf(check->lock)},
            {"changes", check->changes}};
  std::string text = describe(check->files.protocol) + fmt::format("Locked at {} by {}, entry {} of register {}\n",
                                                                   check->lock.at, check->lock.by.inWords(),
                                                                   check->lock.entry.number, check->lock.entry.id);
  if (const std::string fault = registerFault(options, check->lock, session); !fault.empty()) {
    json["registerFault"] = fault;
    text += "History unknown: " + fault + "\n";
  }
  if (check->changes.empty()) text += "Nothing has changed since\n";
  tell(session, json, text);
  if (check->changes.empty()) return allDone;
  return complain(validation::changedSince(options.check, check->lock, check->changes));
}

}  // namespace snitt::app

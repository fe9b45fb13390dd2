// snitt validate --verify: whether a report is what was registered and signed.
#include <fmt/format.h>

#include "app/snitt/tell_p.h"
#include "app/snitt/validation/study_desk.h"
#include "app/snitt/validation/validate_options.h"
#include "core/validation/registered_report.h"
#include "core/validation/sign_off.h"

namespace snitt::app {

namespace {

using Json = nlohmann::ordered_json;
using validation::SignableReport;
using validation::Signature;

std::string textOf(const SignableReport& report, const std::filesystem::path& folder) {
  std::string text = fmt::format("{}: {}\n  {}\n  locked {} by {}, run {} by {}\n", folder.string(), report.lock.study,
                                 report.result.conclusion, report.lock.at, report.lock.by.inWords(), report.run.at,
                                 report.run.by.inWords());
  text += report.notRegistered.empty()
              ? fmt::format("Register: every file is as it was entered for run {}\n", report.run.number)
              : fmt::format("Register: cannot vouch for this report: {}\n", report.notRegistered);
  for (const Signature& one : report.signatures)
    text +=
        fmt::format("Signed by {} as {} at {}; every file is as it was then\n", one.by.name, toText(one.role), one.at);
  return text + (report.signatures.empty() ? "Not signed\n" : "");
}

Json jsonOf(const SignableReport& report, const std::filesystem::path& folder) {
  Json json{{"format", "snitt-validate-verify/1"},
            {"folder", folder.string()},
            {"study", report.lock.study},
            {"conclusion", report.result.conclusion},
            {"verdict", toText(report.result.verdict)},
            {"lock", report.lock.hash},
            {"registered", report.notRegistered.empty()},
            {"notRegistered", report.notRegistered.empty() ? Json() : Json(report.notRegistered)},
            {"signatures", Json::array()}};
  for (const Signature& one : report.signatures)
    json["signatures"].push_back(
        {{"role", toText(one.role)}, {"name", one.by.name}, {"at", one.at}, {"hash", one.hash}});
  return json;
}

}  // namespace

ExitCode verifyReport(const ValidateOptions& options, Session& session) {
  const auto registerFile = options.registerFile.empty() ? usualRegister(session.options()) : options.registerFile;
  if (!registerFile) return complain(registerFile.error());
  auto report = validation::readSignable(options.verify, session.control().stop);
  if (!report) return complain(report.error());
  auto why = validation::whyNotRegistered(validation::StudyRegister::read(*registerFile), *report);
  if (!why) return complain(why.error());
  report->notRegistered = std::move(*why);
  tell(session, jsonOf(*report, options.verify), textOf(*report, options.verify));
  return allDone;
}

}  // namespace snitt::app

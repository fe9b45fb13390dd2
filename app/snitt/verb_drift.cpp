// snitt drift: whether scores and inputs are still what they were, by week and scanner.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/snitt/drift_files.h"
#include "app/snitt/drift_input.h"
#include "app/snitt/tell_p.h"
#include "app/snitt/verbs.h"
#include "core/bundle/status_notice.h"
#include "core/drift/drift_document.h"

namespace snitt::app {
namespace {

using Json = nlohmann::ordered_json;

Json summaryOf(const drift::DriftFindings& findings, const document::Document& document,
               const std::filesystem::path& out) {
  Json alarms = Json::array();
  for (const drift::DriftAlarm& one : findings.alarms)
    alarms.push_back({{"weeks", one.weeks}, {"figure", one.figure}, {"scanner", one.scanner}, {"what", one.sentence}});
  return {{"format", "snitt-drift-summary/1"},
          {"verdict", std::string(toText(document.verdict))},
          {"conclusion", document.conclusion},
          {"firstWeek", toText(findings.first)},
          {"lastWeek", toText(findings.last)},
          {"slides", findings.slides},
          {"controlReadings", findings.controlReadings},
          {"judged", findings.judged},
          {"expectedFalseAlarms", findings.expectedAlarms},
          {"alarms", alarms},
          {"out", out.string()}};
}

std::string textOf(const drift::DriftFindings& findings, const document::Document& document,
                   const std::filesystem::path& out) {
  std::string text = document.conclusion + "\n";
  for (const drift::DriftAlarm& one : findings.alarms)
    text += fmt::format("  {}  {}, {}: {}\n", one.weeks, drift::figureInWords(one.figure),
                        one.scanner.empty() ? "all scanners" : one.scanner, one.sentence);
  return text + fmt::format("written to {}\n", out.string());
}

ExitCode driftVerb(const DriftOptions& options, Session& session) {
  const auto limits = limitsOf(
      options, !options.cohorts.empty() && !session.options().database.empty() && session.options().database != "none");
  if (!limits) return complain(limits.error());
  const auto bundle = loadBundle(options.bundle);
  if (!bundle) return complain(bundle.error());
  std::error_code ignored;
  const bool isNew = !std::filesystem::exists(options.out, ignored);
  const auto before = checkDriftPlace(options);
  if (!before) return complain(before.error());
  // A folder that was made for nothing goes again.
  const auto refuse = [&](const Error& error) {
    if (isNew) std::filesystem::remove(options.out, ignored);
    return error.kind == ErrorKind::cancelled ? interrupted : complain(error);
  };
  const std::stop_token stop = session.control().stop;
  const auto input = readDriftInput(options, session.options(), *bundle, stop);
  if (!input) return refuse(input.error());
  const auto findings = analyseDrift(input->observations, input->reference, *limits, stop);
  if (!findings) return refuse(findings.error());
  drift::DriftContext context{input->source,
                              bundle->manifest.name + " " + bundle->manifest.version,
                              bundle->sha256,
                              std::string("snitt ") + SNITT_VERSION,
                              {},
                              input->leftOut,
                              input->reference.name};
  if (const std::string notice = noticeOf(bundle->manifest.status); !notice.empty()) context.notices.push_back(notice);
  const document::Document document = driftDocument(*findings, *limits, context);
  if (session.stopped()) return interrupted;
  if (const auto written = writeDrift(document, options.out, *before); !written) return complain(written.error());
  tell(session, summaryOf(*findings, document, options.out), textOf(*findings, document, options.out));
  return options.failOnAlarm && !findings->alarms.empty() ? safetyRefusal : allDone;
}

}  // namespace

void addDrift(CLI::App& app, Verb& run) {
  auto options = std::make_shared<DriftOptions>();
  CLI::App* verb = app.add_subcommand(
      "drift", "Whether scores, inputs and control slides are still what they were, by week and scanner");
  addDriftOptions(*verb, *options);
  verb->callback([options, &run] { run = [options](Session& session) { return driftVerb(*options, session); }; });
}

}  // namespace snitt::app

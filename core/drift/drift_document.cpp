#include "core/drift/drift_document.h"

#include <fmt/format.h>

#include "core/drift/document_parts_p.h"
#include "core/text/number.h"

namespace snitt::drift {
namespace {

using document::Document;
using document::Table;
using document::Verdict;

std::string weeksInWords(const DriftFindings& findings) {
  const int weeks = weeksBetween(findings.first, findings.last);
  return fmt::format("{} to {} ({})", toText(findings.first), toText(findings.last),
                     counted(static_cast<std::size_t>(weeks), "week"));
}

std::string conclusionOf(const DriftFindings& findings) {
  const std::string weeks = counted(static_cast<std::size_t>(weeksBetween(findings.first, findings.last)), "week");
  if (findings.judged == 0 && findings.alarms.empty())
    return "Not assessable: no period has enough slides to be judged.";
  if (findings.alarms.empty()) return fmt::format("No limit was exceeded in {}.", weeks);
  return fmt::format("{} in {}; {} would be expected if nothing had changed.", counted(findings.alarms.size(), "alarm"),
                     weeks, fixed(findings.expectedAlarms, 1));
}

Table alarmTable(const DriftFindings& findings) {
  Table table{"alarms", "Alarms", {}, {}, {}, true};
  table.columns = {textColumn("weeks", "Weeks"), textColumn("figure", "Figure"), textColumn("scanner", "Scanner"),
                   textColumn("what", "What")};
  for (const DriftAlarm& one : findings.alarms)
    table.rows.push_back({one.weeks, figureInWords(one.figure), scannerInWords(one.scanner), one.sentence});
  table.inPages = !findings.alarms.empty();
  table.note = "An alarm is looked into before the next result is released: scanner, stain batch, mix of patients.";
  return table;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text.empty() ? "nobody says" : text;
}

}  // namespace

Document driftDocument(const DriftFindings& findings, const DriftLimits& limits, const DriftContext& context) {
  Document document;
  document.format = "snitt-drift/1";
  document.title = "Drift report";
  document.study = context.source;
  document.hash = context.sha256;
  document.date = isoDate(findings.last.monday + std::chrono::days(6));
  document.mark = "Research use only";
  document.notices = context.notices;
  document.conclusion = conclusionOf(findings);
  document.isJudged = false;  // by no protocol: pages show no criteria
  const bool judged = findings.judged > 0 || !findings.alarms.empty();
  document.verdict = !judged ? Verdict::notAssessable : findings.alarms.empty() ? Verdict::passed : Verdict::failed;
  document.front.emplace_back(document::Facts{
      {{"Slides",
        fmt::format("{}, and {} of control slides", findings.slides, counted(findings.controlReadings, "reading"))},
       {"Weeks", weeksInWords(findings)},
       {"Scanners", joined(findings.scanners)},
       {"Reference", context.referenceName},
       {"Bundle", context.bundle},
       {"SHA-256 of the bundle", context.sha256},
       {"False alarms expected", fmt::format("once in {} periods of one series", shortest(limits.falseAlarmWeeks))},
       {"Seed of the simulations", std::to_string(limits.seed)},
       {"Program", context.software}}});
  document.front.emplace_back(alarmTable(findings));
  for (const std::string& sentence : context.leftOut)
    document.front.emplace_back(document::Paragraph{sentence, document::Tone::note});
  document.sections = {stabilitySection(findings, context.referenceName), shareSection(findings),
                       controlSection(findings, limits), limitSection(findings, limits)};
  return document;
}

}  // namespace snitt::drift

#include <fmt/format.h>

#include <algorithm>

#include "core/document/document_files.h"
#include "core/text/number.h"
#include "core/validation/report/front_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Criterion;
using document::Fact;
using document::Facts;
using document::Paragraph;
using document::Table;
using document::Tone;
using document::Verdict;

Table historyTable(const StudyHistory& history) {
  Table table{"history", "Earlier locks and runs on these patients", {}, {}, {}, true};
  table.columns = {countColumn("number", "No."),       textColumn("kind", "Kind"),
                   textColumn("time", "Time (UTC)"),   textColumn("study", "Study"),
                   textColumn("person", "Person"),     percentColumn("share", "Of these patients", 0),
                   textColumn("criteria", "Criteria"), textColumn("conclusion", "Conclusion")};
  for (const EarlierStudy& one : history.earlier)
    table.rows.push_back({std::int64_t{one.number}, one.kind, one.time, one.study, one.person, one.share,
                          fmt::format("{}", fmt::join(one.criteria, "; ")), one.conclusion});
  return table;
}

std::string historyText(const StudyHistory& history) {
  if (!history.unknown.empty())
    return fmt::format("History unknown: {}. Whether these patients were analysed before cannot be told.",
                       history.unknown);
  if (history.earlier.empty()) return "The register has no earlier lock or run on these patients.";
  return fmt::format("The register has {} on these patients, listed below.",
                     history.earlier.size() == 1 ? std::string("one earlier entry")
                                                 : fmt::format("{} earlier entries", history.earlier.size()));
}

Facts studyFacts(const ReportInput& input) {
  const Protocol& protocol = input.protocol;
  Facts facts;
  facts.facts = {
      {"Intended use", protocol.intendedUse},
      {"Site", protocol.site},
      {"Kind of study", fmt::format("{} validation", toText(protocol.kind))},
      {"Endpoint", protocol.outcomes.endpoint},
      {"Time from", protocol.outcomes.origin},
      {"Responsible", protocol.responsible},
      {"Bundle", fmt::format("{} {} ({})", input.manifest.name, input.manifest.version, toText(input.manifest.status))},
      {"Protocol locked", input.lockTime}};
  if (protocol.outcomes.cutOff)
    facts.facts.push_back(
        {"Outcomes known until", fmt::format("{:04}-{:02}-{:02}", static_cast<int>(protocol.outcomes.cutOff->year()),
                                             static_cast<unsigned>(protocol.outcomes.cutOff->month()),
                                             static_cast<unsigned>(protocol.outcomes.cutOff->day()))});
  facts.facts.insert(facts.facts.end(), input.lockFacts.begin(), input.lockFacts.end());
  facts.facts.push_back({"Sign-off", "by the operator and an independent reviewer: sign-off.pdf beside this report"});
  return facts;
}

std::size_t countOf(const std::vector<Criterion>& criteria, Verdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(criteria, verdict, &Criterion::verdict));
}

Table criteriaTable(const std::vector<Criterion>& criteria) {
  Table table{"criteria", "Criteria of the protocol", {}, {}, {}, true};
  table.columns = {countColumn("number", "No."), textColumn("asked", "Asked"), textColumn("found", "Found"),
                   textColumn("verdict", "Verdict"), textColumn("why", "Why not assessable")};
  for (const Criterion& one : criteria)
    table.rows.push_back({std::int64_t{one.number}, one.asked, one.found, std::string(toText(one.verdict)), one.why});
  return table;
}

std::vector<std::string> limitations(const Build& build) {
  const ReportInput& input = build.input();
  std::vector<std::string> all;
  if (build.events() < 100) all.push_back("There are fewer than 100 events.");
  if (!input.overlapAssessed)
    all.push_back("Whether patients of this study trained or tuned the model could not be assessed.");
  if (!input.history.unknown.empty()) all.push_back("Earlier analyses of these patients are not known.");
  if (input.protocol.thresholdsTunedHere) all.push_back("The thresholds were chosen on these patients.");
  if (input.protocol.kind == StudyKind::internal)
    all.push_back("The patients are of the population that the model was made from: nothing is shown for others.");
  all.insert(all.end(), build.limitations.begin(), build.limitations.end());
  if (input.protocol.repeats.empty()) all.push_back("Repeatability was not studied.");
  if (build.study().countOf(PatientFate::withoutOutcome) > 0)
    all.push_back("Patients without an outcome are left out; whether they differ from the others is not known.");
  all.push_back("One site's patients: figures elsewhere may differ. The software is for research use.");
  return all;
}

}  // namespace

std::vector<document::Block> frontBlocks(const ReportInput& input) {
  std::vector<document::Block> blocks;
  blocks.emplace_back(studyFacts(input));
  blocks.emplace_back(Paragraph{input.overlap, input.overlapAssessed ? Tone::body : Tone::warning});
  blocks.emplace_back(
      Paragraph{historyText(input.history), input.history.unknown.empty() ? Tone::body : Tone::warning});
  if (!input.history.earlier.empty()) blocks.emplace_back(historyTable(input.history));
  Facts hashes;
  hashes.facts.push_back({"Lock", input.lockHash});
  hashes.facts.insert(hashes.facts.end(), input.hashes.begin(), input.hashes.end());
  blocks.emplace_back(std::move(hashes));
  return blocks;
}

std::string conclusionOf(const std::vector<Criterion>& criteria) {
  const std::size_t failed = countOf(criteria, Verdict::failed);
  const std::size_t open = countOf(criteria, Verdict::notAssessable);
  if (failed == 0 && open == 0)
    return criteria.size() == 1 ? std::string("The criterion of the protocol is met.")
                                : fmt::format("All {} criteria of the protocol are met.", criteria.size());
  if (failed == 0)
    return fmt::format("{} of {} {} could not be assessed, none failed: the study does not decide.", open,
                       criteria.size(), criteria.size() == 1 ? "criterion" : "criteria");
  return fmt::format("{} of {} {} failed{}.", failed, criteria.size(), criteria.size() == 1 ? "criterion" : "criteria",
                     open == 0 ? std::string() : fmt::format(", {} could not be assessed", open));
}

document::Section conclusionSection(const Build& build, const std::vector<Criterion>& criteria,
                                    const std::vector<std::string>& notices) {
  document::Section section{"conclusion", "Conclusion, deviations and limitations", {}, {}, {}, {}};
  section.sentence = conclusionOf(criteria);
  section.blocks.emplace_back(criteriaTable(criteria));
  if (notices.empty()) {
    section.blocks.emplace_back(Paragraph{"No deviation from the protocol was found.", Tone::body});
  } else {
    section.blocks.emplace_back(Paragraph{"Deviations, which stand on every page:", Tone::body});
    for (const std::string& one : notices) section.blocks.emplace_back(Paragraph{one, Tone::warning});
  }
  section.blocks.emplace_back(Paragraph{"Limitations:", Tone::body});
  for (const std::string& one : limitations(build)) section.blocks.emplace_back(Paragraph{"• " + one, Tone::body});
  section.noCriterion = "All criteria are in the table above.";
  return section;
}

document::Section filesSection(const ReportInput& input, const document::Document& soFar) {
  document::Section section{"files", "All numbers, and how to make this report again", {}, {}, {}, {}};
  Table table{"files", "Tables", {}, {}, {}, true};
  table.columns = {textColumn("file", "File"), textColumn("title", "Table"), countColumn("rows", "Rows")};
  const auto titleOf = [](const Table& one) { return one.title.empty() ? std::string("of the chart") : one.title; };
  for (const Table* one : document::tablesOf(soFar))
    table.rows.push_back({one->id + ".csv", titleOf(*one), countCell(one->rows.size())});
  section.sentence =
      fmt::format("Every number of this report stands in results.json and in {} tables.", table.rows.size() + 1);
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(Facts{{{"Command", input.command}}});
  section.blocks.emplace_back(Paragraph{
      "On the same machine it makes the same bytes; the lock refuses whatever was changed since.", Tone::note});
  section.noCriterion = "No figure is computed here.";
  return section;
}

}  // namespace snitt::validation

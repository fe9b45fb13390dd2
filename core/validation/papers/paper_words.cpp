#include "core/validation/papers/paper_words_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text/nearest.h"
#include "core/text/one_line.h"
#include "core/text/trimmed.h"

namespace snitt::validation {
namespace {

using Rows = std::vector<PaperRow>;

Rows rowsOf(const std::vector<std::string>& texts, const std::string& none) {
  Rows rows;
  for (const std::string& one : texts) rows.push_back({{"text", one}});
  if (rows.empty()) rows.push_back({{"text", none}});
  return rows;
}

Rows rowsOf(const std::vector<document::Fact>& facts, const std::string& label, const std::string& none) {
  Rows rows;
  for (const document::Fact& one : facts) rows.push_back({{"label", one.label}, {"value", one.value}});
  if (rows.empty()) rows.push_back({{"label", label}, {"value", none}});
  return rows;
}

Rows findingRows(const PaperFacts& facts) {
  Rows rows;
  for (const PaperFinding& one : facts.findings) rows.push_back({{"section", one.section}, {"sentence", one.sentence}});
  if (rows.empty()) rows.push_back({{"section", "none"}, {"sentence", "The report has no section."}});
  return rows;
}

const PaperFinding* findingIn(const PaperFacts& facts, std::string_view sectionId) {
  const auto found = std::ranges::find(facts.findings, sectionId, &PaperFinding::sectionId);
  return found == facts.findings.end() ? nullptr : &*found;
}

Rows criterionRows(const PaperFacts& facts) {
  Rows rows;
  for (const document::Criterion& one : facts.criteria) {
    const PaperFinding* section = findingIn(facts, one.sectionId);
    rows.push_back({{"number", fmt::format("{}", one.number)},
                    {"asked", one.asked},
                    {"found", one.found.empty() ? one.why : one.found},
                    {"verdict", std::string(document::toText(one.verdict))},
                    {"section", section == nullptr ? std::string() : section->section}});
  }
  if (rows.empty())
    rows.push_back({{"number", "–"},
                    {"asked", "The protocol has no criterion."},
                    {"found", ""},
                    {"verdict", ""},
                    {"section", ""}});
  return rows;
}

PaperRow textsOf(const PaperFacts& facts) {
  PaperRow texts{{"study", facts.study},
                 {"site", facts.site},
                 {"intendedUse", facts.intendedUse},
                 {"responsible", facts.responsible},
                 {"kind", facts.kind},
                 {"thresholds", facts.thresholds},
                 {"endpoint", facts.endpoint},
                 {"timeFrom", facts.timeFrom},
                 {"outcomesUntil", facts.outcomesUntil},
                 {"horizons", facts.horizons},
                 {"bundleId", facts.bundleId},
                 {"bundleName", facts.bundleName},
                 {"bundleVersion", facts.bundleVersion},
                 {"bundleStatus", facts.bundleStatus},
                 {"bundleIntendedUse", facts.bundleIntendedUse},
                 {"bundleSha256", facts.bundleSha256},
                 {"licence", facts.licence},
                 {"cardFile", facts.cardFile},
                 {"cardSha256", facts.cardSha256},
                 {"lockHash", facts.lockHash},
                 {"lockTime", facts.lockTime},
                 {"program", facts.program},
                 {"runTime", facts.runTime},
                 {"verdict", facts.verdict},
                 {"conclusion", facts.conclusion}};
  if (!facts.bundleNotice.empty()) texts["bundleStatus"] = facts.bundleNotice;  // begins with the status
  for (const auto& [name, sectionId] : {std::pair("sampleSize", "sample-size"), std::pair("subgroups", "subgroups"),
                                        std::pair("failures", "failures"), std::pair("driftPlan", "drift-plan")}) {
    const PaperFinding* section = findingIn(facts, sectionId);
    texts[name] = section == nullptr ? std::string() : section->sentence;
  }
  for (auto& [name, text] : texts)
    if (trimmed(text).empty()) text = "not stated";
  return texts;
}

Result<std::string> meaningOf(const std::string& name, const PaperWords& words, const PaperRow* row) {
  if (row != nullptr)
    if (const auto found = row->find(name); found != row->end()) return found->second;
  if (const auto found = words.texts.find(name); found != words.texts.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [one, meaning] : words.texts) known.push_back(one);
  if (row != nullptr)
    for (const auto& [one, meaning] : *row) known.push_back(one);
  return fail(ErrorKind::corrupt,
              fmt::format("it names {{{{{}}}}}, which nobody knows{}", name, nearestHint(name, known)));
}

}  // namespace

PaperWords paperWordsOf(const PaperFacts& facts) {
  PaperWords words;
  words.texts = textsOf(facts);
  words.lists = {
      {"included", rowsOf(facts.included, "The protocol has no rule for who is included.")},
      {"excluded", rowsOf(facts.excluded, "The protocol has no rule for who is left out.")},
      {"scope", rowsOf(facts.scope, "Scope", "The bundle sets no limits to the slides that it is for.")},
      {"cardOpening", rowsOf(facts.cardOpening, "The card says nothing before its first part.")},
      {"cardLimits", rowsOf(facts.cardLimits, "The card has no part on limits.")},
      {"lockFacts", rowsOf(facts.lockFacts, "Lock", "not stated")},
      {"environment", rowsOf(facts.environment, "Program", "not stated")},
      {"frozenFiles", rowsOf(facts.frozenFiles, "Files", "not stated")},
      {"findings", findingRows(facts)},
      {"criteria", criterionRows(facts)},
      {"deviations", rowsOf(facts.deviations, "The report states no deviation from the protocol.")},
      {"cautions", rowsOf(facts.cautions, "The front of the report says nothing of overlap and earlier analyses.")},
      {"limitations", rowsOf(facts.limitations, "The report states no limitations.")},
      {"reportFiles", rowsOf(facts.reportFiles, "Files of the report", "not stated")}};
  return words;
}

Result<std::string> filledIn(std::string_view text, const PaperWords& words, const PaperRow* row) {
  constexpr std::string_view kOpen = "{{";
  constexpr std::string_view kClose = "}}";
  std::string filled;
  while (true) {
    const std::size_t open = text.find(kOpen);
    filled += text.substr(0, open);
    if (open == std::string_view::npos) return filled;
    text.remove_prefix(open + kOpen.size());
    const std::size_t close = text.find(kClose);
    if (close == std::string_view::npos)
      return fail(ErrorKind::corrupt, fmt::format("a name is opened by {{{{ and not closed: {}", oneLine(text, 40)));
    const auto meaning = meaningOf(std::string(trimmed(text.substr(0, close))), words, row);
    if (!meaning) return meaning;
    filled += *meaning;
    text.remove_prefix(close + kClose.size());
  }
}

}  // namespace snitt::validation

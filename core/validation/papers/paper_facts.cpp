#include "core/validation/papers/paper_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "core/atomic_file.h"
#include "core/bundle/status_notice.h"
#include "core/sha256.h"
#include "core/text/number.h"
#include "core/validation/papers/card_parts_p.h"

namespace snitt::validation {
namespace {

using document::Fact;

std::string dayText(const std::chrono::year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::vector<std::string> rulesInWords(const std::vector<CohortRule>& rules) {
  std::vector<std::string> words;
  for (const CohortRule& one : rules)
    words.push_back(one.why.empty() ? inWords(one) : fmt::format("{} ({})", inWords(one), one.why));
  return words;
}

void putProtocol(PaperFacts& facts, const Protocol& protocol) {
  facts.study = protocol.study;
  facts.site = protocol.site;
  facts.intendedUse = protocol.intendedUse;
  facts.responsible = protocol.responsible;
  facts.kind = fmt::format("{} validation", toText(protocol.kind));
  facts.thresholds = protocol.thresholdsTunedHere
                         ? "chosen on the patients of this study, so that figures of the classes are too good"
                         : "frozen in the bundle before the study";
  facts.endpoint = protocol.outcomes.endpoint;
  facts.timeFrom = protocol.outcomes.origin;
  if (protocol.outcomes.cutOff) facts.outcomesUntil = dayText(*protocol.outcomes.cutOff);
  std::vector<std::string> horizons;
  for (const double years : protocol.horizonsYears) horizons.push_back(yearsInWords(years));
  facts.horizons = fmt::format("{}", fmt::join(horizons, ", "));
  facts.included = rulesInWords(protocol.cohort.include);
  facts.excluded = rulesInWords(protocol.cohort.exclude);
}

std::vector<Fact> scopeOf(const ScopeRules& rules) {
  std::vector<Fact> scope;
  for (const auto& [key, values] : rules.allowed) scope.push_back({key, fmt::format("{}", fmt::join(values, ", "))});
  if (rules.leastMpp) scope.push_back({"finest level, at least", fmt::format("{} µm/px", shortest(*rules.leastMpp))});
  if (rules.mostMpp) scope.push_back({"finest level, at most", fmt::format("{} µm/px", shortest(*rules.mostMpp))});
  return scope;
}

void putBundle(PaperFacts& facts, const Manifest& manifest, const std::string& card) {
  facts.bundleId = manifest.id;
  facts.bundleName = manifest.name;
  facts.bundleVersion = manifest.version;
  facts.bundleStatus = toText(manifest.status);
  facts.bundleNotice = noticeOf(manifest.status);
  facts.bundleIntendedUse = manifest.intendedUse;
  facts.licence = manifest.licence;
  facts.cardFile = manifest.card;
  if (const auto found = manifest.files.find(manifest.card); found != manifest.files.end())
    facts.cardSha256 = found->second;
  facts.scope = scopeOf(manifest.scope);
  facts.cardOpening = openingOfCard(card);
  facts.cardLimits = partOfCard(card, "limit");
}

// Labels of reportInputOf (core/validation/report/locked_input.h). Named one by one, because a declaration is made
// public and must not name who locked or ran a study.
void putLock(PaperFacts& facts, const ReportInput& input) {
  constexpr std::array<std::string_view, 4> kOfNobody{"Program", "Device and precision", "Engine", "Readers"};
  facts.bundleSha256 = input.bundleSha256;
  facts.lockHash = input.lockHash;
  facts.lockTime = input.lockTime;
  facts.lockFacts = input.lockFacts;
  for (const Fact& one : input.lockFacts)
    if (std::ranges::find(kOfNobody, one.label) != kOfNobody.end()) facts.environment.push_back(one);
  if (const auto found = std::ranges::find(input.lockFacts, "Program", &Fact::label); found != input.lockFacts.end())
    facts.program = found->value;
  facts.frozenFiles = input.hashes;
}

std::vector<std::string> paragraphsOf(const std::vector<document::Block>& blocks) {
  std::vector<std::string> texts;
  for (const document::Block& block : blocks)
    if (const auto* one = std::get_if<document::Paragraph>(&block)) texts.push_back(one->text);
  return texts;
}

// The report lists them on its front.
std::string historyInWords(const StudyHistory& history) {
  if (!history.unknown.empty())
    return fmt::format("Earlier locks and runs on these patients are not known: {}.", history.unknown);
  if (history.earlier.empty()) return "The register has no earlier lock or run on these patients.";
  return fmt::format("The register has {} earlier {} on these patients; the front of the report lists them.",
                     history.earlier.size(), history.earlier.size() == 1 ? "entry" : "entries");
}

void putReport(PaperFacts& facts, const ValidationReport& report) {
  constexpr std::string_view kBullet = "• ";
  facts.runTime = report.document.date;
  facts.verdict = document::toText(report.verdict);
  facts.conclusion = report.conclusion;
  facts.criteria = report.criteria;
  facts.deviations = report.document.notices;
  std::size_t number = 0;
  for (const document::Section& section : report.document.sections) {
    ++number;
    if (section.id == "files") continue;  // where the numbers lie, and nothing of patients
    facts.findings.push_back({section.id, fmt::format("{} {}", number, section.title), section.sentence});
    if (section.id != "conclusion") continue;
    for (const std::string& text : paragraphsOf(section.blocks))
      if (text.starts_with(kBullet)) facts.limitations.push_back(text.substr(kBullet.size()));
  }
}

}  // namespace

PaperFacts paperFactsOf(const ReportInput& input, const ValidationReport& report, const PaperSources& sources) {
  PaperFacts facts;
  putProtocol(facts, input.protocol);
  putBundle(facts, input.manifest, sources.card);
  putLock(facts, input);
  putReport(facts, report);
  facts.cautions = {input.overlap, historyInWords(input.history)};
  for (const auto& [name, sha256] : sources.files) facts.reportFiles.push_back({name, sha256});
  return facts;
}

Result<std::string> readCardOf(const StudyFiles& files) {
  const auto file = studyFile(files.file, files.protocol.bundle) / files.manifest.card;
  auto card = readFile(file);
  if (!card) return card;
  const auto listed = files.manifest.files.find(files.manifest.card);
  if (listed == files.manifest.files.end() || sha256Of(*card) != listed->second)
    return fail(ErrorKind::refused, file.string() + " is not as the bundle's manifest lists it");
  return card;
}

}  // namespace snitt::validation

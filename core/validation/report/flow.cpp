// From the patients of the list to those with a class and an outcome (TRIPOD+AI item 20a, REMARK item 12).
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <map>

#include "core/statistics/agreement/class_figures.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/levels_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/reasons_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Cell;
using document::Table;

struct Step {
  std::string words;
  std::size_t patients = 0;
  std::size_t slides = 0;
};

Step stepOf(const Study& study, const std::string& words, auto holds) {
  Step step{words, 0, 0};
  for (const StudyPatient& one : study.patients) {
    if (!holds(one)) continue;
    ++step.patients;
    step.slides += one.slides.size();
  }
  return step;
}

bool isFate(const StudyPatient& patient, std::initializer_list<PatientFate> fates) {
  return std::ranges::find(fates, patient.fate) != fates.end();
}

// What a rule says of a patient is a fact of the patient. Where the rules took few, all who were left out before the
// analysis are one step.
bool areFewByRules(const Build& build) {
  const std::size_t count = build.study().countOf(PatientFate::excludedByRule);
  return count > 0 && count < build.least();
}

std::vector<Step> stepsBefore(const Build& build) {
  using enum PatientFate;
  const auto step = [&](const std::string& words, std::initializer_list<PatientFate> fates) {
    return stepOf(build.study(), words, [&](const StudyPatient& one) { return isFate(one, fates); });
  };
  if (areFewByRules(build))
    return {step("– excluded in the list, left out by the protocol's rules, or without outcome",
                 {excludedInList, excludedByRule, withoutOutcome})};
  return {step("– excluded in the list, or flagged", {excludedInList}),
          step("– left out by the protocol's rules", {excludedByRule}), step("– without outcome", {withoutOutcome})};
}

Table flowTable(const Build& build) {
  using enum PatientFate;
  const Study& study = build.study();
  const auto step = [&](const std::string& words, std::initializer_list<PatientFate> fates) {
    return stepOf(study, words, [&](const StudyPatient& one) { return isFate(one, fates); });
  };
  std::vector<Step> steps{stepOf(study, "In the slide list", [](const StudyPatient&) { return true; })};
  for (Step& one : stepsBefore(build)) steps.push_back(std::move(one));
  steps.push_back(step("Eligible", {analysed, notScored, notAssessable}));
  steps.push_back(step("– not scored", {notScored}));
  steps.push_back(step("– not assessable", {notAssessable}));
  steps.push_back(step("Analysed", {analysed}));
  Table table{"flow", "Flow of patients and slides", {}, {}, {}, true};
  table.columns = {textColumn("step", "Step"), countColumn("patients", "Patients"), countColumn("slides", "Slides")};
  for (const Step& one : steps) table.rows.push_back({one.words, countCell(one.patients), countCell(one.slides)});
  table.note = "Steps of the work are told in full, however few patients they took: they say nothing of a patient.";
  if (areFewByRules(build)) table.note += " What the rules took is not told apart, for it was few.";
  return table;
}

struct Reason {
  PatientFate fate;
  std::string words;
  auto operator<=>(const Reason&) const = default;
};

Table reasonTable(const Build& build) {
  using enum PatientFate;
  std::map<Reason, std::size_t> reasons;
  std::size_t together = 0;
  for (const StudyPatient& one : build.study().patients) {
    if (one.fate == PatientFate::analysed) continue;
    if (areFewByRules(build) && isFate(one, {excludedInList, excludedByRule, withoutOutcome}))
      ++together;
    else
      ++reasons[{one.fate, reasonClass(one)}];
  }
  Table table{"flow-reasons", "Reasons", {}, {}, {}, true};
  table.columns = {textColumn("fate", "Left out as"), textColumn("reason", "Reason"),
                   countColumn("patients", "Patients")};
  if (together > 0)
    table.rows.push_back({std::string("before the analysis"), std::string("not told apart"), countCell(together)});
  // How many the rules left out stands in the flow.
  std::vector<std::size_t> byRule;
  for (const auto& [reason, count] : reasons)
    if (reason.fate == excludedByRule) byRule.push_back(count);
  const std::vector<bool> toldByRule = toldCounts(byRule, build.least());
  bool withheld = false;
  std::size_t rule = 0;
  for (const auto& [reason, count] : reasons) {
    const bool told = reason.fate != excludedByRule || toldByRule[rule++];
    withheld = withheld || !told;
    table.rows.push_back({std::string(fateText(reason.fate)), reason.words, countCell(count, told)});
  }
  if (withheld) table.note = kWithheldNote;
  return table;
}

Table slideTable(const Study& study) {
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const StudyPatient& patient : study.patients)
    for (const StudySlide& slide : patient.slides)
      ++counts[{std::string(toText(slide.status)), std::string(reasonClass(slide))}];
  Table table{"flow-slides", "Slides by what became of them", {}, {}, {}, true};
  table.columns = {textColumn("status", "Slide"), textColumn("reason", "Reason"), countColumn("slides", "Slides")};
  for (const auto& [key, count] : counts) table.rows.push_back({key.first, key.second, countCell(count)});
  return table;
}

Table missingTable(const Build& build) {
  std::vector<std::string> columns = build.protocol().adjust;
  for (const SubgroupPart& one : build.protocol().subgroups)
    if (std::ranges::find(columns, one.column) == columns.end()) columns.push_back(one.column);
  Table table{"flow-missing", "Missing data of the patients analysed", {}, {}, {}, true};
  table.columns = {textColumn("variable", "Variable"), countColumn("missing", "Missing"),
                   countColumn("several", "Differs between slides")};
  bool withheld = false;
  for (const std::string& column : columns) {
    const MissingCount found = missingIn(build, column);
    withheld = withheld || !found.toldMissing || !found.toldSeveral;
    table.rows.push_back(
        {column, countCell(found.missing, found.toldMissing), countCell(found.several, found.toldSeveral)});
  }
  if (withheld) table.note = kWithheldNote;
  return table;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? statistics::kUndefined : static_cast<double>(part) / static_cast<double>(whole);
}

void putShares(Build& build) {
  const Study& study = build.study();
  std::size_t slides = 0;
  std::size_t unscored = 0;
  for (const std::size_t index : study.eligible)
    for (const StudySlide& slide : study.patients[index].slides) {
      if (slide.status == SlideStatus::excluded || slide.status == SlideStatus::flagged) continue;
      ++slides;
      unscored += slide.status == SlideStatus::failed || slide.status == SlideStatus::refused ? 1U : 0U;
    }
  const auto put = [&](std::string_view name, std::size_t part, std::size_t whole) {
    const auto wilson = statistics::wilsonProportion(static_cast<double>(part), static_cast<double>(whole));
    build.figures.put(name, {share(part, whole), wilson.lower95, wilson.upper95});
  };
  const std::size_t eligible = study.eligible.size();
  const std::size_t notAssessable = study.countOf(PatientFate::notAssessable);
  put("notScoredShare", unscored, slides);
  put("notAssessableShare", notAssessable, eligible);
  put("withoutClassShare", notAssessable + study.countOf(PatientFate::notScored), eligible);
}

}  // namespace

SectionResult flowSection(Build& build) {
  const Study& study = build.study();
  putShares(build);
  document::Section section{"flow", "Flow of patients and slides", {}, {}, {}, {}};
  const std::size_t lost = study.eligible.size() - build.n();
  section.sentence = fmt::format(
      "Of {} in the slide list {} were eligible and {} were analysed; {} of the eligible have no class: {}.",
      counted(study.patients.size(), "patient"), study.eligible.size(), build.n(), lost,
      shareWithInterval(build.figures.find("withoutClassShare", "")->value, 1));
  section.blocks.emplace_back(flowTable(build));
  if (study.patients.size() > build.n()) section.blocks.emplace_back(reasonTable(build));
  section.blocks.emplace_back(slideTable(study));
  if (!build.protocol().adjust.empty() || !build.protocol().subgroups.empty())
    section.blocks.emplace_back(missingTable(build));
  if (study.outcomesWithoutSlides > 0)
    section.blocks.emplace_back(document::Paragraph{
        fmt::format("{} of the outcomes file {} no slide in the list.", counted(study.outcomesWithoutSlides, "patient"),
                    study.outcomesWithoutSlides == 1 ? "has" : "have"),
        document::Tone::note});
  if (study.unknownCauses > 0)
    section.blocks.emplace_back(document::Paragraph{
        fmt::format("{} died of a cause that is not known; the protocol says what that counts as.",
                    study.unknownCauses >= build.least() ? counted(study.unknownCauses, "patient")
                                                         : std::string("Fewer patients than the smallest cell")),
        document::Tone::note});
  return section;
}

}  // namespace snitt::validation

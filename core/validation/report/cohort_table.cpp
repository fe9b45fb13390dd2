// Who the patients were, beside those that the model was made from (TRIPOD+AI item 20b).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/statistics/survival/kaplan_meier.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/levels_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Table;

constexpr std::array kAlways{"age",   "sex", "site", "scanner",      "stain",       "stainBatch", "organ",
                             "stage", "pT",  "pN",   "specimenType", "neoadjuvant", "grade"};

std::vector<std::string> variablesOf(const Build& build) {
  std::vector<std::string> variables;
  const auto add = [&](const std::string& column) {
    const auto& known = build.study().columns;
    if (std::ranges::find(known, column) != known.end() && std::ranges::find(variables, column) == variables.end())
      variables.push_back(column);
  };
  for (const char* one : kAlways) add(one);
  for (const SubgroupPart& one : build.protocol().subgroups) add(one.column);
  for (const std::string& one : build.protocol().adjust) add(one);
  return variables;
}

std::string trainingOf(const Build& build, const std::string& variable, const std::string& level) {
  for (const TrainingCell& one : build.input().trainingCells)
    if (one.variable == variable && one.level == level) return one.patients;
  return {};
}

Table cohortTable(const Build& build) {
  Table table{"cohort", "Patients analysed, beside the training and tuning data", {}, {}, {}, true};
  table.columns = {textColumn("variable", "Variable"), textColumn("level", "Level"),
                   countColumn("patients", "Patients"), percentColumn("share", "Share"),
                   textColumn("training", "Training data")};
  table.rows.push_back(
      {std::string("patients"), std::string("all"), countCell(build.n()), 1.0, trainingOf(build, "patients", "all")});
  bool withheld = false;
  std::vector<std::string> regrouped;
  for (const std::string& variable : variablesOf(build)) {
    const ColumnLevels found = columnLevels(build, variable);
    if (found.cuts != nullptr) regrouped.push_back(variable);
    for (const ColumnLevel& one : found.levels) {
      const std::string level = one.name.empty() ? "not known" : one.name;
      const double share = static_cast<double>(one.count) / static_cast<double>(build.n());
      withheld = withheld || !one.told;
      table.rows.push_back({variable, level, countCell(one.count, one.told), toldIf(one.told, share),
                            trainingOf(build, variable, level)});
    }
  }
  if (!regrouped.empty() && !build.input().trainingCells.empty())
    table.note = fmt::format("{}: in the protocol's groups, which are not those of the training data.",
                             fmt::join(regrouped, ", "));
  if (withheld) table.note.append(table.note.empty() ? "" : " ").append(kWithheldNote);
  return table;
}

// Levels of the validation data that no training patient had.
std::vector<std::string> unseenIn(const Build& build) {
  std::set<std::string> variables;
  for (const TrainingCell& one : build.input().trainingCells) variables.insert(one.variable);
  std::vector<std::string> unseen;
  for (const std::string& variable : variablesOf(build)) {
    if (!variables.contains(variable)) continue;
    const ColumnLevels found = columnLevels(build, variable);
    if (found.cuts != nullptr) continue;
    for (const ColumnLevel& one : found.levels)
      if (!one.name.empty() && one.count >= build.least() && trainingOf(build, variable, one.name).empty())
        unseen.push_back(fmt::format("{} {}", variable, one.name));
  }
  return unseen;
}

std::string followUpInWords(const Build& build) {
  // Reverse Kaplan–Meier (Schemper and Smith, Control Clin Trials 17:343, 1996).
  std::vector<std::uint8_t> censored;
  for (std::size_t i = 0; i < build.n(); ++i)
    censored.push_back(build.event()[i] == 0 && build.competing()[i] == 0 ? 1 : 0);
  const auto curve = statistics::kaplanMeier({build.time(), censored});
  if (!curve) return {};
  const double median = statistics::survivalQuantile(*curve).time;
  return std::isfinite(median)
             ? fmt::format("median follow-up {} years (reverse Kaplan–Meier)", fixed(median / kDaysPerYear, 1))
             : std::string("the median follow-up was not reached");
}

}  // namespace

SectionResult cohortSection(Build& build) {
  document::Section section{"cohort", "Cohort", {}, {}, {}, {}};
  section.sentence = fmt::format("{} with {} of {}; {}.", counted(build.n(), "patient"), build.eventsInWords(),
                                 build.protocol().outcomes.endpoint, followUpInWords(build));
  section.blocks.emplace_back(cohortTable(build));
  const auto unseen = unseenIn(build);
  if (!unseen.empty())
    section.blocks.emplace_back(document::Paragraph{
        fmt::format("No patient of the training data is known to have had: {}.", fmt::join(unseen, ", ")),
        document::Tone::warning});
  if (build.input().trainingCells.empty())
    section.blocks.emplace_back(document::Paragraph{
        "The bundle tells nothing of its training data, so there is nothing to compare with.", document::Tone::note});
  return section;
}

}  // namespace snitt::validation

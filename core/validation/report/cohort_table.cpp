// Who the patients were, beside those that the model was made from (TRIPOD+AI item 20b).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/statistics/survival/kaplan_meier.h"
#include "core/text/number.h"
#include "core/text/p_in_words.h"
#include "core/training/cohort_table.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Table;

constexpr std::array kAlways{"age",   "sex", "site", "scanner",      "stain",       "organ",
                             "stage", "pT",  "pN",   "specimenType", "neoadjuvant", "grade"};
constexpr std::size_t kMostLevels = 25;

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

std::string levelIn(const StudyPatient& patient, const std::string& column) {
  const std::string cell = patient.fact(column);
  if (column != "age") return cell;
  const auto age = parseNumber(cell);
  return training::ageGroup(age);
}

// The protocol's own groups of a column of numbers; null without.
const SubgroupPart* cutsOf(const Build& build, const std::string& column) {
  const auto& parts = build.protocol().subgroups;
  const auto found = std::ranges::find(parts, column, &SubgroupPart::column);
  return found == parts.end() || found->cuts.empty() ? nullptr : &*found;
}

// Two groupings of one column show between them who is in a group of both: where those are few, there is but one.
bool isFewBetween(const Build& build, const std::string& column, const SubgroupPart& part) {
  std::map<std::pair<std::string, std::string>, std::size_t> cells;
  for (const StudyPatient* one : build.patients()) ++cells[{levelIn(*one, column), levelOf(*one, part)}];
  return std::ranges::any_of(cells, [&](const auto& one) { return one.second < build.least(); });
}

// Quartiles of a column of numbers with too many values to list.
std::string quartile(double value, const std::vector<double>& sorted) {
  const auto at = [&](double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  };
  const std::array<double, 3> cuts{at(0.25), at(0.5), at(0.75)};
  if (value <= cuts[0]) return "1: up to " + shortest(cuts[0]);
  if (value <= cuts[1]) return fmt::format("2: above {} to {}", shortest(cuts[0]), shortest(cuts[1]));
  if (value <= cuts[2]) return fmt::format("3: above {} to {}", shortest(cuts[1]), shortest(cuts[2]));
  return "4: above " + shortest(cuts[2]);
}

// The protocol's grouping where the table has it, too; null where it has that of the training data.
const SubgroupPart* groupingOf(const Build& build, const std::string& column) {
  const SubgroupPart* part = cutsOf(build, column);
  return part != nullptr && (column != "age" || isFewBetween(build, column, *part)) ? part : nullptr;
}

std::map<std::string, std::size_t> levelsOf(const Build& build, const std::string& column) {
  std::map<std::string, std::size_t> levels;
  if (const SubgroupPart* part = groupingOf(build, column)) {
    for (const StudyPatient* one : build.patients()) ++levels[levelOf(*one, *part)];
    return levels;
  }
  for (const StudyPatient* one : build.patients()) ++levels[levelIn(*one, column)];
  if (levels.size() <= kMostLevels) return levels;
  std::vector<double> numbers;
  for (const StudyPatient* one : build.patients())
    if (const auto number = parseNumber(one->fact(column))) numbers.push_back(*number);
  if (numbers.size() * 2 < build.n()) return {{"too many values to list", build.n()}};
  std::ranges::sort(numbers);
  levels.clear();
  for (const StudyPatient* one : build.patients()) {
    const auto number = parseNumber(one->fact(column));
    ++levels[number ? quartile(*number, numbers) : std::string()];
  }
  return levels;
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
    const auto levels = levelsOf(build, variable);
    std::vector<std::size_t> counts;
    for (const auto& [level, count] : levels) counts.push_back(count);
    const std::vector<bool> told = toldCounts(counts, build.least());
    const SubgroupPart* grouping = groupingOf(build, variable);
    std::vector<std::vector<document::Cell>> rows;
    std::size_t i = 0;
    for (const auto& [level, count] : levels) {
      const double share = static_cast<double>(count) / static_cast<double>(build.n());
      withheld = withheld || !told[i];
      rows.push_back({variable, level.empty() ? std::string("not known") : level, countCell(count, told[i]),
                      toldIf(told[i], share), trainingOf(build, variable, level.empty() ? "not known" : level)});
      ++i;
    }
    const std::vector<std::string> names = grouping != nullptr ? levelNames(*grouping) : std::vector<std::string>();
    if (grouping != nullptr) regrouped.push_back(variable);
    // From the lowest group on; by name the youngest would come last.
    std::ranges::stable_sort(rows, {}, [&](const auto& row) {
      const auto& level = std::get<std::string>(row[1]);
      return std::pair(std::ranges::find(names, level), !level.starts_with("under "));
    });
    std::ranges::move(rows, std::back_inserter(table.rows));
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
    if (!variables.contains(variable) || groupingOf(build, variable) != nullptr) continue;
    for (const auto& [level, count] : levelsOf(build, variable))
      if (!level.empty() && count >= build.least() && trainingOf(build, variable, level).empty())
        unseen.push_back(fmt::format("{} {}", variable, level));
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

#include "core/validation/report/levels_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/text/number.h"
#include "core/training/cohort_table.h"
#include "core/validation/report/parts_p.h"

namespace snitt::validation {
namespace {

constexpr std::size_t kMostLevels = 25;
constexpr std::string_view kSeveralLevel = "several";

using Counts = std::map<std::string, std::size_t>;

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

// The protocol's grouping where the table has it, too; null where it has that of the training data.
const SubgroupPart* groupingOf(const Build& build, const std::string& column) {
  const SubgroupPart* part = cutsOf(build, column);
  return part != nullptr && (column != "age" || isFewBetween(build, column, *part)) ? part : nullptr;
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

Counts countsOf(const Build& build, const std::string& column, const SubgroupPart* grouping) {
  Counts levels;
  if (grouping != nullptr) {
    for (const StudyPatient* one : build.patients()) ++levels[levelOf(*one, *grouping)];
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

const ColumnLevel* levelNamed(const ColumnLevels& levels, std::string_view name) {
  const auto found = std::ranges::find(levels.levels, name, &ColumnLevel::name);
  return found == levels.levels.end() ? nullptr : &*found;
}

// Parts of a sum that is told: all of those that somebody is in, or none.
bool areTogetherTold(std::initializer_list<std::size_t> counts, std::size_t least) {
  return least <= 1 || std::ranges::all_of(counts, [&](std::size_t one) { return one == 0 || one >= least; });
}

}  // namespace

ColumnLevels columnLevels(const Build& build, const std::string& column) {
  ColumnLevels found;
  found.cuts = groupingOf(build, column);
  const Counts counts = countsOf(build, column, found.cuts);
  // By name, as subgroups have them: of two groups as large, both tables hide the same.
  std::vector<std::size_t> sizes;
  for (const auto& [name, count] : counts) sizes.push_back(count);
  const std::vector<bool> told = toldCounts(sizes, build.least());
  std::size_t at = 0;
  for (const auto& [name, count] : counts) found.levels.push_back({name, count, told[at++]});
  const std::vector<std::string> names = found.cuts != nullptr ? levelNames(*found.cuts) : std::vector<std::string>();
  std::ranges::sort(found.levels, [&](const ColumnLevel& a, const ColumnLevel& b) {
    const auto first = std::ranges::find(names, a.name);
    const auto second = std::ranges::find(names, b.name);
    return first != second ? first < second : isLevelBefore(a.name, b.name);
  });
  return found;
}

MissingCount missingIn(const Build& build, const std::string& column) {
  MissingCount found;
  for (const StudyPatient* one : build.patients()) {
    const std::string cell = one->fact(column);
    found.missing += cell.empty() ? 1U : 0U;
    found.several += cell == kSeveralLevel ? 1U : 0U;
  }
  const ColumnLevels levels = columnLevels(build, column);
  const ColumnLevel* unknown = levelNamed(levels, "");
  const ColumnLevel* several = levelNamed(levels, kSeveralLevel);
  if ((several != nullptr || found.several == 0) && (unknown == nullptr ? 0 : unknown->count) == found.missing) {
    found.toldMissing = unknown == nullptr || unknown->told;
    found.toldSeveral = several == nullptr || several->told;
    return found;
  }
  // Where levels are of numbers, whoever has none is one level, and the table tells the sum.
  const std::size_t whole = unknown == nullptr ? build.n() : unknown->count;
  const bool told =
      (unknown == nullptr || unknown->told) &&
      areTogetherTold({found.missing, found.several, whole - found.missing - found.several}, build.least());
  found.toldMissing = told || (found.missing == 0 && found.several == 0);
  found.toldSeveral = found.toldMissing;
  return found;
}

}  // namespace snitt::validation

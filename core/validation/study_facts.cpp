#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text/lowered.h"
#include "core/text/number.h"
#include "core/validation/study_facts_p.h"

namespace snitt::validation {
namespace {

constexpr std::array kNoFacts{std::string_view("path"),   std::string_view("patient"), std::string_view("accession"),
                              std::string_view("tumour"), std::string_view("exclude"), std::string_view("mpp")};

enum class Held { yes, no, unknown };

Held holds(const CohortRule& rule, const std::string& cell) {
  if (cell.empty() || cell == kSeveral) return Held::unknown;
  if (!rule.values.empty()) {
    const std::string low = lowered(cell);
    return std::ranges::any_of(rule.values, [&](const std::string& one) { return lowered(one) == low; }) ? Held::yes
                                                                                                         : Held::no;
  }
  const auto number = parseNumber(cell);
  if (!number) return Held::unknown;
  return (rule.from && *number < *rule.from) || (rule.to && *number > *rule.to) ? Held::no : Held::yes;
}

std::string unknownReason(const CohortRule& rule, const std::string& cell) {
  return cell == kSeveral ? fmt::format("slides differ in {}", rule.column)
                          : fmt::format("{} is not known", rule.column);
}

std::string cellIn(const StudyFacts& facts, const std::string& column) {
  const auto found = facts.find(column);
  return found == facts.end() ? std::string() : found->second;
}

}  // namespace

std::vector<std::string> factColumns(const SlideList& list) {
  std::vector<std::string> columns;
  for (const std::string& one : list.columns)
    if (std::ranges::find(kNoFacts, one) == kNoFacts.end()) columns.push_back(one);
  return columns;
}

std::string factOf(const ListedSlide& slide, const SlideList& list, std::string_view column) {
  std::string cell;
  if (column == "age") {
    cell = slide.ageYears ? shortest(*slide.ageYears) : "";
  } else if (column == "sex") {
    cell = slide.sex;
  } else if (column == "site") {
    cell = slide.site;
  } else if (column == "label") {
    cell = slide.label;
  } else if (column == "split") {
    cell = slide.split ? std::string(toText(*slide.split)) : "";
  } else if (const auto other = std::ranges::find(list.otherColumns, column); other != list.otherColumns.end()) {
    const auto at = static_cast<std::size_t>(other - list.otherColumns.begin());
    cell = at < slide.others.size() ? slide.others[at] : "";
  } else {
    cell = std::string(slide.fact(column));
  }
  return saysNothing(cell) ? std::string() : cell;
}

StudyFacts factsOf(const std::vector<const ListedSlide*>& slides, const SlideList& list,
                   const std::vector<std::string>& columns) {
  StudyFacts facts;
  for (const std::string& column : columns) {
    std::string value;
    for (const ListedSlide* slide : slides) {
      const std::string cell = factOf(*slide, list, column);
      if (cell.empty() || cell == value) continue;
      value = value.empty() ? cell : std::string(kSeveral);
      if (value == kSeveral) break;
    }
    if (!value.empty()) facts.emplace(column, value);
  }
  return facts;
}

std::string ruledOut(const StudyFacts& facts, const CohortPart& rules) {
  for (const CohortRule& rule : rules.include) {
    const std::string cell = cellIn(facts, rule.column);
    const Held held = holds(rule, cell);
    if (held == Held::no) return "not: " + inWords(rule);
    if (held == Held::unknown) return unknownReason(rule, cell);
  }
  for (const CohortRule& rule : rules.exclude) {
    const std::string cell = cellIn(facts, rule.column);
    if (holds(rule, cell) == Held::yes) return inWords(rule);
  }
  return {};
}

}  // namespace snitt::validation

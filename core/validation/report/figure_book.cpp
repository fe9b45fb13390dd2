#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text/number.h"
#include "core/validation/report/figure_book_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Criterion;
using document::Verdict;

std::string keyOf(std::string_view name, const std::string& which) { return fmt::format("{}@{}", name, which); }

std::string whichOf(const CriterionPart& part) { return part.horizonYears ? shortest(*part.horizonYears) : part.which; }

double limitOf(const document::Interval& value, Limit limit) {
  return limit == Limit::value ? value.value : limit == Limit::lower ? value.lower95 : value.upper95;
}

// With more decimals where fewer would show the asked limit itself in place of a figure beside it.
std::string foundText(const NamedFigure& figure, const CriterionFigure& known, double value, double asked) {
  const double scale = known.isShare ? 100 : 1;
  int decimals = known.decimals;
  while (decimals < 6 && value != asked && fixed(value * scale, decimals) == fixed(asked * scale, decimals)) ++decimals;
  return known.isShare ? shareWithInterval(figure.value, decimals) : withInterval(figure.value, decimals);
}

Criterion judged(const CriterionPart& part, int number, const FigureBook& figures) {
  Criterion criterion;
  criterion.number = number;
  criterion.asked = inWords(part);
  const CriterionFigure* known = criterionFigure(part.figure);
  if (known == nullptr) {
    criterion.why = "the report has no such figure";
    return criterion;
  }
  criterion.sectionId = std::string(known->section);
  const NamedFigure* figure = figures.find(part.figure, whichOf(part));
  if (figure == nullptr || !figure->undefined.empty()) {
    criterion.why = figure == nullptr ? "it was not computed" : figure->undefined;
    return criterion;
  }
  // Whether it holds would tell of the cell, too.
  if (!figure->isTold) {
    criterion.why = "small cell";
    return criterion;
  }
  const double value = limitOf(figure->value, part.of);
  if (!std::isfinite(value)) {
    criterion.why = part.of == Limit::value ? "it is not defined for these patients" : "its interval is not defined";
    return criterion;
  }
  const double asked = part.atLeast ? *part.atLeast : part.atMost.value_or(value);
  criterion.found = foundText(*figure, *known, value, asked);
  const bool holds = part.atLeast ? value >= asked : value <= asked;
  criterion.verdict = holds ? Verdict::passed : Verdict::failed;
  return criterion;
}

}  // namespace

void FigureBook::put(std::string_view name, const std::string& which, NamedFigure figure) {
  m_figures.insert_or_assign(keyOf(name, which), std::move(figure));
}

const NamedFigure* FigureBook::find(std::string_view name, const std::string& which) const {
  const auto found = m_figures.find(keyOf(name, which));
  return found == m_figures.end() ? nullptr : &found->second;
}

std::vector<Criterion> judge(const Protocol& protocol, const FigureBook& figures) {
  std::vector<Criterion> criteria;
  for (const CriterionPart& part : protocol.criteria)
    criteria.push_back(judged(part, static_cast<int>(criteria.size()) + 1, figures));
  return criteria;
}

Verdict verdictOf(const std::vector<Criterion>& criteria) {
  if (criteria.empty()) return Verdict::notAssessable;
  if (std::ranges::any_of(criteria, [](const Criterion& one) { return one.verdict == Verdict::failed; }))
    return Verdict::failed;
  return std::ranges::all_of(criteria, [](const Criterion& one) { return one.verdict == Verdict::passed; })
             ? Verdict::passed
             : Verdict::notAssessable;
}

}  // namespace snitt::validation

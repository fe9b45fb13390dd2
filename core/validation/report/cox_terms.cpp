#include "core/validation/report/cox_terms_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/levels_p.h"

namespace snitt::validation {
namespace {

// The factor whose level a column is; null for numbers.
const statistics::DesignTerm* factorOf(const analysis::CoxSection& fit, std::size_t column) {
  for (const auto& term : fit.design.terms)
    if (column >= term.first && column < term.first + term.count && !term.levels.empty()) return &term;
  return nullptr;
}

struct LevelSize {
  std::size_t patients = 0;
  std::size_t events = 0;
};

// Of a level's column, or of the reference level, which is in none of the factor's columns.
LevelSize sizeOf(const analysis::CoxSection& fit, const statistics::DesignTerm& factor,
                 std::optional<std::size_t> column) {
  LevelSize size;
  for (std::size_t i = 0; i < fit.design.rows; ++i) {
    bool isIn = !column;
    for (std::size_t j = factor.first; j < factor.first + factor.count; ++j)
      if (fit.design.at(i, j) != 0) isIn = column == j;
    if (!isIn) continue;
    ++size.patients;
    size.events += fit.event[i];
  }
  return size;
}

}  // namespace

std::string termName(const std::string& name) {
  if (name == kScorePerSdColumn) return "Combined score, per standard deviation";
  const std::string prefix = std::string(kClassColumn) + "=";
  if (name.starts_with(prefix)) return "Class " + name.substr(prefix.size());
  const auto at = name.find('=');
  return at == std::string::npos ? name : name.substr(0, at) + " " + name.substr(at + 1);
}

bool isToldTerm(const Build& build, const analysis::CoxSection& fit, std::size_t column) {
  const auto* factor = factorOf(fit, column);
  if (factor == nullptr || build.least() <= 1) return true;
  for (const auto which : {std::optional<std::size_t>(column), std::optional<std::size_t>()}) {
    const LevelSize size = sizeOf(fit, *factor, which);
    if (size.patients < build.least() || size.events < build.least()) return false;
  }
  if (factor->name != kClassColumn) return true;
  const ClassCells cells = classCells(build);
  return std::ranges::all_of(classesPresent(build), [&](statistics::RiskClass one) {
    const std::string name(nameOf(one));
    const bool isAsked = name == factor->levels.front() || fit.design.names[column].ends_with("=" + name);
    return !isAsked || cells.toldEvents[static_cast<std::size_t>(one)];
  });
}

std::string rowName(const analysis::CoxSection& fit, std::size_t column) {
  const std::string name = termName(fit.fit.coefficients[column].name);
  const auto* factor = factorOf(fit, column);
  return factor == nullptr ? name : fmt::format("{}, against {}", name, factor->levels.front());
}

std::vector<std::size_t> orderOf(const analysis::CoxSection& fit) {
  std::vector<std::size_t> order(fit.fit.coefficients.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const auto& factor : fit.design.terms) {
    if (factor.levels.empty()) continue;
    const auto levelOf = [&](std::size_t column) { return factor.levels[1 + column - factor.first]; };
    const auto isBefore = [&](std::size_t a, std::size_t b) {
      // "uncertain" before "poor": the letters of classes run the other way.
      return factor.name == kClassColumn ? levelOf(a) > levelOf(b) : isLevelBefore(levelOf(a), levelOf(b));
    };
    const auto begin = order.begin() + static_cast<std::ptrdiff_t>(factor.first);
    std::sort(begin, begin + static_cast<std::ptrdiff_t>(factor.count), isBefore);
  }
  return order;
}

}  // namespace snitt::validation

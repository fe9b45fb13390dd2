#include "core/statistics/cox/design.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <fmt/format.h>

namespace snitt::statistics {
namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

Result<void> checkValues(const Covariate& covariate, std::size_t rows) {
  const std::size_t size = std::visit([](const auto& values) { return values.size(); }, covariate.values);
  if (size != rows)
    return fail(ErrorKind::usage,
                fmt::format("the covariate '{}' has {} values for {} patients", covariate.name, size, rows));
  if (const auto* numbers = std::get_if<Numbers>(&covariate.values)) {
    const auto bad = std::ranges::find_if(*numbers, [](double value) { return !std::isfinite(value); });
    if (bad != numbers->end())
      return fail(ErrorKind::usage, fmt::format("the covariate '{}' of patient {} is not a number", covariate.name,
                                                bad - numbers->begin() + 1));
    return {};
  }
  const auto& texts = std::get<Texts>(covariate.values);
  const auto bad = std::ranges::find_if(texts, [](const std::string& text) { return text.empty(); });
  if (bad != texts.end())
    return fail(ErrorKind::usage,
                fmt::format("the covariate '{}' of patient {} is empty", covariate.name, bad - texts.begin() + 1));
  return {};
}

// The terms with their levels; no numbers yet.
Result<Design> layOut(std::size_t rows, std::span<const Covariate> covariates) {
  Design design;
  design.rows = rows;
  std::set<std::string> seen;
  for (const Covariate& covariate : covariates) {
    if (auto checked = checkValues(covariate, rows); !checked) return fail(checked.error());
    DesignTerm term{.name = covariate.name, .levels = {}, .first = design.names.size(), .count = 1};
    if (const auto* texts = std::get_if<Texts>(&covariate.values)) {
      const std::set<std::string> levels(texts->begin(), texts->end());
      if (levels.size() < 2)
        return fail(ErrorKind::usage,
                    fmt::format("the covariate '{}' has one and the same value for all patients", covariate.name));
      term.levels.assign(levels.begin(), levels.end());
      term.count = levels.size() - 1;
    }
    if (design.names.size() + term.count > kMostDesignColumns)
      return fail(ErrorKind::usage, fmt::format("with the covariate '{}' the model has more than {} coefficients",
                                                covariate.name, kMostDesignColumns));
    for (std::size_t j = 0; j < term.count; ++j) {
      design.names.push_back(term.levels.empty() ? term.name : term.name + "=" + term.levels[j + 1]);
      if (!seen.insert(design.names.back()).second)
        return fail(ErrorKind::usage, fmt::format("two covariates are named '{}'", design.names.back()));
    }
    design.terms.push_back(std::move(term));
  }
  return design;
}

Result<void> fill(Design& design, const DesignTerm& term, const Covariate& covariate) {
  double* const first = design.x.data() + term.first * design.rows;
  if (const auto* numbers = std::get_if<Numbers>(&covariate.values)) {
    std::ranges::copy(*numbers, first);
    return {};
  }
  const auto& texts = std::get<Texts>(covariate.values);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto level = std::ranges::lower_bound(term.levels, texts[i]);
    if (level == term.levels.end() || *level != texts[i])
      return fail(ErrorKind::usage,
                  fmt::format("the covariate '{}' of patient {} is '{}', which the model does not know", term.name,
                              i + 1, texts[i]));
    const auto index = static_cast<std::size_t>(level - term.levels.begin());
    if (index > 0) first[(index - 1) * design.rows + i] = 1;
  }
  return {};
}

}  // namespace

Result<Design> makeDesign(std::size_t rows, std::span<const Covariate> covariates) {
  auto design = layOut(rows, covariates);
  if (!design) return design;
  design->x.assign(rows * design->columns(), 0.0);
  for (std::size_t i = 0; i < covariates.size(); ++i)
    if (auto filled = fill(*design, design->terms[i], covariates[i]); !filled) return fail(filled.error());
  return design;
}

Result<Design> designLike(const Design& model, std::size_t rows, std::span<const Covariate> covariates) {
  Design design{.rows = rows, .names = model.names, .x = Numbers(rows * model.columns(), 0.0), .terms = model.terms};
  for (const DesignTerm& term : design.terms) {
    const auto found = std::ranges::find(covariates, term.name, &Covariate::name);
    if (found == covariates.end())
      return fail(ErrorKind::usage, fmt::format("the covariate '{}' of the model is missing", term.name));
    if (auto checked = checkValues(*found, rows); !checked) return fail(checked.error());
    if (std::holds_alternative<Texts>(found->values) == term.levels.empty())
      return fail(ErrorKind::usage,
                  fmt::format("the covariate '{}' holds {} and the model was fitted to {}", term.name,
                              term.levels.empty() ? "text" : "numbers", term.levels.empty() ? "numbers" : "text"));
    if (auto filled = fill(design, term, *found); !filled) return fail(filled.error());
  }
  return design;
}

std::vector<double> columnMeans(const Design& design) {
  std::vector<double> means;
  for (std::size_t j = 0; j < design.columns(); ++j) {
    const auto column = design.column(j);
    means.push_back(std::accumulate(column.begin(), column.end(), 0.0) / static_cast<double>(design.rows));
  }
  return means;
}

}  // namespace snitt::statistics

#include <algorithm>
#include <cmath>

#include "core/validation/report/linear_knowledge_p.h"

namespace snitt::validation {
namespace {

constexpr double kZero = 1e-9;

void subtract(std::vector<double>& from, const std::vector<double>& row, double factor) {
  for (std::size_t i = 0; i < from.size(); ++i) from[i] -= factor * row[i];
}

}  // namespace

std::vector<double> LinearKnowledge::rest(const LinearForm& form) const {
  std::vector<double> left(m_unknowns, 0);
  for (const auto& [unknown, factor] : form) left[unknown] += factor;
  for (const Row& row : m_rows)
    if (const double factor = left[row.pivot]; std::abs(factor) > kZero) subtract(left, row.factors, factor);
  return left;
}

bool LinearKnowledge::knows(const LinearForm& form) const {
  return std::ranges::all_of(rest(form), [](double one) { return std::abs(one) < kZero; });
}

void LinearKnowledge::learn(const LinearForm& form) {
  std::vector<double> factors = rest(form);
  const auto largest = std::ranges::max_element(factors, {}, [](double one) { return std::abs(one); });
  if (largest == factors.end() || std::abs(*largest) < kZero) return;
  const auto pivot = static_cast<std::size_t>(largest - factors.begin());
  const double scale = *largest;
  for (double& one : factors) one /= scale;
  for (Row& row : m_rows)
    if (const double factor = row.factors[pivot]; std::abs(factor) > kZero) subtract(row.factors, factors, factor);
  m_rows.push_back({pivot, std::move(factors)});
}

}  // namespace snitt::validation

#include "core/analysis/agreement_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace snitt::analysis {
namespace {

using namespace statistics;

constexpr std::size_t kMostClasses = 20;

std::vector<std::uint8_t> asClasses(const Levels& levels, std::size_t from, std::size_t count) {
  std::vector<std::uint8_t> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(static_cast<std::uint8_t>(levels.level[from + i]));
  return result;
}

Result<std::optional<ClassAgreement>> classAgreement(const std::vector<std::string>& first,
                                                     const std::vector<std::string>& second) {
  // Both readings use one list of classes.
  std::vector<std::string> both = first;
  both.insert(both.end(), second.begin(), second.end());
  const Levels levels = levelsOf(both);
  const std::size_t k = levels.names.size();
  if (k < 2 || k > kMostClasses) return std::nullopt;
  const auto a = asClasses(levels, 0, first.size());
  const auto b = asClasses(levels, first.size(), second.size());
  auto counts = agreementTable(a, b, k);
  if (!counts) return fail(counts.error());
  ClassAgreement result{levels.names, *std::move(counts), {}, {}, {}};
  for (const auto weights : {KappaWeights::none, KappaWeights::linear, KappaWeights::quadratic}) {
    auto kappa = kappaOfTable(result.counts, k, weights);
    if (!kappa) return fail(kappa.error());
    if (weights == KappaWeights::none) result.unweighted = *kappa;
    if (!levels.ordered || k < 3) continue;  // of two classes all weights say the same
    if (weights == KappaWeights::linear) result.linear = *kappa;
    if (weights == KappaWeights::quadratic) result.quadratic = *kappa;
  }
  return result;
}

bool isMask(const std::vector<double>& values) {
  return std::ranges::all_of(values, [](double value) { return value == 0 || value == 1; });
}

Result<void> addNumbers(const std::vector<std::vector<double>>& columns, AgreementSection& section) {
  std::vector<double> values;
  for (std::size_t i = 0; i < section.n; ++i)
    for (const auto& column : columns) values.push_back(column[i]);
  if (section.n > 1) {
    auto icc = intraclass(values, section.n, columns.size());
    if (!icc) return fail(icc.error());
    section.intraclass = *icc;
  }
  if (columns.size() != 2) return {};
  auto difference = blandAltman(columns[0], columns[1]);
  if (!difference) return fail(difference.error());
  section.blandAltman = *difference;
  section.first = columns[0];
  section.second = columns[1];
  if (!isMask(columns[0]) || !isMask(columns[1])) return {};
  const std::vector<std::uint8_t> a(columns[0].begin(), columns[0].end());
  const std::vector<std::uint8_t> b(columns[1].begin(), columns[1].end());
  auto overlap = overlapOfMasks(a, b);
  if (!overlap) return fail(overlap.error());
  section.overlap = *overlap;
  return {};
}

}  // namespace

Result<AgreementSection> analyseAgreement(const DataTable& table, const std::vector<std::string>& columns) {
  if (columns.size() < 2) return fail(ErrorKind::usage, "--agreement needs two columns, as --agreement A,B");
  std::vector<std::vector<std::string>> cells;
  bool numeric = true;
  for (const std::string& column : columns) {
    auto texts = table.texts(column);
    if (!texts) return fail(texts.error());
    cells.push_back(*std::move(texts));
    numeric = numeric && table.isNumeric(column);
  }
  AgreementSection section;
  section.columns = columns;
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row)
    if (std::ranges::none_of(cells, [&](const auto& column) { return column[row].empty(); })) rows.push_back(row);
  section.n = rows.size();
  section.dropped = table.rows() - rows.size();
  if (rows.empty())
    return fail(ErrorKind::corrupt, fmt::format("no row has all of the readings {}", fmt::join(columns, ", ")));
  if (columns.size() == 2) {
    auto classes = classAgreement(picked(cells[0], rows), picked(cells[1], rows));
    if (!classes) return fail(classes.error());
    section.classes = *std::move(classes);
  }
  if (numeric) {
    std::vector<std::vector<double>> numbers;
    for (const std::string& column : columns) numbers.push_back(picked(*table.numbers(column), rows));
    if (auto added = addNumbers(numbers, section); !added) return fail(added.error());
  } else if (!section.classes) {
    return fail(ErrorKind::corrupt, fmt::format("the readings {} are neither numbers nor up to {} classes",
                                                fmt::join(columns, ", "), kMostClasses));
  }
  return section;
}

}  // namespace snitt::analysis

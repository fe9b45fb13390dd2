#include "core/cohort/cohort_comparison.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "core/csv.h"
#include "core/text/number.h"

namespace snitt {
namespace {

constexpr std::array<std::string_view, 3> kClasses{"good", "uncertain", "poor"};

struct Table {
  CsvTable csv;
  std::map<std::string, const CsvRow*> byPatient;
  std::vector<std::string> order;

  [[nodiscard]] const std::string& cell(const CsvRow& row, std::string_view column) const {
    return row[*csv.column(column)];
  }
};

Result<Table> readTable(std::string_view text, std::string_view which) {
  auto csv = parseCsv(text);
  if (!csv) return failIn(std::string(which) + " results.csv", csv.error());
  Table table{std::move(*csv), {}, {}};
  for (const char* column : {"patient", "class", "status", "score_combined"})
    if (!table.csv.column(column))
      return fail(ErrorKind::corrupt, fmt::format("the {} results.csv has no column \"{}\"", which, column));
  for (const CsvRow& row : table.csv.rows) {
    const std::string& patient = table.cell(row, "patient");
    if (!table.byPatient.try_emplace(patient, &row).second)
      return fail(ErrorKind::corrupt, fmt::format("the {} results.csv has patient \"{}\" twice", which, patient));
    table.order.push_back(patient);
  }
  return table;
}

Result<std::optional<double>> scoreOf(const Table& table, const CsvRow& row, const std::string& column) {
  const std::string& cell = table.cell(row, column);
  if (cell.empty()) return std::nullopt;
  const auto value = parseNumber(cell);
  if (!value)
    return fail(ErrorKind::corrupt, fmt::format("results.csv, patient \"{}\", column \"{}\": \"{}\" is no number",
                                                table.cell(row, "patient"), column, cell));
  return *value;
}

std::optional<std::uint8_t> classOf(const Table& table, const CsvRow& row) {
  const auto found = std::ranges::find(kClasses, table.cell(row, "class"));
  if (found == kClasses.end()) return std::nullopt;
  return static_cast<std::uint8_t>(found - kClasses.begin());
}

std::string said(const Table& table, const CsvRow& row) {
  const std::string& prognosis = table.cell(row, "class");
  return prognosis.empty() ? table.cell(row, "status") : prognosis;
}

class Comparing {
 public:
  Comparing(const Table& first, const Table& second) : m_first(first), m_second(second) {}

  Result<CohortComparison> run() {
    countPatients();
    if (m_out.inBoth == 0) return fail(ErrorKind::usage, "the two runs have no patient in common");
    for (const std::string& column : m_first.csv.header)
      if (column.starts_with("score_") && m_second.csv.column(column))
        if (auto added = addScore(column); !added) return fail(added.error());
    if (auto compared = compareClasses(); !compared) return fail(compared.error());
    return std::move(m_out);
  }

 private:
  void countPatients() {
    m_out.inFirst = m_first.order.size();
    m_out.inSecond = m_second.order.size();
    for (const std::string& patient : m_first.order)
      if (m_second.byPatient.contains(patient))
        ++m_out.inBoth;
      else
        m_out.onlyFirst.push_back(patient);
    for (const std::string& patient : m_second.order)
      if (!m_first.byPatient.contains(patient)) m_out.onlySecond.push_back(patient);
  }

  Result<void> addScore(const std::string& column) {
    ScoreAgreement agreement;
    agreement.name = column;
    std::vector<double> pairs;
    for (const std::string& patient : m_first.order) {
      const auto other = m_second.byPatient.find(patient);
      if (other == m_second.byPatient.end()) continue;
      const auto first = scoreOf(m_first, *m_first.byPatient.at(patient), column);
      if (!first) return fail(first.error());
      const auto second = scoreOf(m_second, *other->second, column);
      if (!second) return fail(second.error());
      if (!*first || !*second) continue;
      agreement.patients.push_back(patient);
      agreement.first.push_back(**first);
      agreement.second.push_back(**second);
      pairs.insert(pairs.end(), {**first, **second});
      agreement.largestDifference = std::max(agreement.largestDifference, std::abs(**first - **second));
    }
    if (agreement.first.empty()) return {};
    const auto limits = statistics::blandAltman(agreement.first, agreement.second);
    if (!limits) return fail(limits.error());
    agreement.blandAltman = *limits;
    if (agreement.first.size() > 1) {
      const auto correlation = statistics::intraclass(pairs, agreement.first.size(), 2);
      if (!correlation) return fail(correlation.error());
      agreement.intraclass = *correlation;
    }
    m_out.scores.push_back(std::move(agreement));
    return {};
  }

  Result<void> compareClasses() {
    std::vector<std::uint8_t> before;
    std::vector<std::uint8_t> after;
    for (const std::string& patient : m_first.order) {
      const auto other = m_second.byPatient.find(patient);
      if (other == m_second.byPatient.end()) continue;
      const CsvRow& row = *m_first.byPatient.at(patient);
      const auto first = classOf(m_first, row);
      const auto second = classOf(m_second, *other->second);
      if (first && second) {
        before.push_back(*first);
        after.push_back(*second);
      }
      if (first != second) m_out.changed.push_back({patient, said(m_first, row), said(m_second, *other->second)});
    }
    m_out.withClass = before.size();
    m_out.classes.assign(kClasses.size() * kClasses.size(), 0);
    if (before.empty()) return {};
    auto table = statistics::agreementTable(before, after, kClasses.size());
    if (!table) return fail(table.error());
    m_out.classes = std::move(*table);
    const auto plain = statistics::kappaOfTable(m_out.classes, kClasses.size(), statistics::KappaWeights::none);
    const auto linear = statistics::kappaOfTable(m_out.classes, kClasses.size(), statistics::KappaWeights::linear);
    if (!plain) return fail(plain.error());
    if (!linear) return fail(linear.error());
    m_out.kappa = *plain;
    m_out.linearKappa = *linear;
    return {};
  }

  const Table& m_first;
  const Table& m_second;
  CohortComparison m_out;
};

}  // namespace

Result<CohortComparison> compareCohorts(std::string_view first, std::string_view second) {
  const auto a = readTable(first, "first");
  if (!a) return fail(a.error());
  const auto b = readTable(second, "second");
  if (!b) return fail(b.error());
  return Comparing(*a, *b).run();
}

}  // namespace snitt

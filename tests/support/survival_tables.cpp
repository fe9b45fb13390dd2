#include "support/survival_tables.h"

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

#include "core/csv.h"
#include "core/text/number.h"
#include "support/shared_data.h"

namespace snitt::test {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::string contentsOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

bool missing(const std::string& cell) { return cell.empty() || cell == "NA"; }

template <class T>
std::vector<T> kept(const std::vector<T>& column, const std::vector<bool>& keep) {
  std::vector<T> result;
  for (std::size_t i = 0; i < column.size(); ++i)
    if (keep[i]) result.push_back(column[i]);
  return result;
}

}  // namespace

RTable RTable::where(const std::vector<bool>& keep) const {
  RTable result;
  for (const bool one : keep) result.rows += one ? 1 : 0;
  for (const auto& [name, column] : number) result.number[name] = kept(column, keep);
  for (const auto& [name, column] : text) result.text[name] = kept(column, keep);
  return result;
}

std::vector<std::uint8_t> RTable::equals(const std::string& column, double value) const {
  std::vector<std::uint8_t> result;
  for (const double one : number.at(column)) result.push_back(one == value ? 1 : 0);
  return result;
}

RTable sharedSurvival(const std::string& name) {
  const auto csv = parseCsv(contentsOf(sharedData() / "survival" / ("r_survival_" + name + ".csv")));
  if (!csv) throw std::runtime_error(csv.error().message);
  RTable table;
  table.rows = csv->rows.size();
  for (std::size_t column = 0; column < csv->header.size(); ++column) {
    std::vector<double> numbers;
    bool numeric = true;
    for (const CsvRow& row : csv->rows) {
      const auto value = parseNumber(row[column]);
      numeric = numeric && (value || missing(row[column]));
      numbers.push_back(value.value_or(kNaN));
    }
    const std::string& header = csv->header[column];
    if (numeric) {
      table.number[header] = std::move(numbers);
      continue;
    }
    for (const CsvRow& row : csv->rows) table.text[header].push_back(row[column]);
  }
  return table;
}

nlohmann::json reference(const std::string& name) {
  return nlohmann::json::parse(
      contentsOf(std::filesystem::path(SNITT_SOURCE_DIR) / "tests" / "statistics" / "reference" / (name + ".json")));
}

double number(const nlohmann::json& value) {
  if (value.is_number()) return value.get<double>();
  if (value.is_string() && value == "Inf") return std::numeric_limits<double>::infinity();
  if (value.is_string() && value == "-Inf") return -std::numeric_limits<double>::infinity();
  return kNaN;
}

}  // namespace snitt::test

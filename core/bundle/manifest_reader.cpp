#include "core/bundle/manifest_reader_p.h"

#include <cmath>

#include "core/text/nearest.h"
#include "core/text/number.h"

namespace snitt::manifest {
namespace {

std::string join(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

std::string describe(Range range) {
  if (std::isinf(range.most)) return (range.leastIncluded ? "at least " : "above ") + shortest(range.least);
  if (!range.leastIncluded) return "above " + shortest(range.least) + " and at most " + shortest(range.most);
  return "from " + shortest(range.least) + " to " + shortest(range.most);
}

bool holds(Range range, double value) {
  return (range.leastIncluded ? value >= range.least : value > range.least) && value <= range.most;
}

}  // namespace

TableReader::TableReader(ReadState& state, const toml::table* table, std::string path, std::string general)
    : m_state(&state), m_table(table), m_path(std::move(path)), m_general(std::move(general)) {}

std::string TableReader::pathOf(std::string_view key) const { return join(m_path, key); }

void TableReader::fail(std::string_view key, const std::string& what) {
  m_state->report(ErrorKind::model, pathOf(key) + " " + what);
}

bool TableReader::has(std::string_view key) const { return m_table != nullptr && m_table->contains(key); }

std::vector<std::string> TableReader::names() const {
  std::vector<std::string> result;
  if (m_table != nullptr)
    for (const auto& [key, node] : *m_table) result.emplace_back(key.str());
  return result;
}

const toml::node* TableReader::find(std::string_view key, Need need) {
  m_known.emplace(key);
  m_state->asked.insert(join(m_general, key));
  const toml::node* node = m_table == nullptr ? nullptr : m_table->get(key);
  if (node == nullptr && need == Need::required) fail(key, "is missing");
  return node;
}

bool TableReader::isText(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  return node != nullptr && node->is_string();
}

std::optional<double> TableReader::finite(std::string_view key, const toml::node& node, Range range) {
  if (!node.is_number()) {
    fail(key, "must be a number");
    return std::nullopt;
  }
  // TOML knows nan and inf; neither lies in any range.
  const double value = *node.value<double>();
  if (!std::isfinite(value) || !holds(range, value)) {
    fail(key, "is " + shortest(value) + " and must be " + describe(range));
    return std::nullopt;
  }
  return value;
}

std::optional<int> TableReader::whole(std::string_view key, const toml::node& node, Range range) {
  if (!node.is_integer()) {
    fail(key, "must be a whole number");
    return std::nullopt;
  }
  const std::int64_t value = node.as_integer()->get();
  if (!holds(range, static_cast<double>(value))) {
    fail(key, "is " + std::to_string(value) + " and must be " + describe(range));
    return std::nullopt;
  }
  return static_cast<int>(value);
}

void TableReader::text(std::string_view key, std::string& into, Need need) {
  const toml::node* node = find(key, need);
  if (node == nullptr) return;
  if (!node->is_string()) return fail(key, "must be a text in quotes");
  into = node->as_string()->get();
  if (into.find_first_not_of(" \t\r\n") == std::string::npos) fail(key, "is empty");
}

void TableReader::number(std::string_view key, double& into, Range range, Need need) {
  if (const toml::node* node = find(key, need)) into = finite(key, *node, range).value_or(into);
}

void TableReader::number(std::string_view key, std::optional<double>& into, Range range) {
  if (const toml::node* node = find(key, Need::optional)) into = finite(key, *node, range);
}

void TableReader::integer(std::string_view key, int& into, Range range, Need need) {
  if (const toml::node* node = find(key, need)) into = whole(key, *node, range).value_or(into);
}

void TableReader::integer(std::string_view key, std::optional<int>& into, Range range) {
  if (const toml::node* node = find(key, Need::optional)) into = whole(key, *node, range);
}

void TableReader::flag(std::string_view key, bool& into) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return;
  if (!node->is_boolean()) return fail(key, "must be true or false");
  into = node->as_boolean()->get();
}

void TableReader::date(std::string_view key, std::optional<std::chrono::year_month_day>& into) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return;
  if (!node->is_date()) return fail(key, "must be a date without quotes, such as 2020-12-31");
  const toml::date& day = node->as_date()->get();
  const std::chrono::year_month_day date(std::chrono::year(day.year), std::chrono::month(day.month),
                                         std::chrono::day(day.day));
  if (!date.ok()) return fail(key, "is no day of the calendar");
  into = date;
}

const toml::array* TableReader::list(std::string_view key) {
  const toml::node* node = find(key, Need::optional);
  if (node == nullptr) return nullptr;
  if (!node->is_array()) fail(key, "must be a list in square brackets");
  return node->as_array();
}

void TableReader::texts(std::string_view key, std::vector<std::string>& into) {
  const toml::array* items = list(key);
  if (items == nullptr) return;
  into.clear();
  if (items->empty()) return fail(key, "is an empty list; leave the key out where nothing is limited");
  for (const toml::node& item : *items) {
    if (!item.is_string() || item.as_string()->get().find_first_not_of(" \t") == std::string::npos)
      return fail(key, "must list texts in quotes, none of them empty");
    into.push_back(item.as_string()->get());
  }
}

void TableReader::integers(std::string_view key, std::vector<int>& into, Range range) {
  const toml::array* items = list(key);
  if (items == nullptr) return;
  into.clear();
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto value = whole(std::string(key) + "[" + std::to_string(i) + "]", *items->get(i), range);
    if (!value) return;
    into.push_back(*value);
  }
}

void TableReader::numbers(std::string_view key, std::vector<double>& into, Range range) {
  const toml::array* items = list(key);
  if (items == nullptr) return;
  into.clear();
  for (std::size_t i = 0; i < items->size(); ++i) {
    const auto value = finite(std::string(key) + "[" + std::to_string(i) + "]", *items->get(i), range);
    if (!value) return;
    into.push_back(*value);
  }
}

void TableReader::triple(std::string_view key, std::array<double, 3>& into, Range range) {
  const toml::array* items = list(key);
  if (items == nullptr) return;
  if (items->size() != into.size()) return fail(key, "must list three numbers, for red, green and blue");
  for (std::size_t i = 0; i < into.size(); ++i)
    into[i] = finite(std::string(key) + "[" + std::to_string(i) + "]", *items->get(i), range).value_or(into[i]);
}

TableReader TableReader::table(std::string_view key, Need need) {
  const toml::node* node = find(key, need);
  if (node != nullptr && !node->is_table()) fail(key, "must be a table");
  return {*m_state, node == nullptr ? nullptr : node->as_table(), pathOf(key), join(m_general, key)};
}

std::vector<TableReader> TableReader::tables(std::string_view key, Need need) {
  std::vector<TableReader> result;
  const toml::node* node = find(key, need);
  if (node == nullptr) return result;
  const toml::array* items = node->as_array();
  if (items == nullptr || items->empty()) {
    fail(key, "must be a list of tables, each headed [[" + join(m_general, key) + "]]");
    return result;
  }
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string item = std::string(key) + "[" + std::to_string(i) + "]";
    if (!items->get(i)->is_table()) fail(item, "must be a table");
    result.emplace_back(*m_state, items->get(i)->as_table(), pathOf(item), join(m_general, key));
  }
  return result;
}

void TableReader::finish() {
  if (m_table == nullptr) return;
  for (const auto& [key, node] : *m_table) {
    if (m_known.contains(key.str())) continue;
    const std::vector<std::string> names(m_known.begin(), m_known.end());
    std::string known;
    for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
    return fail(key.str(),
                "is no key that this version knows" + nearestHint(key.str(), names) + "; known here: " + known);
  }
}

}  // namespace snitt::manifest

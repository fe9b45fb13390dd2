#include "core/json_reader_p.h"

#include <limits>

namespace snitt {

using Json = nlohmann::json;

Result<Json> parseJson(std::string_view text) {
  constexpr int mostDepth = 64;
  bool deep = false;
  const auto watch = [&](int depth, Json::parse_event_t, Json&) {
    deep = deep || depth > mostDepth;
    return depth <= mostDepth;
  };
  try {
    Json json = Json::parse(text, watch);
    if (deep) return snitt::fail(ErrorKind::corrupt, "it is nested more deeply than any such file is");
    return json;
  } catch (const Json::out_of_range&) {
    return snitt::fail(ErrorKind::corrupt, "it holds a number that is too large");
  } catch (const Json::parse_error& error) {
    return snitt::fail(ErrorKind::corrupt, "it is no JSON from byte " + std::to_string(error.byte) + " on");
  }
}

std::string JsonReader::pathOf(std::string_view key) const {
  return m_path.empty() ? std::string(key) : m_path + "." + std::string(key);
}

void JsonReader::fail(std::string_view key, const std::string& what) {
  if (!*m_error) *m_error = Error{ErrorKind::corrupt, pathOf(key) + " " + what};
}

bool JsonReader::has(std::string_view key) const { return m_object != nullptr && m_object->contains(key); }

const Json* JsonReader::find(std::string_view key) {
  if (has(key)) return &(*m_object)[std::string(key)];
  fail(key, "is missing");
  return nullptr;
}

bool JsonReader::isGiven(std::string_view key) {
  const Json* value = find(key);
  return value != nullptr && !value->is_null();
}

std::string JsonReader::text(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  fail(key, "must be a text");
  return {};
}

std::string JsonReader::textOrNull(std::string_view key) { return isGiven(key) ? text(key) : std::string(); }

double JsonReader::number(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) return 0;
  if (value->is_number()) return value->get<double>();
  fail(key, "must be a number");
  return 0;
}

std::optional<double> JsonReader::numberOrNull(std::string_view key) {
  return isGiven(key) ? std::optional(number(key)) : std::nullopt;
}

std::int64_t JsonReader::integer(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) return 0;
  const bool fits = value->is_number_integer() &&
                    (!value->is_number_unsigned() ||
                     value->get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<std::int64_t>::max()});
  if (fits) return value->get<std::int64_t>();
  fail(key, "must be a whole number");
  return 0;
}

int JsonReader::smallInteger(std::string_view key) {
  const std::int64_t value = integer(key);
  if (value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max())
    return static_cast<int>(value);
  fail(key, "is too large");
  return 0;
}

bool JsonReader::flag(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->get<bool>();
  fail(key, "must be true or false");
  return false;
}

const Json* JsonReader::list(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr || value->is_array()) return value;
  fail(key, "must be a list");
  return nullptr;
}

std::vector<std::string> JsonReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const Json* items = list(key);
  if (items == nullptr) return result;
  for (const Json& item : *items) {
    if (item.is_string())
      result.push_back(item.get<std::string>());
    else
      fail(key, "must list texts");
  }
  return result;
}

std::vector<int> JsonReader::integers(std::string_view key) {
  std::vector<int> result;
  const Json* items = list(key);
  if (items == nullptr) return result;
  for (const Json& item : *items) {
    if (item.is_number_unsigned() && item.get<std::uint64_t>() <= std::uint64_t{std::numeric_limits<int>::max()})
      result.push_back(item.get<int>());
    else
      fail(key, "must list whole numbers");
  }
  return result;
}

std::map<std::string, double> JsonReader::numbers(std::string_view key) {
  std::map<std::string, double> result;
  const Json* value = find(key);
  if (value == nullptr) return result;
  if (!value->is_object()) fail(key, "must be an object");
  for (const auto& [name, item] : value->items()) {
    if (item.is_number())
      result.emplace(name, item.get<double>());
    else
      fail(key, "must hold numbers");
  }
  return result;
}

JsonReader JsonReader::object(std::string_view key) {
  const Json* value = find(key);
  if (value != nullptr && !value->is_object()) fail(key, "must be an object");
  return {*m_error, value != nullptr && value->is_object() ? value : nullptr, pathOf(key)};
}

std::vector<JsonReader> JsonReader::objects(std::string_view key) {
  std::vector<JsonReader> result;
  const Json* items = list(key);
  if (items == nullptr) return result;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string item = std::string(key) + "[" + std::to_string(i) + "]";
    if (!(*items)[i].is_object()) fail(item, "must be an object");
    result.emplace_back(*m_error, (*items)[i].is_object() ? &(*items)[i] : nullptr, pathOf(item));
  }
  return result;
}

}  // namespace snitt

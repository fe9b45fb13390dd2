// Reads JSON objects key by key. The first error is kept with the path of its key; reading goes on with empty values,
// so that the code which lists the keys stays a plain list.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/result.h"

namespace snitt {

// Parses without exceptions. Errors (kind corrupt) for text that is no JSON or is nested deeper than any format of
// Snitt, which would fill the memory.
[[nodiscard]] Result<nlohmann::json> parseJson(std::string_view text);

class JsonReader {
 public:
  // `object` is null where there is none; all three outlive the reader.
  JsonReader(std::optional<Error>& error, const nlohmann::json* object, std::string path)
      : m_error(&error), m_object(object), m_path(std::move(path)) {}

  [[nodiscard]] bool has(std::string_view key) const;
  // False for null, which is reported where the key is missing.
  [[nodiscard]] bool isGiven(std::string_view key);

  [[nodiscard]] std::string text(std::string_view key);
  [[nodiscard]] std::string textOrNull(std::string_view key);
  [[nodiscard]] double number(std::string_view key);
  [[nodiscard]] std::optional<double> numberOrNull(std::string_view key);
  [[nodiscard]] std::int64_t integer(std::string_view key);
  [[nodiscard]] int smallInteger(std::string_view key);
  [[nodiscard]] bool flag(std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key);
  [[nodiscard]] std::vector<int> integers(std::string_view key);
  [[nodiscard]] std::map<std::string, double> numbers(std::string_view key);
  [[nodiscard]] JsonReader object(std::string_view key);
  [[nodiscard]] std::vector<JsonReader> objects(std::string_view key);

  void fail(std::string_view key, const std::string& what);

 private:
  const nlohmann::json* find(std::string_view key);
  const nlohmann::json* list(std::string_view key);
  [[nodiscard]] std::string pathOf(std::string_view key) const;

  std::optional<Error>* m_error;
  const nlohmann::json* m_object;
  std::string m_path;
};

}  // namespace snitt

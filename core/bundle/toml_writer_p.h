// TOML as the manifest is written: one key a line, lists and small tables on one line, numbers in shortest form.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace snitt::manifest {

[[nodiscard]] std::string tomlText(std::string_view text);  // in quotes, escaped
[[nodiscard]] std::string tomlKey(std::string_view key);    // quoted only where it has to be
[[nodiscard]] std::string tomlList(std::span<const std::string> texts);
[[nodiscard]] std::string tomlList(std::span<const double> numbers);
[[nodiscard]] std::string tomlList(std::span<const int> numbers);

class TomlWriter {
 public:
  void header(std::string_view header);  // "[bundle]"; a blank line goes before it
  void text(std::string_view key, std::string_view value);
  void number(std::string_view key, double value);
  void integer(std::string_view key, int value);
  void flag(std::string_view key, bool value);
  void raw(std::string_view key, std::string_view toml);

  [[nodiscard]] std::string take() { return std::move(m_text); }

 private:
  std::string m_text;
};

}  // namespace snitt::manifest

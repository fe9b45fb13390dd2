#include "core/bundle/toml_writer_p.h"

#include <algorithm>

#include "core/text/number.h"

namespace snitt::manifest {
namespace {

template <class Values, class Format>
std::string list(const Values& values, Format format) {
  std::string result = "[";
  for (const auto& value : values) result += (result.size() > 1 ? ", " : "") + format(value);
  return result + "]";
}

}  // namespace

std::string tomlText(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (code < 0x20 || code == 0x7f) {
      result += "\\u00";
      result += digits[code >> 4U];
      result += digits[code & 15U];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string tomlKey(std::string_view key) {
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !key.empty() && std::ranges::all_of(key, bare) ? std::string(key) : tomlText(key);
}

std::string tomlList(std::span<const std::string> texts) { return list(texts, tomlText); }
std::string tomlList(std::span<const double> numbers) { return list(numbers, shortest); }
std::string tomlList(std::span<const int> numbers) {
  return list(numbers, [](int number) { return std::to_string(number); });
}

void TomlWriter::header(std::string_view header) {
  if (!m_text.empty()) m_text += '\n';
  m_text += header;
  m_text += '\n';
}

void TomlWriter::raw(std::string_view key, std::string_view toml) {
  m_text += tomlKey(key);
  m_text += " = ";
  m_text += toml;
  m_text += '\n';
}

void TomlWriter::text(std::string_view key, std::string_view value) { raw(key, tomlText(value)); }
void TomlWriter::number(std::string_view key, double value) { raw(key, shortest(value)); }
void TomlWriter::integer(std::string_view key, int value) { raw(key, std::to_string(value)); }
void TomlWriter::flag(std::string_view key, bool value) { raw(key, value ? "true" : "false"); }

}  // namespace snitt::manifest

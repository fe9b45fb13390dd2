#include <algorithm>
#include <charconv>
#include <optional>

#include "core/hl7/charset.h"
#include "core/hl7/escape_p.h"

namespace snitt::hl7 {
namespace {

constexpr int kMostBlanks = 20;  // of one command: a number without bounds would fill the memory

std::optional<std::string> hexBytes(std::string_view digits, const Delimiters& delimiters) {
  if (digits.empty() || digits.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    unsigned value = 0;
    const char* first = digits.data() + at;
    if (const auto [end, error] = std::from_chars(first, first + 2, value, 16);
        error != std::errc() || end != first + 2)
      return std::nullopt;
    bytes += static_cast<char>(value);
  }
  const auto text = toUtf8(bytes, delimiters.charset);
  return text ? *text : std::string("\xEF\xBF\xBD");
}

// What a formatting command of text (2.9, 2.7.6) leaves of itself.
std::optional<std::string> formatted(std::string_view command) {
  const std::string_view name = command.substr(0, 2);
  std::string_view rest = command.substr(std::min<std::size_t>(2, command.size()));
  if (rest.starts_with('+')) rest.remove_prefix(1);
  int count = 1;
  if (!rest.empty()) {
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    if (error != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
  }
  count = std::clamp(count, 0, kMostBlanks);
  if (name == "br" || name == "ce") return "\n";
  if (name == "sp") return std::string(static_cast<std::size_t>(count), '\n');
  if (name == "sk") return std::string(static_cast<std::size_t>(count), ' ');
  if (name == "in" || name == "ti" || name == "fi" || name == "nf") return "";
  return std::nullopt;
}

std::optional<std::string> meaning(std::string_view code, const Delimiters& delimiters) {
  const auto sign = [](char delimiter) {
    return delimiter == '\0' ? std::nullopt : std::optional(std::string(1, delimiter));
  };
  if (code.size() == 1) {
    switch (code.front()) {
      case 'F':
        return sign(delimiters.field);
      case 'S':
        return sign(delimiters.component);
      case 'T':
        return sign(delimiters.subcomponent);
      case 'R':
        return sign(delimiters.repetition);
      case 'E':
        return sign(delimiters.escape);
      case 'P':
        return "#";
      case 'H':
      case 'N':
        return "";  // highlighting
      default:
        return std::nullopt;
    }
  }
  if (code.starts_with('X')) return hexBytes(code.substr(1), delimiters);
  if (code.starts_with('.')) return formatted(code.substr(1));
  return std::nullopt;
}

}  // namespace

std::string unescaped(std::string_view raw, const Delimiters& delimiters) {
  std::string text;
  while (!raw.empty()) {
    const std::size_t open = raw.find(delimiters.escape);
    if (open == std::string_view::npos) break;
    const std::size_t close = raw.find(delimiters.escape, open + 1);
    if (close == std::string_view::npos) break;
    text += raw.substr(0, open);
    if (const auto known = meaning(raw.substr(open + 1, close - open - 1), delimiters)) {
      text += *known;
      raw.remove_prefix(close + 1);
    } else {
      // A sign of somebody's text; the next one may still open a sequence.
      text += delimiters.escape;
      raw.remove_prefix(open + 1);
    }
  }
  return text += raw;
}

}  // namespace snitt::hl7

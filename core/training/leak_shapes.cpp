// Dates and absolute paths by their shape.
#include <algorithm>
#include <optional>

#include "core/training/leak_patterns_p.h"

namespace snitt::training {
namespace {

std::optional<int> digitsAt(std::string_view text, std::size_t at, std::size_t size) {
  if (at + size > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + size; ++i) {
    if (!isDigit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool isYear(std::optional<int> year) { return year && *year >= 1900 && *year <= 2099; }
bool isMonth(std::optional<int> month) { return month && *month >= 1 && *month <= 12; }
bool isDay(std::optional<int> day) { return day && *day >= 1 && *day <= 31; }
bool isMark(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '-' || text[at] == '.' || text[at] == '/');
}

// 2010-03-25 with its marks, of which both are the same; 25.03.2010 or 03/25/2010; 20100325.
std::size_t dateSizeAt(std::string_view text, std::size_t at) {
  if (isYear(digitsAt(text, at, 4))) {
    if (isMark(text, at + 4) && isMonth(digitsAt(text, at + 5, 2)) &&
        text[at + 4] == text[at + 7 < text.size() ? at + 7 : at] && isDay(digitsAt(text, at + 8, 2)))
      return 10;
    if (isMonth(digitsAt(text, at + 4, 2)) && isDay(digitsAt(text, at + 6, 2))) return 8;
  }
  const auto first = digitsAt(text, at, 2);
  const auto second = digitsAt(text, at + 3, 2);
  if (isMark(text, at + 2) && isMark(text, at + 5) && text[at + 2] == text[at + 5] &&
      isYear(digitsAt(text, at + 6, 4)) && ((isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second))))
    return 10;
  return 0;
}

// Neither a part of a longer number or word, nor the decimals of one.
bool standsAlone(std::string_view text, std::size_t at, std::size_t size) {
  const std::size_t end = at + size;
  if (at > 0 && (isWordByte(text[at - 1]) || text[at - 1] == '.')) return false;
  return end >= text.size() || !isDigit(text[end]);
}

bool isNameByte(char c) {
  return isWordByte(c) || c == '-' || c == '_' || c == '.' || c == '@' || c == '+' || c == '~' || c == '%';
}

// "/a/b…", "~/a", "C:\a", "\\server\a"; not the slashes of a URL, a fraction or a comment.
std::size_t pathSizeAt(std::string_view text, std::size_t at) {
  const char before = at == 0 ? ' ' : text[at - 1];
  if (isNameByte(before) || before == '/' || before == ':' || before == '\\') return 0;
  std::size_t end = at;
  std::size_t parts = 0;
  const auto take = [&](char slash) {
    while (end + 1 < text.size() && text[end] == slash && isNameByte(text[end + 1])) {
      ++parts;
      ++end;
      while (end < text.size() && isNameByte(text[end])) ++end;
    }
  };
  if (text[at] == '/') {
    take('/');
    return parts >= 2 ? end - at : 0;
  }
  if (text[at] == '~') {
    ++end;
    take('/');
    return parts >= 1 ? end - at : 0;
  }
  if (text.substr(at, 2) == "\\\\") {
    ++end;
    take('\\');
    return parts >= 2 ? end - at : 0;
  }
  const bool drive = lowered(text[at]) >= 'a' && lowered(text[at]) <= 'z' && text.substr(at + 1, 1) == ":";
  if (!drive) return 0;
  end = at + 2;
  take('\\');
  return parts >= 1 ? end - at : 0;
}

}  // namespace

std::vector<TextFind> findDatesAndPaths(std::string_view run, std::size_t offset) {
  std::vector<TextFind> finds;
  for (std::size_t at = 0; at < run.size();) {
    const std::size_t date = isDigit(run[at]) ? dateSizeAt(run, at) : 0;
    const bool isDate = date > 0 && standsAlone(run, at, date);
    const std::size_t path = isDate ? 0 : pathSizeAt(run, at);
    if (isDate) finds.push_back({offset + at, "a date (\"" + std::string(run.substr(at, date)) + "\")"});
    if (path > 0) finds.push_back({offset + at, "a path (\"" + std::string(run.substr(at, path)) + "\")"});
    at += std::max<std::size_t>({1, isDate ? date : 0, path});
  }
  return finds;
}

}  // namespace snitt::training

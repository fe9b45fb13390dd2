#include "core/outcomes/icd10.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/csv.h"
#include "core/text/trimmed.h"

namespace snitt {
namespace {

bool isLetter(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string without(std::string text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
  return text;
}

std::optional<std::string> codeOf(std::string_view text) {
  std::string code(text);
  for (const std::string_view mark : {"†", "*", "+"}) code = without(std::move(code), mark);
  // One dot, behind the category.
  if (code.size() > 4 && code[3] == '.') code.erase(3, 1);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (code.size() < 3 || code.size() > 7 || !isLetter(code[0]) || !isDigit(code[1])) return std::nullopt;
  if (!std::ranges::all_of(code, [](char c) { return isLetter(c) || isDigit(c); })) return std::nullopt;
  return code;
}

}  // namespace

Result<std::vector<std::string>> icdCodes(std::string_view cell) {
  std::vector<std::string> codes;
  constexpr std::string_view separators = " \t\r\n,;/|";
  for (std::size_t at = cell.find_first_not_of(separators); at != std::string_view::npos;) {
    const std::size_t end = std::min(cell.find_first_of(separators, at), cell.size());
    const std::string_view text = cell.substr(at, end - at);
    auto code = codeOf(text);
    if (!code) return fail(ErrorKind::corrupt, fmt::format("\"{}\" is no ICD-10 code", text));
    codes.push_back(std::move(*code));
    at = cell.find_first_not_of(separators, end);
  }
  return codes;
}

Result<IcdSet> IcdSet::parse(const std::vector<std::string>& texts) {
  IcdSet set;
  for (const std::string& text : texts) {
    const std::string_view whole = trimmed(text);
    std::size_t dash = whole.find("–");
    std::size_t length = std::string_view("–").size();
    if (dash == std::string_view::npos) {
      dash = whole.find('-');
      length = 1;
    }
    const bool range = dash != std::string_view::npos;
    const auto first = codeOf(trimmed(whole.substr(0, range ? dash : whole.size())));
    const auto last = range ? codeOf(trimmed(whole.substr(dash + length))) : first;
    if (!first || !last)
      return fail(ErrorKind::usage, fmt::format("\"{}\" is no ICD-10 code and no range of them", text));
    if (last->compare(0, first->size(), *first) < 0)
      return fail(ErrorKind::usage, fmt::format("the range \"{}\" runs backwards", text));
    set.m_ranges.push_back({*first, *last});
  }
  return set;
}

bool IcdSet::contains(std::string_view code) const {
  // A code that is shorter than a bound stands for all below it, of which the bound may cut some off.
  return std::ranges::any_of(m_ranges, [&](const Range& range) {
    const std::string_view first(range.first);
    const std::string_view last(range.last);
    const bool notBefore =
        code.size() >= first.size() ? code.substr(0, first.size()) >= first : code > first.substr(0, code.size());
    const bool notBehind =
        code.size() >= last.size() ? code.substr(0, last.size()) <= last : code < last.substr(0, code.size());
    return notBefore && notBehind;
  });
}

}  // namespace snitt

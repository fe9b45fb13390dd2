#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <tuple>

#include "core/text/number.h"
#include "core/validation/report/levels_p.h"

namespace snitt::validation {
namespace {

bool startsWithAny(const std::string& name, std::initializer_list<std::string_view> starts) {
  return std::ranges::any_of(starts, [&](std::string_view one) { return name.starts_with(one); });
}

// Of levels with the same number: what lies below it, at it, above it.
int sideOf(const std::string& name) {
  if (startsWithAny(name, {"<", "≤", "under ", "up to ", "below "})) return 0;
  return startsWithAny(name, {">", "≥", "over ", "above "}) ? 2 : 1;
}

struct Order {
  int kind = 0;  // with a number, without, empty
  double number = 0;
  int side = 0;
};

Order orderOf(const std::string& name) {
  if (name.empty()) return {2, 0, 0};
  const auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  const auto from = std::ranges::find_if(name, isDigit);
  if (from == name.end()) return {1, 0, 0};
  const auto to = std::find_if_not(from, name.end(), [&](char c) { return isDigit(c) || c == '.'; });
  std::string digits(from, to);
  while (digits.ends_with('.')) digits.pop_back();
  return {0, parseNumber(digits).value_or(0), sideOf(name)};
}

}  // namespace

bool isLevelBefore(const std::string& first, const std::string& second) {
  const Order a = orderOf(first);
  const Order b = orderOf(second);
  return std::tie(a.kind, a.number, a.side, first) < std::tie(b.kind, b.number, b.side, second);
}

}  // namespace snitt::validation

#include "core/audit/canonical_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace snitt {
namespace {

// As UTF-16 orders letters, whose surrogates stand before U+E000: in UTF-8 that is its own order but for lead bytes of
// letters beyond U+FFFF (F0 and above), which come before EE and EF.
unsigned place(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  if (byte >= 0xF0) return 0xEEU + (byte - 0xF0U) / 8U;
  return byte >= 0xEE ? byte + 8U : byte;
}

bool before(const std::string& a, const std::string& b) {
  const auto [left, right] = std::ranges::mismatch(a, b);
  if (left == a.end() || right == b.end()) return left == a.end() && right != b.end();
  const unsigned first = place(*left);
  const unsigned second = place(*right);
  return first != second ? first < second : static_cast<unsigned char>(*left) < static_cast<unsigned char>(*right);
}

}  // namespace

// What nlohmann's library writes of a text is what the RFC asks for: the short escapes, \u00xx in lower case for other
// control characters, everything else as it is.
std::string canonicalText(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string canonicalInteger(std::int64_t number) { return std::to_string(number); }

std::string canonicalObject(std::vector<std::pair<std::string, std::string>> members) {
  std::ranges::sort(members, before, &std::pair<std::string, std::string>::first);
  std::string text = "{";
  for (const auto& [name, value] : members) {
    if (text.size() > 1) text += ',';
    text.append(canonicalText(name)).append(":").append(value);
  }
  return text + "}";
}

}  // namespace snitt

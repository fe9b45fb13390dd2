#include "core/text/visible.h"

#include <cstdint>

#include <fmt/format.h>

#include "core/text/utf8.h"

namespace snitt {
namespace {

constexpr std::string_view kNoLetter = "\xEF\xBF\xBD";

std::size_t lengthOf(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

// `letter` is one well-formed letter.
std::uint32_t codeOf(std::string_view letter) {
  static constexpr unsigned char masks[] = {0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t code = static_cast<unsigned char>(letter[0]) & masks[letter.size() - 1];
  for (const char c : letter.substr(1)) code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

bool isUnseen(std::uint32_t code) {
  return (code >= 0x80 && code < 0xA0) || code == 0xAD || code == 0x61C || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F) || (code & 0xFFFEU) == 0xFFFE;
}

std::string shown(std::string_view letter) {
  const std::uint32_t code = codeOf(letter);
  // The pictures U+2400 … lie in the order of the characters.
  if (code < 0x20) return {'\xE2', '\x90', static_cast<char>(0x80 + code)};
  if (code == 0x7F) return "\xE2\x90\xA1";
  return isUnseen(code) ? fmt::format("\u27E8U+{:04X}\u27E9", code) : std::string(letter);
}

}  // namespace

std::string visibleText(std::string_view text, std::size_t mostBytes) {
  std::string result;
  while (!text.empty()) {
    const std::string_view letter = text.substr(0, lengthOf(static_cast<unsigned char>(text[0])));
    // The byte 0 is no letter of a text file, but it can be shown.
    const bool fine = letter == std::string_view("\0", 1) || !firstNotUtf8(letter);
    const std::string next = fine ? shown(letter) : std::string(kNoLetter);
    if (result.size() + next.size() > mostBytes) return result + "\u2026";
    result += next;
    text.remove_prefix(fine ? letter.size() : 1);
  }
  return result;
}

}  // namespace snitt

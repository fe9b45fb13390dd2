#include "core/text/lowered.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/text/trimmed.h"

namespace snitt {

std::string lowered(std::string_view text) {
  std::string result;
  for (const char c : text) result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool saysNothing(std::string_view value) {
  static constexpr std::array<std::string_view, 6> words{"", "?", "na", "n/a", "unknown", "not known"};
  return std::ranges::find(words, lowered(trimmed(value))) != words.end();
}

}  // namespace snitt

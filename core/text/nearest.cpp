#include "core/text/nearest.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace snitt {
namespace {

// Code points as pieces of the text: what matters is only whether two are the same.
std::vector<std::string_view> lettersOf(std::string_view text) {
  const auto lengthOf = [](char lead) -> std::size_t {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
  };
  const auto continues = [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) == 0x80U; };
  std::vector<std::string_view> letters;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (length < lengthOf(text[i]) && i + length < text.size() && continues(text[i + length])) ++length;
    letters.push_back(text.substr(i, length));
    i += length;
  }
  return letters;
}

std::string folded(std::string_view name) {
  std::string result;
  for (const char letter : name) {
    if (letter == ' ' || letter == '\t' || letter == '_' || letter == '-' || letter == '.') continue;
    result += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return result;
}

}  // namespace

std::size_t editDistance(std::string_view a, std::string_view b) {
  const auto from = lettersOf(a);
  const auto to = lettersOf(b);
  std::vector<std::size_t> twoAbove;
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], twoAbove[j - 2] + 1);
    }
    twoAbove = std::exchange(above, row);
  }
  return above.back();
}

std::optional<std::string> nearestName(std::string_view wanted, std::span<const std::string> known) {
  const std::string want = folded(wanted);
  const std::string* best = nullptr;
  std::pair<std::size_t, std::size_t> least;
  for (const std::string& name : known) {
    const std::string have = folded(name);
    const std::pair distance{editDistance(want, have), editDistance(wanted, name)};
    const std::size_t letters = std::max(lettersOf(want).size(), lettersOf(have).size());
    if (3 * distance.first > letters || letters == 0) continue;
    if (best != nullptr && distance >= least) continue;
    best = &name;
    least = distance;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

std::string nearestHint(std::string_view wanted, std::span<const std::string> known) {
  const auto name = nearestName(wanted, known);
  return name ? " (nearest: \"" + *name + "\")" : std::string();
}

}  // namespace snitt

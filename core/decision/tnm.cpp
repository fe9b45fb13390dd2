#include "core/decision/tnm.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace snitt {
namespace {

std::optional<std::string> category(std::string_view text, char letter, std::span<const std::string_view> known) {
  std::string plain;
  for (const char c : text)
    if (c != ' ' && c != '\t') plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (plain.starts_with('p')) plain.erase(0, 1);
  if (plain.starts_with(letter)) plain.erase(0, 1);
  if (plain == "x") return "X";
  if (std::ranges::find(known, plain) == known.end()) return std::nullopt;
  return plain;
}

}  // namespace

std::optional<std::string> pTCategory(std::string_view text) {
  static constexpr std::array<std::string_view, 8> known{"0", "is", "1", "2", "3", "4", "4a", "4b"};
  return category(text, 't', known);
}

std::optional<std::string> pNCategory(std::string_view text) {
  static constexpr std::array<std::string_view, 8> known{"0", "1", "1a", "1b", "1c", "2", "2a", "2b"};
  return category(text, 'n', known);
}

Coverage coverageOf(const std::vector<std::string>& categories, std::string_view category) {
  if (category == "X") return Coverage::tooCoarse;
  bool coarse = false;
  for (const std::string& listed : categories) {
    if (listed == category || (category.starts_with(listed) && category.size() == listed.size() + 1))
      return Coverage::covered;
    coarse = coarse || (listed.starts_with(category) && listed.size() == category.size() + 1);
  }
  return coarse ? Coverage::tooCoarse : Coverage::notCovered;
}

std::optional<std::string> stageOf(std::string_view pT, std::string_view pN) {
  if (pN.starts_with('1') || pN.starts_with('2')) return "III";
  if (pN != "0") return std::nullopt;
  if (pT == "1" || pT == "2") return "I";
  if (pT.starts_with('3') || pT.starts_with('4')) return "II";
  return std::nullopt;
}

}  // namespace snitt

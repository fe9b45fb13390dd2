// What is searched for in a bundle, as bytes, and the search for many of them at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/training/bundle_leaks.h"

namespace snitt::training {

struct LeakPattern {
  std::string bytes;  // ASCII letters in lower case where `anyCase`
  std::string what;
  bool anyCase = true;
  bool alone = false;     // not between other letters and digits
  bool textOnly = false;  // in printable text alone
};

[[nodiscard]] std::vector<LeakPattern> leakPatterns(const ForbiddenTexts& forbidden);

// Finds patterns by a table of their first four bytes in lower case (Karp and Rabin, IBM J Res Dev 31:249, 1987, with
// the bytes as their own hash).
class PatternSearch {
 public:
  explicit PatternSearch(std::vector<LeakPattern> patterns);

  struct Hit {
    std::size_t offset;
    const LeakPattern* pattern;
  };
  // At most `most`, in order of their place.
  [[nodiscard]] std::vector<Hit> find(std::string_view bytes, std::size_t most) const;

 private:
  [[nodiscard]] bool holds(const LeakPattern& pattern, std::string_view bytes, std::string_view lower,
                           std::size_t at) const;

  std::vector<LeakPattern> m_patterns;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> m_byStart;
  std::vector<bool> m_starts;  // by the low 20 bits of a multiplied start: most places are no start at all
};

inline constexpr std::size_t kLeastPrintableRun = 16;

[[nodiscard]] constexpr bool isPrintable(char c) {
  const auto code = static_cast<unsigned char>(c);
  return (code >= 0x20 && code < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}
[[nodiscard]] constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool isWordByte(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] constexpr char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Dates and absolute paths in a printable run that begins at `offset` of its file: offset and text of each.
struct TextFind {
  std::size_t offset;
  std::string what;
};
[[nodiscard]] std::vector<TextFind> findDatesAndPaths(std::string_view run, std::size_t offset);

}  // namespace snitt::training

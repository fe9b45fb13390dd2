// Causes of death as ICD-10 codes (WHO, 10th revision). Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt {

// The codes of a cell, which may hold several, separated by blanks, ',', ';', '/' or '|': in capitals, without the dot
// and without dagger, asterisk and plus signs, "C187" for c18.7†. A code is a letter, a digit, a digit or letter, and
// up to four more of those; else corrupt, with the text in quotes.
[[nodiscard]] Result<std::vector<std::string>> icdCodes(std::string_view cell);

// Codes that belong together. A text names a code with all below it ("C18" holds C18.7) or a range of them ("C18-C20",
// which holds C20.9 too). A code of which a bound cuts some off is not in the range: C18 may be outside C18.0-C18.5.
class IcdSet {
 public:
  // usage, with the text, for what is no code and for a range that runs backwards.
  [[nodiscard]] static Result<IcdSet> parse(const std::vector<std::string>& texts);

  // `code` as icdCodes gives it.
  [[nodiscard]] bool contains(std::string_view code) const;
  [[nodiscard]] bool empty() const { return m_ranges.empty(); }
  bool operator==(const IcdSet&) const = default;

 private:
  struct Range {
    std::string first;
    std::string last;
    bool operator==(const Range&) const = default;
  };
  std::vector<Range> m_ranges;
};

}  // namespace snitt

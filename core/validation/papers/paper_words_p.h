// The names that a template may use, with what they stand for. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/validation/papers/paper_facts.h"

namespace snitt::validation {

using PaperRow = std::map<std::string, std::string, std::less<>>;

struct PaperWords {
  PaperRow texts;
  std::map<std::string, std::vector<PaperRow>, std::less<>> lists;  // each of at least one row
};

// What the facts do not say is "not stated", and an empty list one row that says so.
[[nodiscard]] PaperWords paperWordsOf(const PaperFacts& facts);

// `text` with each {{name}} replaced by what it stands for: in the row, where there is one, else in the texts. What is
// put in is not looked through again. Errors: corrupt, where a name is not known (with the nearest) or not closed.
[[nodiscard]] Result<std::string> filledIn(std::string_view text, const PaperWords& words,
                                           const PaperRow* row = nullptr);

}  // namespace snitt::validation

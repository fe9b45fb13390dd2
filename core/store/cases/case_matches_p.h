// Which cases a filter lets through: a set of ids for each word that is searched for and one for all else, which are
// cut with each other in memory. In one statement every case that a frequent word finds would be looked up by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/cases/worklist.h"
#include "core/store/cases/case_access_p.h"

namespace snitt {

class CaseMatches {
 public:
  [[nodiscard]] bool has(CaseId id) const;
  // So few that looking each up is quicker than to go through all cases; never where all match.
  [[nodiscard]] bool isFew() const { return m_ids && m_ids->size() <= kFew; }
  [[nodiscard]] std::string asJson() const;  // a list; only of a few

  [[nodiscard]] bool areAll() const { return !m_ids; }
  // Ids in any order.
  void keepOnly(std::vector<std::int64_t> ids);
  void add(const std::vector<std::int64_t>& ids);  // not where all match

 private:
  static constexpr std::size_t kFew = 5000;
  std::optional<std::vector<std::int64_t>> m_ids;  // ascending; nothing: all
};

// Words are found as beginnings in what names a case, its specimens and slides; by whoever may see patients as whole
// words in names and numbers too, and by the whole code of a slide. Punctuation alone finds nothing and empties no
// list. Throws what SQLiteCpp throws.
[[nodiscard]] CaseMatches matchesOf(const CaseAccess& access, const WorklistFilter& filter);

}  // namespace snitt

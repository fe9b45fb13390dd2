// Cells of a slide list by column, and what the rules of a protocol make of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/cohort/slide_list.h"
#include "core/validation/protocol.h"

namespace snitt::validation {

using StudyFacts = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view kSeveral = "several";

// Columns of the list that say something of a patient or slide, in its order: none of path, patient, accession, tumour
// and exclude.
[[nodiscard]] std::vector<std::string> factColumns(const SlideList& list);
// Empty where nothing is known. `column` is one of factColumns.
[[nodiscard]] std::string factOf(const ListedSlide& slide, const SlideList& list, std::string_view column);
// Of slides that differ: kSeveral.
[[nodiscard]] StudyFacts factsOf(const std::vector<const ListedSlide*>& slides, const SlideList& list,
                                 const std::vector<std::string>& columns);

// Why the rules leave somebody out, or empty.
[[nodiscard]] std::string ruledOut(const StudyFacts& facts, const CohortPart& rules);

}  // namespace snitt::validation

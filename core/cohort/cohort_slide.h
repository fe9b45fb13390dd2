// A slide of a cohort as a worker gets it, and the keys that say whether a result of it is there already. Plain values;
// pure functions.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/cohort/cohort_parameters.h"
#include "core/decision/scope.h"
#include "core/result.h"

namespace snitt {

struct CohortSlide {
  std::size_t row = 0;  // of the list
  std::filesystem::path path;
  std::optional<double> mpp;  // the list's
  std::vector<Fact> facts;    // the list's
  std::string fingerprint;    // where it is known
  std::string sha256;         // taken earlier, of a slide of this fingerprint; else empty
};

// One line without a line feed, format snitt-cohort-slide/1; bytes of a path that are no UTF-8 survive.
[[nodiscard]] std::string formatSlide(const CohortSlide& slide);
[[nodiscard]] Result<CohortSlide> parseSlide(std::string_view line);

// Where results may be mixed, device, precision, kernels and program are no part of the keys: what was computed on
// another path stands beside the rest.
//
// SHA-256 over everything that the outline and the outputs of the networks follow from: the slide's fingerprint and
// mpp, the bundle's segmentation and networks, device, precision and kernels.
[[nodiscard]] std::string inputKey(const CohortParameters& parameters, const CohortSlide& slide,
                                   const std::string& fingerprint);
// SHA-256 over that and what the decision follows from: the whole bundle, the facts, the reason outside scope.
[[nodiscard]] std::string decisionKey(const CohortParameters& parameters, const CohortSlide& slide,
                                      const std::string& fingerprint);

// The message without the slide's path and file name ("the slide" in their place): tables and pages name no files.
[[nodiscard]] std::string withoutPath(std::string message, const std::filesystem::path& path);

}  // namespace snitt

// Which of the networks that were trained for a resolution become members of its ensemble: the best on tuning data.
// Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace snitt::training {

enum class MemberFigure {
  auc,          // area under the ROC curve of distinct poor against distinct good tuning patients
  concordance,  // Harrell's C of all tuning patients
};
[[nodiscard]] std::string_view toText(MemberFigure figure);

struct Candidate {
  int seed = 0;
  double figure = 0;  // on tuning patients, higher is better; NaN for a network that failed
};

// Indices of the `keep` best, the best first; of equals the lower seed. Usage where fewer have a figure, and where the
// same seed stands twice.
[[nodiscard]] Result<std::vector<std::size_t>> chooseMembers(std::span<const Candidate> candidates, int keep,
                                                             std::string_view resolution);

}  // namespace snitt::training

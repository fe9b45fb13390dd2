// Overlap of two sets of pixels or tiles. Pure functions.
//
// Source: Dice, Ecology 26:297 (1945): 2 |A ∩ B| / (|A| + |B|); Jaccard's index |A ∩ B| / |A ∪ B| beside it.
#pragma once

#include <cstdint>
#include <span>

#include "core/result.h"
#include "core/statistics/estimate.h"

namespace snitt::statistics {

struct Overlap {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::uint64_t both = 0;
  double dice = kUndefined;  // undefined where both sets are empty: nothing was found, and nothing was there to find
  double jaccard = kUndefined;
};

// Fails (usage) when more lie in both than in one of them.
[[nodiscard]] Result<Overlap> overlapOfCounts(std::uint64_t first, std::uint64_t second, std::uint64_t both);

// Of two masks of the same pixels, in which anything but 0 is inside. Fails (usage) when the lengths differ.
[[nodiscard]] Result<Overlap> overlapOfMasks(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second);

}  // namespace snitt::statistics

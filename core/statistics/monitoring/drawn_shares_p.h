// Populations that may stand behind counts, and samples of them. One thread at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/statistics/resampling/counter_random.h"

namespace snitt::statistics {

// Gamma with unit scale, shape ≥ 0.5 (Marsaglia and Tsang, ACM Trans Math Softw 26:363, 2000).
[[nodiscard]] double drawGamma(CounterRandom& random, double shape);

// A sample of n in as many bins as there are counts. `below`: the share up to a bin's upper edge, of 2^32; but for the
// last bin.
void drawCounts(CounterRandom& random, std::span<const std::uint32_t> below, std::size_t n,
                std::span<std::uint32_t> counts);

class DrawnShares {
 public:
  explicit DrawnShares(std::span<const std::uint64_t> counts);

  // Other shares: Dirichlet with the counts, half an observation in bins that hold nothing.
  void renew(CounterRandom& random);
  // As drawCounts takes them; valid until renewed.
  [[nodiscard]] std::span<const std::uint32_t> below() const { return m_below; }
  // Counts of a sample of n, valid until the next call.
  [[nodiscard]] std::span<const std::uint32_t> sample(CounterRandom& random, std::size_t n);

 private:
  std::vector<double> m_shapes;
  std::vector<double> m_shares;
  std::vector<std::uint32_t> m_below;
  std::vector<std::uint32_t> m_counts;
};

}  // namespace snitt::statistics

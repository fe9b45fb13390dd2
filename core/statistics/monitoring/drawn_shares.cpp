#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/statistics/monitoring/drawn_shares_p.h"

namespace snitt::statistics {

double drawGamma(CounterRandom& random, double shape) {
  // Below 1 through a gamma of one more: U^(1/shape) times it.
  const double boost = shape < 1 ? std::pow(random.uniform(), 1 / shape) : 1;
  const double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = random.normal();
    const double v = std::pow(1 + c * x, 3);
    if (v > 0 && std::log(random.uniform()) < x * x / 2 + d - d * v + d * std::log(v)) return boost * d * v;
  }
}

void drawCounts(CounterRandom& random, std::span<const std::uint32_t> below, std::size_t n,
                std::span<std::uint32_t> counts) {
  std::ranges::fill(counts, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t drawn = random.next();
    std::size_t bin = 0;
    while (bin < below.size() && drawn >= below[bin]) ++bin;
    ++counts[bin];
  }
}

DrawnShares::DrawnShares(std::span<const std::uint64_t> counts) : m_shares(counts.size()), m_counts(counts.size()) {
  for (const std::uint64_t count : counts) m_shapes.push_back(std::max(0.5, static_cast<double>(count)));
  m_below.resize(counts.empty() ? 0 : counts.size() - 1);
}

void DrawnShares::renew(CounterRandom& random) {
  for (std::size_t b = 0; b < m_shapes.size(); ++b) m_shares[b] = drawGamma(random, m_shapes[b]);
  const double sum = std::accumulate(m_shares.begin(), m_shares.end(), 0.0);
  double below = 0;
  for (std::size_t b = 0; b < m_below.size(); ++b) {
    below += m_shares[b] / sum;
    m_below[b] = static_cast<std::uint32_t>(std::min(below * 0x1p32, 0x1p32 - 1));
  }
}

std::span<const std::uint32_t> DrawnShares::sample(CounterRandom& random, std::size_t n) {
  drawCounts(random, m_below, n, m_counts);
  return m_counts;
}

}  // namespace snitt::statistics

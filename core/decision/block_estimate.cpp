#include "core/decision/block_estimate.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace snitt {
namespace {

// Scores of exactly 0 and 1 have no logit.
constexpr double kClosest = 1e-9;
// Of Satterthwaite's degrees of freedom: see the header.
constexpr double kShareOfDegrees = 1.0 / 3;

double logit(double score) {
  const double inside = std::clamp(score, kClosest, 1 - kClosest);
  return std::log(inside / (1 - inside));
}

double logistic(double value) { return 1 / (1 + std::exp(-value)); }

void addTo(std::vector<double>& sum, const std::vector<double>& block) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += block[i];
}

// Logits of the score without each of the blocks in turn. From sums before and after the block rather than by taking it
// out of the whole: where attention makes one block weigh 1e12 times the others nothing of them would be left.
std::optional<std::vector<double>> withoutEach(std::span<const std::vector<double>> sums, const ScoreOfSums& score) {
  std::vector<std::vector<double>> after(sums.size(), std::vector<double>(sums.front().size(), 0.0));
  for (std::size_t i = sums.size() - 1; i > 0; --i) {
    after[i - 1] = after[i];
    addTo(after[i - 1], sums[i]);
  }
  std::vector<double> before(sums.front().size(), 0.0);
  std::vector<double> logits;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    addTo(after[i], before);
    const std::optional<double> rest = score(after[i]);
    if (!rest) return std::nullopt;
    logits.push_back(logit(*rest));
    addTo(before, sums[i]);
  }
  return logits;
}

struct Spread {
  double variance = 0;
  double degrees = 1;
};

Spread jackknife(const std::vector<double>& logits, std::size_t blockCount) {
  const auto m = static_cast<double>(logits.size());
  double mean = 0;
  for (const double value : logits) mean += value / m;
  double squares = 0;
  double fourths = 0;
  for (const double value : logits) {
    const double square = (value - mean) * (value - mean);
    squares += square;
    fourths += square * square;
  }
  Spread spread{(1 - m / static_cast<double>(blockCount)) * (m - 1) / m * squares, m - 1};
  // Satterthwaite: 2m / (kurtosis − 1), which is m for a normal population.
  const double excess = squares > 0 ? fourths / (squares * squares) - 1 / m : 0;
  if (excess > 0) spread.degrees = std::min(spread.degrees, 2 / excess);
  spread.degrees = std::max(1.0, spread.degrees * kShareOfDegrees);
  return spread;
}

}  // namespace

std::optional<BlockEstimate> estimateFromBlocks(std::span<const std::vector<double>> sums, std::size_t blockCount,
                                                const ScoreOfSums& score) {
  if (sums.empty() || (sums.size() < blockCount && sums.size() < kLeastBlocks)) return std::nullopt;
  std::vector<double> all(sums.front().size(), 0.0);
  for (const std::vector<double>& block : sums) addTo(all, block);
  const std::optional<double> whole = score(all);
  if (!whole) return std::nullopt;
  if (sums.size() >= blockCount) return BlockEstimate{*whole, *whole, *whole};
  const auto logits = withoutEach(sums, score);
  if (!logits) return std::nullopt;
  const auto [variance, degrees] = jackknife(*logits, blockCount);
  const double half =
      boost::math::quantile(boost::math::students_t(degrees), 0.975) * std::sqrt(std::max(0.0, variance));
  const double centre = logit(*whole);
  return BlockEstimate{*whole, std::min(*whole, logistic(centre - half)), std::max(*whole, logistic(centre + half))};
}

}  // namespace snitt

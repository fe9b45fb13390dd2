#include "core/statistics/discrimination/score_ranks.h"

#include <cmath>

#include <fmt/format.h>

namespace snitt::statistics {

Result<void> checkScore(std::span<const double> score, std::size_t patients) {
  if (score.size() != patients)
    return fail(ErrorKind::usage, fmt::format("{} scores stand beside {} patients", score.size(), patients));
  for (std::size_t i = 0; i < score.size(); ++i)
    if (std::isnan(score[i]))
      return fail(ErrorKind::usage, fmt::format("the score of patient {} is not a number", i + 1));
  return {};
}

Ranks ranksOf(std::span<const double> score) {
  std::vector<double> sorted(score.begin(), score.end());
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  Ranks result;
  result.count = static_cast<std::uint32_t>(sorted.size());
  result.rank.reserve(score.size());
  for (const double one : score)
    result.rank.push_back(static_cast<std::uint32_t>(std::ranges::upper_bound(sorted, one) - sorted.begin()));
  return result;
}

}  // namespace snitt::statistics

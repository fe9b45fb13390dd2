#include "core/statistics/discrimination/pair_counting.h"

#include "core/statistics/discrimination/score_ranks.h"
#include "core/statistics/discrimination/time_blocks.h"

namespace snitt::statistics {
namespace {

struct Split {
  double below;
  double equal;
  double above;
};

// Of all that is in the sums, of total `total`.
Split splitAt(const RankSums<double>& sums, double total, std::uint32_t rank) {
  const double below = sums.upTo(rank - 1);
  const double through = sums.upTo(rank);
  return {below, through - below, total - through};
}

// Pairs of two events at one time, by rank of the score.
void countTies(std::span<const std::size_t> rows, const Ranks& ranks, double weight, PairCounts& counts) {
  if (rows.size() < 2) return;
  std::vector<std::uint32_t> sorted;
  sorted.reserve(rows.size());
  for (const std::size_t row : rows) sorted.push_back(ranks.rank[row]);
  std::ranges::sort(sorted);
  const auto pairsOf = [](std::size_t n) { return 0.5 * static_cast<double>(n) * static_cast<double>(n - 1); };
  double both = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    const std::size_t first = i;
    while (i < sorted.size() && sorted[i] == sorted[first]) ++i;
    both += pairsOf(i - first);
  }
  counts.tiedBoth += weight * both;
  counts.tiedTime += weight * (pairsOf(rows.size()) - both);
}

}  // namespace

void countPairs(SurvivalView data, std::span<const double> score, std::span<const double> eventWeight,
                PairCounts& counts, std::span<RowPairs> rows) {
  const std::vector<std::size_t> order = orderByTime(data);
  const std::span<const std::size_t> ordered(order);
  const std::vector<TimeBlock> blocks = timeBlocks(data, order);
  const Ranks ranks = ranksOf(score);
  // From the last time to the first: each event against all who are later.
  RankSums<double> later(ranks.count);
  double total = 0;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    for (const std::size_t row : ordered.subspan(block->events, block->end - block->events))
      later.add(ranks.rank[row], 1), total += 1;
    const auto events = ordered.subspan(block->first, block->events - block->first);
    for (const std::size_t row : events) {
      const Split split = splitAt(later, total, ranks.rank[row]);
      const double weight = eventWeight[row];
      rows[row].concordant += weight * split.below;
      rows[row].discordant += weight * split.above;
      rows[row].tied += weight * split.equal;
      counts.concordant += weight * split.below;
      counts.discordant += weight * split.above;
      counts.tiedScore += weight * split.equal;
    }
    if (!events.empty()) countTies(events, ranks, eventWeight[events.front()], counts);
    for (const std::size_t row : events) later.add(ranks.rank[row], 1), total += 1;
  }
  // From the first time to the last: each patient against the events that were earlier.
  RankSums<double> earlier(ranks.count);
  total = 0;
  const auto meet = [&](std::size_t row) {
    const Split split = splitAt(earlier, total, ranks.rank[row]);
    rows[row].concordant += split.above;
    rows[row].discordant += split.below;
    rows[row].tied += split.equal;
  };
  for (const TimeBlock& block : blocks) {
    const auto events = ordered.subspan(block.first, block.events - block.first);
    for (const std::size_t row : events) meet(row);
    for (const std::size_t row : events) earlier.add(ranks.rank[row], eventWeight[row]), total += eventWeight[row];
    for (const std::size_t row : ordered.subspan(block.events, block.end - block.events)) meet(row);
  }
}

}  // namespace snitt::statistics

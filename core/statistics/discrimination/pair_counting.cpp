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

using Ordered = std::span<const std::size_t>;

Ordered eventsOf(Ordered order, const TimeBlock& block) {
  return order.subspan(block.first, block.events - block.first);
}

Ordered censoredOf(Ordered order, const TimeBlock& block) {
  return order.subspan(block.events, block.end - block.events);
}

// From the last time to the first: each event against all who are later.
void meetLater(Ordered order, const std::vector<TimeBlock>& blocks, const Ranks& ranks,
               std::span<const double> eventWeight, PairCounts& counts, std::span<RowPairs> rows) {
  RankSums<double> later(ranks.count);
  double total = 0;
  const auto add = [&](std::size_t row) {
    later.add(ranks.rank[row], 1);
    total += 1;
  };
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    std::ranges::for_each(censoredOf(order, *block), add);
    const Ordered events = eventsOf(order, *block);
    for (const std::size_t row : events) {
      const Split split = splitAt(later, total, ranks.rank[row]);
      const double weight = eventWeight[row];
      rows[row] = {weight * split.below, weight * split.above, weight * split.equal};
      counts.concordant += rows[row].concordant;
      counts.discordant += rows[row].discordant;
      counts.tiedScore += rows[row].tied;
    }
    if (!events.empty()) countTies(events, ranks, eventWeight[events.front()], counts);
    std::ranges::for_each(events, add);
  }
}

// From the first time to the last: each patient against the events that were earlier.
void meetEarlier(Ordered order, const std::vector<TimeBlock>& blocks, const Ranks& ranks,
                 std::span<const double> eventWeight, std::span<RowPairs> rows) {
  RankSums<double> earlier(ranks.count);
  double total = 0;
  const auto meet = [&](std::size_t row) {
    const Split split = splitAt(earlier, total, ranks.rank[row]);
    rows[row].concordant += split.above;
    rows[row].discordant += split.below;
    rows[row].tied += split.equal;
  };
  for (const TimeBlock& block : blocks) {
    const Ordered events = eventsOf(order, block);
    std::ranges::for_each(events, meet);
    for (const std::size_t row : events) {
      earlier.add(ranks.rank[row], eventWeight[row]);
      total += eventWeight[row];
    }
    std::ranges::for_each(censoredOf(order, block), meet);
  }
}

}  // namespace

void countPairs(SurvivalView data, std::span<const double> score, std::span<const double> eventWeight,
                PairCounts& counts, std::span<RowPairs> rows) {
  const std::vector<std::size_t> order = orderByTime(data);
  const std::vector<TimeBlock> blocks = timeBlocks(data, order);
  const Ranks ranks = ranksOf(score);
  meetLater(order, blocks, ranks, eventWeight, counts, rows);
  meetEarlier(order, blocks, ranks, eventWeight, rows);
}

}  // namespace snitt::statistics

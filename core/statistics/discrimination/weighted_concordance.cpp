#include "core/statistics/discrimination/weighted_concordance.h"

#include <algorithm>

#include "core/statistics/discrimination/score_ranks.h"
#include "core/statistics/discrimination/time_blocks.h"

namespace snitt::statistics {

Result<WeightedConcordance> WeightedConcordance::make(SurvivalView data, std::span<const double> score,
                                                      std::optional<double> tau) {
  ConcordanceOptions options;
  options.tau = tau;
  if (auto whole = concordance(data, score, options); !whole) return fail(whole.error());
  const std::vector<double> time = withoutRounding(data.time);
  data.time = time;
  WeightedConcordance result;
  const std::vector<std::size_t> order = orderByTime(data);
  const Ranks ranks = ranksOf(score);
  for (const std::size_t row : order) result.m_rows.push_back({static_cast<std::uint32_t>(row), ranks.rank[row]});
  const auto place = [](std::size_t at) { return static_cast<std::uint32_t>(at); };
  for (const TimeBlock& block : timeBlocks(data, order))
    result.m_blocks.push_back(
        {place(block.first), place(block.events), place(block.end), !tau || time[order[block.first]] <= *tau});
  result.m_blockWeight.resize(result.m_blocks.size());
  result.m_sums.resize(ranks.count + 1);
  return result;
}

double WeightedConcordance::harrell(std::span<const std::uint32_t> counts) {
  std::ranges::fill(m_blockWeight, 1.0);
  return value(counts);
}

double WeightedConcordance::uno(std::span<const std::uint32_t> counts) {
  weighBlocks(counts);
  return value(counts);
}

// 1 / G(t−)² at each time.
void WeightedConcordance::weighBlocks(std::span<const std::uint32_t> counts) {
  const auto drawn = [&](std::uint32_t from, std::uint32_t to) {
    std::uint64_t sum = 0;
    for (std::uint32_t i = from; i < to; ++i) sum += counts[m_rows[i].patient];
    return sum;
  };
  std::uint64_t atRisk = drawn(0, static_cast<std::uint32_t>(m_rows.size()));
  std::uint64_t allEvents = 0;
  double uncensored = 1;
  for (std::size_t k = 0; k < m_blocks.size(); ++k) {
    const Block& block = m_blocks[k];
    const std::uint64_t events = drawn(block.first, block.events);
    const std::uint64_t censored = drawn(block.events, block.end);
    m_blockWeight[k] = events == 0 ? 0 : 1 / (uncensored * uncensored);
    allEvents += events;
    atRisk -= events;
    if (censored > 0) uncensored *= 1 - static_cast<double>(censored) / static_cast<double>(atRisk);
    atRisk -= censored;
  }
  if (allEvents < 2) std::ranges::fill(m_blockWeight, 1.0);
}

std::uint64_t WeightedConcordance::upTo(std::uint32_t rank) const {
  std::uint64_t sum = 0;
  for (; rank > 0; rank &= rank - 1) sum += m_sums[rank];
  return sum;
}

double WeightedConcordance::value(std::span<const std::uint32_t> counts) {
  std::ranges::fill(m_sums, 0U);
  const auto size = static_cast<std::uint32_t>(m_sums.size());
  std::uint64_t later = 0;
  const auto add = [&](const Row& row) {
    const std::uint32_t count = counts[row.patient];
    if (count == 0) return;
    for (std::uint32_t rank = row.rank; rank < size; rank += rank & (~rank + 1)) m_sums[rank] += count;
    later += count;
  };
  double comparable = 0, concordant = 0;
  for (std::size_t k = m_blocks.size(); k-- > 0;) {
    const Block& block = m_blocks[k];
    for (std::uint32_t i = block.events; i < block.end; ++i) add(m_rows[i]);
    std::uint64_t pairs = 0, twiceConcordant = 0;
    if (block.counts)
      for (std::uint32_t i = block.first; i < block.events; ++i) {
        const std::uint64_t count = counts[m_rows[i].patient];
        if (count == 0) continue;
        pairs += count * later;
        twiceConcordant += count * (upTo(m_rows[i].rank - 1) + upTo(m_rows[i].rank));
      }
    comparable += m_blockWeight[k] * static_cast<double>(pairs);
    concordant += m_blockWeight[k] * 0.5 * static_cast<double>(twiceConcordant);
    for (std::uint32_t i = block.first; i < block.events; ++i) add(m_rows[i]);
  }
  return comparable > 0 ? concordant / comparable : kUndefined;
}

}  // namespace snitt::statistics

#include "inference/estimate/running_estimate.h"

#include <algorithm>
#include <utility>

namespace snitt {
namespace {

constexpr auto kBetween = std::chrono::milliseconds(500);
constexpr int kWaitPerCost = 100;

}  // namespace

RunningEstimate::RunningEstimate(const TileNetworks& networks, const VisitOrder& order, Sink sink)
    : m_networks(networks), m_order(order), m_sink(std::move(sink)), m_offsets{0} {
  for (std::size_t member = 0; member < networks.memberCount(); ++member)
    m_offsets.push_back(m_offsets.back() + networks.summary(member).size());
  std::size_t begin = 0;
  for (const std::size_t end : order.blockEnds) m_left.push_back(end - std::exchange(begin, end));
  m_sums.assign(m_left.size(), std::vector<double>(m_offsets.back(), 0.0));
}

std::vector<double> RunningEstimate::sumsOf(const TileBatch& batch, std::size_t first, std::size_t end,
                                            std::span<const std::vector<float>> embeddings) const {
  std::vector<double> sums(m_offsets.back(), 0.0);
  for (std::size_t member = 0; member < embeddings.size(); ++member) {
    const BagSummary& summary = m_networks.summary(member);
    const auto width = static_cast<std::size_t>(m_networks.embeddingSize(member));
    const std::span<double> into =
        std::span(sums).subspan(m_offsets[member], m_offsets[member + 1] - m_offsets[member]);
    for (std::size_t i = first; i < end; ++i) {
      if (std::ranges::find(batch.unreadable, batch.tiles[i]) != batch.unreadable.end()) continue;
      summary.add(std::span(embeddings[member]).subspan(i * width, width), into);
    }
  }
  return sums;
}

void RunningEstimate::add(const TileBatch& batch, std::span<const std::vector<float>> embeddings) {
  auto block =
      static_cast<std::size_t>(std::ranges::upper_bound(m_order.blockEnds, batch.first) - m_order.blockEnds.begin());
  for (std::size_t first = 0; first < batch.count; ++block) {
    const std::size_t end = std::min(batch.count, m_order.blockEnds[block] - batch.first);
    const std::vector<double> sums = sumsOf(batch, first, end, embeddings);
    const std::scoped_lock lock(m_mutex);
    for (std::size_t i = 0; i < sums.size(); ++i) m_sums[block][i] += sums[i];
    m_left[block] -= end - first;
    first = end;
  }
  std::unique_lock lock(m_mutex);
  while (m_complete < m_left.size() && m_left[m_complete] == 0) ++m_complete;
  while (isDue()) tell(lock);
}

bool RunningEstimate::isDue() const {
  if (m_telling || m_complete == m_told) return false;
  return m_complete == m_left.size() || (m_complete >= kLeastBlocks && Clock::now() >= m_nextTime);
}

// Complete blocks are not written to any more, so the others go on adding meanwhile.
void RunningEstimate::tell(std::unique_lock<std::mutex>& lock) {
  m_telling = true;
  m_told = m_complete;
  const std::size_t blocks = m_complete;
  lock.unlock();
  const Clock::time_point start = Clock::now();
  const auto estimate = estimateFromBlocks(std::span(m_sums).first(blocks), m_sums.size(),
                                           [this](std::span<const double> sums) { return score(sums); });
  const Clock::duration cost = Clock::now() - start;
  if (estimate) m_sink(*estimate, m_order.blockEnds[blocks - 1]);
  lock.lock();
  m_nextTime = Clock::now() + std::max<Clock::duration>(kBetween, kWaitPerCost * cost);
  m_telling = false;
}

// The ensemble's: the mean of its members.
std::optional<double> RunningEstimate::score(std::span<const double> sums) const {
  double total = 0;
  for (std::size_t member = 0; member + 1 < m_offsets.size(); ++member) {
    const auto one =
        m_networks.summary(member).score(sums.subspan(m_offsets[member], m_offsets[member + 1] - m_offsets[member]));
    if (!one) return std::nullopt;
    total += *one;
  }
  return total / static_cast<double>(m_offsets.size() - 1);
}

}  // namespace snitt

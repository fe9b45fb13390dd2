// The running estimate of one resolution: takes what was scored, batch by batch and in any order, and says every half
// second what the ensemble's score will be. Thread-safe.
//
// It rests on the first blocks of the order of visits as far as all before them are complete too: which block a thread
// finishes first must not choose the sample. It takes less than a hundredth of the time of the thread that calls it, as
// it waits a hundred times as long as the last estimate took; memory is a few numbers a block and member.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/decision/block_estimate.h"
#include "inference/engine/engine.h"
#include "inference/tile_stream.h"
#include "tiling/visit_order.h"

namespace snitt {

class RunningEstimate {
 public:
  // `tiles`: how many the estimate rests on. Called by one thread at a time, with ever more tiles; the last call is the
  // closed interval of all tiles.
  using Sink = std::function<void(const BlockEstimate& estimate, std::size_t tiles)>;

  // `networks` and `order` outlive it.
  RunningEstimate(const TileNetworks& networks, const VisitOrder& order, Sink sink);

  // A batch of a stream in that order. `embeddings`: of each member batch.count rows or more.
  void add(const TileBatch& batch, std::span<const std::vector<float>> embeddings);

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::vector<double> sumsOf(const TileBatch& batch, std::size_t first, std::size_t end,
                                           std::span<const std::vector<float>> embeddings) const;
  [[nodiscard]] std::optional<double> score(std::span<const double> sums) const;
  [[nodiscard]] bool isDue() const;
  void tell(std::unique_lock<std::mutex>& lock);

  const TileNetworks& m_networks;
  const VisitOrder& m_order;
  const Sink m_sink;
  std::vector<std::size_t> m_offsets;  // where each member's sums begin; last: how many there are

  std::mutex m_mutex;
  std::vector<std::vector<double>> m_sums;  // by block; not changed any more once the block is complete
  std::vector<std::size_t> m_left;          // tiles of each block that are still to come
  std::size_t m_complete = 0;               // blocks from the first on without a gap
  std::size_t m_told = 0;
  bool m_telling = false;
  Clock::time_point m_nextTime;
};

}  // namespace snitt

#include "inference/tile_scoring.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "core/csv.h"
#include "core/text/number.h"
#include "tiling/visit_order.h"

namespace snitt {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// What each member keeps of each tile: a row per tile of the plan.
class Embeddings {
 public:
  Embeddings(const TileNetworks& networks, std::size_t tiles) {
    for (std::size_t member = 0; member < networks.memberCount(); ++member) {
      m_sizes.push_back(static_cast<std::size_t>(networks.embeddingSize(member)));
      m_values.emplace_back(tiles * m_sizes.back());
    }
  }

  // `estimate` may be null.
  Result<void> fill(const TileNetworks& networks, const TileBatch& batch, int tilePx, RunningEstimate* estimate,
                    const std::stop_token& stop) {
    std::vector<std::vector<float>> buffers;
    for (const std::size_t size : m_sizes) buffers.emplace_back(batch.count * size);
    const std::vector<std::span<float>> views(buffers.begin(), buffers.end());
    if (auto embedded = networks.embed(batch.pixels(tilePx), views, stop); !embedded) return embedded;
    for (std::size_t member = 0; member < m_sizes.size(); ++member) {
      const std::size_t size = m_sizes[member];
      for (std::size_t i = 0; i < batch.count; ++i)
        std::copy_n(buffers[member].begin() + static_cast<std::ptrdiff_t>(i * size), size,
                    m_values[member].begin() + static_cast<std::ptrdiff_t>(batch.tiles[i] * size));
    }
    if (estimate != nullptr) estimate->add(batch, buffers);
    return {};
  }

  // Rows of the tiles that could be read, in plan order; the member's rows are given away.
  [[nodiscard]] std::vector<float> takeReadable(std::size_t member, const std::vector<std::size_t>& unreadable) {
    const std::size_t size = m_sizes[member];
    std::vector<float> all = std::exchange(m_values[member], {});
    if (unreadable.empty()) return all;
    std::vector<float> rows;
    rows.reserve(all.size());
    auto skip = unreadable.begin();
    for (std::size_t tile = 0; tile * size < all.size(); ++tile) {
      if (skip != unreadable.end() && *skip == tile) {
        ++skip;
        continue;
      }
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(tile * size);
      rows.insert(rows.end(), begin, begin + static_cast<std::ptrdiff_t>(size));
    }
    return rows;
  }

 private:
  std::vector<std::size_t> m_sizes;
  std::vector<std::vector<float>> m_values;
};

// Puts the scores of the readable tiles at their places in the plan.
std::vector<double> spread(const std::vector<double>& scores, std::size_t tiles,
                           const std::vector<std::size_t>& unreadable) {
  std::vector<double> all(tiles, kNaN);
  auto next = scores.begin();
  for (std::size_t tile = 0; tile < tiles; ++tile)
    if (!std::binary_search(unreadable.begin(), unreadable.end(), tile)) all[tile] = *next++;
  return all;
}

}  // namespace

TilePlanRequest planRequest(const ResolutionSpec& spec, const SlideScale& scale) {
  TilePlanRequest request;
  request.downsample = scale.downsampleFor(spec.mpp);
  request.tilePx = spec.tilePx;
  request.overlapPx = spec.overlapPx;
  request.leastTumourShare = spec.leastTumourShare;
  request.mostTiles = spec.mostTiles;
  return request;
}

Result<ResolutionOutputs> scoreTiles(SlideReader& slide, TilePlan plan, const ResolutionSpec& spec,
                                     const TileNetworks& networks, int threads, const TileVisits& visits,
                                     const TilesDone& done, const RunControl& control) {
  const std::size_t tiles = plan.tiles.size();
  Embeddings embeddings(networks, tiles);
  const VisitOrder order = visitOrder(plan, visitBlockEdge(plan), visits.seed);
  std::optional<RunningEstimate> estimate;
  if (visits.estimated) estimate.emplace(networks, order, visits.estimated);
  const auto work = [&](const TileBatch& batch) {
    return embeddings.fill(networks, batch, spec.tilePx, estimate ? &*estimate : nullptr, control.stop);
  };
  const TileStreamOptions stream{networks.batch(), networks.workers(threads), threads, order.tiles};
  auto unreadable = streamTiles(slide, plan, stream, work, done, control);
  if (!unreadable) return fail(unreadable.error());

  ResolutionOutputs outputs;
  outputs.grid = {spec.name, plan.geometry, std::move(plan.tiles), std::move(*unreadable), {}, {}};
  if (outputs.grid.unreadable.size() == tiles) return outputs;
  for (std::size_t member = 0; member < networks.memberCount(); ++member) {
    if (control.stop.stop_requested()) return fail(ErrorKind::cancelled, "cancelled");
    const auto pooled = networks.pool(member, embeddings.takeReadable(member, outputs.grid.unreadable));
    if (!pooled) return fail(pooled.error());
    outputs.members.push_back({spec.members[member].id, pooled->score});
    outputs.grid.members.push_back(spec.members[member].id);
    outputs.grid.scores.push_back(spread(pooled->tileScores, tiles, outputs.grid.unreadable));
  }
  return outputs;
}

}  // namespace snitt

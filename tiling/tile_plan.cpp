#include "tiling/tile_plan.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace snitt {
namespace {

constexpr double mostPositions = 1e8;  // a plan beyond this was asked for by mistake, and would take minutes
constexpr double shareSlack = 1e-9;    // a share of exactly the limit counts, whatever the last bits of the division

// The area of mask pixels above and left of any point, also between pixels: the integral image holds it at the corners
// of pixels, and it is bilinear inside one.
class AreaTable {
 public:
  explicit AreaTable(const Mask& mask) : m_sums(mask.width + 1, mask.height + 1) {
    for (int y = 0; y < mask.height; ++y) {
      std::uint32_t row = 0;
      for (int x = 0; x < mask.width; ++x) {
        row += mask.at(x, y) != 0 ? 1 : 0;
        m_sums.at(x + 1, y + 1) = m_sums.at(x + 1, y) + row;
      }
    }
  }

  // Of the rectangle in mask pixels; what lies outside the mask adds nothing.
  [[nodiscard]] double inside(double minX, double minY, double maxX, double maxY) const {
    return upTo(maxX, maxY) - upTo(minX, maxY) - upTo(maxX, minY) + upTo(minX, minY);
  }

 private:
  [[nodiscard]] double upTo(double x, double y) const {
    x = std::clamp(x, 0.0, m_sums.width - 1.0);
    y = std::clamp(y, 0.0, m_sums.height - 1.0);
    const int left = std::min(static_cast<int>(x), m_sums.width - 2);
    const int top = std::min(static_cast<int>(y), m_sums.height - 2);
    const double alongX = x - left;
    const double alongY = y - top;
    const double above = m_sums.at(left, top) * (1 - alongX) + m_sums.at(left + 1, top) * alongX;
    const double below = m_sums.at(left, top + 1) * (1 - alongX) + m_sums.at(left + 1, top + 1) * alongX;
    return above * (1 - alongY) + below * alongY;
  }

  Grid<std::uint32_t> m_sums;
};

Result<void> check(const TilePlanRequest& request, double maskDownsample) {
  if (!(request.downsample > 0) || !(maskDownsample > 0) || !std::isfinite(request.downsample * maskDownsample))
    return fail(ErrorKind::usage, "the downsample of a tile plan must be positive");
  if (request.tilePx < 1)
    return fail(ErrorKind::usage, fmt::format("a tile of {} px cannot be planned", request.tilePx));
  if (request.overlapPx < 0 || request.overlapPx >= request.tilePx)
    return fail(ErrorKind::usage, fmt::format("an overlap of {} px does not fit a tile of {} px: it must be at least 0 "
                                              "and below the tile's edge",
                                              request.overlapPx, request.tilePx));
  if (!(request.leastTumourShare > 0 && request.leastTumourShare <= 1))
    return fail(ErrorKind::usage,
                fmt::format("a least tumour share of {} is not above 0 and at most 1", request.leastTumourShare));
  if (request.mostTiles < 0) return fail(ErrorKind::usage, fmt::format("{} is no number of tiles", request.mostTiles));
  return {};
}

// Evenly along the reading order, the first tile always among them.
std::vector<TilePosition> thinned(const std::vector<TilePosition>& tiles, int most) {
  if (most == 0 || tiles.size() <= static_cast<std::size_t>(most)) return tiles;
  std::vector<TilePosition> kept;
  for (std::size_t k = 0; k < static_cast<std::size_t>(most); ++k)
    kept.push_back(tiles[k * tiles.size() / static_cast<std::size_t>(most)]);
  return kept;
}

}  // namespace

Region TilePlan::region(std::size_t index) const {
  const TilePosition& tile = tiles[index];
  return {geometry.downsample, std::int64_t{tile.column} * geometry.stepPx, std::int64_t{tile.row} * geometry.stepPx,
          geometry.tilePx, geometry.tilePx};
}

Result<TilePlan> planTiles(const TilePlanRequest& request, const Mask& mask, double maskDownsample) {
  if (const Result<void> sound = check(request, maskDownsample); !sound) return fail(sound.error());
  TilePlan plan{{request.downsample, request.tilePx, request.tilePx - request.overlapPx}, 0, {}};
  if (mask.empty()) return plan;

  const double scale = request.downsample / maskDownsample;  // mask pixels per tile pixel
  const double edge = request.tilePx * scale;
  const double step = plan.geometry.stepPx * scale;
  const double columns = std::ceil(mask.width / step);
  const double rows = std::ceil(mask.height / step);
  if (columns * rows > mostPositions)
    return fail(ErrorKind::usage, fmt::format("tiles of {} px in steps of {} px are too small for this slide",
                                              request.tilePx, plan.geometry.stepPx));
  const AreaTable area(mask);
  const double least = request.leastTumourShare * edge * edge * (1 - shareSlack);
  std::vector<TilePosition> tiles;
  for (int row = 0; row < static_cast<int>(rows); ++row) {
    for (int column = 0; column < static_cast<int>(columns); ++column) {
      const double minX = column * step;
      const double minY = row * step;
      const double inside = area.inside(minX, minY, minX + edge, minY + edge);
      if (inside > 0 && inside >= least) tiles.push_back({column, row});
    }
  }
  plan.candidates = static_cast<std::int64_t>(tiles.size());
  plan.tiles = thinned(tiles, request.mostTiles);
  return plan;
}

std::string formatPlan(const TilePlan& plan) {
  std::string csv = "minx,miny,width,height\n";
  for (std::size_t i = 0; i < plan.tiles.size(); ++i) {
    const LevelZeroRect tile = plan.geometry.levelZero(plan.tiles[i]);
    csv += fmt::format("{},{},{},{}\n", tile.minX, tile.minY, tile.width, tile.height);
  }
  return csv;
}

}  // namespace snitt

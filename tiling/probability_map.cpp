#include "tiling/probability_map.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace snitt {
namespace {

// Rounding must not hang on the last bits of the sums: without this a constant 0.5 could give 127 here and 128 there.
constexpr float tieSlack = 1e-3F;

// Which map pixels an input pixel falls into along one axis, and how much of it into each.
struct Share {
  int first = 0;
  int last = -1;  // inclusive; empty when below first
  double begin = 0;
  double end = 0;  // the input pixel in map pixels

  [[nodiscard]] float of(int mapPixel) const {
    return static_cast<float>(std::min<double>(end, mapPixel + 1) - std::max<double>(begin, mapPixel));
  }
};

std::vector<Share> sharesOf(std::int64_t origin, int count, double shrink, int mapSize) {
  std::vector<Share> shares(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    Share& share = shares[static_cast<std::size_t>(i)];
    share.begin = static_cast<double>(origin + i) / shrink;
    share.end = static_cast<double>(origin + i + 1) / shrink;
    if (share.end <= 0 || share.begin >= mapSize) continue;
    share.first = static_cast<int>(std::max(0.0, std::floor(share.begin)));
    share.last = static_cast<int>(std::min<double>(mapSize, std::ceil(share.end))) - 1;
  }
  return shares;
}

// Distance of pixel i from the nearer end of a line of `count` pixels.
float edgeDistance(int i, int count) { return static_cast<float>(std::min(i, count - 1 - i)) + 0.5F; }

struct RowSums {
  std::vector<float> sum;
  std::vector<float> weight;
};

// One input row of the tile, summed into the map's columns.
void sumRow(const Grid<float>& tile, int y, const std::vector<Share>& columns, RowSums& out) {
  const float rowDistance = edgeDistance(y, tile.height);
  const float scale = 1.0F / static_cast<float>(tile.width);  // keeps sums small enough for single precision
  for (int x = 0; x < tile.width; ++x) {
    const Share& share = columns[static_cast<std::size_t>(x)];
    const float weight = scale * std::min(rowDistance, edgeDistance(x, tile.width));
    for (int column = share.first; column <= share.last; ++column) {
      const float part = weight * share.of(column);
      out.sum[static_cast<std::size_t>(column)] += part * tile.at(x, y);
      out.weight[static_cast<std::size_t>(column)] += part;
    }
  }
}

}  // namespace

ProbabilityMerger::ProbabilityMerger(int width, int height, double shrink)
    : m_shrink(shrink), m_sum(width, height), m_weight(width, height) {}

void ProbabilityMerger::add(const Grid<float>& tile, std::int64_t x, std::int64_t y) {
  const std::vector<Share> columns = sharesOf(x, tile.width, m_shrink, m_sum.width);
  const std::vector<Share> rows = sharesOf(y, tile.height, m_shrink, m_sum.height);
  int begin = m_sum.width;
  int end = 0;
  for (const Share& share : columns) {
    if (share.last < share.first) continue;
    begin = std::min(begin, share.first);
    end = std::max(end, share.last + 1);
  }
  RowSums sums{std::vector<float>(static_cast<std::size_t>(m_sum.width)),
               std::vector<float>(static_cast<std::size_t>(m_sum.width))};
  for (int tileY = 0; tileY < tile.height; ++tileY) {
    const Share& share = rows[static_cast<std::size_t>(tileY)];
    if (share.last < share.first) continue;
    std::fill(sums.sum.begin() + begin, sums.sum.begin() + std::max(begin, end), 0.0F);
    std::fill(sums.weight.begin() + begin, sums.weight.begin() + std::max(begin, end), 0.0F);
    sumRow(tile, tileY, columns, sums);
    for (int row = share.first; row <= share.last; ++row) {
      const float part = share.of(row);
      for (int column = begin; column < end; ++column) {
        m_sum.at(column, row) += part * sums.sum[static_cast<std::size_t>(column)];
        m_weight.at(column, row) += part * sums.weight[static_cast<std::size_t>(column)];
      }
    }
  }
}

Grid<std::uint8_t> ProbabilityMerger::finish() const {
  Grid<std::uint8_t> out(m_sum.width, m_sum.height);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    if (m_weight.values[i] <= 0) continue;
    const float probability = std::clamp(m_sum.values[i] / m_weight.values[i], 0.0F, 1.0F);
    out.values[i] = static_cast<std::uint8_t>(std::min(255.0F, std::floor(probability * 255.0F + 0.5F + tieSlack)));
  }
  return out;
}

}  // namespace snitt

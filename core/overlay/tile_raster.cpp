// gridOf: tiles' corners are whole pixels, the step that they were rounded from need not be.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/overlay/tile_table.h"

namespace snitt {

namespace {

constexpr double kMostCells = 1 << 27;
// The rounding of a corner and of those that it is measured from, and a little for arithmetic.
constexpr double kRoundingPx = 1.001;

struct Axis {
  std::vector<std::int64_t> corners;  // sorted, each once
  std::vector<std::int64_t> indices;  // of the cell that each begins
  double originPx = 0;
  double stepPx = 1;

  [[nodiscard]] double cells() const { return static_cast<double>(indices.back()) + 1; }
  [[nodiscard]] int indexOf(std::int64_t corner) const {
    const auto found = std::ranges::lower_bound(corners, corner);
    return static_cast<int>(indices[static_cast<std::size_t>(found - corners.begin())]);
  }
};

// The mean of the distances that are `nearest` or a rounding more: what most neighbours lie apart.
double meanStep(const std::vector<std::int64_t>& corners, std::int64_t nearest) {
  const std::int64_t most = nearest + (nearest > 2 ? 1 : 0);
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (std::size_t i = 1; i < corners.size(); ++i)
    if (const std::int64_t distance = corners[i] - corners[i - 1]; distance <= most) {
      sum += distance;
      ++count;
    }
  return static_cast<double>(sum) / static_cast<double>(count);
}

// Fits `step` to the corners; false where they do not lie on such a grid.
bool fit(Axis& axis, double step) {
  const std::vector<std::int64_t>& corners = axis.corners;
  axis.indices.assign(1, 0);
  for (std::size_t i = 1; i < corners.size(); ++i) {
    const auto distance = static_cast<double>(corners[i] - corners[i - 1]);
    const auto cells = std::max<std::int64_t>(1, std::llround(distance / step));
    axis.indices.push_back(axis.indices.back() + cells);
  }
  const auto first = static_cast<double>(corners.front());
  if (corners.size() > 1)
    step = (static_cast<double>(corners.back()) - first) / static_cast<double>(axis.indices.back());
  double least = 0;
  double most = 0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const double off = static_cast<double>(corners[i]) - first - static_cast<double>(axis.indices[i]) * step;
    least = std::min(least, off);
    most = std::max(most, off);
  }
  axis.stepPx = step;
  axis.originPx = first + (least + most) / 2;
  return std::max(most, -least) <= kRoundingPx;
}

std::optional<Axis> axisOf(std::vector<std::int64_t> corners, std::int64_t tilePx) {
  std::ranges::sort(corners);
  corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
  Axis axis{std::move(corners), {}, 0, 1};
  const auto ownStep = static_cast<double>(std::max<std::int64_t>(1, tilePx));
  if (axis.corners.size() == 1) return fit(axis, ownStep) ? std::optional(axis) : std::nullopt;
  std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
  for (std::size_t i = 1; i < axis.corners.size(); ++i)
    nearest = std::min(nearest, axis.corners[i] - axis.corners[i - 1]);
  if (fit(axis, meanStep(axis.corners, nearest))) return axis;
  // Where no two tiles are neighbours, as when few are left.
  if (static_cast<double>(nearest) > ownStep && fit(axis, ownStep)) return axis;
  return std::nullopt;
}

std::vector<std::int64_t> cornersOf(const TileTable& table, std::int64_t LevelZeroRect::*corner) {
  std::vector<std::int64_t> corners;
  corners.reserve(table.tiles.size());
  for (const LevelZeroRect& tile : table.tiles) corners.push_back(tile.*corner);
  return corners;
}

}  // namespace

Result<ValueGrid> gridOf(const TileTable& table, std::size_t column) {
  if (column >= table.columns.size() || column >= table.values.size() ||
      table.values[column].size() != table.tiles.size())
    return fail(ErrorKind::usage, "the table \"" + table.name + "\" has no column " + std::to_string(column + 1));
  if (table.tiles.empty()) return fail(ErrorKind::unsupported, "the table \"" + table.name + "\" holds no tile");
  const auto across = axisOf(cornersOf(table, &LevelZeroRect::minX), table.tiles.front().width);
  const auto down = axisOf(cornersOf(table, &LevelZeroRect::minY), table.tiles.front().height);
  if (!across || !down)
    return fail(ErrorKind::unsupported, "the tiles of \"" + table.name + "\" lie on no regular grid");
  if (across->cells() * down->cells() > kMostCells)
    return fail(ErrorKind::unsupported,
                "the tiles of \"" + table.name + "\" lie on a grid of more than 128 million cells");
  ValueGrid grid{
      {static_cast<int>(across->cells()), static_cast<int>(down->cells()), std::numeric_limits<float>::quiet_NaN()},
      across->originPx,
      down->originPx,
      across->stepPx,
      down->stepPx};
  for (std::size_t i = 0; i < table.tiles.size(); ++i)
    grid.values.at(across->indexOf(table.tiles[i].minX), down->indexOf(table.tiles[i].minY)) = table.values[column][i];
  return grid;
}

}  // namespace snitt

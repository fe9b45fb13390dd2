#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

#include "core/overlay/feature_stream_p.h"
#include "core/overlay/tile_columns_p.h"
#include "core/overlay/tile_table.h"

namespace snitt {

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

// The tile that the feature is: four corners of an upright rectangle, closed or not.
std::optional<LevelZeroRect> tileOf(const StreamedFeature& feature) {
  if (feature.geometry != "Polygon" || feature.pointDepth != 3 || feature.closed.size() != 2) return std::nullopt;
  std::size_t count = feature.points.size();
  if (count == 5 && feature.points.front() == feature.points.back()) --count;
  if (count != 4) return std::nullopt;
  const auto& p = feature.points;
  const bool isUpright = (p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x) ||
                         (p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y);
  if (!isUpright) return std::nullopt;
  const double left = std::min(p[0].x, p[2].x);
  const double top = std::min(p[0].y, p[2].y);
  const LevelZeroRect tile{std::llround(left), std::llround(top), std::llround(std::abs(p[0].x - p[2].x)),
                           std::llround(std::abs(p[0].y - p[2].y))};
  return tile.width > 0 && tile.height > 0 ? std::optional(tile) : std::nullopt;
}

class TileCollector {
 public:
  explicit TileCollector(std::string name) { m_table.name = std::move(name); }

  Result<void> add(const StreamedFeature& feature) {
    if (feature.measurements.empty()) return {};
    const auto tile = tileOf(feature);
    if (!tile) return {};
    m_table.tiles.push_back(*tile);
    // A column that few tiles have still takes room for all.
    constexpr std::size_t mostValues = std::size_t{1} << 28U;
    if (m_table.tiles.size() * m_table.columns.size() > mostValues)
      return fail(ErrorKind::unsupported,
                  "its " + std::to_string(m_table.columns.size()) + " measurements are too many for so many tiles");
    for (const auto& [name, value] : feature.measurements) {
      const auto column = columnOf(name);
      if (!column) return fail(column.error());
      std::vector<float>& values = m_table.values[*column];
      values.resize(m_table.tiles.size(), kNone);
      values.back() = static_cast<float>(value);
    }
    return {};
  }

  Result<TileTable> finish() {
    if (m_table.tiles.empty())
      return fail(ErrorKind::unsupported, "no feature is a tile: an upright rectangle with measurements");
    for (std::vector<float>& values : m_table.values) values.resize(m_table.tiles.size(), kNone);
    return std::move(m_table);
  }

 private:
  Result<std::size_t> columnOf(const std::string& name) {
    constexpr std::size_t mostColumns = 1000;
    const auto [place, isNew] = m_columns.try_emplace(name, m_table.columns.size());
    if (!isNew) return place->second;
    if (m_table.columns.size() == mostColumns)
      return fail(ErrorKind::unsupported, "the tiles have more than " + std::to_string(mostColumns) + " measurements");
    m_table.columns.push_back(shownColumn(name, m_table.columns));
    m_table.values.emplace_back();
    return place->second;
  }

  TileTable m_table;
  std::unordered_map<std::string, std::size_t> m_columns;
};

}  // namespace

Result<TileTable> parseTileGeoJson(std::string_view json, std::string name) {
  TileCollector collector(std::move(name));
  if (auto read = streamFeatures(json, [&](const StreamedFeature& feature) { return collector.add(feature); }); !read)
    return fail(read.error());
  return collector.finish();
}

}  // namespace snitt

#include "ui/view/display_pyramid.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snitt {

namespace {

constexpr int kLeastTilePx = 224;
constexpr int kMostTilePx = 1024;
// A level that is coarser than asked by this share is still sharp to the eye, at half the pixels of the next finer one.
constexpr double kMostEnlarged = 1.2;
// Between two levels of the slide another one is put where more than this lies between them.
constexpr double kWidestGap = 2.6;

int tileEdge(const Level& finest) {
  const int stored = finest.tileWidthPx;
  if (stored != finest.tileHeightPx || stored <= 0 || stored > kMostTilePx) return 512;
  return stored * std::max(1, (kLeastTilePx + stored - 1) / stored);
}

}  // namespace

DisplayPyramid::DisplayPyramid(const SlideInfo& info) : m_tilePx(tileEdge(info.levels.front())) {
  const Level& finest = info.levels.front();
  m_slideSizePx = QSizeF(static_cast<double>(finest.widthPx), static_cast<double>(finest.heightPx));
  std::vector<double> own;
  for (const Level& level : info.levels) own.push_back(level.downsample);
  std::sort(own.begin(), own.end());
  for (const double next : own) {
    if (!m_downsamples.empty() && next < m_downsamples.back() * 1.3) continue;
    while (!m_downsamples.empty() && next > m_downsamples.back() * kWidestGap)
      m_downsamples.push_back(m_downsamples.back() * 2);
    // The last one put in between may lie too near to the slide's own.
    while (m_downsamples.size() > 1 && m_downsamples.back() * 1.3 > next) m_downsamples.pop_back();
    m_downsamples.push_back(next);
  }
  const double edge = std::max(m_slideSizePx.width(), m_slideSizePx.height());
  while (edge / m_downsamples.back() > m_tilePx) m_downsamples.push_back(m_downsamples.back() * 2);
  for (const double downsample : m_downsamples)
    m_stored.push_back(std::find(own.begin(), own.end(), downsample) != own.end());
}

int DisplayPyramid::levelFor(double viewDownsample) const {
  int level = 0;
  while (level + 1 < levelCount() && downsample(level + 1) <= viewDownsample * kMostEnlarged) ++level;
  return level;
}

QSize DisplayPyramid::tileCounts(int level) const {
  const double span = downsample(level) * m_tilePx;
  return {static_cast<int>(std::ceil(m_slideSizePx.width() / span)),
          static_cast<int>(std::ceil(m_slideSizePx.height() / span))};
}

QRectF DisplayPyramid::slideRect(const DisplayTile& tile) const {
  const Region part = region(tile);
  return {static_cast<double>(part.x) * part.downsample, static_cast<double>(part.y) * part.downsample,
          part.widthPx * part.downsample, part.heightPx * part.downsample};
}

Region DisplayPyramid::region(const DisplayTile& tile) const {
  const double scale = downsample(tile.level);
  const std::int64_t x = std::int64_t{tile.column} * m_tilePx;
  const std::int64_t y = std::int64_t{tile.row} * m_tilePx;
  const auto left = [&](double lengthPx, std::int64_t from) {
    return static_cast<int>(
        std::clamp<double>(std::ceil(lengthPx / scale - 1e-6) - static_cast<double>(from), 1, m_tilePx));
  };
  return {scale, x, y, left(m_slideSizePx.width(), x), left(m_slideSizePx.height(), y)};
}

bool DisplayPyramid::contains(const DisplayTile& tile) const {
  if (tile.level < 0 || tile.level >= levelCount()) return false;
  const QSize counts = tileCounts(tile.level);
  return tile.column >= 0 && tile.row >= 0 && tile.column < counts.width() && tile.row < counts.height();
}

DisplayTile DisplayPyramid::parentOf(const DisplayTile& tile) const {
  const QPointF middle = slideRect(tile).center();
  const double span = downsample(tile.level + 1) * m_tilePx;
  return {tile.level + 1, static_cast<int>(middle.x() / span), static_cast<int>(middle.y() / span)};
}

std::vector<DisplayTile> DisplayPyramid::tilesIn(const QRectF& slide, int level) const {
  std::vector<DisplayTile> tiles;
  const QRectF part = slide & QRectF(QPointF(0, 0), m_slideSizePx);
  if (part.isEmpty()) return tiles;
  const double span = downsample(level) * m_tilePx;
  const QSize counts = tileCounts(level);
  const int lastColumn = std::min(counts.width() - 1, static_cast<int>(part.right() / span));
  const int lastRow = std::min(counts.height() - 1, static_cast<int>(part.bottom() / span));
  for (int row = static_cast<int>(part.top() / span); row <= lastRow; ++row)
    for (int column = static_cast<int>(part.left() / span); column <= lastColumn; ++column)
      tiles.push_back({level, column, row});
  return tiles;
}

std::vector<DisplayTile> DisplayPyramid::visible(const Viewport& view, int level, double marginPx) const {
  const QRectF screen = QRectF(QPointF(0, 0), QSizeF(view.sizePx)).adjusted(-marginPx, -marginPx, marginPx, marginPx);
  std::vector<DisplayTile> tiles = tilesIn(view.slideBounds(screen), level);
  const QTransform toScreen = view.slideToScreen();
  // Of a turned view the upright bounds hold tiles that are not seen.
  if (!view.isUpright())
    std::erase_if(tiles,
                  [&](const DisplayTile& tile) { return !toScreen.mapRect(slideRect(tile)).intersects(screen); });
  std::vector<std::pair<double, DisplayTile>> byDistance;
  byDistance.reserve(tiles.size());
  for (const DisplayTile& tile : tiles) {
    const QPointF away = slideRect(tile).center() - view.centre;
    byDistance.emplace_back(QPointF::dotProduct(away, away), tile);
  }
  std::stable_sort(byDistance.begin(), byDistance.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(byDistance.begin(), byDistance.end(), tiles.begin(), [](const auto& one) { return one.second; });
  return tiles;
}

}  // namespace snitt

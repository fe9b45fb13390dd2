#include "ui/layers/overlay_tiles.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

constexpr double kSamePixel = 1e-3;  // a shift by less than this of a pixel is none
constexpr double kLikeScale = 1.6;   // and its inverse
constexpr int kSquarePx = 64;        // of the screen, drawn from one raster as a whole
constexpr double kLikeTurnDeg = 12;
constexpr double kMostPx = 1e9;  // of a place on the raster; tiles beyond are not told apart

QPointF originOf(const Viewport& view) { return view.toScreen(QPointF(0, 0)); }

int tileOf(double px) {
  return static_cast<int>(std::floor(std::clamp(px, -kMostPx, kMostPx) / OverlayTiles::kTilePx));
}

QRectF rasterRect(OverlayTiles::Place place) {
  constexpr double edge = OverlayTiles::kTilePx;
  return {place.first * edge, place.second * edge, edge, edge};
}

// Edges that are rounded alike: neighbours leave no seam.
QRect rounded(const QRectF& rect) {
  const auto whole = [](double at) { return static_cast<int>(std::lround(std::clamp(at, -kMostPx, kMostPx))); };
  return {QPoint(whole(rect.left()), whole(rect.top())), QPoint(whole(rect.right()) - 1, whole(rect.bottom()) - 1)};
}

}  // namespace

OverlayTiles::OverlayTiles(const Viewport& view) : m_view(view) {
  const QPointF origin = originOf(view);
  m_phase = QPointF(origin.x() - std::floor(origin.x()), origin.y() - std::floor(origin.y()));
}

bool OverlayTiles::matches(const Viewport& view) const {
  if (view.downsample != m_view.downsample || view.rotationDeg != m_view.rotationDeg ||
      view.flipped != m_view.flipped || view.pixelRatio != m_view.pixelRatio)
    return false;
  const QPointF away = originOf(view) - m_phase;
  return std::abs(away.x() - std::round(away.x())) < kSamePixel &&
         std::abs(away.y() - std::round(away.y())) < kSamePixel;
}

bool OverlayTiles::resembles(const Viewport& view) const {
  const double scale = view.downsample / m_view.downsample;
  const double turn = std::abs(std::remainder(view.rotationDeg - m_view.rotationDeg, 360.0));
  return view.flipped == m_view.flipped && view.pixelRatio == m_view.pixelRatio && scale < kLikeScale &&
         scale > 1 / kLikeScale && turn < kLikeTurnDeg;
}

QPoint OverlayTiles::offsetIn(const Viewport& view) const {
  const QPointF away = originOf(view) - m_phase;
  return {static_cast<int>(std::lround(away.x())), static_cast<int>(std::lround(away.y()))};
}

QTransform OverlayTiles::slideToRaster() const {
  Viewport raster = m_view;
  raster.sizePx = QSize(0, 0);
  raster.centre = {};
  return raster.slideToScreen() * QTransform::fromTranslate(m_phase.x(), m_phase.y());
}

Viewport OverlayTiles::viewOf(Place place) const {
  Viewport view = m_view;
  view.sizePx = QSize(kTilePx, kTilePx);
  view.centre = slideToRaster().inverted().map(rasterRect(place).center());
  return view;
}

QRectF OverlayTiles::slideRect(Place place) const { return slideToRaster().inverted().mapRect(rasterRect(place)); }

std::vector<OverlayTiles::Place> OverlayTiles::visible(const Viewport& view, double marginPx) const {
  const QRectF screen = QRectF(QPointF(0, 0), QSizeF(view.sizePx)).adjusted(-marginPx, -marginPx, marginPx, marginPx);
  QRectF seen;
  if (matches(view))
    seen = screen.translated(-QPointF(offsetIn(view)));
  else
    seen = (view.slideToScreen().inverted() * slideToRaster()).mapRect(screen);
  std::vector<Place> places;
  // The far edge itself belongs to the next tile.
  for (int row = tileOf(seen.top()); row <= tileOf(seen.bottom() - kSamePixel); ++row)
    for (int column = tileOf(seen.left()); column <= tileOf(seen.right() - kSamePixel); ++column)
      places.emplace_back(column, row);
  const QPointF middle = seen.center();
  std::ranges::stable_sort(places, {}, [&](Place place) {
    const QPointF away = rasterRect(place).center() - middle;
    return away.x() * away.x() + away.y() * away.y();
  });
  return places;
}

const OverlayTiles::Tile* OverlayTiles::find(Place place) const {
  const auto found = m_tiles.find(place);
  return found == m_tiles.end() ? nullptr : &found->second;
}

std::size_t OverlayTiles::countThere() const {
  return static_cast<std::size_t>(std::ranges::count_if(m_tiles, [](const auto& one) { return one.second.there; }));
}

std::size_t OverlayTiles::bytes() const {
  std::size_t sum = 0;
  for (const auto& [place, tile] : m_tiles) sum += 128 + static_cast<std::size_t>(tile.picture.sizeInBytes());
  return sum;
}

QRegion OverlayTiles::draw(QPainter& painter, const QRegion& region, const Viewport& view) const {
  return matches(view) ? drawExact(painter, region, offsetIn(view)) : drawLike(painter, region, view);
}

QRegion OverlayTiles::drawExact(QPainter& painter, const QRegion& region, QPoint offset) const {
  QRegion missing = region;
  for (const auto& [place, tile] : m_tiles) {
    const QRect target = rasterRect(place).toRect().translated(offset);
    if (!tile.there || !region.intersects(target)) continue;
    missing -= target;
    // Only what is asked for: copying is most of what a frame costs.
    if (!tile.picture.isNull())
      for (const QRect& part : region& target)
        painter.drawImage(part, tile.picture, part.translated(-target.topLeft()));
  }
  return missing;
}

// Turned tiles and regions of pixels do not go together: what is there is told by squares of the screen, each of which
// is drawn from here or from elsewhere as a whole.
QRegion OverlayTiles::drawLike(QPainter& painter, const QRegion& region, const Viewport& view) const {
  const QTransform toScreen = slideToRaster().inverted() * view.slideToScreen();
  const QTransform toRaster = toScreen.inverted();
  const auto isThere = [&](QPointF screen) {
    const QPointF at = toRaster.map(screen);
    const Tile* tile = find({tileOf(at.x()), tileOf(at.y())});
    return tile != nullptr && tile->there;
  };
  const QRect bounds = region.boundingRect();
  QRegion here;
  for (int y = bounds.top() - bounds.top() % kSquarePx; y <= bounds.bottom(); y += kSquarePx) {
    int from = -1;
    for (int x = bounds.left() - bounds.left() % kSquarePx;; x += kSquarePx) {
      const QRect square = QRect(x, y, kSquarePx, kSquarePx) & QRect(QPoint(0, 0), view.sizePx);
      const bool there = x <= bounds.right() && isThere(square.center()) && isThere(square.topLeft()) &&
                         isThere(square.topRight()) && isThere(square.bottomLeft()) && isThere(square.bottomRight());
      if (there && from < 0) from = x;
      if (!there && from >= 0) {
        here += QRect(from, y, x - from, kSquarePx);
        from = -1;
      }
      if (x > bounds.right()) break;
    }
  }
  here &= region;
  if (here.isEmpty()) return region;
  const bool straight = toScreen.type() <= QTransform::TxScale && toScreen.m11() > 0 && toScreen.m22() > 0;
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.setClipRegion(here, Qt::IntersectClip);
  for (const auto& [place, tile] : m_tiles) {
    if (tile.picture.isNull()) continue;
    const QRectF raster = rasterRect(place);
    const QRect target = rounded(toScreen.mapRect(raster));
    if (!here.intersects(target)) continue;
    if (straight) {
      painter.drawImage(target, tile.picture);
      continue;
    }
    painter.setTransform(toScreen);
    painter.drawImage(raster, tile.picture);
    painter.resetTransform();
  }
  painter.restore();
  return region - here;
}

std::vector<OverlayTiles::Place> OverlayTiles::touching(const QRectF& slide) const {
  const QRectF raster = slideToRaster().mapRect(slide);
  std::vector<Place> places;
  for (const auto& [place, tile] : m_tiles) {
    const QRectF rect = rasterRect(place);
    // Not QRectF::intersects, for which a line touches nothing.
    if (rect.left() <= raster.right() && rect.right() >= raster.left() && rect.top() <= raster.bottom() &&
        rect.bottom() >= raster.top())
      places.push_back(place);
  }
  return places;
}

void OverlayTiles::makeAllStale() {
  for (auto& [place, tile] : m_tiles) {
    tile.stale = true;
    ++tile.revision;
  }
}

void OverlayTiles::keepAround(const Viewport& view, double marginPx) {
  const std::vector<Place> near = visible(view, marginPx);
  std::map<Place, Tile> kept;
  for (const Place& place : near)
    if (const auto found = m_tiles.find(place); found != m_tiles.end()) kept.insert(std::move(*found));
  m_tiles = std::move(kept);
}

}  // namespace snitt

// Pictures of an overlay on a raster of tiles that lies parallel to the screen, at one scale, turn and mirror of a
// view: what was painted once is copied as long as the view only moves, and stands in, scaled and turned, for what is
// not there yet of another view. UI thread only.
#pragma once

#include <QImage>
#include <QPainter>
#include <QRegion>

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "ui/view/viewport.h"

namespace snitt {

class OverlayTiles {
 public:
  static constexpr int kTilePx = 256;
  using Place = std::pair<int, int>;  // column and row, from where the slide's origin lies on the screen

  struct Tile {
    QImage picture;  // Format_ARGB32_Premultiplied, null where nothing lies there
    bool there = false;
    bool stale = true;           // to be painted (again)
    std::uint64_t revision = 0;  // counts what made it stale
  };

  explicit OverlayTiles(const Viewport& view);

  // The same picture but for a shift by whole pixels.
  [[nodiscard]] bool matches(const Viewport& view) const;
  // So much alike that scaled tiles of one are good to look at in the other for a moment.
  [[nodiscard]] bool resembles(const Viewport& view) const;

  // What the tile shows as a view of its own: it is painted like any other.
  [[nodiscard]] Viewport viewOf(Place place) const;
  [[nodiscard]] QRectF slideRect(Place place) const;
  // The tiles that a view shows with `marginPx` around it, those in its middle first.
  [[nodiscard]] std::vector<Place> visible(const Viewport& view, double marginPx = 0) const;

  [[nodiscard]] const Tile* find(Place place) const;
  // Made where it is not there yet.
  [[nodiscard]] Tile& at(Place place) { return m_tiles[place]; }
  [[nodiscard]] std::size_t countThere() const;
  [[nodiscard]] std::size_t bytes() const;
  // Copies what is there into `region` of the screen and returns the part of it that is missing.
  [[nodiscard]] QRegion draw(QPainter& painter, const QRegion& region, const Viewport& view) const;

  // Those that touch a part of the slide and are there or being made.
  [[nodiscard]] std::vector<Place> touching(const QRectF& slide) const;
  void forget(Place place) { m_tiles.erase(place); }
  void makeAllStale();
  // Drops what lies farther from the view than `marginPx`.
  void keepAround(const Viewport& view, double marginPx);

 private:
  [[nodiscard]] QRegion drawExact(QPainter& painter, const QRegion& region, QPoint offset) const;
  [[nodiscard]] QRegion drawLike(QPainter& painter, const QRegion& region, const Viewport& view) const;
  [[nodiscard]] QPoint offsetIn(const Viewport& view) const;
  [[nodiscard]] QTransform slideToRaster() const;

  Viewport m_view;  // scale, turn, mirror, pixel ratio
  QPointF m_phase;  // where in a pixel of the screen the slide's origin lies
  std::map<Place, Tile> m_tiles;
};

}  // namespace snitt

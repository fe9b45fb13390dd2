#include "ui/view/tile_painter.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/view/tile_blitter.h"

namespace snitt {

namespace {

// Finer tiles stand in for a missing one down to this many levels; beyond it hundreds of them would be drawn.
constexpr int kFinerLevels = 2;
constexpr double kSeamPx = 0.125;  // by which tiles of a turned view overlap

class Drawing {
 public:
  Drawing(QPainter& painter, QImage& frame, const QRect& exposed, const Viewport& view, TileStore& tiles,
          const TilePaintOptions& options)
      : m_painter(painter),
        m_view(view),
        m_tiles(tiles),
        m_pyramid(tiles.pyramid()),
        m_options(options),
        m_toScreen(view.slideToScreen()),
        m_blitter(frame, exposed, m_toScreen),
        m_exposedSlide(view.slideBounds(QRectF(exposed).adjusted(-2, -2, 2, 2))) {}

  void run() {
    const int level = m_pyramid.levelFor(m_view.downsample);
    for (const DisplayTile& tile : m_pyramid.tilesIn(m_exposedSlide, level)) {
      const auto found = m_tiles.find(tile);
      if (found != nullptr && !found->picture.isNull()) {
        draw(found->picture, m_pyramid.slideRect(tile), m_pyramid.slideRect(tile));
        continue;
      }
      drawStandIn(tile);
      if (found != nullptr) hatch(m_pyramid.slideRect(tile));
    }
  }

 private:
  // `part` of the slide, which lies in the tile that covers `whole`.
  void draw(const QImage& picture, const QRectF& whole, const QRectF& part) {
    // Exactly one slide pixel a screen pixel: plain copying is both sharper and faster.
    const double pixels = whole.width() / picture.width() / m_view.downsample;
    const bool smooth = m_options.smooth && (std::abs(pixels - 1) > 1e-6 || !m_view.isUpright());
    if (m_view.isUpright()) {
      m_blitter.draw(picture, whole, part, smooth);
      return;
    }
    const double scaleX = picture.width() / whole.width();
    const double scaleY = picture.height() / whole.height();
    const QRectF source((part.x() - whole.x()) * scaleX, (part.y() - whole.y()) * scaleY, part.width() * scaleX,
                        part.height() * scaleY);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    m_painter.setTransform(m_toScreen);
    // Of a turned view Qt rounds each tile's edges by itself, and single pixels between them would stay empty.
    const double seam = m_view.isUpright() ? 0 : kSeamPx * m_view.downsample;
    m_painter.drawImage(part.adjusted(-seam, -seam, seam, seam), picture, source);
  }

  void drawStandIn(const DisplayTile& missing) {
    const QRectF part = m_pyramid.slideRect(missing);
    DisplayTile coarser = missing;
    while (coarser.level + 1 < m_pyramid.levelCount()) {
      coarser = m_pyramid.parentOf(coarser);
      const auto found = m_tiles.find(coarser);
      if (found == nullptr || found->picture.isNull()) continue;
      const QRectF whole = m_pyramid.slideRect(coarser);
      // A tile may reach over the edge of the one that covers its middle.
      draw(found->picture, whole, part & whole);
      break;
    }
    if (coarser.level + 1 >= m_pyramid.levelCount() && m_tiles.find(coarser) == nullptr) {
      m_painter.setTransform(m_toScreen);
      m_painter.fillRect(part, m_options.waiting);
    }
    drawFiner(part, missing.level - 1, kFinerLevels);
  }

  void drawFiner(const QRectF& part, int level, int levelsLeft) {
    if (level < 0 || levelsLeft == 0) return;
    bool all = true;
    for (const DisplayTile& tile : m_pyramid.tilesIn(part.adjusted(1e-3, 1e-3, -1e-3, -1e-3), level)) {
      const auto found = m_tiles.find(tile);
      if (found == nullptr || found->picture.isNull()) {
        all = false;
        continue;
      }
      const QRectF whole = m_pyramid.slideRect(tile);
      draw(found->picture, whole, whole & part);
    }
    if (!all) drawFiner(part, level - 1, levelsLeft - 1);
  }

  // What could not be read is never left to look like glass.
  void hatch(const QRectF& slide) {
    m_painter.setTransform(QTransform());
    m_painter.setPen(Qt::NoPen);
    const QPolygonF shape = m_toScreen.map(QPolygonF(slide));
    m_painter.setBrush(QColor(255, 255, 255, 160));
    m_painter.drawPolygon(shape);
    QBrush lines(QColor(150, 30, 30, 200), Qt::BDiagPattern);
    // The pattern goes with the slide when it is moved.
    const QPointF anchor = m_toScreen.map(slide.topLeft());
    lines.setTransform(QTransform::fromTranslate(std::round(anchor.x()), std::round(anchor.y())));
    m_painter.setBrush(lines);
    m_painter.drawPolygon(shape);
  }

  QPainter& m_painter;
  const Viewport& m_view;
  TileStore& m_tiles;
  const DisplayPyramid& m_pyramid;
  const TilePaintOptions& m_options;
  QTransform m_toScreen;
  TileBlitter m_blitter;
  QRectF m_exposedSlide;
};

}  // namespace

void paintTiles(QPainter& painter, const QRect& exposed, const Viewport& view, TileStore& tiles,
                const TilePaintOptions& options) {
  painter.fillRect(exposed, options.backdrop);
  // Qt's raster engine paints at once: its painter and writing into the picture may take turns.
  Drawing(painter, *static_cast<QImage*>(painter.device()), exposed, view, tiles, options).run();
  painter.setTransform(QTransform());
}

}  // namespace snitt

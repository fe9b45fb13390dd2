#include "ui/layers/tile_layer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace snitt {

namespace {

constexpr int kBinsAlong = 64;
// With the cells at its ends still few enough for ValuePyramid to keep its picture.
constexpr double kMostFarCells = 4.1e6;
constexpr double kLongestFar = 16384;
// Of a cell of the far raster a screen pixel: an edge, rounded to a cell, then lies less than a pixel from its place.
constexpr double kFarCell = 0.6;
// Of a turned view as many are drawn as polygons, to the pixel; more are drawn upright first and turned as a picture.
constexpr std::size_t kMostPolygons = 3000;

QRectF rectOf(const LevelZeroRect& tile) {
  return {static_cast<double>(tile.minX), static_cast<double>(tile.minY), static_cast<double>(tile.width),
          static_cast<double>(tile.height)};
}

struct Span {
  int first;
  int end;
};

// std::ceil and std::floor are calls, and this is done for a million edges a frame.
int ceiled(double value) {
  const int whole = static_cast<int>(value);
  return whole + (value > whole ? 1 : 0);
}

// Pixels of [begin, end) whose middle lies in [from, to), at least one: each tile is seen from however far.
Span pixelsIn(double from, double to, int begin, int end) {
  const double least = begin - 2.0;
  const double most = end + 2.0;
  const int first = ceiled(std::clamp(from - 0.5, least, most));
  const int after = ceiled(std::clamp(to - 0.5, least, most));
  if (after > first) return {std::max(first, begin), std::min(after, end)};
  const int only = ceiled(std::clamp((from + to) / 2, least, most)) - 1;
  return {std::max(only, begin), std::min(only + 1, end)};
}

// Part of a plane of pixels onto which level-0 pixels come by quarter turns alone. Which pixels a tile takes does not
// depend on the part, so that parts fit together.
class UprightCanvas {
 public:
  UprightCanvas(const QRect& part, const QTransform& toPlane)
      : picture(part.size(), QImage::Format_ARGB32_Premultiplied), m_part(part), m_toPlane(toPlane) {
    picture.fill(Qt::transparent);
    m_bits = reinterpret_cast<QRgb*>(picture.bits());
    m_rowPx = picture.bytesPerLine() / qsizetype{sizeof(QRgb)};
  }

  void fill(const LevelZeroRect& tile, QRgb colour) {
    const auto x = static_cast<double>(tile.minX);
    const auto y = static_cast<double>(tile.minY);
    const double x0 = m_toPlane.m11() * x + m_toPlane.m21() * y + m_toPlane.dx();
    const double y0 = m_toPlane.m12() * x + m_toPlane.m22() * y + m_toPlane.dy();
    const auto width = static_cast<double>(tile.width);
    const auto height = static_cast<double>(tile.height);
    const double x1 = x0 + m_toPlane.m11() * width + m_toPlane.m21() * height;
    const double y1 = y0 + m_toPlane.m12() * width + m_toPlane.m22() * height;
    const Span columns = pixelsIn(std::min(x0, x1), std::max(x0, x1), m_part.left(), m_part.left() + m_part.width());
    const Span rows = pixelsIn(std::min(y0, y1), std::max(y0, y1), m_part.top(), m_part.top() + m_part.height());
    if (columns.end <= columns.first) return;
    QRgb* pixels = m_bits + (rows.first - m_part.top()) * m_rowPx + (columns.first - m_part.left());
    for (int row = rows.first; row < rows.end; ++row, pixels += m_rowPx)
      std::fill_n(pixels, columns.end - columns.first, colour);
  }

  QImage picture;

 private:
  QRect m_part;
  QTransform m_toPlane;
  QRgb* m_bits = nullptr;
  qsizetype m_rowPx = 0;
};

double medianEdge(const std::vector<LevelZeroRect>& tiles) {
  std::vector<std::int64_t> edges;
  edges.reserve(tiles.size());
  for (const LevelZeroRect& tile : tiles) edges.push_back(std::min(tile.width, tile.height));
  const auto middle = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2);
  std::nth_element(edges.begin(), middle, edges.end());
  return static_cast<double>(std::max<std::int64_t>(1, *middle));
}

// A raster over all tiles. One that covers the middle of cells is painted into them, one that covers none is counted in
// the cell that its middle lies in.
class FarRaster {
 public:
  FarRaster(const QRectF& bounds, double cellPx)
      : m_bounds(bounds),
        m_cellPx(cellPx),
        m_means(cellsAlong(bounds.width()), cellsAlong(bounds.height()), std::numeric_limits<float>::quiet_NaN()),
        m_highest(m_means),
        m_counts(m_means.width, m_means.height) {}

  void add(const LevelZeroRect& tile, float value) {
    if (!std::isfinite(value)) return;
    const double left = (static_cast<double>(tile.minX) - m_bounds.left()) / m_cellPx;
    const double top = (static_cast<double>(tile.minY) - m_bounds.top()) / m_cellPx;
    const double width = static_cast<double>(tile.width) / m_cellPx;
    const double height = static_cast<double>(tile.height) / m_cellPx;
    const Span columns = pixelsIn(left, left + width, 0, m_means.width);
    const Span rows = pixelsIn(top, top + height, 0, m_means.height);
    const bool several = width < 1 || height < 1;
    for (int y = rows.first; y < rows.end; ++y)
      for (int x = columns.first; x < columns.end; ++x) {
        const std::size_t cell = m_means.index(x, y);
        several ? count(cell, value) : set(cell, value);
      }
  }

  [[nodiscard]] ValuePyramid pyramid() && {
    return {ValueGrid{std::move(m_means), m_bounds.left(), m_bounds.top(), m_cellPx, m_cellPx}, std::move(m_highest)};
  }

 private:
  [[nodiscard]] int cellsAlong(double lengthPx) const {
    return std::max(1, static_cast<int>(std::ceil(lengthPx / m_cellPx)));
  }
  void set(std::size_t cell, float value) {
    m_means.values[cell] = m_highest.values[cell] = value;
    m_counts.values[cell] = 1;
  }
  void count(std::size_t cell, float value) {
    if (m_counts.values[cell] == 0) {
      set(cell, value);
      return;
    }
    auto& mean = m_means.values[cell];
    mean += (value - mean) / static_cast<float>(++m_counts.values[cell]);
    m_highest.values[cell] = std::max(m_highest.values[cell], value);
  }

  QRectF m_bounds;
  double m_cellPx;
  Grid<float> m_means;
  Grid<float> m_highest;
  Grid<std::uint32_t> m_counts;
};

}  // namespace

TileLayer::TileLayer(LayerKind kind, QString name, std::shared_ptr<const TileTable> table, std::vector<float> values,
                     QString note)
    : ValueLayer(kind, std::move(name), values, std::move(note)),
      m_kept(std::move(table)),
      m_values(std::move(values)) {
  m_values.resize(m_kept->tiles.size(), std::numeric_limits<float>::quiet_NaN());
  for (const LevelZeroRect& tile : m_kept->tiles) m_bounds |= rectOf(tile);
  if (m_kept->tiles.empty()) return;
  sortIntoBins();
  makeFar();
}

void TileLayer::sortIntoBins() {
  m_bins.resize(std::size_t{kBinsAlong} * kBinsAlong);
  const auto along = [](double share) {
    return static_cast<std::size_t>(std::clamp(share * kBinsAlong, 0.0, kBinsAlong - 1.0));
  };
  for (std::size_t i = 0; i < m_kept->tiles.size(); ++i) {
    const QRectF rect = rectOf(m_kept->tiles[i]);
    const std::size_t column = along((rect.center().x() - m_bounds.left()) / m_bounds.width());
    const std::size_t row = along((rect.center().y() - m_bounds.top()) / m_bounds.height());
    Bin& bin = m_bins[row * kBinsAlong + column];
    bin.box |= rect;
    bin.tiles.push_back(static_cast<std::uint32_t>(i));
  }
  std::erase_if(m_bins, [](const Bin& bin) { return bin.tiles.empty(); });
}

void TileLayer::makeFar() {
  const double cellPx =
      std::max({medianEdge(m_kept->tiles) / 2, std::sqrt(m_bounds.width() * m_bounds.height() / kMostFarCells),
                std::max(m_bounds.width(), m_bounds.height()) / kLongestFar});
  FarRaster raster(m_bounds, cellPx);
  for (std::size_t i = 0; i < m_kept->tiles.size(); ++i) raster.add(m_kept->tiles[i], m_values[i]);
  m_far = std::move(raster).pyramid();
}

template <class Call>
void TileLayer::forEachIn(const QRect& exposed, const Viewport& view, Call call) const {
  const QTransform toScreen = view.slideToScreen();
  const QRectF screen = QRectF(exposed).adjusted(-2, -2, 2, 2);
  const QRectF seen = view.slideBounds(screen);
  // A bit a tile keeps the table's order without sorting.
  std::vector<std::uint64_t> marked(m_values.size() / 64 + 1);
  for (const Bin& bin : m_bins)
    if (bin.box.intersects(seen) && toScreen.mapRect(bin.box).intersects(screen))
      for (const std::uint32_t tile : bin.tiles) marked[tile / 64] |= std::uint64_t{1} << (tile % 64);
  for (std::size_t word = 0; word < marked.size(); ++word)
    for (std::uint64_t bits = marked[word]; bits != 0; bits &= bits - 1) {
      const std::size_t tile = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
      const QRgb colour = colours().at(m_values[tile]);
      if (colour != 0) call(m_kept->tiles[tile], colour);
    }
}

std::size_t TileLayer::countIn(const QRectF& seen) const {
  std::size_t count = 0;
  for (const Bin& bin : m_bins)
    if (bin.box.intersects(seen)) count += bin.tiles.size();
  return count;
}

void TileLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  if (m_bins.empty()) return;
  if (view.downsample >= kFarCell * m_far.grid().stepXPx)
    m_far.paint(painter, exposed, view, colours(), false);
  else if (view.isUpright())
    paintUpright(painter, exposed, view);
  // By the whole view, so that a strip that comes into it looks like the rest.
  else if (countIn(view.slideBounds()) <= kMostPolygons)
    paintTurned(painter, exposed, view);
  else
    paintManyTurned(painter, exposed, view);
}

// Into a picture first: where tiles overlap the later one is to hide the earlier, whatever the layer's opacity.
void TileLayer::paintUpright(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  UprightCanvas canvas(exposed, view.slideToScreen());
  forEachIn(exposed, view, [&](const LevelZeroRect& tile, QRgb colour) { canvas.fill(tile, colour); });
  painter.setTransform(QTransform());
  painter.drawImage(exposed.topLeft(), canvas.picture);
}

void TileLayer::paintTurned(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  QImage canvas(exposed.size(), QImage::Format_ARGB32_Premultiplied);
  canvas.fill(Qt::transparent);
  {
    QPainter tiles(&canvas);
    tiles.setTransform(view.slideToScreen() * QTransform::fromTranslate(-exposed.x(), -exposed.y()));
    tiles.setCompositionMode(QPainter::CompositionMode_Source);
    forEachIn(exposed, view,
              [&](const LevelZeroRect& tile, QRgb colour) { tiles.fillRect(rectOf(tile), QColor::fromRgb(colour)); });
  }
  painter.setTransform(QTransform());
  painter.drawImage(exposed.topLeft(), canvas);
}

void TileLayer::paintManyTurned(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  // On a fixed raster of the slide, so that strips of a view fit together.
  const double step = view.downsample;
  const QRectF seen =
      view.slideBounds(QRectF(exposed).adjusted(-2, -2, 2, 2)) & m_bounds.adjusted(-step, -step, step, step);
  if (seen.isEmpty()) return;
  const QRect part = QRectF(seen.topLeft() / step, seen.size() / step).toAlignedRect();
  UprightCanvas canvas(part, QTransform::fromScale(1 / step, 1 / step));
  forEachIn(exposed, view, [&](const LevelZeroRect& tile, QRgb colour) { canvas.fill(tile, colour); });
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.setTransform(view.slideToScreen());
  painter.drawImage(QRectF(QPointF(part.topLeft()) * step, QSizeF(part.size()) * step), canvas.picture);
}

}  // namespace snitt

#include "ui/layers/value_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/layers/draw_cells.h"

namespace snitt {

namespace {

// A level with more cells, or longer than what Qt's fixed-point texture coordinates hold, is coloured where it is seen.
constexpr std::size_t kMostKeptCells = std::size_t{1} << 22;
constexpr int kMostKeptEdge = 16384;
constexpr double kTurnedPixel = 1.4143;

struct Cell {
  float mean;
  float highest;
};

Cell cellOf(const Grid<float>& means, const Grid<float>& highest, int x, int y) {
  float sum = 0;
  int count = 0;
  float top = -std::numeric_limits<float>::infinity();
  for (int part = 0; part < 4; ++part) {
    const int fineX = 2 * x + part % 2;
    const int fineY = 2 * y + part / 2;
    if (fineX >= means.width || fineY >= means.height || !std::isfinite(means.at(fineX, fineY))) continue;
    sum += means.at(fineX, fineY);
    top = std::max(top, highest.at(fineX, fineY));
    ++count;
  }
  if (count == 0) return {std::nanf(""), std::nanf("")};
  return {sum / static_cast<float>(count), top};
}

// The cells [first, end) of `count` that lie in [from, to], with a margin; casts only what a cell's number can be.
std::pair<int, int> cellsIn(double from, double to, int margin, int count) {
  const double first = std::clamp(std::floor(from) - margin, 0.0, static_cast<double>(count));
  const double end = std::clamp(std::ceil(to) + margin, 0.0, static_cast<double>(count));
  return {static_cast<int>(first), static_cast<int>(end)};
}

// Where the cells of a level lie on the slide.
struct Lattice {
  QPointF origin;
  QSizeF step;
  QSizeF end;  // from the origin
};

// Of each of `count` pixels from `first` on the cell that its middle lies in, less `offset`; -1 outside.
std::vector<int> cellsOfPixels(int first, int count, double factor, double shift, double step, double end, int offset,
                               int cells) {
  std::vector<int> found(static_cast<std::size_t>(count), -1);
  for (int i = 0; i < count; ++i) {
    const double at = (first + i + 0.5) * factor + shift;
    if (!(at >= 0 && at < end)) continue;
    const int cell = std::max(0, static_cast<int>(at / step) - offset);
    found[static_cast<std::size_t>(i)] = std::min(cell, cells - 1);
  }
  return found;
}

// The pixels of `exposed` of an upright view, each in the colour of the cell that its middle lies in; several times as
// fast as Qt's scaling, most of all at quarter turns.
QImage sampled(const QImage& picture, const QRect& cells, const Lattice& lattice, const QRect& exposed,
               const QTransform& toSlide) {
  const bool swapped = toSlide.m11() == 0;
  const double shiftX = toSlide.dx() - lattice.origin.x();
  const double shiftY = toSlide.dy() - lattice.origin.y();
  const auto along = [&](bool screenX, bool slideX) {
    const double factor = screenX ? (slideX ? toSlide.m11() : toSlide.m12()) : (slideX ? toSlide.m21() : toSlide.m22());
    return cellsOfPixels(screenX ? exposed.x() : exposed.y(), screenX ? exposed.width() : exposed.height(), factor,
                         slideX ? shiftX : shiftY, slideX ? lattice.step.width() : lattice.step.height(),
                         slideX ? lattice.end.width() : lattice.end.height(), slideX ? cells.x() : cells.y(),
                         slideX ? cells.width() : cells.height());
  };
  const std::vector<int> across = along(true, !swapped);
  const std::vector<int> down = along(false, swapped);
  const auto* source = reinterpret_cast<const QRgb*>(picture.constBits());
  const qsizetype rowPx = picture.bytesPerLine() / qsizetype{sizeof(QRgb)};
  const qsizetype stepAcross = swapped ? rowPx : 1;
  const qsizetype stepDown = swapped ? 1 : rowPx;
  QImage shown(exposed.size(), QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < shown.height(); ++y) {
    auto* row = reinterpret_cast<QRgb*>(shown.scanLine(y));
    const int cellDown = down[static_cast<std::size_t>(y)];
    for (int x = 0; x < shown.width(); ++x) {
      const int cellAcross = across[static_cast<std::size_t>(x)];
      row[x] = cellDown < 0 || cellAcross < 0 ? 0 : source[cellDown * stepDown + cellAcross * stepAcross];
    }
  }
  return shown;
}

}  // namespace

ValuePyramid::ValuePyramid(ValueGrid grid) : m_grid(std::move(grid)) { addHalvings(m_grid.values); }

ValuePyramid::ValuePyramid(ValueGrid means, Grid<float> highest)
    : m_grid(std::move(means)), m_highest(std::move(highest)) {
  addHalvings(m_highest);
}

void ValuePyramid::addHalvings(const Grid<float>& top) {
  const Grid<float>* means = &m_grid.values;
  const Grid<float>* highest = &top;
  while (std::max(means->width, means->height) > 1) {
    const int width = (means->width + 1) / 2;
    const int height = (means->height + 1) / 2;
    Halving half{{width, height}, {width, height}};
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        const Cell cell = cellOf(*means, *highest, x, y);
        half.means.at(x, y) = cell.mean;
        half.highest.at(x, y) = cell.highest;
      }
    m_halvings.push_back(std::move(half));
    means = &m_halvings.back().means;
    highest = &m_halvings.back().highest;
  }
}

const Grid<float>& ValuePyramid::means(std::size_t level) const {
  return level == 0 ? m_grid.values : m_halvings[level - 1].means;
}

const Grid<float>& ValuePyramid::highest(std::size_t level) const {
  if (level > 0) return m_halvings[level - 1].highest;
  return m_highest.empty() ? m_grid.values : m_highest;
}

QImage ValuePyramid::coloured(std::size_t level, const QRect& cells, const ValueColours& colours) const {
  const Grid<float>& mean = means(level);
  const Grid<float>& top = highest(level);
  QImage picture(cells.size(), QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < picture.height(); ++y) {
    auto* row = reinterpret_cast<QRgb*>(picture.scanLine(y));
    const std::size_t first = mean.index(cells.x(), cells.y() + y);
    for (int x = 0; x < picture.width(); ++x) {
      const std::size_t cell = first + static_cast<std::size_t>(x);
      row[x] = colours.at(mean.values[cell], top.values[cell]);
    }
  }
  return picture;
}

void ValuePyramid::paint(QPainter& painter, const QRect& exposed, const Viewport& view, const ValueColours& colours,
                         bool smooth) const {
  if (m_grid.values.empty()) return;
  // A halving whose cells are no smaller than a screen pixel, so that no value is passed over.
  const double pixel = view.downsample;
  std::size_t level = 0;
  double factor = 1;
  for (; level < m_halvings.size() && std::min(m_grid.stepXPx, m_grid.stepYPx) * factor < pixel; ++level) factor *= 2;
  const double stepX = m_grid.stepXPx * factor;
  const double stepY = m_grid.stepYPx * factor;

  // Only the cells that are seen: Qt's effort follows the source as well.
  const QRectF seen =
      view.slideBounds(QRectF(exposed).adjusted(-1, -1, 1, 1)).translated(-m_grid.originXPx, -m_grid.originYPx);
  const int margin = smooth ? 2 : 1;
  const Grid<float>& values = means(level);
  const auto [left, right] = cellsIn(seen.left() / stepX, seen.right() / stepX, margin, values.width);
  const auto [top, bottom] = cellsIn(seen.top() / stepY, seen.bottom() / stepY, margin, values.height);
  if (left >= right || top >= bottom) return;

  // The last cells of a halving may reach over the raster's end; a pixel of them is seen.
  const double endX = std::max({pixel, std::min(values.width * stepX, m_grid.values.width * m_grid.stepXPx),
                                (values.width - 1) * stepX + std::min(pixel, stepX)});
  const double endY = std::max({pixel, std::min(values.height * stepY, m_grid.values.height * m_grid.stepYPx),
                                (values.height - 1) * stepY + std::min(pixel, stepY)});
  QRect cells(left, top, right - left, bottom - top);
  const QImage picture = pictureOf(level, cells, colours);
  if (view.isUpright() && !smooth) {
    const QPointF origin(m_grid.originXPx, m_grid.originYPx);
    painter.setTransform(QTransform());
    painter.drawImage(exposed.topLeft(), sampled(picture, cells, {origin, QSizeF(stepX, stepY), QSizeF(endX, endY)},
                                                 exposed, view.slideToScreen().inverted()));
    return;
  }
  QRectF source(left, top, right - left, bottom - top);
  source.setRight(std::min(source.right(), endX / stepX));
  source.setBottom(std::min(source.bottom(), endY / stepY));
  const QRectF target(m_grid.originXPx + left * stepX, m_grid.originYPx + top * stepY,
                      std::max(pixel, source.width() * stepX), std::max(pixel, source.height() * stepY));
  painter.setTransform(view.slideToScreen());
  // A turned cell of this size may lie between the middles of the pixels, but not between those of their quarters.
  if (!smooth && std::min(stepX, stepY) < kTurnedPixel * view.downsample) {
    QImage quarters(exposed.size() * 2, QImage::Format_ARGB32_Premultiplied);
    quarters.fill(Qt::transparent);
    QPainter fine(&quarters);
    fine.scale(2, 2);
    fine.translate(-exposed.topLeft());
    fine.setTransform(view.slideToScreen(), true);
    fine.drawImage(target, picture, source.translated(-cells.topLeft()));
    fine.end();
    painter.setTransform(QTransform());
    painter.drawImage(exposed.topLeft(),
                      quarters.scaled(exposed.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    return;
  }
  // Cells of the finest level may be large on the screen, and none of them is cut at the raster's end.
  if (level == 0 && !smooth) {
    drawCells(painter, target, picture, source.translated(-cells.topLeft()).toRect(),
              std::max(stepX, stepY) / view.downsample);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
  painter.drawImage(target, picture, source.translated(-cells.topLeft()));
}

// A level as a whole where that is kept, else the cells alone; `cells` becomes what the picture holds.
QImage ValuePyramid::pictureOf(std::size_t level, QRect& cells, const ValueColours& colours) const {
  const Grid<float>& values = means(level);
  if (values.values.size() > kMostKeptCells || std::max(values.width, values.height) > kMostKeptEdge)
    return coloured(level, cells, colours);
  m_pictures.resize(m_halvings.size() + 1);
  cells = QRect(0, 0, values.width, values.height);
  if (m_pictures[level].isNull()) m_pictures[level] = coloured(level, cells, colours);
  return m_pictures[level];
}

}  // namespace snitt

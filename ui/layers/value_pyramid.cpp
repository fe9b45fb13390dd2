#include "ui/layers/value_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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
  // A halving whose cells are no smaller than a screen pixel, so that no value is passed over; of a turned view than
  // the square that a pixel's middle always lies in.
  const double pixel = view.downsample * (view.isUpright() ? 1 : kTurnedPixel);
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

  QRectF source(left, top, right - left, bottom - top);
  // The last cells of a halving may reach over the raster's end; a pixel of them is seen.
  source.setRight(std::min(source.right(), std::max(m_grid.values.width / factor, values.width - 1 + pixel / stepX)));
  source.setBottom(
      std::min(source.bottom(), std::max(m_grid.values.height / factor, values.height - 1 + pixel / stepY)));
  const QRectF target(m_grid.originXPx + left * stepX, m_grid.originYPx + top * stepY,
                      std::max(pixel, source.width() * stepX), std::max(pixel, source.height() * stepY));
  QImage picture;
  const bool kept = values.values.size() <= kMostKeptCells && std::max(values.width, values.height) <= kMostKeptEdge;
  if (kept) {
    m_pictures.resize(m_halvings.size() + 1);
    QImage& whole = m_pictures[level];
    if (whole.isNull()) whole = coloured(level, QRect(0, 0, values.width, values.height), colours);
    picture = whole;
  } else {
    picture = coloured(level, QRect(left, top, right - left, bottom - top), colours);
    source.translate(-left, -top);
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
  painter.setTransform(view.slideToScreen());
  painter.drawImage(target, picture, source);
}

}  // namespace snitt

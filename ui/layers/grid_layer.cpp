#include "ui/layers/grid_layer.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ui/layers/draw_cells.h"

namespace snitt {

namespace {

Grid<float> halved(const Grid<float>& fine) {
  Grid<float> coarse((fine.width + 1) / 2, (fine.height + 1) / 2);
  for (int y = 0; y < coarse.height; ++y)
    for (int x = 0; x < coarse.width; ++x) {
      float sum = 0;
      int count = 0;
      for (int cell = 0; cell < 4; ++cell) {
        const int fineX = 2 * x + cell % 2;
        const int fineY = 2 * y + cell / 2;
        if (fineX >= fine.width || fineY >= fine.height || !std::isfinite(fine.at(fineX, fineY))) continue;
        sum += fine.at(fineX, fineY);
        ++count;
      }
      coarse.at(x, y) = count == 0 ? std::nanf("") : sum / static_cast<float>(count);
    }
  return coarse;
}

constexpr int kColours = 1024;
using Colours = std::array<QRgb, kColours>;

Colours coloursOf(ColourMap map) {
  Colours colours{};
  for (int i = 0; i < kColours; ++i) {
    const auto rgb = colourAt(map, i / (kColours - 1.0));
    colours[static_cast<std::size_t>(i)] = qRgb(rgb[0], rgb[1], rgb[2]);
  }
  return colours;
}

QImage coloured(const Grid<float>& values, const Colours& colours, double low, double high, double from) {
  QImage picture(values.width, values.height, QImage::Format_ARGB32_Premultiplied);
  const double scale = high > low ? (kColours - 1) / (high - low) : 0;
  for (int y = 0; y < values.height; ++y) {
    auto* row = reinterpret_cast<QRgb*>(picture.scanLine(y));
    for (int x = 0; x < values.width; ++x) {
      const float value = values.at(x, y);
      const bool shown = std::isfinite(value) && value >= from;
      const double at = std::clamp((value - low) * scale, 0.0, kColours - 1.0);
      row[x] = shown ? colours[static_cast<std::size_t>(at)] : 0;
    }
  }
  return picture;
}

}  // namespace

GridLayer::GridLayer(LayerKind kind, QString name, ValueGrid grid, QString note)
    : Layer(kind, std::move(name)), m_grid(std::move(grid)), m_note(std::move(note)) {
  setOpacity(0.6);
  float low = INFINITY;
  float high = -INFINITY;
  for (const float value : m_grid.values.values)
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  if (low < 0 || high > 1) {
    m_low = low;
    m_high = high;
  }
  m_shownFrom = m_low;
  const Grid<float>* finest = &m_grid.values;
  while (std::max(finest->width, finest->height) > 64) {
    m_halvings.push_back(halved(*finest));
    finest = &m_halvings.back();
  }
  colour();
}

void GridLayer::colour() {
  const Colours colours = coloursOf(m_map);
  m_pictures.clear();
  m_pictures.push_back(coloured(m_grid.values, colours, m_low, m_high, m_shownFrom));
  for (const auto& values : m_halvings) m_pictures.push_back(coloured(values, colours, m_low, m_high, m_shownFrom));
}

void GridLayer::setTiles(std::shared_ptr<const TileTable> table, std::shared_ptr<const TileIndex> index) {
  m_table = std::move(table);
  m_index = std::move(index);
}

void GridLayer::setColourMap(ColourMap map) {
  if (map == m_map) return;
  m_map = map;
  colour();
  Q_EMIT changed();
}

void GridLayer::setShownFrom(double value) {
  value = std::clamp(value, m_low, m_high);
  if (value == m_shownFrom) return;
  m_shownFrom = value;
  colour();
  Q_EMIT changed();
}

void GridLayer::setSmooth(bool smooth) {
  if (smooth == m_smooth) return;
  m_smooth = smooth;
  Q_EMIT changed();
}

void GridLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  // A halving whose cells are no smaller than a screen pixel, so that no value is passed over.
  std::size_t halving = 0;
  while (halving + 1 < m_pictures.size() &&
         m_grid.stepXPx * static_cast<double>(std::size_t{1} << halving) < view.downsample)
    ++halving;
  const QImage& picture = m_pictures[halving];
  const double factor = static_cast<double>(std::size_t{1} << halving);
  const double stepX = m_grid.stepXPx * factor;
  const double stepY = m_grid.stepYPx * factor;

  // Only the cells that are seen: Qt's effort follows the source as well.
  const QRectF seen = view.slideBounds(QRectF(exposed).adjusted(-1, -1, 1, 1));
  const int margin = m_smooth ? 2 : 1;
  const int left = std::max(0, static_cast<int>(std::floor((seen.left() - m_grid.originXPx) / stepX)) - margin);
  const int top = std::max(0, static_cast<int>(std::floor((seen.top() - m_grid.originYPx) / stepY)) - margin);
  const int right = std::min(picture.width(),
                             static_cast<int>(std::ceil((seen.right() - m_grid.originXPx) / stepX)) + margin);
  const int bottom = std::min(picture.height(),
                              static_cast<int>(std::ceil((seen.bottom() - m_grid.originYPx) / stepY)) + margin);
  if (left >= right || top >= bottom) return;
  const QRect source(left, top, right - left, bottom - top);
  const QRectF target(m_grid.originXPx + left * stepX, m_grid.originYPx + top * stepY, source.width() * stepX,
                      source.height() * stepY);
  painter.setTransform(view.slideToScreen());
  if (!m_smooth) {
    drawCells(painter, target, picture, source, std::max(stepX, stepY) / view.downsample);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
  painter.drawImage(target, picture, QRectF(source));
}

QString GridLayer::describe(QPointF slide) const {
  const QLocale locale;
  if (m_table != nullptr && m_index != nullptr) {
    const auto tile = m_index->at(slide.x(), slide.y());
    if (!tile) return {};
    QStringList parts;
    for (std::size_t column = 0; column < m_table->columns.size(); ++column) {
      const float value = m_table->values[column][*tile];
      parts << QStringLiteral("%1 %2").arg(
          QString::fromStdString(m_table->columns[column]),
          std::isfinite(value) ? locale.toString(static_cast<double>(value), 'f', 3) : tr("unreadable"));
    }
    return QStringLiteral("%1: %2").arg(QString::fromStdString(m_table->name), parts.join(QStringLiteral(" · ")));
  }
  const auto x = static_cast<int>(std::floor((slide.x() - m_grid.originXPx) / m_grid.stepXPx));
  const auto y = static_cast<int>(std::floor((slide.y() - m_grid.originYPx) / m_grid.stepYPx));
  if (x < 0 || y < 0 || x >= m_grid.values.width || y >= m_grid.values.height) return {};
  const float value = m_grid.values.at(x, y);
  return std::isfinite(value)
             ? QStringLiteral("%1: %2").arg(name(), locale.toString(static_cast<double>(value), 'f', 3))
             : QString();
}

std::optional<QRectF> GridLayer::tileAt(QPointF slide) const {
  if (m_table == nullptr || m_index == nullptr) return std::nullopt;
  const auto tile = m_index->at(slide.x(), slide.y());
  if (!tile) return std::nullopt;
  const LevelZeroRect& rect = m_table->tiles[*tile];
  return QRectF(static_cast<double>(rect.minX), static_cast<double>(rect.minY), static_cast<double>(rect.width),
                static_cast<double>(rect.height));
}

std::optional<LegendScale> GridLayer::scale() const {
  return LegendScale{name(), m_map, m_low, m_high, m_shownFrom, m_note};
}

}  // namespace snitt

#include "ui/layers/grid_layer.h"

#include <cmath>
#include <utility>

namespace snitt {

GridLayer::GridLayer(LayerKind kind, QString name, ValueGrid grid, QString note)
    : ValueLayer(kind, std::move(name), grid.values.values, std::move(note)), m_pyramid(std::move(grid)) {}

void GridLayer::paint(QPainter& painter, const QRect& exposed, const Viewport& view) const {
  m_pyramid.paint(painter, exposed, view, colours(), smooth());
}

std::optional<Reading> GridLayer::valueAt(QPointF slide) const {
  const double x = std::floor((slide.x() - grid().originXPx) / grid().stepXPx);
  const double y = std::floor((slide.y() - grid().originYPx) / grid().stepYPx);
  if (!(x >= 0 && y >= 0 && x < grid().values.width && y < grid().values.height)) return std::nullopt;
  const float value = grid().values.at(static_cast<int>(x), static_cast<int>(y));
  if (!std::isfinite(value)) return std::nullopt;
  return Reading{name(), {{tr("value"), textOf(value)}}};
}

}  // namespace snitt

// Polygons with holes as thin lines that are seen on any tissue. Rings are cut into pieces with a box each, so that a
// view draws no more than it shows, whatever the outline.
#pragma once

#include <QPolygonF>
#include <QRectF>

#include <vector>

#include "core/polygon.h"
#include "ui/layers/layer.h"

namespace snitt {

class OutlineLayer : public Layer {
  Q_OBJECT

 public:
  OutlineLayer(LayerKind kind, QString name, const std::vector<Polygon>& polygons, QColor colour);

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  [[nodiscard]] QList<LegendKey> keys() const override;

 private:
  struct Piece {
    QRectF box;
    QPolygonF points;  // level-0 pixels
  };
  void addRing(const Ring& ring);

  std::vector<Piece> m_pieces;
  QColor m_colour;
};

}  // namespace snitt

// Values on a raster over the slide: heatmaps, the spread of members, columns of other programs' tables. Painted from
// one small picture (and its halvings, for views from afar), whatever the number of tiles.
#pragma once

#include "ui/layers/value_layer.h"
#include "ui/layers/value_pyramid.h"

namespace snitt {

class GridLayer : public ValueLayer {
  Q_OBJECT

 public:
  // The grid is kept.
  GridLayer(LayerKind kind, QString name, ValueGrid grid, QString note = {});

  [[nodiscard]] bool canSmooth() const override { return true; }
  [[nodiscard]] const ValueGrid& grid() const { return m_pyramid.grid(); }

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;

 protected:
  void coloursChanged() override { m_pyramid.forgetPictures(); }
  [[nodiscard]] std::optional<Reading> valueAt(QPointF slide) const override;

 private:
  ValuePyramid m_pyramid;
};

}  // namespace snitt

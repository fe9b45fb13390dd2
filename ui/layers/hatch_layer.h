// Rectangles of the slide that no score rests on, hatched: tiles that could not be read.
#pragma once

#include <QRectF>

#include <vector>

#include "ui/layers/layer.h"

namespace snitt {

class HatchLayer : public Layer {
  Q_OBJECT

 public:
  HatchLayer(LayerKind kind, QString name, std::vector<QRectF> rects);

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] QList<LegendKey> keys() const override;

 private:
  std::vector<QRectF> m_rects;  // level-0 pixels
};

}  // namespace snitt

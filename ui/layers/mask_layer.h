// Areas of a few kinds on a coarse raster over the whole slide (tissue, pen, folds, blur), each in its own colour and
// pattern.
#pragma once

#include <QImage>

#include <vector>

#include "core/image.h"
#include "ui/layers/layer.h"

namespace snitt {

class MaskLayer : public Layer {
  Q_OBJECT

 public:
  struct Area {
    Mask mask;  // all of one size
    QString text;
    QColor colour;
  };
  // `downsample`: level-0 pixels a mask pixel, from the slide's origin. Later areas lie over earlier ones.
  MaskLayer(LayerKind kind, QString name, std::vector<Area> areas, double downsample);

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] QList<LegendKey> keys() const override;

 private:
  std::vector<Area> m_areas;
  double m_downsample;
  QImage m_picture;
};

}  // namespace snitt

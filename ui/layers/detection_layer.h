// Detections of other programs: outlines near by, dots from afar, a colour a class. Sorted into square bins, so that a
// part of a view draws what it shows; a million of them stay fluid.
#pragma once

#include <QColor>
#include <QRectF>

#include <memory>

#include "core/overlay/detections.h"
#include "ui/layers/tiled_layer.h"

namespace snitt {

class DetectionLayer : public TiledLayer {
  Q_OBJECT

 public:
  // Made in any thread.
  explicit DetectionLayer(std::shared_ptr<const DetectionSet> set);
  ~DetectionLayer() override;

  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] QList<LegendKey> keys() const override;

 protected:
  [[nodiscard]] Paint gather(const QRectF& slide, const Viewport& view) const override;
  [[nodiscard]] double costMs(const QRectF& slide, const Viewport& view, double enough) const override;
  [[nodiscard]] QRectF extent() const override;

 private:
  struct Placed;  // never changes: painted from in other threads
  std::shared_ptr<const Placed> m_placed;
};

}  // namespace snitt

// Detections of other programs: outlines near by, dots from afar, a colour a class. Sorted into square bins, so that a
// view draws what it shows; a million of them stay fluid.
#pragma once

#include <QColor>
#include <QRectF>

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/overlay/detections.h"
#include "ui/layers/layer.h"

namespace snitt {

class DetectionLayer : public Layer {
  Q_OBJECT

 public:
  explicit DetectionLayer(std::shared_ptr<const DetectionSet> set);

  void paint(QPainter& painter, const QRect& exposed, const Viewport& view) const override;
  [[nodiscard]] QString describe(QPointF slide) const override;
  [[nodiscard]] QList<LegendKey> keys() const override;

 private:
  struct Item {
    std::size_t detection;
    std::int32_t polygon;  // of the detection; -1 for a point
    QPointF centre;
    float radiusPx;  // half of the longer edge; 0 for a point
  };
  struct Bin {
    QRectF box;  // around its items
    std::vector<Item> items;
  };
  void place(std::size_t detection, std::int32_t polygon, const QRectF& box);
  void drawDots(QPainter& painter, const std::vector<const Bin*>& bins, const Viewport& view, std::size_t count) const;
  void drawShapes(QPainter& painter, const std::vector<const Bin*>& bins, const QRectF& seen,
                  const Viewport& view) const;
  [[nodiscard]] QColor colourOf(std::size_t classIndex) const;

  std::shared_ptr<const DetectionSet> m_set;
  std::unordered_map<std::int64_t, Bin> m_bins;
};

}  // namespace snitt

// What a layer paints into a view, and where the pixels of a view lie on the slide, by the formula that viewport.h
// states and with none of its code.
#pragma once

#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPointF>
#include <QStringList>
#include <QTest>

#include <cmath>
#include <numbers>
#include <vector>

#include "ui/layers/layer.h"

namespace snitt::test {

// With all that the layer has made for it by other threads.
inline QImage painted(const Layer& layer, const Viewport& view) {
  const_cast<Layer&>(layer).prepare(view);
  (void)QTest::qWaitFor([&] { return layer.complete(view); }, 30000);
  QImage picture(view.sizePx, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  layer.paint(painter, picture.rect(), view);
  return picture;
}

inline QPointF toScreenByHand(QPointF slide, const Viewport& view) {
  const double x = (slide.x() - view.centre.x()) / view.downsample * (view.flipped ? -1 : 1);
  const double y = (slide.y() - view.centre.y()) / view.downsample;
  const double angle = view.rotationDeg * std::numbers::pi / 180;
  return {view.sizePx.width() / 2.0 + std::cos(angle) * x - std::sin(angle) * y,
          view.sizePx.height() / 2.0 + std::sin(angle) * x + std::cos(angle) * y};
}

inline QPointF toSlideByHand(QPointF screen, const Viewport& view) {
  const double x = screen.x() - view.sizePx.width() / 2.0;
  const double y = screen.y() - view.sizePx.height() / 2.0;
  const double angle = view.rotationDeg * std::numbers::pi / 180;
  return {view.centre.x() + view.downsample * (std::cos(angle) * x + std::sin(angle) * y) * (view.flipped ? -1 : 1),
          view.centre.y() + view.downsample * (-std::sin(angle) * x + std::cos(angle) * y)};
}

// Upright, turned, flipped, free.
inline std::vector<Viewport> allWays(const Viewport& view) {
  std::vector<Viewport> views;
  for (const double rotation : {0.0, 90.0, 180.0, 270.0, 33.0})
    for (const bool flipped : {false, true}) {
      views.push_back(view);
      views.back().rotationDeg = rotation;
      views.back().flipped = flipped;
    }
  return views;
}

// A paint device that keeps the texts which are drawn on it.
class TextRecorder : public QPaintDevice {
 public:
  explicit TextRecorder(QSize size) : m_size(size) {}
  [[nodiscard]] QPaintEngine* paintEngine() const override { return &m_engine; }
  // Lines in the order in which they were drawn.
  [[nodiscard]] const QStringList& lines() const { return m_engine.lines; }
  [[nodiscard]] QString text() const { return m_engine.lines.join(QLatin1Char(' ')); }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    switch (metric) {
      case PdmWidth:
        return m_size.width();
      case PdmHeight:
        return m_size.height();
      case PdmDpiX:
      case PdmDpiY:
      case PdmPhysicalDpiX:
      case PdmPhysicalDpiY:
        return 96;
      case PdmDevicePixelRatio:
        return 1;
      case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
      case PdmDepth:
        return 32;
      default:
        return QPaintDevice::metric(metric);
    }
  }

 private:
  class Engine : public QPaintEngine {
   public:
    Engine() : QPaintEngine(AllFeatures) {}
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawTextItem(const QPointF&, const QTextItem& item) override { lines << item.text(); }
    [[nodiscard]] Type type() const override { return User; }
    QStringList lines;
  };

  QSize m_size;
  mutable Engine m_engine;
};

}  // namespace snitt::test

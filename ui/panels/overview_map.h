// The whole slide, small, with the view's rectangle on it. Stands in a dock or floats in a corner of the view. The
// slide stays upright; a turned view shows as a turned rectangle.
#pragma once

#include <QImage>
#include <QPixmap>
#include <QPolygonF>
#include <QWidget>

#include "ui/view/viewport.h"

namespace snitt {

class OverviewMap : public QWidget {
  Q_OBJECT

 public:
  explicit OverviewMap(QWidget* parent = nullptr);

  // `slideSizePx` in level-0 pixels; an empty one says that there is no slide. A null picture: not made yet.
  void setPicture(const QImage& wholeSlide, QSizeF slideSizePx);
  void setViewport(const Viewport& viewport);

  // Floating: a fixed size of at most 220 pixels an edge in the slide's own shape, a translucent rim, no background.
  void setFloating(bool floating);
  [[nodiscard]] bool isFloating() const { return m_floating; }

  // In the widget's logical pixels: where the slide lies, and the view's corners.
  [[nodiscard]] QRectF pictureRect() const;
  [[nodiscard]] QPolygonF viewPolygon() const;
  // True where the rectangle is too small to be seen and a cross stands for it.
  [[nodiscard]] bool showsCross() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  // Press on the slide, drag (kept within the slide), or arrow keys.
  void centreRequested(QPointF slidePx);
  // By wheel or + and −; above 1 goes closer. A notch of the wheel is √2.
  void zoomRequested(double factor);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] bool hasSlide() const { return !m_slideSizePx.isEmpty(); }
  [[nodiscard]] QTransform slideToWidget() const;
  [[nodiscard]] QPointF slideAt(QPointF widget) const;
  void fixFloatingSize();
  const QPixmap& scaledPicture();
  void paintSlide(QPainter& painter);
  void paintView(QPainter& painter);
  void paintCross(QPainter& painter, QPointF centre);
  [[nodiscard]] QColor lineColour() const;

  QImage m_picture;
  QPixmap m_scaled;  // m_picture at the size it is shown in; null when it has to be made again
  QSizeF m_slideSizePx;
  Viewport m_viewport;
  bool m_floating = false;
  bool m_dragging = false;
};

}  // namespace snitt

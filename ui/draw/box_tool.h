// Rectangles and ellipses by dragging; Shift makes squares and circles, Ctrl draws from the middle.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

class BoxTool : public DrawTool {
 public:
  // `shape`: rectangle or ellipse.
  BoxTool(const Canvas& canvas, Shape shape) : DrawTool(canvas), m_shape(shape) {}

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  bool cancel() override;
  void paint(QPainter& painter, const Viewport& view) const override;

 private:
  void dragTo(const ToolEvent& event);
  [[nodiscard]] Geometry geometry() const;

  Shape m_shape;
  bool m_dragging = false;
  Point m_pressed;
  QPointF m_pressedAt;
  Point m_from;
  Point m_to;
};

}  // namespace snitt

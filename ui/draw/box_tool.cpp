#include "ui/draw/box_tool.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "ui/draw/annotation_text.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

bool BoxTool::press(const ToolEvent& event) {
  if (event.button == Qt::RightButton && m_dragging) return cancel();
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_dragging = true;
  m_pressed = m_from = m_to = event.slide;
  m_pressedAt = event.screen;
  return true;
}

void BoxTool::dragTo(const ToolEvent& event) {
  double dx = event.slide.x - m_pressed.x;
  double dy = event.slide.y - m_pressed.y;
  if ((event.keys & Qt::ShiftModifier) != 0) {
    const double edge = std::max(std::abs(dx), std::abs(dy));
    dx = std::copysign(edge, dx);
    dy = std::copysign(edge, dy);
  }
  const bool fromMiddle = (event.keys & Qt::ControlModifier) != 0;
  m_from = fromMiddle ? Point{m_pressed.x - dx, m_pressed.y - dy} : m_pressed;
  m_to = {m_pressed.x + dx, m_pressed.y + dy};
}

void BoxTool::move(const ToolEvent& event) {
  if (!m_dragging) return;
  dragTo(event);
  canvas().changed();
}

void BoxTool::release(const ToolEvent& event) {
  if (!m_dragging || event.button != Qt::LeftButton) return;
  dragTo(event);
  m_dragging = false;
  canvas().changed();
  if (isClick(event.screen, m_pressedAt, canvas().dpr) || m_from.x == m_to.x || m_from.y == m_to.y) return;
  canvas().add(geometry(), m_shape,
               m_shape == Shape::ellipse ? QCoreApplication::translate("Draw", "ellipse")
                                         : QCoreApplication::translate("Draw", "rectangle"));
}

bool BoxTool::cancel() {
  const bool was = std::exchange(m_dragging, false);
  if (was) canvas().changed();
  return was;
}

Geometry BoxTool::geometry() const {
  return m_shape == Shape::ellipse ? ellipseOf(m_from, m_to) : rectangleOf(m_from, m_to);
}

void BoxTool::paint(QPainter& painter, const Viewport& view) const {
  if (!m_dragging) return;
  const Geometry shown = geometry();
  const Colour rgb = canvas().classes->colourOf(canvas().classes->current());
  strokePreview(painter, pathOf(shown, view), QColor(rgb[0], rgb[1], rgb[2]), canvas().dpr);
  paintPlate(painter, view.toScreen(toQt(m_to)), annotationSizeText(shown, canvas().scale), view, canvas().dpr);
}

}  // namespace snitt

#include "ui/draw/brush_tool.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

#include "core/area_ops.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {

constexpr double kLeastRadiusPx = 2;
constexpr double kMostRadiusPx = 200;
constexpr double kSizeStep = 1.25;

}  // namespace

bool BrushTool::press(const ToolEvent& event) {
  if (event.button == Qt::RightButton && !m_path.empty()) return cancel();
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_strokeRadius = radius(event.view);
  m_adds = (event.keys & kTakesAway) == 0;
  m_target = canvas().paintable();
  const bool touches = m_target && (covers(m_target->geometry, event.slide) ||
                                    distanceTo(m_target->geometry, event.slide) <= m_strokeRadius);
  if (m_adds && !touches && (event.keys & Qt::ShiftModifier) == 0) m_target = nullptr;
  if (!m_adds && !m_target) {
    canvas().say(
        QCoreApplication::translate("Draw", "Select one area that is not locked to take something away from it"));
    return true;
  }
  m_path = {event.slide};
  m_pointer = event.screen;
  canvas().changed();
  return true;
}

void BrushTool::move(const ToolEvent& event) {
  m_pointer = event.screen;
  // Steps of a tenth of the brush change nothing that could be seen.
  if (!m_path.empty() && std::hypot(event.slide.x - m_path.back().x, event.slide.y - m_path.back().y) >=
                             std::max(m_strokeRadius / 10, event.view.downsample))
    m_path.push_back(event.slide);
  canvas().changed();
}

void BrushTool::release(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || m_path.empty()) return;
  move(event);
  const auto stroke = swept(std::exchange(m_path, {}), m_strokeRadius);
  const AnnotationPtr target = std::exchange(m_target, nullptr);
  canvas().changed();
  if (!stroke) return canvas().say(QString::fromStdString(stroke.error().message));
  if (stroke->empty()) return;
  if (!target) {
    Geometry geometry;
    geometry.areas = *stroke;
    canvas().add(std::move(geometry), Shape::polygon, QCoreApplication::translate("Draw", "brush"));
    return;
  }
  const AnnotationPtr now = canvas().set().find(target->id);
  if (now)
    canvas().commit(
        painted(canvas().set(), now, *stroke, m_adds, canvas().editor()),
        m_adds ? QCoreApplication::translate("Draw", "brush") : QCoreApplication::translate("Draw", "brush away"));
}

bool BrushTool::key(int key, Qt::KeyboardModifiers, const Viewport&) {
  if (key != Qt::Key_BracketLeft && key != Qt::Key_BracketRight) return false;
  const double factor = key == Qt::Key_BracketRight ? kSizeStep : 1 / kSizeStep;
  m_radiusPx = std::clamp(m_radiusPx * factor, kLeastRadiusPx, kMostRadiusPx);
  canvas().changed();
  return true;
}

void BrushTool::pointerLeft() {
  m_pointer.reset();
  canvas().changed();
}

bool BrushTool::cancel() {
  const bool was = !m_path.empty();
  m_path.clear();
  m_target = nullptr;
  if (was) canvas().changed();
  return was;
}

void BrushTool::paint(QPainter& painter, const Viewport& view) const {
  const Colour rgb = canvas().classes->colourOf(canvas().classes->current());
  const QColor colour = m_target ? colourOf(*m_target, *canvas().classes) : QColor(rgb[0], rgb[1], rgb[2]);
  if (!m_path.empty()) {
    QColor ink = m_adds ? colour : QColor(255, 255, 255);
    ink.setAlphaF(0.55F);
    const qreal width = 2 * m_strokeRadius / view.downsample;
    if (m_path.size() == 1) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(ink);
      painter.drawEllipse(view.toScreen(toQt(m_path[0])), width / 2, width / 2);
    } else {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
      painter.drawPath(pathOf(m_path, view));
    }
  }
  if (!m_pointer) return;
  const qreal rim = m_path.empty() ? m_radiusPx * canvas().dpr : m_strokeRadius / view.downsample;
  QPainterPath circle;
  circle.addEllipse(*m_pointer, rim, rim);
  strokePreview(painter, circle, colour, canvas().dpr * 0.75);
}

}  // namespace snitt

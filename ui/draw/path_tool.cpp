#include "ui/draw/path_tool.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>
#include <utility>

#include "core/area_ops.h"
#include "ui/draw/annotation_text.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {

constexpr double kFreehandTolerancePx = 0.8;  // screen pixels
constexpr double kReachPx = 9;

Geometry asArea(std::vector<Point> points) {
  Geometry geometry;
  geometry.areas = {Polygon{std::move(points), {}}};
  return geometry;
}

}  // namespace

Point PathTool::held(const ToolEvent& event) const {
  if (m_points.empty() || (event.keys & Qt::ShiftModifier) == 0) return event.slide;
  const QPointF from = event.view.toScreen(toQt(m_points.back()));
  const QPointF way = event.screen - from;
  constexpr double step = std::numbers::pi / 4;
  const double angle = std::round(std::atan2(way.y(), way.x()) / step) * step;
  const QPointF along(std::cos(angle), std::sin(angle));
  return fromQt(event.view.toSlide(from + along * QPointF::dotProduct(way, along)));
}

bool PathTool::press(const ToolEvent& event) {
  if (event.button == Qt::RightButton && !m_points.empty()) return cancel();
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_pressed = true;
  m_pressedAt = event.screen;
  m_downsample = event.view.downsample;
  const bool closes =
      m_kind == Kind::polygon && m_points.size() > 2 &&
      QLineF(event.view.toScreen(toQt(m_points.front())), event.screen).length() < kReachPx * canvas().dpr;
  if (closes) {
    m_pressed = false;
    finish();
    return true;
  }
  m_points.push_back(held(event));
  m_next.reset();
  canvas().changed();
  return true;
}

void PathTool::move(const ToolEvent& event) {
  if (m_points.empty()) return;
  const bool drags = m_pressed && !isClick(event.screen, m_pressedAt, canvas().dpr);
  if (drags && m_kind != Kind::line) {
    m_freehand = true;
    m_points.push_back(event.slide);
    m_next.reset();
  } else {
    m_next = held(event);
  }
  canvas().changed();
}

void PathTool::release(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !std::exchange(m_pressed, false) || m_points.empty()) return;
  if (std::exchange(m_freehand, false)) return finish();
  if (m_kind != Kind::line) return;
  // Dragged from end to end, or clicked twice.
  const bool dragged = !isClick(event.screen, m_pressedAt, canvas().dpr);
  if (dragged) m_points.push_back(held(event));
  if (m_points.size() > 1) finish();
}

bool PathTool::doubleClick(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || m_points.empty()) return press(event);
  finish();  // the first of the two clicks set the last corner
  return true;
}

bool PathTool::key(int key, Qt::KeyboardModifiers, const Viewport&) {
  if (m_points.empty()) return false;
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    finish();
    return true;
  }
  if (key != Qt::Key_Backspace) return false;
  m_points.pop_back();
  canvas().changed();
  return true;
}

bool PathTool::cancel() {
  const bool was = !m_points.empty();
  m_points.clear();
  m_next.reset();
  m_pressed = m_freehand = false;
  if (was) canvas().changed();
  return was;
}

void PathTool::finish() {
  std::vector<Point> points = simplified(std::exchange(m_points, {}), kFreehandTolerancePx * m_downsample / 2);
  cancel();
  canvas().changed();
  if (m_kind == Kind::polygon) return finishPolygon(std::move(points));
  if (points.size() < 2 || points.front() == points.back()) return;
  if (m_kind == Kind::cut) return finishCut(points);
  Geometry geometry;
  const bool isLine = m_kind == Kind::line || points.size() == 2;
  geometry.lines = {std::move(points)};
  canvas().add(std::move(geometry), isLine ? Shape::line : Shape::polyline,
               isLine ? QCoreApplication::translate("Draw", "line") : QCoreApplication::translate("Draw", "polyline"));
}

void PathTool::finishPolygon(std::vector<Point> points) {
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  Geometry geometry = asArea(std::move(points));
  // A hand crosses its own line easily.
  if (!faultOf(geometry.areas).empty()) {
    auto mended = repaired(geometry.areas);
    if (!mended || mended->empty()) return;
    geometry.areas = std::move(*mended);
  }
  canvas().add(std::move(geometry), Shape::polygon, QCoreApplication::translate("Draw", "polygon"));
}

void PathTool::finishCut(const std::vector<Point>& points) {
  const Ids& selected = canvas().selection->ids();
  if (selected.empty()) {
    canvas().say(QCoreApplication::translate("Draw", "Select the areas that the line is to cut first"));
    return;
  }
  const auto edit = cutAlong(canvas().set(), selected, points, canvas().editor());
  if (canvas().commit(edit, QCoreApplication::translate("Draw", "split"))) {
    Ids pieces;
    for (const AnnotationChange& change : *edit) pieces.push_back(change.after->id);
    canvas().selection->set(pieces);
  } else if (edit) {
    canvas().say(QCoreApplication::translate(
        "Draw", "The line cuts nothing in two: draw it right through a selected area that is not locked"));
  }
}

void PathTool::paint(QPainter& painter, const Viewport& view) const {
  if (m_points.empty()) return;
  std::vector<Point> points = m_points;
  if (m_next) points.push_back(*m_next);
  const Colour rgb = canvas().classes->colourOf(canvas().classes->current());
  const QColor colour = m_kind == Kind::cut ? QColor(255, 255, 255) : QColor(rgb[0], rgb[1], rgb[2]);
  strokePreview(painter, pathOf(points, view), colour, canvas().dpr, m_kind == Kind::cut);
  if (m_kind == Kind::polygon && points.size() > 2)
    strokePreview(painter, pathOf(std::vector<Point>{points.back(), points.front()}, view), colour, canvas().dpr, true);
  if (!m_freehand && m_kind != Kind::cut)
    for (std::size_t i = 0; i < m_points.size(); ++i)
      paintHandle(painter, view.toScreen(toQt(m_points[i])), colour, canvas().dpr, i == 0 && m_points.size() > 2);
  if (m_kind == Kind::cut || points.size() < 2) return;
  Geometry shown;
  if (m_kind == Kind::polygon && points.size() > 2)
    shown = asArea(points);
  else
    shown.lines = {points};
  paintPlate(painter, view.toScreen(toQt(points.back())), annotationSizeText(shown, canvas().scale), view,
             canvas().dpr);
}

}  // namespace snitt

#include "ui/draw/select_tool.h"

#include <QCoreApplication>
#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/area_ops.h"
#include "ui/draw/annotation_text.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {

constexpr double kReachPx = 7;               // logical pixels
constexpr std::size_t kMostOutlined = 1000;  // of a selection: more cannot be told apart
constexpr std::size_t kMostHandles = 400;    // in view: more than these cannot be told apart

const Ring& ringOf(const Polygon& polygon, std::size_t ring) {
  return ring == 0 ? polygon.outer : polygon.holes[ring - 1];
}

Ring& ringOf(Polygon& polygon, std::size_t ring) { return ring == 0 ? polygon.outer : polygon.holes[ring - 1]; }

std::vector<Point>& listOf(Geometry& geometry, const Corner& corner) {
  if (!geometry.areas.empty()) return ringOf(geometry.areas[corner.part], corner.ring);
  if (!geometry.lines.empty()) return geometry.lines[corner.part];
  return geometry.points;
}

double squareAway(Point a, Point b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

// The nearest point of a segment.
Point onSegment(Point p, Point a, Point b) {
  const double square = squareAway(a, b);
  const double t =
      square > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / square, 0.0, 1.0) : 0;
  return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

bool keepsForm(Shape shape) { return shape == Shape::rectangle || shape == Shape::ellipse; }

std::array<Point, 4> boxCorners(const Geometry& geometry) {
  const Box box = boxOf(geometry);
  return {Point{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
}

}  // namespace

std::vector<std::pair<Corner, Point>> cornersOf(const Geometry& geometry) {
  std::vector<std::pair<Corner, Point>> corners;
  const auto add = [&](std::size_t part, std::size_t ring, const std::vector<Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) corners.emplace_back(Corner{part, ring, i}, points[i]);
  };
  for (std::size_t part = 0; part < geometry.areas.size(); ++part)
    for (std::size_t ring = 0; ring <= geometry.areas[part].holes.size(); ++ring)
      add(part, ring, ringOf(geometry.areas[part], ring));
  for (std::size_t part = 0; part < geometry.lines.size(); ++part) add(part, 0, geometry.lines[part]);
  add(0, 0, geometry.points);
  return corners;
}

Geometry withCorner(const Geometry& geometry, const Corner& corner, Point to) {
  Geometry changed = geometry;
  listOf(changed, corner)[corner.point] = to;
  return changed;
}

std::optional<Geometry> withoutCorner(const Geometry& geometry, const Corner& corner) {
  Geometry changed = geometry;
  std::vector<Point>& list = listOf(changed, corner);
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(corner.point));
  const std::size_t least = !geometry.areas.empty() ? 3 : !geometry.lines.empty() ? 2 : 1;
  if (list.size() >= least) return changed;
  // A hole goes as a whole; an outline does not.
  if (geometry.areas.empty() || corner.ring == 0) return std::nullopt;
  auto& holes = changed.areas[corner.part].holes;
  holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(corner.ring - 1));
  return changed;
}

std::pair<Geometry, Corner> withNewCorner(const Geometry& geometry, Point at) {
  Corner best;
  Point place = at;
  double nearest = std::numeric_limits<double>::infinity();
  const auto look = [&](std::size_t part, std::size_t ring, const std::vector<Point>& points, bool closed) {
    for (std::size_t i = 0; i + (closed ? 0 : 1) < points.size(); ++i) {
      const Point on = onSegment(at, points[i], points[(i + 1) % points.size()]);
      const double away = squareAway(on, at);
      if (away >= nearest) continue;
      nearest = away;
      best = {part, ring, i + 1};
      place = on;
    }
  };
  for (std::size_t part = 0; part < geometry.areas.size(); ++part)
    for (std::size_t ring = 0; ring <= geometry.areas[part].holes.size(); ++ring)
      look(part, ring, ringOf(geometry.areas[part], ring), true);
  for (std::size_t part = 0; part < geometry.lines.size(); ++part) look(part, 0, geometry.lines[part], false);
  Geometry changed = geometry;
  if (!std::isfinite(nearest)) return {changed, best};
  std::vector<Point>& list = listOf(changed, best);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(best.point), place);
  return {changed, best};
}

AnnotationPtr SelectTool::edited() const {
  if (canvas().drawing == nullptr || canvas().selection->ids().size() != 1) return nullptr;
  AnnotationPtr one = canvas().set().find(canvas().selection->current());
  return one && !one->locked && one->shape != Shape::fieldFrame ? one : nullptr;
}

std::vector<std::pair<Corner, Point>> SelectTool::handles(const Annotation& one) const {
  if (!keepsForm(one.shape)) return cornersOf(one.geometry);
  std::vector<std::pair<Corner, Point>> list;
  const auto corners = boxCorners(one.geometry);
  for (std::size_t i = 0; i < corners.size(); ++i) list.emplace_back(Corner{0, 0, i}, corners[i]);
  return list;
}

std::optional<Corner> SelectTool::cornerAt(const ToolEvent& event) const {
  const AnnotationPtr one = edited();
  if (!one || !canvas().canEdit()) return std::nullopt;
  const double reach = kReachPx * canvas().dpr * event.view.downsample;
  std::optional<Corner> nearest;
  double least = reach * reach;
  for (const auto& [corner, place] : handles(*one))
    if (const double away = squareAway(place, event.slide); away <= least) {
      least = away;
      nearest = corner;
    }
  return nearest;
}

bool SelectTool::press(const ToolEvent& event) {
  if (event.button == Qt::RightButton && m_drag != Drag::none) return cancel();
  if (event.button != Qt::LeftButton || canvas().drawing == nullptr) return false;
  m_pressedAt = event.screen;
  m_from = m_to = event.slide;
  m_moved = false;
  m_deselects = false;
  m_keys = event.keys;
  const bool more = (event.keys & (Qt::ShiftModifier | Qt::ControlModifier)) != 0;
  if (const auto corner = more ? std::nullopt : cornerAt(event)) {
    m_corner = *corner;
    if ((event.keys & Qt::AltModifier) != 0)
      removeCorner(edited(), *corner);
    else
      m_drag = Drag::corner;
    return true;
  }
  const AnnotationPtr hit = canvas().set().at(event.slide, kReachPx * canvas().dpr * event.view.downsample);
  if (!hit) {
    m_drag = Drag::marquee;
    return true;
  }
  m_pressedId = hit->id;
  if (more)
    canvas().selection->toggle(hit->id);
  else if (canvas().selection->contains(hit->id))
    m_deselects = true;
  else
    canvas().selection->set({hit->id});
  m_drag = canvas().canEdit() && canvas().selection->contains(hit->id) ? Drag::move : Drag::none;
  canvas().changed();
  return true;
}

void SelectTool::move(const ToolEvent& event) {
  if (m_drag == Drag::none) {
    if (canvas().drawing == nullptr) return;
    const auto hovered = cornerAt(event);
    m_overSomething = hovered || canvas().set().at(event.slide, kReachPx * canvas().dpr * event.view.downsample);
    if (hovered != m_hovered) {
      m_hovered = hovered;
      canvas().changed();
    }
    return;
  }
  if (!m_moved && isClick(event.screen, m_pressedAt, canvas().dpr)) return;
  m_moved = true;
  m_to = event.slide;
  m_keys = event.keys;
  canvas().changed();
}

void SelectTool::release(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || m_drag == Drag::none) return;
  move(event);
  const Drag drag = std::exchange(m_drag, Drag::none);
  const bool wasMoved = std::exchange(m_moved, false);
  canvas().changed();
  if (drag == Drag::marquee) {
    if (wasMoved)
      selectIn(event);
    else if ((event.keys & (Qt::ShiftModifier | Qt::ControlModifier)) == 0)
      canvas().selection->clear();
  } else if (drag == Drag::move && wasMoved) {
    canvas().commit(snitt::moved(canvas().set(), canvas().selection->ids(), m_to.x - m_from.x, m_to.y - m_from.y,
                                 canvas().editor()),
                    QCoreApplication::translate("Draw", "move"));
  } else if (drag == Drag::move && m_deselects) {
    canvas().selection->set({m_pressedId});
  } else if (drag == Drag::corner && wasMoved) {
    if (const AnnotationPtr one = edited())
      commitGeometry(one, reshaped(*one, m_to, m_keys), one->shape,
                     QCoreApplication::translate("Draw", "move a corner"));
  }
}

bool SelectTool::doubleClick(const ToolEvent& event) {
  const AnnotationPtr one = edited();
  const double reach = kReachPx * canvas().dpr * event.view.downsample;
  const bool onLine = one && canvas().canEdit() && one->geometry.points.empty() && !keepsForm(one->shape) &&
                      one->shape != Shape::line && distanceTo(one->geometry, event.slide) <= reach;
  if (event.button != Qt::LeftButton || !onLine || cornerAt(event)) return press(event);
  commitGeometry(one, withNewCorner(one->geometry, event.slide).first, one->shape,
                 QCoreApplication::translate("Draw", "new corner"));
  return true;
}

bool SelectTool::key(int key, Qt::KeyboardModifiers, const Viewport&) {
  if (key != Qt::Key_Delete && key != Qt::Key_Backspace) return false;
  if (canvas().drawing == nullptr || canvas().selection->empty()) return false;
  if (const AnnotationPtr one = edited(); one && m_hovered && !keepsForm(one->shape)) {
    removeCorner(one, *m_hovered);
    return true;
  }
  const Ids ids = canvas().selection->ids();
  if (!canvas().commit(removed(canvas().set(), ids), QCoreApplication::translate("Draw", "delete")))
    canvas().say(QCoreApplication::translate("Draw", "What is selected is locked: unlock it to delete it"));
  return true;
}

void SelectTool::removeCorner(const AnnotationPtr& one, const Corner& corner) {
  if (!one || keepsForm(one->shape)) return;
  const auto fewer = withoutCorner(one->geometry, corner);
  m_hovered.reset();
  if (fewer)
    commitGeometry(one, *fewer, one->shape, QCoreApplication::translate("Draw", "remove a corner"));
  else
    canvas().say(
        QCoreApplication::translate("Draw", "An outline needs three corners, a line two: delete the whole instead"));
}

void SelectTool::commitGeometry(const AnnotationPtr& one, Geometry geometry, Shape shape, const QString& what) {
  if (!geometry.areas.empty() && !faultOf(geometry.areas).empty()) {
    auto mended = repaired(geometry.areas);
    if (!mended || mended->empty())
      return canvas().say(QCoreApplication::translate("Draw", "That would leave no area"));
    geometry.areas = std::move(*mended);
    canvas().say(QCoreApplication::translate("Draw", "The outline crossed itself there, and was mended"));
  }
  m_hovered.reset();
  if (geometry != one->geometry)
    canvas().commit(AnnotationEdit{{one, redrawn(*one, std::move(geometry), shape, canvas().editor())}}, what);
}

Geometry SelectTool::reshaped(const Annotation& one, Point to, Qt::KeyboardModifiers keys) const {
  if (!keepsForm(one.shape)) return withCorner(one.geometry, m_corner, to);
  const Point opposite = boxCorners(one.geometry)[(m_corner.point + 2) % 4];
  if ((keys & Qt::ShiftModifier) != 0) {
    const double edge = std::max(std::abs(to.x - opposite.x), std::abs(to.y - opposite.y));
    to = {opposite.x + std::copysign(edge, to.x - opposite.x), opposite.y + std::copysign(edge, to.y - opposite.y)};
  }
  return one.shape == Shape::ellipse ? ellipseOf(opposite, to) : rectangleOf(opposite, to);
}

void SelectTool::selectIn(const ToolEvent& event) {
  const Box box{std::min(m_from.x, m_to.x), std::min(m_from.y, m_to.y), std::max(m_from.x, m_to.x),
                std::max(m_from.y, m_to.y)};
  Ids ids;
  if ((event.keys & (Qt::ShiftModifier | Qt::ControlModifier)) != 0) ids = canvas().selection->ids();
  std::set<std::string> known(ids.begin(), ids.end());
  for (const AnnotationPtr& one : canvas().set().in(box)) {
    const Box own = boxOf(one->geometry);
    const bool inside = own.minX >= box.minX && own.maxX <= box.maxX && own.minY >= box.minY && own.maxY <= box.maxY;
    if (inside && known.insert(one->id).second) ids.push_back(one->id);
  }
  canvas().selection->set(std::move(ids));
}

void SelectTool::pointerLeft() {
  m_hovered.reset();
  m_overSomething = false;
  canvas().changed();
}

void SelectTool::annotationsChanged() {
  m_hovered.reset();
  if (m_drag == Drag::corner || m_drag == Drag::move) cancel();
}

bool SelectTool::cancel() {
  const bool was = m_drag != Drag::none;
  m_drag = Drag::none;
  m_hovered.reset();
  m_moved = false;
  if (was) canvas().changed();
  return was;
}

QCursor SelectTool::cursor() const {
  if (m_drag == Drag::corner || m_hovered) return Qt::PointingHandCursor;
  if (m_drag == Drag::move || (m_drag == Drag::none && m_overSomething)) return Qt::SizeAllCursor;
  return Qt::ArrowCursor;
}

std::set<std::string> SelectTool::drawnHere() const {
  std::set<std::string> ids;
  if (!m_moved || canvas().drawing == nullptr) return ids;
  if (m_drag == Drag::corner) ids.insert(canvas().selection->current());
  if (m_drag == Drag::move)
    for (const std::string& id : canvas().selection->ids())
      if (const AnnotationPtr one = canvas().set().find(id); one && !one->locked) ids.insert(id);
  return ids;
}

void SelectTool::paintEdited(QPainter& painter, const Viewport& view, const Annotation& one,
                             const Geometry& geometry) const {
  const QColor colour = colourOf(one, *canvas().classes);
  strokePreview(painter, pathOf(geometry, view), colour, canvas().dpr);
  for (const Point& point : geometry.points) paintDot(painter, view.toScreen(toQt(point)), colour, canvas().dpr);
}

void SelectTool::paint(QPainter& painter, const Viewport& view) const {
  if (canvas().drawing == nullptr) return;
  const double dx = m_drag == Drag::move && m_moved ? m_to.x - m_from.x : 0;
  const double dy = m_drag == Drag::move && m_moved ? m_to.y - m_from.y : 0;
  const QRectF sight = view.slideBounds();
  const Box seenBox{sight.left(), sight.top(), sight.right(), sight.bottom()};
  std::size_t painted = 0;
  for (const std::string& id : canvas().selection->ids()) {
    const AnnotationPtr one = canvas().set().find(id);
    if (!one || !boxOf(one->geometry).touches(seenBox.grownBy(std::abs(dx) + std::abs(dy)))) continue;
    if (++painted > kMostOutlined) break;
    const bool moves = !one->locked && (dx != 0 || dy != 0);
    const bool isReshaped = m_drag == Drag::corner && m_moved && edited() == one;
    const Geometry shown = isReshaped ? reshaped(*one, m_to, m_keys)
                           : moves    ? movedBy(one->geometry, dx, dy)
                                      : one->geometry;
    paintEdited(painter, view, *one, shown);
    if (isReshaped)
      paintPlate(painter, view.toScreen(toQt(m_to)), annotationSizeText(shown, canvas().scale), view, canvas().dpr);
  }
  if (m_drag == Drag::marquee && m_moved) {
    QPainterPath path = pathOf(rectangleOf(m_from, m_to), view);
    fillPreview(painter, path, QColor(120, 190, 255));
    strokePreview(painter, path, QColor(120, 190, 255), canvas().dpr * 0.6, true);
  }
  const AnnotationPtr one = edited();
  if (!one || (m_drag != Drag::none && m_moved)) return;
  const QRectF seen = QRectF(QPointF(0, 0), QSizeF(view.sizePx));
  const QTransform toScreen = view.slideToScreen();
  std::vector<std::pair<Corner, QPointF>> inView;
  for (const auto& [corner, place] : handles(*one)) {
    const QPointF at = toScreen.map(toQt(place));
    if (seen.contains(at)) inView.emplace_back(corner, at);
    if (inView.size() > kMostHandles) return;
  }
  for (const auto& [corner, at] : inView)
    paintHandle(painter, at, colourOf(*one, *canvas().classes), canvas().dpr, m_hovered == corner);
}

}  // namespace snitt

// Selects, moves and reshapes annotations.
//
// A click selects what is under the cursor, with Shift or Ctrl more of it; dragging moves what is selected; a drag that
// begins on nothing selects what lies in its rectangle. Of one selected annotation the corners show: dragging one moves
// it, a double click on the outline sets a new one, Alt and a click (or Delete over it) removes it. Rectangles and
// ellipses keep their form. Delete removes what is selected. Locked annotations can be selected and nothing else.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

// A corner of a geometry: which part, which ring of it (0 the outer), which point.
struct Corner {
  std::size_t part = 0;
  std::size_t ring = 0;
  std::size_t point = 0;
  bool operator==(const Corner&) const = default;
};

[[nodiscard]] std::vector<std::pair<Corner, Point>> cornersOf(const Geometry& geometry);
[[nodiscard]] Geometry withCorner(const Geometry& geometry, const Corner& corner, Point to);
// Nothing where too few would be left.
[[nodiscard]] std::optional<Geometry> withoutCorner(const Geometry& geometry, const Corner& corner);
// A corner on the line nearest to `at`, and where it is.
[[nodiscard]] std::pair<Geometry, Corner> withNewCorner(const Geometry& geometry, Point at);

class SelectTool : public DrawTool {
 public:
  using DrawTool::DrawTool;

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  bool doubleClick(const ToolEvent& event) override;
  bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) override;
  void pointerLeft() override;
  void annotationsChanged() override;
  bool cancel() override;
  void paint(QPainter& painter, const Viewport& view) const override;
  [[nodiscard]] QCursor cursor() const override;
  [[nodiscard]] std::set<std::string> drawnHere() const override;

 private:
  enum class Drag { none, corner, move, marquee };
  [[nodiscard]] AnnotationPtr edited() const;  // the one whose corners show; null: none
  [[nodiscard]] std::vector<std::pair<Corner, Point>> handles(const Annotation& one) const;
  [[nodiscard]] std::optional<Corner> cornerAt(const ToolEvent& event) const;
  [[nodiscard]] Geometry reshaped(const Annotation& one, Point to, Qt::KeyboardModifiers keys) const;
  void commitGeometry(const AnnotationPtr& one, Geometry geometry, Shape shape, const QString& what);
  void removeCorner(const AnnotationPtr& one, const Corner& corner);
  void selectIn(const ToolEvent& event);
  void paintEdited(QPainter& painter, const Viewport& view, const Annotation& one, const Geometry& geometry) const;

  Drag m_drag = Drag::none;
  bool m_moved = false;
  QPointF m_pressedAt;
  Point m_from;
  Point m_to;
  Corner m_corner;
  std::optional<Corner> m_hovered;
  bool m_overSomething = false;
  Qt::KeyboardModifiers m_keys;
  bool m_deselects = false;  // a click on one of several that is not followed by a drag
  std::string m_pressedId;
};

}  // namespace snitt

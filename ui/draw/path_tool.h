// Lines that are clicked corner by corner or drawn in one go: polygons, polylines, rulers and cuts.
//
// Clicks set corners; a double click, Enter or a click on the first corner ends it; Backspace takes the last corner
// back. Dragging draws freehand, whose points are thinned to what the screen shows. A ruler has two ends; Shift holds a
// line to steps of 45° on the screen.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

class PathTool : public DrawTool {
 public:
  enum class Kind { polygon, polyline, line, cut };
  PathTool(const Canvas& canvas, Kind kind) : DrawTool(canvas), m_kind(kind) {}

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  bool doubleClick(const ToolEvent& event) override;
  bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) override;
  bool cancel() override;
  void paint(QPainter& painter, const Viewport& view) const override;

 private:
  [[nodiscard]] Point held(const ToolEvent& event) const;
  void finish();
  void finishPolygon(std::vector<Point> points);
  void finishCut(const std::vector<Point>& points);

  Kind m_kind;
  std::vector<Point> m_points;
  std::optional<Point> m_next;  // where the next corner would be
  bool m_pressed = false;
  bool m_freehand = false;
  QPointF m_pressedAt;
  double m_downsample = 1;
};

}  // namespace snitt

// Points by clicks, and counting by keys: while it is in use the keys 1 to 9 put a point of the first to ninth class
// under the cursor. A click removes nothing; Backspace takes the last point back.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

class PointTool : public DrawTool {
 public:
  // `counts`: each click is one more of a count and is not selected.
  PointTool(const Canvas& canvas, bool counts) : DrawTool(canvas), m_counts(counts) {}

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent&) override {}
  bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) override;
  [[nodiscard]] bool takesKey(int key, Qt::KeyboardModifiers keys) const override;
  void pointerLeft() override { m_pointer.reset(); }
  bool cancel() override { return false; }
  void paint(QPainter& painter, const Viewport& view) const override;

 private:
  void place(Point at, const std::string& className);

  bool m_counts;
  std::optional<QPointF> m_pointer;   // on the screen: the slide may move under it
  std::vector<std::string> m_placed;  // by this tool, the last one at the end
};

}  // namespace snitt

// A round brush of a constant size on the screen. A stroke that begins on the selected area adds to it, elsewhere it
// begins a new one (with Shift it adds in any case); with Alt it takes away from the selected area. [ and ] change the
// size.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

class BrushTool : public DrawTool {
 public:
  using DrawTool::DrawTool;

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) override;
  void pointerLeft() override;
  bool cancel() override;
  void paint(QPainter& painter, const Viewport& view) const override;
  [[nodiscard]] QCursor cursor() const override { return Qt::BlankCursor; }

 private:
  [[nodiscard]] double radius(const Viewport& view) const { return m_radiusPx * canvas().dpr * view.downsample; }

  double m_radiusPx = 18;     // logical pixels of the screen
  std::vector<Point> m_path;  // of the stroke that is being drawn
  double m_strokeRadius = 0;  // level-0 pixels
  AnnotationPtr m_target;     // null: a new one
  bool m_adds = true;
  std::optional<QPointF> m_pointer;
};

}  // namespace snitt

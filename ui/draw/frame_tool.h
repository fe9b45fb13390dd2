// Places a field frame of a fixed area with one click. Without a scale of the slide there are none.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

enum class FrameForm { circle, square };

// Around `centre`, of exactly this area at this scale: an outline of 96 corners for a circle, whose corners lie a
// little outside of it.
[[nodiscard]] Geometry frameOf(FrameForm form, double areaMm2, Point centre, const Mpp& scale);

class FrameTool : public DrawTool {
 public:
  // `placed` is called after one was placed.
  FrameTool(const Canvas& canvas, std::function<void()> placed) : DrawTool(canvas), m_placed(std::move(placed)) {}

  void setFrame(FrameForm form, double areaMm2);
  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  void pointerLeft() override;
  bool cancel() override { return false; }
  void paint(QPainter& painter, const Viewport& view) const override;

 private:
  std::function<void()> m_placed;
  FrameForm m_form = FrameForm::circle;
  double m_areaMm2 = 0.785;
  bool m_pressed = false;
  std::optional<Point> m_pointer;
};

}  // namespace snitt

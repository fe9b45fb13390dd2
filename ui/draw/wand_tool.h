// A wand that takes the area of like colour around a place, as large as the screen shows it. Dragging away from the
// place takes more. What touches the selected area is added to it, with Alt taken away; elsewhere a new one begins.
#pragma once

#include "ui/draw/draw_tool.h"

namespace snitt {

class WandTool : public DrawTool {
 public:
  using DrawTool::DrawTool;

  bool press(const ToolEvent& event) override;
  void move(const ToolEvent& event) override;
  void release(const ToolEvent& event) override;
  bool cancel() override;
  void paint(QPainter& painter, const Viewport& view) const override;

 private:
  void take(const std::optional<Image>& pixels, const Region& region, int attempt);
  void look();
  void finish();

  bool m_pressed = false;
  bool m_released = false;  // before the pixels were there
  int m_attempt = 0;        // pixels that come late belong to an earlier one
  Point m_place;
  QPointF m_pressedAt;
  double m_tolerance = 0;
  bool m_adds = true;
  AnnotationPtr m_target;
  Region m_region;
  std::optional<Image> m_pixels;
  std::vector<Polygon> m_area;
};

}  // namespace snitt

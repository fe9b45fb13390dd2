// Mouse and keys of a view for its marks.
#pragma once

#include "ui/marks/mark_tool.h"
#include "ui/view/slide_view.h"

namespace snitt {

class MarkInput : public ViewTool {
 public:
  explicit MarkInput(MarkTool& tool) : m_tool(tool) {}

  bool press(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) override {
    return m_tool.press(screen, button, view, keys);
  }
  bool move(QPointF screen, Qt::MouseButtons, Qt::KeyboardModifiers keys, const Viewport& view) override {
    return m_tool.move(screen, view, keys);
  }
  bool release(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) override {
    return m_tool.release(screen, button, view, keys);
  }
  bool key(int key, const Viewport&) override { return m_tool.key(key); }
  void left() override { m_tool.pointerLeft(); }
  [[nodiscard]] QCursor cursor() const override { return {m_tool.cursor().value_or(Qt::OpenHandCursor)}; }

 private:
  MarkTool& m_tool;
};

}  // namespace snitt

#include "ui/draw/point_tool.h"

#include <QCoreApplication>

#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {}  // namespace

bool PointTool::press(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_pointer = event.screen;
  place(event.slide, canvas().classes->current());
  return true;
}

void PointTool::place(Point at, const std::string& className) {
  if (!canvas().canEdit()) return;
  Geometry geometry;
  geometry.points = {at};
  const AnnotationPtr made =
      newAnnotation(canvas().set(), std::move(geometry), Shape::points, className, canvas().editor());
  canvas().drawing->apply(added(made), QCoreApplication::translate("Draw", "point"));
  m_placed.push_back(made->id);
  if (!m_counts) canvas().selection->set({made->id});
}

void PointTool::move(const ToolEvent& event) {
  m_pointer = event.screen;
  if (m_counts) canvas().changed();
}

bool PointTool::key(int key, Qt::KeyboardModifiers keys, const Viewport& view) {
  if (!m_counts) return false;
  if (key == Qt::Key_Backspace) {
    while (!m_placed.empty()) {
      const std::string last = std::move(m_placed.back());
      m_placed.pop_back();
      if (canvas().commit(removed(canvas().set(), {last}), QCoreApplication::translate("Draw", "point"))) return true;
    }
    return true;
  }
  if (!takesKey(key, keys)) return false;
  const auto number = static_cast<std::size_t>(key - Qt::Key_1);
  const auto& classes = canvas().classes->classes();
  if (number >= classes.size())
    canvas().say(QCoreApplication::translate("Draw", "The list of classes has no number %1").arg(number + 1));
  else if (m_pointer)
    place(fromQt(view.toSlide(*m_pointer)), classes[number].name);
  return true;
}

bool PointTool::takesKey(int key, Qt::KeyboardModifiers keys) const {
  return m_counts && key >= Qt::Key_1 && key <= Qt::Key_9 && (keys & ~Qt::KeypadModifier) == Qt::NoModifier;
}

void PointTool::paint(QPainter& painter, const Viewport& view) const {
  if (!m_counts || !m_pointer) return;
  const auto& classes = canvas().classes->classes();
  QStringList keys;
  for (std::size_t i = 0; i < classes.size() && i < 4; ++i)
    keys << QCoreApplication::translate("Draw", "%1 %2").arg(i + 1).arg(QString::fromStdString(classes[i].name));
  paintPlate(painter, *m_pointer, keys.join(QStringLiteral("   ")), view, canvas().dpr);
}

}  // namespace snitt

#include "ui/draw/frame_tool.h"

#include <QCoreApplication>

#include <cmath>
#include <numbers>
#include <set>

#include "ui/draw/annotation_text.h"
#include "ui/draw/preview_painter.h"

namespace snitt {

namespace {

constexpr double kUmPerMm = 1000;
const QColor kFrameColour(255, 225, 77);

std::string freeName(const AnnotationSet& set) {
  std::set<std::string> taken;
  for (const AnnotationPtr& one : set.all())
    if (one->shape == Shape::fieldFrame) taken.insert(one->name);
  for (int number = 1;; ++number)
    if (std::string name = QCoreApplication::translate("Draw", "Frame %1").arg(number).toStdString();
        !taken.contains(name))
      return name;
}

}  // namespace

Geometry frameOf(FrameForm form, double areaMm2, Point centre, const Mpp& scale) {
  const double edgeUm = std::sqrt(areaMm2) * kUmPerMm;
  double halfUm = edgeUm / 2;
  Geometry unit = rectangleOf({-1, -1}, {1, 1});
  if (form == FrameForm::circle) {
    unit = ellipseOf({-1, -1}, {1, 1});
    halfUm = edgeUm / std::sqrt(polygonArea(unit.areas[0]));
  }
  for (Point& p : unit.areas[0].outer) p = {centre.x + p.x * halfUm / scale.x, centre.y + p.y * halfUm / scale.y};
  return unit;
}

void FrameTool::setFrame(FrameForm form, double areaMm2) {
  m_form = form;
  m_areaMm2 = areaMm2;
}

bool FrameTool::press(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !canvas().canEdit()) return false;
  m_pressed = true;
  move(event);
  return true;
}

void FrameTool::move(const ToolEvent& event) {
  m_pointer = event.slide;
  canvas().changed();
}

void FrameTool::release(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !std::exchange(m_pressed, false) || !canvas().scale || !canvas().canEdit())
    return;
  auto made = std::make_shared<Annotation>(*newAnnotation(canvas().set(),
                                                          frameOf(m_form, m_areaMm2, event.slide, *canvas().scale),
                                                          Shape::fieldFrame, {}, canvas().editor()));
  made->name = freeName(canvas().set());
  canvas().drawing->apply(added(made), QCoreApplication::translate("Draw", "field frame"));
  canvas().selection->set({made->id});
  m_pointer.reset();
  m_placed();
}

void FrameTool::pointerLeft() {
  if (!m_pressed) m_pointer.reset();
  canvas().changed();
}

void FrameTool::paint(QPainter& painter, const Viewport& view) const {
  if (!m_pointer || !canvas().scale) return;
  const Geometry shown = frameOf(m_form, m_areaMm2, *m_pointer, *canvas().scale);
  strokePreview(painter, pathOf(shown, view), kFrameColour, canvas().dpr, true);
  paintPlate(painter, view.toScreen(toQt(*m_pointer)), areaSizeText(shown, canvas().scale), view, canvas().dpr);
}

}  // namespace snitt

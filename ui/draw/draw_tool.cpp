#include "ui/draw/draw_tool.h"

#include <QLineF>

#include "core/text/identity.h"

namespace snitt {

Editor Canvas::editor() const { return {drawing->account(), utcNow()}; }

bool Canvas::commit(const Result<AnnotationEdit>& edit, const QString& what) const {
  if (!edit) {
    say(QString::fromStdString(edit.error().message));
    return false;
  }
  if (edit->empty() || !canEdit()) return false;
  drawing->apply(*edit, what);
  return true;
}

AnnotationPtr Canvas::add(Geometry geometry, Shape shape, const QString& what) const {
  if (!canEdit()) return nullptr;
  AnnotationPtr made = newAnnotation(set(), std::move(geometry), shape, classes->current(), editor());
  drawing->apply(added(made), what);
  selection->set({made->id});
  return made;
}

AnnotationPtr Canvas::paintable() const {
  if (!canEdit() || selection->ids().size() != 1) return nullptr;
  AnnotationPtr one = set().find(selection->current());
  const bool isArea = one && !one->geometry.areas.empty() && one->shape != Shape::fieldFrame;
  return isArea && !one->locked ? one : nullptr;
}

bool isClick(QPointF a, QPointF b, qreal dpr) {
  constexpr qreal reachPx = 4;
  return QLineF(a, b).length() < reachPx * dpr;
}

}  // namespace snitt

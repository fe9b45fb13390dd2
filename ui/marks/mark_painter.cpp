#include "ui/marks/mark_painter.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

// Drawn over the slide and not over the window: the same in the light and the dark theme.
const QColor kFrameColour(255, 225, 77);
const QColor kRulerColour(120, 235, 255);
const QColor kHalo(0, 0, 0, 185);
const QColor kPlate(20, 20, 24, 205);

struct Brushwork {
  QPainter& painter;
  const Viewport& view;
  const MarkSelection& selection;
  qreal dpr;

  [[nodiscard]] QRectF sight() const { return {QPointF(0, 0), QSizeF(view.sizePx)}; }

  // A mark that is not placed yet is dashed.
  void stroke(const QPainterPath& path, const QColor& colour, const std::string& id, bool mayBeDashed = true) const {
    const bool stands = id == selection.selected || id == selection.hovered;
    const qreal width = (stands ? 2.0 : 1.3) * dpr;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(kHalo, width + 2 * dpr, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (mayBeDashed && id == selection.preview) pen.setDashPattern({5, 4});
    painter.setPen(pen);
    painter.drawPath(path);
  }

  void handle(QPointF at, const QColor& colour) const {
    const qreal half = 4 * dpr;
    painter.setPen(QPen(kHalo, 3 * dpr));
    painter.setBrush(colour);
    painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
    painter.setPen(QPen(Qt::black, dpr));
    painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
  }

  // Where the middle of a frame can be taken.
  void cross(QPointF at, const QColor& colour, const std::string& id) const {
    const qreal arm = 5 * dpr;
    QPainterPath path;
    path.moveTo(at - QPointF(arm, 0));
    path.lineTo(at + QPointF(arm, 0));
    path.moveTo(at - QPointF(0, arm));
    path.lineTo(at + QPointF(0, arm));
    stroke(path, colour, id, false);
  }

  // A plate of the text's size whose middle is `middle`, moved into the view.
  void label(QPointF middle, const QString& text, const QColor& colour) const {
    const QSizeF size = labelSize(text);
    QRectF plate(QPointF(), size);
    plate.moveCenter(middle);
    const QRectF room = sight().adjusted(4 * dpr, 4 * dpr, -4 * dpr, -4 * dpr);
    plate.moveLeft(std::clamp(plate.left(), room.left(), std::max(room.left(), room.right() - plate.width())));
    plate.moveTop(std::clamp(plate.top(), room.top(), std::max(room.top(), room.bottom() - plate.height())));
    plate.moveTopLeft(QPointF(std::round(plate.left()), std::round(plate.top())));
    painter.setPen(Qt::NoPen);
    painter.setBrush(kPlate);
    painter.drawRoundedRect(plate, 3 * dpr, 3 * dpr);
    painter.setPen(colour);
    painter.drawText(plate, Qt::AlignCenter, text);
  }

  [[nodiscard]] QSizeF labelSize(const QString& text) const {
    const QFontMetricsF metrics(painter.font(), painter.device());
    return {metrics.horizontalAdvance(text) + 10 * dpr, metrics.height() + 3 * dpr};
  }
};

void paintFrame(const Brushwork& work, const FieldFrame& frame, const Mpp& mpp) {
  const QPainterPath outline = frameOutline(frame, mpp, work.view);
  const QRectF bounds = outline.boundingRect();
  const qreal line = 4 * work.dpr;
  if (!bounds.adjusted(-line, -line, line, line).intersects(work.sight())) return;
  work.stroke(outline, kFrameColour, frame.id);
  const QPointF centre = work.view.toScreen(toQt(frame.centre));
  if (frame.id == work.selection.selected)
    work.handle(centre, kFrameColour);
  else if (bounds.width() > 40 * work.dpr)
    work.cross(centre, kFrameColour, frame.id);
  const QString area = areaText(frame.areaMm2);
  const QString name = QString::fromStdString(frame.name);
  const QString text = name.isEmpty() ? area : name + QStringLiteral(" · ") + area;
  const qreal above = work.labelSize(text).height() / 2 + 5 * work.dpr;
  work.label(QPointF(bounds.center().x(), bounds.top() - above), text, kFrameColour);
}

QPainterPath rulerPath(QPointF from, QPointF to, qreal tick) {
  QPainterPath path;
  path.moveTo(from);
  path.lineTo(to);
  const QPointF along = to - from;
  const double length = std::hypot(along.x(), along.y());
  if (!(length > 0)) return path;
  const QPointF across = QPointF(-along.y(), along.x()) / length * tick;
  for (const QPointF end : {from, to}) {
    path.moveTo(end - across);
    path.lineTo(end + across);
  }
  return path;
}

void paintRuler(const Brushwork& work, const Ruler& ruler, const std::optional<Mpp>& mpp) {
  const QPointF from = work.view.toScreen(toQt(ruler.from));
  const QPointF to = work.view.toScreen(toQt(ruler.to));
  const QRectF bounds = QRectF(from, to).normalized();
  const qreal reach = 8 * work.dpr;
  if (!bounds.adjusted(-reach, -reach, reach, reach).intersects(work.sight())) return;
  work.stroke(rulerPath(from, to, 6 * work.dpr), kRulerColour, ruler.id);
  const bool selected = ruler.id == work.selection.selected;
  if (selected)
    for (const QPointF end : {from, to}) work.handle(end, kRulerColour);
  QString text = rulerText(ruler, mpp);
  if (selected && !ruler.name.empty()) text = QString::fromStdString(ruler.name) + QStringLiteral(" · ") + text;
  // Beside the line, on its upper side; so far away that the plate's corner does not touch it.
  const QPointF along = to - from;
  const double length = std::max(1.0, std::hypot(along.x(), along.y()));
  QPointF across(along.y() / length, -along.x() / length);
  if (across.y() > 0 || (across.y() == 0 && across.x() < 0)) across = -across;
  const QSizeF half = work.labelSize(text) / 2;
  const double away = std::abs(across.x()) * half.width() + std::abs(across.y()) * half.height() + 9 * work.dpr;
  work.label((from + to) / 2 + across * away, text, kRulerColour);
}

}  // namespace

void paintMarks(QPainter& painter, const Viewport& view, const SlideNotes& notes, const std::optional<Mpp>& mpp,
                const MarkSelection& selection, qreal dpr) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QFont font = QGuiApplication::font();
  font.setPixelSize(std::max(1, static_cast<int>(std::lround(12 * dpr))));
  painter.setFont(font);
  const Brushwork work{painter, view, selection, dpr};
  if (mpp)
    for (const FieldFrame& frame : notes.frames) paintFrame(work, frame, *mpp);
  for (const Ruler& ruler : notes.rulers) paintRuler(work, ruler, mpp);
  painter.restore();
}

}  // namespace snitt

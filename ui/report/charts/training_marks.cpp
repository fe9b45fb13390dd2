#include <array>
#include <cmath>
#include <numbers>

#include "ui/report/charts/training_p.h"

namespace snitt::charts {

namespace {

constexpr double kMark = 1.0;  // radius of a disc; the other shapes cover about as much
constexpr std::size_t kShapes = 6;
const std::vector<double> kDash{1.3, 0.75};

QPolygonF corners(int count, double radius, double turn) {
  QPolygonF shape;
  for (int i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * (i + turn) / count - std::numbers::pi / 2;
    shape.append(QPointF(radius * std::cos(angle), radius * std::sin(angle)));
  }
  return shape;
}

QPolygonF plus(double reach, double half) {
  return QPolygonF({{-half, -reach},
                    {half, -reach},
                    {half, -half},
                    {reach, -half},
                    {reach, half},
                    {half, half},
                    {half, reach},
                    {-half, reach},
                    {-half, half},
                    {-reach, half},
                    {-reach, -half},
                    {-half, -half}});
}

const QPolygonF& shapeFor(std::size_t index) {
  static const std::array<QPolygonF, kShapes> shapes{
      corners(48, kMark, 0),      corners(4, 1.25 * kMark, 0.5),    corners(3, 1.4 * kMark, 0),
      corners(4, 1.4 * kMark, 0), plus(1.25 * kMark, 0.45 * kMark), corners(3, 1.4 * kMark, 0.5)};
  return shapes[index % kShapes];
}

}  // namespace

QColor NetworkLook::colour() const { return colourFor(index); }

Stroke NetworkLook::solid() const {
  const double thin = dense ? 0.55 : 1;
  return member ? Stroke{colour(), 0.4 * thin} : Stroke{tint(colour(), 0.5), 0.22 * thin};
}

Stroke NetworkLook::dashed() const {
  Stroke stroke = solid();
  stroke.dashMm = kDash;
  return stroke;
}

TextStyle NetworkLook::words() const {
  return member ? TextStyle{kColumn.sizePt, Weight::medium, nameStyle(colour()).colour} : kColumn;
}

void drawMark(Canvas& canvas, QPointF at, const NetworkLook& look) {
  const QPolygonF shape = shapeFor(look.index).translated(at);
  const QColor inside = look.member ? look.colour() : QColor(Qt::white);
  // The white rim keeps a mark apart from the lines that it lies on.
  if (look.member)
    canvas.area(shape, inside, {Qt::white, 0.2});
  else
    canvas.area(shape, inside, {look.colour(), 0.22});
  if (look.index >= kShapes) canvas.disc(at, 0.32, look.member ? QColor(Qt::white) : look.colour());
}

}  // namespace snitt::charts

#include "ui/marks/mark_geometry.h"

#include <QLineF>
#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "ui/view/scale_text.h"

namespace snitt {

namespace {

double length(QPointF vector) { return std::hypot(vector.x(), vector.y()); }

double distanceToSegment(QPointF point, QPointF a, QPointF b) {
  const QPointF along = b - a;
  const double square = QPointF::dotProduct(along, along);
  const double share = square > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / square, 0.0, 1.0) : 0.0;
  return length(point - (a + share * along));
}

double distanceToRectangle(QPointF point, double halfWidth, double halfHeight) {
  const std::array<QPointF, 4> corners{QPointF(-halfWidth, -halfHeight), QPointF(halfWidth, -halfHeight),
                                       QPointF(halfWidth, halfHeight), QPointF(-halfWidth, halfHeight)};
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < corners.size(); ++i)
    nearest = std::min(nearest, distanceToSegment(point, corners.at(i), corners.at((i + 1) % corners.size())));
  return nearest;
}

// The nearest point is sought through the centres of curvature, which settles within a few rounds (A. Nürnberg, 2006).
double distanceToEllipse(QPointF point, double a, double b) {
  const double px = std::abs(point.x());
  const double py = std::abs(point.y());
  double tx = std::numbers::sqrt2 / 2;
  double ty = tx;
  for (int round = 0; round < 6; ++round) {
    const double ex = (a * a - b * b) * tx * tx * tx / a;
    const double ey = (b * b - a * a) * ty * ty * ty / b;
    const double radius = std::hypot(a * tx - ex, b * ty - ey);
    const double away = std::hypot(px - ex, py - ey);
    if (!(away > 0)) break;
    tx = std::clamp(((px - ex) * radius / away + ex) / a, 0.0, 1.0);
    ty = std::clamp(((py - ey) * radius / away + ey) / b, 0.0, 1.0);
    const double norm = std::hypot(tx, ty);
    tx /= norm;
    ty /= norm;
  }
  return std::hypot(px - a * tx, py - b * ty);
}

struct Nearest {
  MarkHit hit;
  double distance;

  void offer(MarkPart part, const std::string& id, double at) {
    if (at > distance) return;
    hit = {part, id};
    distance = at;
  }
};

}  // namespace

QSizeF frameSize(FrameShape shape, double areaMm2, const Mpp& mpp) {
  const double edgeMm = shape == FrameShape::circle ? 2 * std::sqrt(areaMm2 / std::numbers::pi) : std::sqrt(areaMm2);
  return {edgeMm * 1000 / mpp.x, edgeMm * 1000 / mpp.y};
}

QRectF frameBounds(const FieldFrame& frame, const Mpp& mpp) {
  QRectF bounds(QPointF(), frameSize(frame.shape, frame.areaMm2, mpp));
  bounds.moveCenter(toQt(frame.centre));
  return bounds;
}

QPainterPath frameOutline(const FieldFrame& frame, const Mpp& mpp, const Viewport& view) {
  QPainterPath path;
  if (frame.shape == FrameShape::circle)
    path.addEllipse(frameBounds(frame, mpp));
  else
    path.addRect(frameBounds(frame, mpp));
  return view.slideToScreen().map(path);
}

double distanceToFrameEdge(QPointF screen, const FieldFrame& frame, const Mpp& mpp, const Viewport& view) {
  // Turning and mirroring keep distances, so they are taken along the slide's axes.
  const QPointF fromCentre = (view.toSlide(screen) - toQt(frame.centre)) / view.downsample;
  const QSizeF half = frameSize(frame.shape, frame.areaMm2, mpp) / (2 * view.downsample);
  return frame.shape == FrameShape::circle ? distanceToEllipse(fromCentre, half.width(), half.height())
                                           : distanceToRectangle(fromCentre, half.width(), half.height());
}

double rulerLengthPx(const Ruler& ruler) { return length(toQt(ruler.to) - toQt(ruler.from)); }

double rulerLengthUm(const Ruler& ruler, const Mpp& mpp) {
  return std::hypot((ruler.to.x - ruler.from.x) * mpp.x, (ruler.to.y - ruler.from.y) * mpp.y);
}

QString rulerText(const Ruler& ruler, const std::optional<Mpp>& mpp) {
  return mpp ? lengthTextUm(rulerLengthUm(ruler, *mpp)) : lengthTextPx(rulerLengthPx(ruler));
}

QString areaText(double areaMm2) {
  return QLocale().toString(std::round(areaMm2 * 1000) / 1000, 'g', QLocale::FloatingPointShortest) +
         QStringLiteral(" mm²");
}

QPointF constrained(QPointF from, QPointF to) {
  const QPointF vector = to - from;
  if (vector.isNull()) return to;
  const double step = std::numbers::pi / 4;
  const double angle = std::round(std::atan2(vector.y(), vector.x()) / step) * step;
  const QPointF direction(std::cos(angle), std::sin(angle));
  return from + direction * QPointF::dotProduct(vector, direction);
}

MarkHit hitMark(QPointF screen, const SlideNotes& notes, const std::optional<Mpp>& mpp, const Viewport& view,
                double reachPx) {
  Nearest handle{{}, reachPx};
  Nearest line{{}, reachPx};
  const auto distance = [&](const Point& point) { return length(view.toScreen(toQt(point)) - screen); };
  if (mpp)
    for (const FieldFrame& frame : notes.frames) {
      handle.offer(MarkPart::frameCentre, frame.id, distance(frame.centre));
      line.offer(MarkPart::frameEdge, frame.id, distanceToFrameEdge(screen, frame, *mpp, view));
    }
  for (const Ruler& ruler : notes.rulers) {
    handle.offer(MarkPart::rulerFrom, ruler.id, distance(ruler.from));
    handle.offer(MarkPart::rulerTo, ruler.id, distance(ruler.to));
    line.offer(MarkPart::rulerLine, ruler.id,
               distanceToSegment(screen, view.toScreen(toQt(ruler.from)), view.toScreen(toQt(ruler.to))));
  }
  return handle.hit ? handle.hit : line.hit;
}

}  // namespace snitt

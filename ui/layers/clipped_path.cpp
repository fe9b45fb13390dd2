#include "ui/layers/clipped_path.h"

#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

// The share of a stretch, from `enter` to `leave` (0–1), that lies in `part`; false where none does.
bool clip(QPointF a, QPointF b, const QRectF& part, double& enter, double& leave) {
  enter = 0;
  leave = 1;
  const auto cut = [&](double way, double room) {
    // way · t <= room
    if (way == 0) return room >= 0;
    const double t = room / way;
    if (way < 0)
      enter = std::max(enter, t);
    else
      leave = std::min(leave, t);
    return enter <= leave;
  };
  const QPointF d = b - a;
  return cut(-d.x(), a.x() - part.left()) && cut(d.x(), part.right() - a.x()) && cut(-d.y(), a.y() - part.top()) &&
         cut(d.y(), part.bottom() - a.y());
}

// Sutherland and Hodgman: what lies on the wrong side of one edge falls onto it.
template <class Side, class Cross>
QPolygonF cutBy(const QPolygonF& ring, const Side& inside, const Cross& cross) {
  QPolygonF kept;
  kept.reserve(ring.size() + 4);
  for (qsizetype i = 0; i < ring.size(); ++i) {
    const QPointF from = ring[i == 0 ? ring.size() - 1 : i - 1];
    const QPointF to = ring[i];
    if (inside(from) != inside(to)) kept << cross(from, to);
    if (inside(to)) kept << to;
  }
  return kept;
}

}  // namespace

QPolygonF thinnedOnScreen(const std::vector<Point>& path, const QTransform& toScreen, double nearSlidePx) {
  QPolygonF kept;
  if (path.empty()) return kept;
  kept.reserve(static_cast<qsizetype>(std::min<std::size_t>(path.size(), 256)));
  Point last = path.front();
  kept << toScreen.map(QPointF(last.x, last.y));
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Point& point = path[i];
    if (std::abs(point.x - last.x) + std::abs(point.y - last.y) < nearSlidePx && i + 1 < path.size()) continue;
    last = point;
    kept << toScreen.map(QPointF(point.x, point.y));
  }
  return kept;
}

std::vector<PathRun> runsIn(const QPolygonF& path, bool closed, const QRectF& part) {
  std::vector<PathRun> runs;
  if (path.size() < 2) return runs;
  double length = 0;
  bool goesOn = false;
  const qsizetype stretches = closed ? path.size() : path.size() - 1;
  for (qsizetype i = 0; i < stretches; ++i) {
    const QPointF a = path[i];
    const QPointF b = path[i + 1 == path.size() ? 0 : i + 1];
    const QPointF way = b - a;
    const double own = std::sqrt(way.x() * way.x() + way.y() * way.y());
    double enter = 0;
    double leave = 1;
    if (clip(a, b, part, enter, leave)) {
      if (!goesOn || enter > 0) runs.push_back({QPolygonF{a + enter * way}, length + enter * own});
      runs.back().points << (leave < 1 ? a + leave * way : b);
      goesOn = leave == 1;
    } else {
      goesOn = false;
    }
    length += own;
  }
  return runs;
}

std::vector<QPolygonF> dashesOf(const PathRun& run, double dashPx, double gapPx) {
  std::vector<QPolygonF> dashes;
  const double period = dashPx + gapPx;
  double phase = std::fmod(run.from, period);
  bool open = false;
  for (qsizetype i = 1; i < run.points.size(); ++i) {
    const QPointF a = run.points[i - 1];
    const QPointF way = run.points[i] - a;
    const double own = std::sqrt(way.x() * way.x() + way.y() * way.y());
    double done = 0;
    while (done < own) {
      const bool isDash = phase < dashPx;
      const double step = std::min(own - done, (isDash ? dashPx : period) - phase);
      if (isDash) {
        if (!open) dashes.push_back({a + way * (done / own)});
        dashes.back() << a + way * ((done + step) / own);
      }
      open = isDash;
      done += step;
      phase += step;
      if (phase >= period - 1e-9) phase = 0;
      // Steps that are too small to be seen must not hold it up.
      if (step < 1e-9) phase = isDash ? dashPx : 0;
    }
  }
  return dashes;
}

QPolygonF ringIn(const QPolygonF& ring, const QRectF& part) {
  const auto atX = [](double x) {
    return [x](QPointF a, QPointF b) { return QPointF(x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x())); };
  };
  const auto atY = [](double y) {
    return [y](QPointF a, QPointF b) { return QPointF(a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y); };
  };
  QPolygonF kept = cutBy(
      ring, [&](QPointF p) { return p.x() >= part.left(); }, atX(part.left()));
  kept = cutBy(
      kept, [&](QPointF p) { return p.x() <= part.right(); }, atX(part.right()));
  kept = cutBy(
      kept, [&](QPointF p) { return p.y() >= part.top(); }, atY(part.top()));
  return cutBy(
      kept, [&](QPointF p) { return p.y() <= part.bottom(); }, atY(part.bottom()));
}

}  // namespace snitt

// Rings and lines of a slide brought to the screen: no more points than can be told apart, and of what lies outside of
// a part of the screen no more than what the part needs. Where points fall away follows from the path and the scale
// alone, so that neighbouring parts fit together. Pure functions.
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QTransform>

#include <vector>

#include "core/polygon.h"

namespace snitt {

// The first point and the last stay.
[[nodiscard]] QPolygonF thinnedOnScreen(const std::vector<Point>& path, const QTransform& toScreen, double nearSlidePx);

struct PathRun {
  QPolygonF points;
  double from =
      0;  // length along the whole path up to its first point, screen pixels: where in its pattern a dashed line is
};
// The stretches of a path that lie in `part`, cut at its edge. `closed`: the last point leads to the first.
[[nodiscard]] std::vector<PathRun> runsIn(const QPolygonF& path, bool closed, const QRectF& part);

// The dashes of a stretch. Where they begin follows from the whole path.
[[nodiscard]] std::vector<QPolygonF> dashesOf(const PathRun& run, double dashPx, double gapPx);

// A ring whose inside within `part` is that of `ring`.
[[nodiscard]] QPolygonF ringIn(const QPolygonF& ring, const QRectF& part);

}  // namespace snitt

// Which part of a slide is shown where on the page.
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QPainterPath>

#include <vector>

#include "ui/report/score_report.h"

namespace snitt::report {

struct View {
  QRectF window;  // level-0 pixels
  QRectF place;   // mm, of the same shape

  [[nodiscard]] double mmPerPx() const { return place.width() / window.width(); }
  [[nodiscard]] QPointF at(const Point& levelZero) const {
    return {place.x() + (levelZero.x - window.x()) * mmPerPx(), place.y() + (levelZero.y - window.y()) * mmPerPx()};
  }
};

// All of the slide, as large as the panel allows, in its middle.
[[nodiscard]] View wholeSlide(const QRectF& panel, const ScoredSlide& slide);

// What was scored with a margin, filling the panel where the slide is large enough for that.
[[nodiscard]] View aroundScored(const QRectF& panel, const ScoreReport& report);

// Outlines in mm, clipped by nobody.
[[nodiscard]] QPainterPath outlinePath(const std::vector<Polygon>& polygons, const View& view);

}  // namespace snitt::report

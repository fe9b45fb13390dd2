#include "ui/report/view_p.h"

#include <algorithm>
#include <cmath>

namespace snitt::report {

namespace {

QRectF slideRect(const ScoredSlide& slide) {
  return {0, 0, static_cast<double>(std::max<std::int64_t>(1, slide.widthPx)),
          static_cast<double>(std::max<std::int64_t>(1, slide.heightPx))};
}

View fitted(const QRectF& panel, const QRectF& window) {
  const double aspect = window.width() / window.height();
  const double width = std::min(panel.width(), panel.height() * aspect);
  const double height = width / aspect;
  return {window, {panel.center().x() - width / 2, panel.center().y() - height / 2, width, height}};
}

QRectF boundsOf(const ReportHeatmap& heatmap) {
  QRectF bounds;
  for (int y = 0; y < heatmap.values.height; ++y)
    for (int x = 0; x < heatmap.values.width; ++x)
      if (!std::isnan(heatmap.values.at(x, y)))
        bounds |= QRectF(x * heatmap.stepPx, y * heatmap.stepPx, heatmap.stepPx, heatmap.stepPx);
  return bounds;
}

// Tiles reach beyond the outline, and neither of them is to be cut.
QRectF boundsOf(const ScoreReport& report) {
  QRectF bounds;
  for (const ReportHeatmap& heatmap : report.heatmaps) bounds |= boundsOf(heatmap);
  for (const Polygon& polygon : report.tumour) {
    QPolygonF ring;
    for (const Point& point : polygon.outer) ring << QPointF(point.x, point.y);
    bounds |= ring.boundingRect();
  }
  return bounds;
}

}  // namespace

View wholeSlide(const QRectF& panel, const ScoredSlide& slide) { return fitted(panel, slideRect(slide)); }

View aroundScored(const QRectF& panel, const ScoreReport& report) {
  const QRectF slide = slideRect(report.score.slide);
  QRectF window = boundsOf(report);
  if (window.isEmpty()) return fitted(panel, slide);
  const double margin = 0.05 * std::max(window.width(), window.height());
  window = window.adjusted(-margin, -margin, margin, margin) & slide;
  // Widened to the panel's shape, and moved back onto the slide where it has become wider than what is left there.
  const double aspect = panel.width() / panel.height();
  const QPointF centre = window.center();
  const double width = std::min(std::max(window.width(), window.height() * aspect), slide.width());
  const double height = std::min(std::max(window.height(), window.width() / aspect), slide.height());
  window = {centre.x() - width / 2, centre.y() - height / 2, width, height};
  window.moveLeft(std::clamp(window.left(), 0.0, slide.width() - width));
  window.moveTop(std::clamp(window.top(), 0.0, slide.height() - height));
  return fitted(panel, window);
}

QPainterPath outlinePath(const std::vector<Polygon>& polygons, const View& view) {
  QPainterPath path;
  const auto add = [&](const Ring& ring) {
    // Hundredths of a millimetre cannot be seen; a hundred thousand points can be felt in the file's size.
    constexpr double leastMm = 0.03;
    QPolygonF points;
    for (const Point& point : ring) {
      const QPointF at = view.at(point);
      if (points.isEmpty() || std::hypot(at.x() - points.last().x(), at.y() - points.last().y()) > leastMm)
        points << at;
    }
    path.addPolygon(points);
    path.closeSubpath();
  };
  for (const Polygon& polygon : polygons) {
    add(polygon.outer);
    for (const Ring& hole : polygon.holes) add(hole);
  }
  return path;
}

}  // namespace snitt::report

#include <algorithm>
#include <cmath>

#include "ui/report/charts/panel_p.h"

namespace snitt::charts {

namespace {

constexpr double kMerge = 0.01;
// By how much an edge of the panel may be missed: a curve at exactly 1 lies on the edge but for rounding.
constexpr double kOnEdge = 1e-6;

// The part of a segment inside of `area`, as fractions of it (Liang and Barsky, ACM Trans Graph 3:1, 1984).
bool inside(QPointF from, QPointF to, const QRectF& area, double& begin, double& end) {
  begin = 0;
  end = 1;
  const auto cut = [&](double direction, double distance) {
    if (direction == 0) return distance >= 0;
    const double at = distance / direction;
    if (direction < 0)
      begin = std::max(begin, at);
    else
      end = std::min(end, at);
    return begin <= end;
  };
  const QPointF d = to - from;
  return cut(-d.x(), from.x() - area.left()) && cut(d.x(), area.right() - from.x()) &&
         cut(-d.y(), from.y() - area.top()) && cut(d.y(), area.bottom() - from.y());
}

void append(QPolygonF& line, QPointF point, bool last) {
  if (!line.isEmpty()) {
    const QPointF d = point - line.last();
    const bool near = std::abs(d.x()) < kMerge && std::abs(d.y()) < kMerge;
    if (near && !last) return;
  }
  line.append(point);
}

}  // namespace

std::vector<QPolygonF> clipped(const QPolygonF& line, const QRectF& panel) {
  const QRectF area = panel.adjusted(-kOnEdge, -kOnEdge, kOnEdge, kOnEdge);
  std::vector<QPolygonF> parts;
  QPolygonF part;
  const auto finish = [&] {
    if (part.size() > 1) parts.push_back(part);
    part.clear();
  };
  for (qsizetype i = 1; i < line.size(); ++i) {
    const QPointF from = line[i - 1];
    const QPointF to = line[i];
    double begin = 0;
    double end = 1;
    if (!inside(from, to, area, begin, end)) {
      finish();
      continue;
    }
    if (part.isEmpty() || begin > 0) {
      finish();
      part.append(from + (to - from) * begin);
    }
    append(part, from + (to - from) * end, i + 1 == line.size() || end < 1);
    if (end < 1) finish();
  }
  finish();
  return parts;
}

std::vector<QPolygonF> lineThrough(const Panel& panel, const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<QPolygonF> parts;
  QPolygonF run;
  const auto finish = [&] {
    for (QPolygonF& part : clipped(run, panel.area)) parts.push_back(std::move(part));
    run.clear();
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isfinite(x[i]) && std::isfinite(y[i]))
      run.append(panel.at(x[i], y[i]));
    else
      finish();
  }
  finish();
  return parts;
}

std::vector<QPolygonF> bandBetween(const Panel& panel, const std::vector<double>& x, const std::vector<double>& lower,
                                   const std::vector<double>& upper) {
  std::vector<QPolygonF> bands;
  QPolygonF top;
  QPolygonF bottom;
  const auto finish = [&] {
    if (top.size() > 1) {
      std::reverse(bottom.begin(), bottom.end());
      bands.push_back(top + bottom);
    }
    top.clear();
    bottom.clear();
  };
  const auto within = [&](double xValue, double yValue) {
    const QPointF at = panel.at(xValue, yValue);
    return QPointF(std::clamp(at.x(), panel.area.left(), panel.area.right()),
                   std::clamp(at.y(), panel.area.top(), panel.area.bottom()));
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool known = i < lower.size() && i < upper.size() && std::isfinite(x[i]) && std::isfinite(lower[i]) &&
                       std::isfinite(upper[i]);
    if (!known) {
      finish();
      continue;
    }
    append(top, within(x[i], upper[i]), true);
    append(bottom, within(x[i], lower[i]), true);
  }
  finish();
  return bands;
}

Steps stepsOf(const std::vector<double>& time, const std::vector<double>& value, std::optional<double> start,
              double end) {
  Steps steps;
  const auto add = [&](double t, double v) {
    steps.time.push_back(std::min(t, end));
    steps.value.push_back(v);
  };
  if (start) add(0, *start);
  for (std::size_t i = 0; i < time.size() && time[i] <= end; ++i) {
    if (!steps.value.empty()) add(time[i], steps.value.back());
    add(time[i], value[i]);
  }
  if (!steps.value.empty() && steps.time.back() < end) add(end, steps.value.back());
  return steps;
}

}  // namespace snitt::charts

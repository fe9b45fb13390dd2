// The parts that most charts are made of: head, a panel with its axes, curves inside of it.
#pragma once

#include <optional>
#include <vector>

#include "ui/report/charts/charts.h"
#include "ui/report/charts/style_p.h"
#include "ui/report/charts/ticks_p.h"

namespace snitt::charts {

// Title and note above the panel.
struct Head {
  std::vector<QString> title, note;
  double height = 0;  // from the canvas's top to where the panel may begin
};
[[nodiscard]] Head headFor(const ChartWords& words, double widthMm);
void drawHead(Canvas& canvas, const Head& head);

struct Panel {
  QRectF area;
  Scale x, y;

  [[nodiscard]] QPointF at(double xValue, double yValue) const { return {x.at(xValue), y.at(yValue)}; }
};
[[nodiscard]] Panel panelOn(const QRectF& area, Range x, Range y);

// From the canvas's left edge to the axis; from the axis to the bottom of its label.
[[nodiscard]] double yAxisRoom(const std::vector<Tick>& ticks, const std::string& label);
[[nodiscard]] double xAxisRoom(const std::string& label);
void drawXAxis(Canvas& canvas, const Panel& panel, const std::vector<Tick>& ticks, const std::string& label);
void drawYAxis(Canvas& canvas, const Panel& panel, const std::vector<Tick>& ticks, const std::string& label);

// A sentence in the place of a plot.
void drawEmpty(Canvas& canvas, const ChartWords& words, const QString& sentence);

// The parts of a polyline inside of an area (mm). Neighbours closer than a hundredth of a millimetre are merged.
[[nodiscard]] std::vector<QPolygonF> clipped(const QPolygonF& line, const QRectF& area);
// Points (x, y) in mm; undefined ones split the line.
[[nodiscard]] std::vector<QPolygonF> lineThrough(const Panel& panel, const std::vector<double>& x,
                                                 const std::vector<double>& y);
// The areas between two lines over x, limited to the panel.
[[nodiscard]] std::vector<QPolygonF> bandBetween(const Panel& panel, const std::vector<double>& x,
                                                 const std::vector<double>& lower, const std::vector<double>& upper);

// Steps as points: the value holds from its time to the next one, the last until `end`. `start`: the value at 0, if
// any.
struct Steps {
  std::vector<double> time, value;
};
[[nodiscard]] Steps stepsOf(const std::vector<double>& time, const std::vector<double>& value,
                            std::optional<double> start, double end);

}  // namespace snitt::charts

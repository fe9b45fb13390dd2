// Names that stand at the ends of their curves, pushed apart so that none touches another.
#pragma once

#include <vector>

#include "ui/report/charts/canvas_p.h"

namespace snitt::charts {

// New centres, as near to the wanted ones as can be (least squares), at least half of both heights apart and inside of
// [from, to]; order stays that of the wanted ones. Sizes must fit.
[[nodiscard]] std::vector<double> pushedApart(const std::vector<double>& wanted, const std::vector<double>& heights,
                                              double from, double to);

struct EndLabel {
  QPointF anchor;  // the end of what it names
  QColor colour;
  std::vector<QPointF> otherwise{};  // further places at it, where there is no room at its end
};

// Places along a curve, from its end on.
[[nodiscard]] std::vector<QPointF> placesAlong(const QPolygonF& curve);

// The labels' lines, in the order of the labels, and the room that they take to the right of a panel.
struct LabelColumn {
  std::vector<std::vector<QString>> lines;
  double widest = 0;
  double heights = 0;  // of all, one below the other

  [[nodiscard]] double room() const;  // from the panel to the canvas's edge
};
[[nodiscard]] LabelColumn columnFor(const std::vector<QString>& words, double canvasWidthMm);
[[nodiscard]] LabelColumn columnOf(std::vector<std::vector<QString>> lines);

// What a label inside of a panel must not cover.
struct Obstacles {
  std::vector<QPolygonF> curves;
  std::vector<QRectF> boxes;

  [[nodiscard]] bool clear(const QRectF& box) const;
};

// Draws all: beside the panel, or inside of it where a curve ends long before and there is free space at its end.
void drawEndLabels(Canvas& canvas, const QRectF& panel, const std::vector<EndLabel>& labels, const LabelColumn& column,
                   Obstacles obstacles);

}  // namespace snitt::charts

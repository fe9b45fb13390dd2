// The layout of charts whose axes have the same scale or need no table: a panel, square or not, with names at the
// right.
#pragma once

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/labels_p.h"
#include "ui/report/charts/panel_p.h"

namespace snitt::charts {

struct PlotInput {
  const ChartWords& words;
  Range x, y;
  LabelColumn column;
  bool square = false;
  double below = 0;  // room for something between the panel and its x axis
  double panelHeight = 84;
  double leastColumn = 0;  // room at the right, whatever the names
};

struct Plot {
  Head head;
  LabelColumn column;
  Panel panel;
  std::vector<Tick> xTicks, yTicks;
};

[[nodiscard]] Heights heightsOf(const PlotInput& input, double widthMm);
[[nodiscard]] Plot layOut(const PlotInput& input, double widthMm, double heightMm);
// Head and y axis; the x axis too, `below` under the panel.
void drawAround(Canvas& canvas, const Plot& plot, const PlotInput& input);

}  // namespace snitt::charts

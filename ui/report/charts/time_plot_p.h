// The layout of charts over time: panel, names at the right, patients at risk below.
#pragma once

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/labels_p.h"
#include "ui/report/charts/panel_p.h"

namespace snitt::charts {

struct RiskRow {
  std::vector<QString> name;
  QColor colour;
  const FollowUp* followUp;
};

struct RiskTable {
  std::vector<RiskRow> rows;
  std::vector<double> times;  // of cells that were counted elsewhere: the ticks stand there
  double names = 0;           // width of the names
  double cells = 0;           // width of the widest "120 (34)"
  double height = 0;          // with the gap above
};
[[nodiscard]] RiskTable tableFor(const std::vector<const FollowUp*>& followUps, const std::vector<QColor>& colours,
                                 double widthMm);
void drawTable(Canvas& canvas, const RiskTable& table, const Panel& panel, const std::vector<Tick>& ticks, double top);

struct TimePlotInput {
  const ChartWords& words;
  const TimeAxis& axis;
  double longest = 0;  // follow-up
  Range y{0, 1};
  std::vector<Tick> yTicks;
  std::vector<QString> names;  // of the curves
  RiskTable table{};
};

struct TimePlot {
  Head head;
  LabelColumn column;
  Panel panel;
  std::vector<Tick> xTicks, yTicks;
  RiskTable table;
};

// The longest follow-up or the last cell of a row.
[[nodiscard]] double lastTimeOf(const FollowUp& row);

[[nodiscard]] Heights heightsOf(const TimePlotInput& input, double widthMm);
[[nodiscard]] TimePlot layOut(const TimePlotInput& input, double widthMm, double heightMm);
// All but what is inside of the panel.
void drawAround(Canvas& canvas, const TimePlot& plot, const ChartWords& words);

// An interval's band is paler the more of them lie over each other.
[[nodiscard]] double bandOpacity(std::size_t curves);

}  // namespace snitt::charts

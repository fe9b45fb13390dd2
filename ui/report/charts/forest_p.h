// The columns and rows of a forest plot.
#pragma once

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/panel_p.h"

namespace snitt::charts {

inline const TextStyle kForestText{7.5, Weight::regular, kInk};

struct ForestLine {
  const ForestRow* row;
  std::vector<QString> label;
  QString figures;  // "0.72 (0.55–0.94)", or why there are none
  double indent = 0;
  double top = 0;
};

struct ForestLayout {
  Head head;
  double headerTop = 0;
  double countsRight = 0, eventsRight = 0, ratioLeft = 0, pRight = 0;
  bool hasP = false;
  QString ratioHeader;
  std::vector<ForestLine> lines;
  Panel panel;
  std::vector<Tick> ticks;
  double height = 0;
};

[[nodiscard]] bool isKnown(const ForestRow& row);
[[nodiscard]] ForestLayout layOutForest(const ForestChart& chart, double widthMm);
// Ends of its axis where they are not given: all estimates, and of their intervals what is not further away than four
// times.
[[nodiscard]] Range forestAxis(const ForestChart& chart);

// One below the other on as many pages as it needs, with one axis. A part holds at least a row, however low the page.
[[nodiscard]] std::vector<ForestChart> forestParts(const ForestChart& chart, double widthMm, double mostHeightMm);

}  // namespace snitt::charts

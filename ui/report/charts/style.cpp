#include "ui/report/charts/style_p.h"

namespace snitt::charts {

QColor colourFor(std::size_t index) { return kColours[index % kColours.size()]; }

std::vector<double> dashFor(std::size_t index) {
  static const std::vector<std::vector<double>> dashes{
      {},                               // solid
      {2.2, 0.8},                       // dashed
      {0.55, 0.55},                     // dotted
      {2.6, 0.7, 0.5, 0.7},             // dash, dot
      {4.5, 1.0},                       // long dashes
      {1.2, 0.6},                       // short dashes
      {2, .6, .5, .6, .5, .6},          // dash, two dots
      {0.55, 1.1},                      // sparse dots
      {4.5, .7, 1.2, .7},               // long, short
      {1.2, 1.4},                       // sparse dashes
      {3, .6, .5, .5, .5, .5, .5, .6},  // dash, three dots
      {6, 0.8, 0.5, 0.8},               // long dash, dot
  };
  return dashes[index % dashes.size()];
}

Stroke strokeFor(std::size_t index) { return {colourFor(index), kCurveWidth, dashFor(index)}; }

QColor tint(QColor colour, double opacity) {
  colour.setAlphaF(static_cast<float>(opacity));
  return colour;
}

TextStyle nameStyle(const QColor& colour) { return {7.5, Weight::medium, colour.darker(135)}; }

}  // namespace snitt::charts

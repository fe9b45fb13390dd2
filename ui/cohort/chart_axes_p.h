// Axes of the window's charts: where values lie, and the lines and numbers around them.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QPainter;

namespace snitt {

struct ChartAxes {
  QRectF area;  // of the plot
  double fromX = 0, toX = 1;
  double toY = 1;  // from 0
  std::vector<double> ticksY;

  [[nodiscard]] QPointF at(double x, double y) const;
  [[nodiscard]] double xAt(double pixel) const;
};

// In `body`, with room for numbers, the x axis's name and the threshold's. Counts have whole ticks.
[[nodiscard]] ChartAxes axesIn(const QRectF& body, const QWidget& widget, double highest, bool counts);
void paintAxes(QPainter& painter, const QWidget& widget, const ChartAxes& axes, const QString& xName);
void paintThreshold(QPainter& painter, const QWidget& widget, const ChartAxes& axes,
                    const std::optional<double>& threshold);
[[nodiscard]] QString thresholdWords(double threshold);  // "Threshold 0.46"

}  // namespace snitt

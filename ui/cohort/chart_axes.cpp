#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

#include "ui/cohort/chart_axes_p.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kTick = 4;
constexpr int kGap = 3;
constexpr int kMostTicks = 4;

// 1, 2 or 5 times a power of ten.
double roundStep(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

QString numberAt(double value, double step) {
  const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  return decimals == 0 ? countText(static_cast<std::size_t>(std::llround(value)))
                       : QString::number(value, 'f', decimals);
}

}  // namespace

QPointF ChartAxes::at(double x, double y) const {
  return {area.left() + area.width() * (x - fromX) / (toX - fromX), area.bottom() - area.height() * y / toY};
}

double ChartAxes::xAt(double pixel) const { return fromX + (toX - fromX) * (pixel - area.left()) / area.width(); }

ChartAxes axesIn(const QRectF& body, const QWidget& widget, double highest, bool counts) {
  ChartAxes axes;
  double step = roundStep(std::max(highest, 1e-6) / kMostTicks);
  if (counts) step = std::max(1.0, step);
  const auto steps = static_cast<int>(std::ceil(highest / step - 1e-9));
  axes.toY = step * std::max(1, steps);
  const QFontMetrics metrics(score::smaller(widget.font()));
  int widest = 0;
  for (int i = 0; i <= std::max(1, steps); ++i) {
    axes.ticksY.push_back(i * step);
    widest = std::max(widest, metrics.horizontalAdvance(numberAt(i * step, step)));
  }
  axes.area = body.adjusted(widest + kTick + kGap + 2, metrics.height() + 2, -metrics.horizontalAdvance(u'0') * 2,
                            -(2 * metrics.height() + kTick + 2 * kGap));
  return axes;
}

void paintAxes(QPainter& painter, const QWidget& widget, const ChartAxes& axes, const QString& xName) {
  painter.setRenderHint(QPainter::Antialiasing, false);
  const QColor line = score::rule(widget.palette());
  const QColor ink = mutedText(widget.palette());
  painter.setFont(score::smaller(widget.font()));
  const QFontMetrics metrics(painter.font());
  const double step = axes.ticksY.size() > 1 ? axes.ticksY[1] : 1;
  for (const double value : axes.ticksY) {
    const double y = std::round(axes.at(axes.fromX, value).y());
    painter.setPen(QPen(line, 1));
    painter.drawLine(QPointF(axes.area.left() - kTick, y), QPointF(axes.area.right(), y));
    painter.setPen(ink);
    const QRectF box(0, y - metrics.height() / 2.0, axes.area.left() - kTick - kGap, metrics.height());
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, numberAt(value, step));
  }
  painter.setPen(QPen(ink, 1));
  painter.drawLine(axes.area.bottomLeft(), axes.area.bottomRight());
  for (int i = 0; i <= 4; ++i) {
    const double value = axes.fromX + (axes.toX - axes.fromX) * i / 4;
    const QPointF at = axes.at(value, 0);
    painter.drawLine(at, at + QPointF(0, kTick));
    const QString words = QString::number(value, 'f', 2);
    const QRectF box(at.x() - 30, at.y() + kTick + 1, 60, metrics.height());
    painter.drawText(box, Qt::AlignHCenter | Qt::AlignTop, words);
  }
  const QRectF below(axes.area.left(), axes.area.bottom() + kTick + metrics.height() + kGap, axes.area.width(),
                     metrics.height());
  painter.drawText(below, Qt::AlignCenter, metrics.elidedText(xName, Qt::ElideRight, static_cast<int>(below.width())));
}

QString thresholdWords(double threshold) {
  return QCoreApplication::translate("CohortWords", "Threshold %1").arg(QString::number(threshold, 'g', 3));
}

void paintThreshold(QPainter& painter, const QWidget& widget, const ChartAxes& axes,
                    const std::optional<double>& threshold) {
  if (!threshold || *threshold < axes.fromX || *threshold > axes.toX) return;
  const QColor ink = toneColour(Tone::warning);
  const double x = std::round(axes.at(*threshold, 0).x());
  painter.setPen(QPen(ink, 1.5, Qt::DashLine));
  painter.drawLine(QPointF(x, axes.area.top() - 1), QPointF(x, axes.area.bottom()));
  painter.setFont(score::smaller(widget.font()));
  painter.setPen(ink);
  const QFontMetrics metrics(painter.font());
  const QString words = thresholdWords(*threshold);
  const double width = metrics.horizontalAdvance(words) + 2;
  const double left =
      std::clamp(x - width / 2, axes.area.left(), std::max(axes.area.left(), axes.area.right() - width));
  painter.drawText(QRectF(left, axes.area.top() - metrics.height() - 2, width, metrics.height()), Qt::AlignCenter,
                   words);
}

}  // namespace snitt

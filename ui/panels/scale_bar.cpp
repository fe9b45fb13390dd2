#include "ui/panels/scale_bar.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

constexpr double kUmPerMm = 1000;
constexpr double kPaddingPx = 7;
constexpr double kTickPx = 6;
constexpr double kFontPx = 12;
const QColor kInk(20, 20, 24);
const QColor kPlate(255, 255, 255, 225);
const QColor kRim(0, 0, 0, 110);

struct Text {
  Q_DECLARE_TR_FUNCTIONS(ScaleBar)
};

bool usable(double value) { return std::isfinite(value) && value > 0; }

// The largest 1, 2 or 5 · 10ⁿ that is not above `most`.
double niceLength(double most) {
  // A length that a hair's breadth of rounding puts under its own limit still counts.
  const double limit = most * (1 + 1e-9);
  const double power = std::pow(10.0, std::floor(std::log10(limit)));
  for (const double step : {5.0, 2.0})
    if (step * power <= limit) return step * power;
  return power;
}

QString plain(double value) {
  QLocale locale;
  locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
  const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(value) + 1e-9)));
  return locale.toString(value, 'f', decimals);
}

}  // namespace

ScaleBar scaleBarFor(double umPerScreenPx, double slidePxPerScreenPx, double maxWidthPx) {
  if (!usable(maxWidthPx) || !std::isfinite(umPerScreenPx) || umPerScreenPx < 0) return {};
  const bool inUm = umPerScreenPx > 0;
  const double unitsPerPx = inUm ? umPerScreenPx : slidePxPerScreenPx;
  if (!usable(unitsPerPx)) return {};
  const double length = niceLength(unitsPerPx * maxWidthPx);
  ScaleBar bar;
  bar.lengthPx = length / unitsPerPx;
  if (!inUm)
    bar.text = Text::tr("%1 px").arg(plain(length));
  else if (length < kUmPerMm * (1 - 1e-9))
    bar.text = Text::tr("%1 µm").arg(plain(length));
  else
    bar.text = Text::tr("%1 mm").arg(plain(length / kUmPerMm));
  return bar;
}

QRectF paintScaleBar(QPainter& painter, const QRectF& area, const ScaleBar& bar, qreal dpr) {
  if (!(bar.lengthPx > 0)) return {};
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QFont font = painter.font();
  font.setPixelSize(static_cast<int>(std::lround(kFontPx * dpr)));
  font.setWeight(QFont::Medium);
  painter.setFont(font);
  const QFontMetricsF metrics(font, painter.device());
  const double padding = kPaddingPx * dpr;
  const double inner = std::max(bar.lengthPx, metrics.horizontalAdvance(bar.text));
  const QSizeF plateSize(inner + 2 * padding, metrics.height() + (kTickPx + 2) * dpr + 1.5 * padding);
  // On whole units the bar's lines stay crisp.
  const QRectF plate(
      QPointF(std::round(area.right() - plateSize.width()), std::round(area.bottom() - plateSize.height())), plateSize);
  painter.setPen(QPen(kRim, dpr));
  painter.setBrush(kPlate);
  painter.drawRoundedRect(plate.adjusted(dpr / 2, dpr / 2, -dpr / 2, -dpr / 2), 3 * dpr, 3 * dpr);

  painter.setPen(kInk);
  painter.drawText(QRectF(plate.left(), plate.top() + padding * 0.5, plate.width(), metrics.height()), Qt::AlignCenter,
                   bar.text);
  // Filled boxes instead of strokes: the bar is exactly as long as it says, from outer edge to outer edge.
  const double left = plate.center().x() - bar.lengthPx / 2;
  const double bottom = std::round(plate.bottom() - padding);
  const double thick = 2 * dpr;
  painter.fillRect(QRectF(left, bottom - thick, bar.lengthPx, thick), kInk);
  for (const double x : {left, left + bar.lengthPx - thick})
    painter.fillRect(QRectF(x, bottom - kTickPx * dpr, thick, kTickPx * dpr), kInk);
  painter.restore();
  return plate;
}

}  // namespace snitt

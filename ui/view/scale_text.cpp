#include "ui/view/scale_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace snitt {

namespace {

constexpr int kSignificant = 3;
constexpr double kUmPerMm = 1000;

struct Text {
  Q_DECLARE_TR_FUNCTIONS(ScaleText)
};

// The default locale, with thousands grouped also where it is the C locale.
QLocale readersLocale() {
  QLocale locale;
  locale.setNumberOptions(locale.numberOptions() & ~QLocale::OmitGroupSeparator);
  return locale;
}

QString number(double value, int decimals) { return readersLocale().toString(value, 'f', decimals); }

int decimalsFor(double value, int most) {
  if (value == 0) return 0;
  const int beforePoint = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return std::clamp(kSignificant - beforePoint, 0, most);
}

double rounded(double value, int decimals) {
  const double step = std::pow(10.0, decimals);
  return std::round(value * step) / step;
}

// Three significant digits, also of a number that rounding carries over a power of ten (9.999 is "10.0").
QString significant(double value, int mostDecimals) {
  const double once = rounded(value, decimalsFor(value, mostDecimals));
  return number(once, decimalsFor(once, mostDecimals));
}

QString withoutZeros(double value) {
  int decimals = decimalsFor(value, 4);
  const double shown = rounded(value, decimals);
  while (decimals > 0 && rounded(shown, decimals - 1) == shown) --decimals;
  return number(shown, decimals);
}

}  // namespace

QString timesText(double factor) {
  if (!std::isfinite(factor) || factor <= 0) return {};
  return withoutZeros(factor) + QStringLiteral("×");
}

QString magnificationText(double umPerScreenPx) {
  if (!std::isfinite(umPerScreenPx) || umPerScreenPx <= 0) return {};
  return timesText(10 / umPerScreenPx);
}

QString umPerPxText(double umPerPx) {
  if (!std::isfinite(umPerPx) || umPerPx <= 0) return {};
  return Text::tr("%1 µm/px").arg(significant(umPerPx, 4));
}

QString placeTextPx(QPointF slidePx) {
  if (!std::isfinite(slidePx.x()) || !std::isfinite(slidePx.y())) return {};
  return Text::tr("x %1 px  y %2 px").arg(number(std::floor(slidePx.x()), 0), number(std::floor(slidePx.y()), 0));
}

QString placeTextMm(QPointF slidePx, const Mpp& mpp) {
  const QPointF mm(slidePx.x() * mpp.x / kUmPerMm, slidePx.y() * mpp.y / kUmPerMm);
  if (!std::isfinite(mm.x()) || !std::isfinite(mm.y())) return {};
  return Text::tr("x %1 mm  y %2 mm").arg(number(mm.x(), 3), number(mm.y(), 3));
}

QString lengthTextUm(double um) {
  if (!std::isfinite(um)) return {};
  // 999.6 µm would read "1,000 µm".
  if (std::abs(um) >= kUmPerMm - 0.5) return Text::tr("%1 mm").arg(significant(um / kUmPerMm, 2));
  return Text::tr("%1 µm").arg(significant(um, 2));
}

QString lengthTextPx(double px) {
  if (!std::isfinite(px)) return {};
  return Text::tr("%1 px").arg(number(px, 0));
}

QString sizeTextPx(std::int64_t widthPx, std::int64_t heightPx) {
  return Text::tr("%1 × %2 px").arg(number(static_cast<double>(widthPx), 0), number(static_cast<double>(heightPx), 0));
}

}  // namespace snitt

#include "ui/draw/size_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/annotation/annotation_measure.h"

namespace snitt {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Sizes", text); }

QString threeDigits(double value) {
  const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return QLocale().toString(value, 'f', decimals);
}

}  // namespace

QString areaText(double areaMm2) {
  constexpr double um2PerMm2 = 1e6;
  if (areaMm2 < 0.001) return tr("%1 µm²").arg(threeDigits(areaMm2 * um2PerMm2));
  if (areaMm2 < 9.9995) return tr("%1 mm²").arg(QLocale().toString(areaMm2, 'f', 3));
  return tr("%1 mm²").arg(threeDigits(areaMm2));
}

QString lengthText(double um) {
  constexpr double umPerMm = 1000;
  return um < 999.5 ? tr("%1 µm").arg(threeDigits(um)) : tr("%1 mm").arg(threeDigits(um / umPerMm));
}

QString sizeText(const Geometry& geometry, const std::optional<Mpp>& scale) {
  if (!geometry.points.empty())
    return QCoreApplication::translate("Sizes", "%n point(s)", nullptr, static_cast<int>(geometry.points.size()));
  if (!geometry.areas.empty()) {
    constexpr double pxPerUnit = 1000;  // so that mm² come out as px²
    return scale ? areaText(areaMm2(geometry, {scale->x, scale->y}))
                 : tr("%1 px²").arg(QLocale().toString(areaMm2(geometry, {pxPerUnit, pxPerUnit}), 'f', 0));
  }
  return scale ? lengthText(lengthUm(geometry, {scale->x, scale->y}))
               : tr("%1 px").arg(QLocale().toString(lengthUm(geometry, {1, 1}), 'f', 0));
}

}  // namespace snitt

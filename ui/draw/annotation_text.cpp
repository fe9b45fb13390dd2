#include "ui/draw/annotation_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

#include "ui/view/scale_text.h"

namespace snitt {

namespace {

// Three significant digits, whole numbers beyond.
QString digits(double value) {
  if (value == 0) return QLocale().toString(0);
  const double magnitude = std::floor(std::log10(std::abs(value)));
  const double unit = std::pow(10, std::max(0.0, 2 - magnitude));
  return QLocale().toString(std::round(value * unit) / unit, 'f', QLocale::FloatingPointShortest);
}

PixelSize pixelSize(const std::optional<Mpp>& mpp) { return mpp ? PixelSize{mpp->x, mpp->y} : PixelSize{1, 1}; }

}  // namespace

QString shapeText(Shape shape) {
  switch (shape) {
    case Shape::polygon:
      return QCoreApplication::translate("AnnotationText", "Area");
    case Shape::rectangle:
      return QCoreApplication::translate("AnnotationText", "Rectangle");
    case Shape::ellipse:
      return QCoreApplication::translate("AnnotationText", "Ellipse");
    case Shape::line:
      return QCoreApplication::translate("AnnotationText", "Line");
    case Shape::polyline:
      return QCoreApplication::translate("AnnotationText", "Polyline");
    case Shape::points:
      return QCoreApplication::translate("AnnotationText", "Points");
    case Shape::fieldFrame:
      return QCoreApplication::translate("AnnotationText", "Field frame");
  }
  return {};
}

QString annotationTitle(const Annotation& annotation, std::size_t number) {
  if (!annotation.name.empty()) return QString::fromStdString(annotation.name);
  if (!annotation.className.empty()) return QString::fromStdString(annotation.className);
  return QStringLiteral("%1 %2").arg(shapeText(annotation.shape)).arg(number);
}

QString originText(Origin origin) {
  switch (origin) {
    case Origin::human:
      return QCoreApplication::translate("AnnotationText", "Human");
    case Origin::ai:
      return QCoreApplication::translate("AnnotationText", "AI");
    case Origin::aiVerified:
      return QCoreApplication::translate("AnnotationText", "AI, verified");
  }
  return {};
}

QString areaSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp) {
  const double mm2 = areaMm2(geometry, pixelSize(mpp));
  if (!std::isfinite(mm2)) return {};
  // Without a scale mm2 is in millions of pixels.
  if (!mpp) return mm2 < 1 ? digits(mm2 * 1e6) + QStringLiteral(" px²") : digits(mm2) + QStringLiteral(" Mpx");
  return mm2 < 0.01 ? digits(mm2 * 1e6) + QStringLiteral(" µm²") : digits(mm2) + QStringLiteral(" mm²");
}

QString lengthSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp) {
  const double length = lengthUm(geometry, pixelSize(mpp));
  return mpp ? lengthTextUm(length) : lengthTextPx(length);
}

QString annotationSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp) {
  if (!geometry.areas.empty()) return areaSizeText(geometry, mpp);
  if (!geometry.lines.empty()) return lengthSizeText(geometry, mpp);
  const std::size_t points = geometry.points.size();
  if (points == 1) return QCoreApplication::translate("AnnotationText", "1 point");
  return QCoreApplication::translate("AnnotationText", "%1 points").arg(QLocale().toString(points));
}

SizeKey sizeKey(const Geometry& geometry) {
  if (!geometry.areas.empty()) return {2, areaMm2(geometry, {1, 1})};
  if (!geometry.lines.empty()) return {1, lengthUm(geometry, {1, 1})};
  return {0, static_cast<double>(geometry.points.size())};
}

QString timeText(const std::string& iso) {
  const QString text = QString::fromStdString(iso);
  const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
  return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : text;
}

}  // namespace snitt

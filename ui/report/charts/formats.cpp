#include "ui/report/charts/formats_p.h"

#include <QtCore/QBuffer>
#include <QtCore/QMarginsF>
#include <QtGui/QImage>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>

#include <cmath>

#include "ui/report/palette_p.h"
#include "ui/report/pdf_dates_p.h"

namespace snitt::charts {

namespace {

using report::kUnitsPerInch;
using report::kUnitsPerMm;
using report::qs;

constexpr double kPngPixelsPerInch = 300;
constexpr double kMmPerInch = 25.4;

bool paint(QPaintDevice& device, double scale, QSizeF size, Letters letters, const Drawing& drawOn) {
  QPainter painter;
  if (!painter.begin(&device)) return false;
  painter.scale(scale, scale);
  painter.fillRect(QRectF(0, 0, size.width() * kUnitsPerMm, size.height() * kUnitsPerMm), Qt::white);
  Canvas canvas(painter, size, letters);
  drawOn(canvas);
  return painter.end();
}

bool asSvg(QBuffer& out, QSizeF size, const ChartWords& words, const Drawing& drawOn) {
  QSvgGenerator svg;
  svg.setOutputDevice(&out);
  svg.setResolution(kUnitsPerInch);
  const QSizeF units = size * kUnitsPerMm;
  svg.setSize(units.toSize());
  svg.setViewBox(QRectF({0, 0}, units.toSize()));
  svg.setTitle(qs(words.title));
  svg.setDescription(qs(words.note));
  return paint(svg, 1, size, Letters::shapes, drawOn);
}

bool asPdf(QBuffer& out, QSizeF size, const ChartWords& words, const Drawing& drawOn) {
  QPdfWriter pdf(&out);
  pdf.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
  pdf.setPageSize(QPageSize(size, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
  pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
  pdf.setResolution(kUnitsPerInch);
  pdf.setTitle(qs(words.title));
  pdf.setCreator(QStringLiteral("snitt"));
  return paint(pdf, 1, size, Letters::text, drawOn);
}

bool asPng(QBuffer& out, QSizeF size, const Drawing& drawOn) {
  const double pixelsPerMm = kPngPixelsPerInch / kMmPerInch;
  QImage image((size * pixelsPerMm).toSize(), QImage::Format_RGB32);
  if (image.isNull()) return false;
  image.fill(Qt::white);
  image.setDotsPerMeterX(static_cast<int>(std::lround(pixelsPerMm * 1000)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  return paint(image, pixelsPerMm / kUnitsPerMm, size, Letters::shapes, drawOn) && image.save(&out, "PNG");
}

}  // namespace

std::string painted(const ChartOutput& output, QSizeF size, const ChartWords& words, const Drawing& drawOn) {
  QByteArray bytes;
  QBuffer out(&bytes);
  out.open(QIODevice::WriteOnly);
  const bool drawn = output.format == ChartFormat::svg   ? asSvg(out, size, words, drawOn)
                     : output.format == ChartFormat::pdf ? asPdf(out, size, words, drawOn)
                                                         : asPng(out, size, drawOn);
  out.close();
  if (!drawn) return {};
  std::string result = bytes.toStdString();
  if (output.format == ChartFormat::pdf)
    report::setPdfDates(result, output.date.empty() ? "1970-01-01T00:00:00Z" : output.date);
  return result;
}

void paintedNowhere(QSizeF size, const Drawing& drawOn) {
  QImage nothing(1, 1, QImage::Format_RGB32);
  paint(nothing, 1, size, Letters::shapes, drawOn);
}

}  // namespace snitt::charts

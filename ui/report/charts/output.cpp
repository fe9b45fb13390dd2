#include <QtCore/QBuffer>
#include <QtCore/QMarginsF>
#include <QtGui/QImage>
#include <QtGui/QPageSize>
#include <QtGui/QPdfWriter>
#include <QtSvg/QSvgGenerator>

#include <algorithm>
#include <cmath>

#include "ui/report/charts/draw_p.h"
#include "ui/report/charts/panel_p.h"
#include "ui/report/charts/places_p.h"
#include "ui/report/drawing_p.h"
#include "ui/report/palette_p.h"
#include "ui/report/pdf_dates_p.h"

namespace snitt::charts {

namespace {

using report::kUnitsPerInch;
using report::kUnitsPerMm;
using report::qs;

constexpr double kPngPixelsPerInch = 300;
constexpr double kMmPerInch = 25.4;
constexpr double kEmptyHeight = 60;

template <class Draw>
bool paint(QPaintDevice& device, double scale, QSizeF size, Letters letters, const Draw& drawOn) {
  QPainter painter;
  if (!painter.begin(&device)) return false;
  painter.scale(scale, scale);
  painter.fillRect(QRectF(0, 0, size.width() * kUnitsPerMm, size.height() * kUnitsPerMm), Qt::white);
  Canvas canvas(painter, size, letters);
  drawOn(canvas);
  return painter.end();
}

template <class Draw>
bool asSvg(QBuffer& out, QSizeF size, const ChartWords& words, const Draw& drawOn) {
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

template <class Draw>
bool asPdf(QBuffer& out, QSizeF size, const ChartWords& words, const Draw& drawOn) {
  QPdfWriter pdf(&out);
  pdf.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
  pdf.setPageSize(QPageSize(size, QPageSize::Millimeter, {}, QPageSize::ExactMatch));
  pdf.setPageMargins(QMarginsF(0, 0, 0, 0));
  pdf.setResolution(kUnitsPerInch);
  pdf.setTitle(qs(words.title));
  pdf.setCreator(QStringLiteral("snitt"));
  return paint(pdf, 1, size, Letters::text, drawOn);
}

template <class Draw>
bool asPng(QBuffer& out, QSizeF size, const Draw& drawOn) {
  const double pixelsPerMm = kPngPixelsPerInch / kMmPerInch;
  QImage image((size * pixelsPerMm).toSize(), QImage::Format_RGB32);
  if (image.isNull()) return false;
  image.fill(Qt::white);
  image.setDotsPerMeterX(static_cast<int>(std::lround(pixelsPerMm * 1000)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  return paint(image, pixelsPerMm / kUnitsPerMm, size, Letters::shapes, drawOn) && image.save(&out, "PNG");
}

template <class Chart>
constexpr int kLeastWidth = 80;
template <>
constexpr int kLeastWidth<ForestChart> = 130;
// Square panels leave room at the right of a wider one.
template <class Chart>
constexpr double kNaturalWidth = 160;
template <>
constexpr double kNaturalWidth<RocChart> = 147;
template <>
constexpr double kNaturalWidth<CalibrationChart> = 134;

Result<void> checkSize(const ChartOutput& output, int leastWidth) {
  const bool width = output.widthMm == 0 || (output.widthMm >= leastWidth && output.widthMm <= 500);
  const bool height = output.heightMm == 0 || (output.heightMm >= 60 && output.heightMm <= 500);
  if (width && height) return {};
  return fail(ErrorKind::usage,
              "this chart is " + std::to_string(leastWidth) + " to 500 mm wide and 60 to 500 mm high");
}

// Whole tenths of a millimetre, so that all formats end at the same place.
template <class Chart>
Result<QSizeF> sizeOf(const Chart& chart, const ChartOutput& output) {
  if (auto started = report::startDrawing(); !started) return fail(started.error());
  if (auto size = checkSize(output, kLeastWidth<Chart>); !size) return fail(size.error());
  const double width = output.widthMm == 0 ? kNaturalWidth<Chart> : output.widthMm;
  if (auto fine = check(chart); !fine) return fail(fine.error());
  const Heights heights = nothingIn(chart).isEmpty() ? heightsOf(chart, width) : Heights{kEmptyHeight, kEmptyHeight};
  const double height =
      output.heightMm == 0 ? std::max(heights.natural, heights.least) : std::max(output.heightMm, heights.least);
  return QSizeF(width, std::ceil(height * 10 - 1e-6) / 10);
}

template <class Chart>
void drawAny(Canvas& canvas, const Chart& chart) {
  if (const QString sentence = nothingIn(chart); !sentence.isEmpty())
    drawEmpty(canvas, chart.words, sentence);
  else
    draw(canvas, chart);
}

template <class Chart>
Result<std::string> render(const Chart& chart, const ChartOutput& output) {
  const auto size = sizeOf(chart, output);
  if (!size) return fail(size.error());
  QByteArray bytes;
  QBuffer out(&bytes);
  out.open(QIODevice::WriteOnly);
  const auto drawOn = [&](Canvas& canvas) { drawAny(canvas, chart); };
  const bool drawn = output.format == ChartFormat::svg   ? asSvg(out, *size, chart.words, drawOn)
                     : output.format == ChartFormat::pdf ? asPdf(out, *size, chart.words, drawOn)
                                                         : asPng(out, *size, drawOn);
  out.close();
  if (!drawn || bytes.isEmpty()) return fail(ErrorKind::io, "the chart could not be drawn");
  std::string result = bytes.toStdString();
  if (output.format == ChartFormat::pdf)
    report::setPdfDates(result, output.date.empty() ? "1970-01-01T00:00:00Z" : output.date);
  return result;
}

template <class Chart>
Result<ChartPlaces> places(const Chart& chart, const ChartOutput& output) {
  const auto size = sizeOf(chart, output);
  if (!size) return fail(size.error());
  QImage nothing(1, 1, QImage::Format_RGB32);
  ChartPlaces found{size->width(), size->height(), {}, {}};
  const auto place = [](const QRectF& box) { return Place{box.left(), box.top(), box.right(), box.bottom()}; };
  paint(nothing, 1, *size, Letters::shapes, [&](Canvas& canvas) {
    drawAny(canvas, chart);
    for (const DrawnText& text : canvas.texts()) found.texts.push_back({place(text.box), text.words.toStdString()});
    for (const QLineF& line : canvas.lines()) found.lines.push_back({line.x1(), line.y1(), line.x2(), line.y2()});
  });
  return found;
}

}  // namespace

Result<std::string> kaplanMeier(const KaplanMeierChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> cumulativeIncidence(const CumulativeIncidenceChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> forest(const ForestChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> calibration(const CalibrationChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> decisionCurve(const DecisionCurveChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> rocOverTime(const RocChart& chart, const ChartOutput& output) { return render(chart, output); }
Result<std::string> aucOverTime(const AucOverTimeChart& chart, const ChartOutput& output) {
  return render(chart, output);
}
Result<std::string> blandAltman(const BlandAltmanChart& chart, const ChartOutput& output) {
  return render(chart, output);
}

Result<ChartPlaces> placesOf(const KaplanMeierChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const CumulativeIncidenceChart& chart, const ChartOutput& output) {
  return places(chart, output);
}
Result<ChartPlaces> placesOf(const ForestChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const CalibrationChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const DecisionCurveChart& chart, const ChartOutput& output) {
  return places(chart, output);
}
Result<ChartPlaces> placesOf(const RocChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const AucOverTimeChart& chart, const ChartOutput& output) { return places(chart, output); }
Result<ChartPlaces> placesOf(const BlandAltmanChart& chart, const ChartOutput& output) { return places(chart, output); }

}  // namespace snitt::charts

#include "ui/report/contact_picture.h"

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QPainter>

#include "ui/report/drawing_p.h"
#include "ui/report/overlay_p.h"

namespace snitt {
namespace {

using namespace report;

constexpr int kQuality = 85;
constexpr double kGapPx = 8;

// Panels are placed in mm, as on the page.
QRectF panel(int index) {
  const double width = (kContactWidthPx - kGapPx) / 2.0;
  return {index * (width + kGapPx) / kPixelsPerMm, 0, width / kPixelsPerMm, kContactHeightPx / kPixelsPerMm};
}

void drawOutline(QPainter& painter, const std::vector<Polygon>& outline, const View& view) {
  painter.save();
  painter.scale(kPixelsPerMm, kPixelsPerMm);
  painter.setClipRect(view.place);
  painter.setPen(QPen(QColor(0x1b, 0x5e, 0xa8), 1.5 / kPixelsPerMm));
  painter.drawPath(outlinePath(outline, view));
  painter.restore();
}

QPointF corner(const View& view) { return view.place.topLeft() * kPixelsPerMm; }

}  // namespace

Result<std::string> contactPicture(const ScoreReport& report) {
  if (auto started = startDrawing(); !started) return fail(started.error());
  QImage picture(kContactWidthPx, kContactHeightPx, QImage::Format_RGB888);
  picture.fill(Qt::white);
  const Image& given = report.thumbnail;
  const QImage thumbnail = given.bytes.empty()
                               ? QImage()
                               : QImage(given.bytes.data(), given.widthPx, given.heightPx,
                                        static_cast<qsizetype>(given.rowBytes()), QImage::Format_RGB888);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  const View whole = wholeSlide(panel(0), report.score.slide);
  painter.drawImage(corner(whole), slidePicture(thumbnail, whole, report.score.slide));
  drawOutline(painter, report.tumour, whole);
  const View close = aroundScored(panel(1), report);
  painter.drawImage(corner(close), report.heatmaps.empty()
                                       ? slidePicture(thumbnail, close, report.score.slide)
                                       : heatmapPicture(thumbnail, report.heatmaps.back(), close, report.score.slide));
  drawOutline(painter, report.tumour, close);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  if (!picture.save(&buffer, "JPG", kQuality))
    return fail(ErrorKind::io, "the picture of a slide could not be written");
  return bytes.toStdString();
}

}  // namespace snitt

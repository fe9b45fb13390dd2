#include "ui/report/pdf_page_p.h"

#include <QtCore/QMarginsF>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPageSize>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/report/pdf_dates_p.h"

namespace snitt::report {

namespace {

double units(double mm) { return mm * kUnitsPerMm; }
QRectF units(const QRectF& mm) { return {units(mm.x()), units(mm.y()), units(mm.width()), units(mm.height())}; }
QPointF units(QPointF mm) { return {units(mm.x()), units(mm.y())}; }

}  // namespace

PdfPage::PdfPage(const std::string& title, const std::string& creator) : m_buffer(&m_bytes) {
  m_buffer.open(QIODevice::WriteOnly);
  m_writer = std::make_unique<QPdfWriter>(&m_buffer);
  m_writer->setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
  m_writer->setPageSize(QPageSize(QPageSize::A4));
  m_writer->setPageMargins(QMarginsF(0, 0, 0, 0));
  m_writer->setResolution(kUnitsPerInch);
  m_writer->setTitle(QString::fromStdString(title));
  m_writer->setCreator(QString::fromStdString(creator));
  m_painter.begin(m_writer.get());
  m_painter.setRenderHint(QPainter::Antialiasing);
}

PdfPage::~PdfPage() {
  if (m_painter.isActive()) m_painter.end();
}

double PdfPage::text(const QRectF& area, const QString& words, const TextStyle& style, const Lines& lines) {
  const QFont drawn = fontFor(style);
  const QFontMetricsF metrics(drawn, m_writer.get());
  const double width = units(area.width());
  const std::vector<QString> laid = wrapped(words, drawn, width, lines.most);
  m_painter.setFont(drawn);
  m_painter.setPen(style.colour);
  const double step = units(style.sizePt * kMmPerPoint * lines.spacing);
  double baseline = units(area.y()) + metrics.ascent() * 0.94;
  for (const QString& one : laid) {
    const double slack = width - metrics.horizontalAdvance(one);
    double x = units(area.x());
    if (lines.align & Qt::AlignRight) x += slack;
    if (lines.align & Qt::AlignHCenter) x += slack / 2;
    m_painter.drawText(QPointF(x, baseline), one);
    baseline += step;
  }
  return static_cast<double>(laid.size()) * step / kUnitsPerMm;
}

void PdfPage::oneLine(const QRectF& area, const QString& words, const TextStyle& style, Qt::Alignment align) {
  const QFont drawn = fontFor(style);
  const QFontMetricsF metrics(drawn, m_writer.get());
  const double slack = units(area.width()) - metrics.horizontalAdvance(words);
  double x = units(area.x());
  if (align & Qt::AlignRight) x += slack;
  if (align & Qt::AlignHCenter) x += slack / 2;
  m_painter.setFont(drawn);
  m_painter.setPen(style.colour);
  m_painter.drawText(QPointF(x, units(area.y()) + metrics.ascent() * 0.94), words);
}

double PdfPage::textWidth(const QString& words, const TextStyle& style) const {
  return QFontMetricsF(fontFor(style), m_writer.get()).horizontalAdvance(words) / kUnitsPerMm;
}

int PdfPage::lineCount(double width, const QString& words, const TextStyle& style) const {
  return static_cast<int>(linesOf(width, words, style).size());
}

std::vector<QString> PdfPage::linesOf(double width, const QString& words, const TextStyle& style) const {
  return wrapped(words, fontFor(style), units(width), 0);
}

void PdfPage::fill(const QRectF& area, const QColor& colour, double radius) {
  m_painter.setPen(Qt::NoPen);
  m_painter.setBrush(colour);
  m_painter.drawRoundedRect(units(area), units(radius), units(radius));
}

void PdfPage::frame(const QRectF& area, const QColor& colour, double lineWidth, double radius) {
  m_painter.setPen(QPen(colour, units(lineWidth)));
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawRoundedRect(units(area), units(radius), units(radius));
}

void PdfPage::line(QPointF from, QPointF to, const QColor& colour, double lineWidth) {
  m_painter.setPen(QPen(colour, units(lineWidth), Qt::SolidLine, Qt::FlatCap));
  m_painter.drawLine(units(from), units(to));
}

void PdfPage::image(const QRectF& area, const QImage& picture) { m_painter.drawImage(units(area), picture); }

void PdfPage::path(const QPainterPath& shape, const QColor& outline, double lineWidth, const QColor& inside) {
  m_painter.setPen(lineWidth > 0 ? QPen(outline, units(lineWidth), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)
                                 : QPen(Qt::NoPen));
  m_painter.setBrush(inside);
  m_painter.drawPath(QTransform::fromScale(kUnitsPerMm, kUnitsPerMm).map(shape));
}

void PdfPage::clipped(const QRectF& area, const std::function<void()>& draw) {
  m_painter.save();
  m_painter.setClipRect(units(area));
  draw();
  m_painter.restore();
}

void PdfPage::drawing(QPointF leftTop, double scale, const std::function<void(QPainter&)>& draw) {
  m_painter.save();
  m_painter.translate(units(leftTop));
  m_painter.scale(scale, scale);
  draw(m_painter);
  m_painter.restore();
}

void PdfPage::hatch(const QRectF& area, const QColor& colour, double stepMm, double lineWidth) {
  clipped(area, [&] {
    const int count = static_cast<int>((area.width() + area.height()) / stepMm) + 1;
    for (int i = 0; i < count; ++i) {
      const double x = area.left() - area.height() + i * stepMm;
      line({x, area.bottom()}, {x + area.height(), area.top()}, colour, lineWidth);
    }
  });
}

void PdfPage::watermark(const QString& words, const QColor& colour) {
  TextStyle style{46, Weight::bold, colour};
  constexpr double angle = -38;
  style.sizePt = std::min(60.0, style.sizePt * 230 / std::max(1.0, textWidth(words, style)));
  m_painter.save();
  m_painter.translate(units(QPointF(widthMm / 2, heightMm / 2)));
  m_painter.rotate(angle);
  m_painter.setFont(fontFor(style));
  m_painter.setPen(colour);
  m_painter.drawText(QPointF(-units(textWidth(words, style)) / 2, units(style.sizePt * kMmPerPoint * 0.36)), words);
  m_painter.restore();
}

void PdfPage::link(const QRectF& area, const std::string& chapter) { m_links.push_back({m_number, area, chapter}); }

void PdfPage::chapter(const std::string& name, const QString& title, double topMm) {
  m_chapters.push_back({name, title, m_number, topMm});
}

Result<void> PdfPage::nextPage() {
  if (!m_writer->newPage()) return fail(ErrorKind::io, "the report could not be drawn");
  ++m_number;
  return {};
}

Result<std::string> PdfPage::finish(const std::string& date) {
  const bool drawn = m_painter.end();
  m_writer.reset();
  m_buffer.close();
  if (!drawn || m_bytes.isEmpty()) return fail(ErrorKind::io, "the report could not be drawn");
  std::string pdf = m_bytes.toStdString();
  setPdfDates(pdf, date);
  return withLinks(std::move(pdf), m_chapters, m_links);
}

}  // namespace snitt::report

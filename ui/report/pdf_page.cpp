#include "ui/report/pdf_page_p.h"

#include <QtCore/QMarginsF>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPageSize>
#include <QtGui/QPainterPath>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <cmath>
#include <vector>

namespace snitt::report {

namespace {

// The page's unit is a hundredth of a millimetre, so that sizes of fonts are whole numbers of it and nothing is scaled.
constexpr double kUnitsPerMm = 100;
constexpr int kDotsPerInch = 2540;
constexpr double kMmPerPoint = 25.4 / 72;

double units(double mm) { return mm * kUnitsPerMm; }
QRectF units(const QRectF& mm) { return {units(mm.x()), units(mm.y()), units(mm.width()), units(mm.height())}; }
QPointF units(QPointF mm) { return {units(mm.x()), units(mm.y())}; }

// "2026-11-22T22:31:39Z" → "D:20261122223139Z", or with "+00'00'" where Qt's own date has that length (it depends on
// the machine's time zone).
std::string pdfDate(const std::string& iso, std::size_t length) {
  std::string digits;
  for (const char c : iso)
    if (c >= '0' && c <= '9' && digits.size() < 14) digits += c;
  digits.resize(14, '0');
  std::string date = "D:";
  date.append(digits).append(length < 22 ? "Z" : "+00'00'");
  date.resize(length, ' ');
  return date;
}

// Qt writes the time of day into the document; the run's own stands there instead. The length stays, since the
// document's table of offsets counts on it.
void setDates(std::string& pdf, const std::string& iso) {
  const std::string key = "/CreationDate (";
  for (std::size_t at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + 1)) {
    const std::size_t begin = at + key.size();
    const std::size_t end = pdf.find(')', begin);
    if (end == std::string::npos) return;
    pdf.replace(begin, end - begin, pdfDate(iso, end - begin));
  }
}

struct LaidOut {
  std::vector<QString> lines;
  bool cut = false;
};

LaidOut layOut(const QString& words, const QFont& font, double widthUnits, int most) {
  LaidOut result;
  QTextLayout layout(words, font);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(widthUnits);
    if (most > 0 && static_cast<int>(result.lines.size()) == most) {
      result.cut = true;
      break;
    }
    result.lines.push_back(words.mid(line.textStart(), line.textLength()).trimmed());
  }
  layout.endLayout();
  return result;
}

}  // namespace

PdfPage::PdfPage(const std::string& title, const std::string& creator) : m_buffer(&m_bytes) {
  m_buffer.open(QIODevice::WriteOnly);
  m_writer = std::make_unique<QPdfWriter>(&m_buffer);
  m_writer->setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
  m_writer->setPageSize(QPageSize(QPageSize::A4));
  m_writer->setPageMargins(QMarginsF(0, 0, 0, 0));
  m_writer->setResolution(kDotsPerInch);
  m_writer->setTitle(QString::fromStdString(title));
  m_writer->setCreator(QString::fromStdString(creator));
  m_painter.begin(m_writer.get());
  m_painter.setRenderHint(QPainter::Antialiasing);
}

PdfPage::~PdfPage() {
  if (m_painter.isActive()) m_painter.end();
}

QFont PdfPage::font(const TextStyle& style) const {
  QFont made(QStringLiteral("Inter"));
  made.setPixelSize(static_cast<int>(std::lround(units(style.sizePt * kMmPerPoint))));
  made.setWeight(style.weight == Weight::bold     ? QFont::Bold
                 : style.weight == Weight::medium ? QFont::Medium
                                                  : QFont::Normal);
  made.setHintingPreference(QFont::PreferNoHinting);
  // The font would set "10x" and "2026-05" with other signs, which a reader of the file could not copy or search.
  made.setStyleStrategy(QFont::PreferNoShaping);
  return made;
}

double PdfPage::text(const QRectF& area, const QString& words, const TextStyle& style, const Lines& lines) {
  const QFont drawn = font(style);
  const QFontMetricsF metrics(drawn, m_writer.get());
  const double width = units(area.width());
  LaidOut laid = layOut(words, drawn, width, lines.most);
  if (laid.cut && !laid.lines.empty()) {
    // The rest of the text is gone, so the last line says so even where it would fit by itself.
    QString& last = laid.lines.back();
    last += QChar(0x2026);
    while (last.size() > 1 && metrics.horizontalAdvance(last) > width) last.remove(last.size() - 2, 1);
  }
  m_painter.setFont(drawn);
  m_painter.setPen(style.colour);
  const double step = units(style.sizePt * kMmPerPoint * lines.spacing);
  double baseline = units(area.y()) + metrics.ascent() * 0.94;
  for (const QString& one : laid.lines) {
    const double slack = width - metrics.horizontalAdvance(one);
    double x = units(area.x());
    if (lines.align & Qt::AlignRight) x += slack;
    if (lines.align & Qt::AlignHCenter) x += slack / 2;
    m_painter.drawText(QPointF(x, baseline), one);
    baseline += step;
  }
  return static_cast<double>(laid.lines.size()) * step / kUnitsPerMm;
}

double PdfPage::textWidth(const QString& words, const TextStyle& style) const {
  return QFontMetricsF(font(style), m_writer.get()).horizontalAdvance(words) / kUnitsPerMm;
}

int PdfPage::lineCount(double width, const QString& words, const TextStyle& style) const {
  return static_cast<int>(layOut(words, font(style), units(width), 0).lines.size());
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
  m_painter.setFont(font(style));
  m_painter.setPen(colour);
  m_painter.drawText(QPointF(-units(textWidth(words, style)) / 2, units(style.sizePt * kMmPerPoint * 0.36)), words);
  m_painter.restore();
}

Result<std::string> PdfPage::finish(const std::string& date) {
  const bool drawn = m_painter.end();
  m_writer.reset();
  m_buffer.close();
  if (!drawn || m_bytes.isEmpty()) return fail(ErrorKind::io, "the report could not be drawn");
  std::string pdf = m_bytes.toStdString();
  setDates(pdf, date);
  return pdf;
}

}  // namespace snitt::report

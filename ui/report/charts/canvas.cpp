#include "ui/report/charts/canvas_p.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace snitt::charts {

namespace {

using report::fontFor;
using report::kUnitsPerMm;

QPointF units(QPointF mm) { return mm * kUnitsPerMm; }

QPolygonF units(const QPolygonF& mm) {
  QPolygonF scaled;
  scaled.reserve(mm.size());
  for (const QPointF& point : mm) scaled.append(units(point));
  return scaled;
}

QPen penFor(const Stroke& stroke) {
  if (stroke.widthMm <= 0) return Qt::NoPen;
  QPen pen(stroke.colour, stroke.widthMm * kUnitsPerMm, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
  if (!stroke.dashMm.empty()) {
    QList<qreal> pattern;  // in widths of the pen
    for (const double mm : stroke.dashMm) pattern.append(mm / stroke.widthMm);
    pen.setDashPattern(pattern);
  }
  return pen;
}

}  // namespace

Canvas::Canvas(QPainter& painter, QSizeF sizeMm, Letters letters)
    : m_painter(painter), m_size(sizeMm), m_letters(letters) {
  m_painter.setRenderHint(QPainter::Antialiasing);
  m_painter.setFont(fontFor({}));
}

void Canvas::line(QPointF from, QPointF to, const Stroke& stroke) { curve(QPolygonF({from, to}), stroke); }

void Canvas::curve(const QPolygonF& points, const Stroke& stroke) {
  if (points.size() < 2) return;
  QPainterPath path;
  path.addPolygon(units(points));
  m_painter.setPen(penFor(stroke));
  m_painter.setBrush(Qt::NoBrush);
  m_painter.drawPath(path);
  for (qsizetype i = 1; i < points.size(); ++i) m_lines.emplace_back(points[i - 1], points[i]);
}

void Canvas::area(const QPolygonF& points, const QColor& inside, const Stroke& outline) {
  QPainterPath path;
  path.addPolygon(units(points));
  path.closeSubpath();
  path.setFillRule(Qt::WindingFill);
  m_painter.setPen(penFor(outline));
  m_painter.setBrush(inside);
  m_painter.drawPath(path);
}

void Canvas::disc(QPointF centre, double radiusMm, const QColor& inside, const Stroke& outline) {
  m_painter.setPen(penFor(outline));
  m_painter.setBrush(inside);
  m_painter.drawEllipse(units(centre), radiusMm * kUnitsPerMm, radiusMm * kUnitsPerMm);
}

QRectF Canvas::text(QPointF at, const QString& words, const TextStyle& style, Align align) {
  if (words.isEmpty()) return {};
  const double width = textWidth(words, style);
  const double x = at.x() - (align == Align::left ? 0 : align == Align::right ? width : width / 2);
  letters({x, at.y()}, words, style, false);
  const QRectF box(x, at.y() - capHeight(style), width, capHeight(style) + descent(style));
  m_texts.push_back({box, words});
  return box;
}

QRectF Canvas::textUpwards(QPointF at, const QString& words, const TextStyle& style) {
  if (words.isEmpty()) return {};
  const double width = textWidth(words, style);
  letters({at.x(), at.y() + width / 2}, words, style, true);
  const QRectF box(at.x() - capHeight(style), at.y() - width / 2, capHeight(style) + descent(style), width);
  m_texts.push_back({box, words});
  return box;
}

void Canvas::letters(QPointF at, const QString& words, const TextStyle& style, bool upwards) {
  m_painter.save();
  m_painter.translate(units(at));
  if (upwards) m_painter.rotate(-90);
  if (m_letters == Letters::text) {
    m_painter.setFont(fontFor(style));
    m_painter.setPen(style.colour);
    m_painter.drawText(QPointF(0, 0), words);
  } else {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addText({0, 0}, fontFor(style), words);
    path.setFillRule(Qt::WindingFill);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(style.colour);
    m_painter.drawPath(path);
  }
  m_painter.restore();
}

double textWidth(const QString& words, const TextStyle& style) {
  return QFontMetricsF(fontFor(style)).horizontalAdvance(words) / kUnitsPerMm;
}

std::vector<QString> wrapText(const QString& words, const TextStyle& style, double widthMm, int most) {
  const QString plain = words.simplified();
  if (plain.isEmpty()) return {};
  return report::wrapped(plain, fontFor(style), std::max(1.0, widthMm) * kUnitsPerMm, most);
}

double widestOf(const std::vector<QString>& lines, const TextStyle& style) {
  double widest = 0;
  for (const QString& line : lines) widest = std::max(widest, textWidth(line, style));
  return widest;
}

double blockHeight(std::size_t lines, const TextStyle& style) {
  if (lines == 0) return 0;
  return capHeight(style) + descent(style) + static_cast<double>(lines - 1) * lineStep(style);
}

}  // namespace snitt::charts

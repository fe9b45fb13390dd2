#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

#include "ui/cases/class_chip_p.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr int kPad = 6;
constexpr int kGap = 5;

int shapeSize(const QFontMetrics& metrics) { return metrics.ascent() + 1; }

QRect boxOf(const QRect& place, int width, int height) {
  return {place.left(), place.top() + (place.height() - height) / 2, std::min(width, place.width()), height};
}

}  // namespace

int chipWidth(const QFontMetrics& metrics, const QString& word) {
  return 2 * kPad + shapeSize(metrics) + kGap + metrics.horizontalAdvance(word);
}

int chipHeight(const QFontMetrics& metrics) { return metrics.height() + 4; }

void paintChip(QPainter& painter, const QRect& place, ClassKind kind, const QString& word, const QPalette& palette) {
  const QFontMetrics metrics(painter.font());
  const QRect box = boxOf(place, chipWidth(metrics, word), chipHeight(metrics));
  const QColor paper = score::tint(score::colourOf(kind, palette), palette);
  const QColor ink = score::readable(score::colourOf(kind, palette), paper);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, 1));
  painter.setBrush(paper);
  painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  const int size = shapeSize(metrics);
  score::drawShape(painter, QRectF(box.left() + kPad, box.center().y() + 0.5 - size / 2.0, size, size), kind, ink);
  painter.setPen(ink);
  const QRect text = box.adjusted(kPad + size + kGap, 0, -kPad + 2, 0);
  painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(word, Qt::ElideRight, text.width()));
  painter.restore();
}

void paintMark(QPainter& painter, const QRect& place, const QString& word, const QColor& colour) {
  painter.save();
  painter.setFont(score::smaller(painter.font()));
  const QFontMetrics metrics(painter.font());
  const QRect box = boxOf(place, metrics.horizontalAdvance(word) + 2 * kPad, metrics.height() + 2);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  painter.drawText(box, Qt::AlignCenter, metrics.elidedText(word, Qt::ElideRight, box.width() - kPad));
  painter.restore();
}

}  // namespace snitt

#include "ui/panels/film_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <algorithm>

#include "ui/panels/film_model.h"

namespace snitt {

namespace {

constexpr int kMargin = 6;
constexpr int kGap = 4;  // between picture and name

QColor faint(const QPalette& palette, double share) {
  QColor colour = palette.color(QPalette::Text);
  colour.setAlphaF(static_cast<float>(share));
  return colour;
}

void paintBackground(QPainter& painter, const QStyleOptionViewItem& option) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
  if (!selected && !hovered) return;
  QColor colour = option.palette.color(QPalette::Highlight);
  colour.setAlphaF(selected ? 0.28F : 0.12F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 4, 4);
}

void paintWarning(QPainter& painter, const QRectF& box, const QStyleOptionViewItem& option) {
  const double edge = std::min(36.0, box.height() * 0.4);
  const QPointF top(box.center().x(), box.center().y() - edge * 0.75);
  const QPolygonF triangle{top, top + QPointF(edge * 0.55, edge * 0.95), top + QPointF(-edge * 0.55, edge * 0.95)};
  painter.setPen(QPen(faint(option.palette, 0.75), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolygon(triangle);
  painter.drawLine(top + QPointF(0, edge * 0.36), top + QPointF(0, edge * 0.6));
  painter.drawPoint(top + QPointF(0, edge * 0.78));
  const QRectF words(box.left() + 4, top.y() + edge * 0.95 + 6, box.width() - 8, option.fontMetrics.height());
  const QString text = FilmModel::tr("Cannot be opened");
  if (words.bottom() > box.bottom() || option.fontMetrics.horizontalAdvance(text) > words.width()) return;
  painter.setPen(faint(option.palette, 0.75));
  painter.drawText(words, Qt::AlignCenter, text);
}

void paintEmptyBox(QPainter& painter, const QRectF& box, const QPalette& palette) {
  painter.setPen(QPen(faint(palette, 0.25), 1));
  painter.setBrush(faint(palette, 0.05));
  painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
}

// Where the picture lies, or the box in its place.
QRectF paintPicture(QPainter& painter, const QRectF& box, const QStyleOptionViewItem& option,
                    const QModelIndex& index) {
  const auto picture = index.data(FilmModel::PictureRole).value<QPixmap>();
  if (picture.isNull()) {
    paintEmptyBox(painter, box, option.palette);
    if (!index.data(FilmModel::ReasonRole).toString().isEmpty())
      paintWarning(painter, box, option);
    else {
      painter.setPen(faint(option.palette, 0.5));
      painter.drawText(box, Qt::AlignCenter, QStringLiteral("…"));
    }
    return box;
  }
  QSizeF size = picture.size();
  size.scale(box.size().boundedTo(QSizeF(FilmDelegate::kLongestEdge, FilmDelegate::kLongestEdge)), Qt::KeepAspectRatio);
  QRectF place(QPointF(), size);
  place.moveCenter(box.center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(place, picture, QRectF(picture.rect()));
  painter.setPen(QPen(faint(option.palette, 0.3), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  return place;
}

// What tells slides of one case apart stands at the end of their names.
QString fittingName(const QString& name, const QFontMetrics& metrics, int widthPx) {
  if (metrics.horizontalAdvance(name) <= widthPx) return name;
  const qsizetype dot = name.lastIndexOf(u'.');
  const QString stem = dot > 0 ? name.left(dot) : name;
  const bool roomForBothEnds = widthPx > 12 * metrics.averageCharWidth();
  return metrics.elidedText(stem, roomForBothEnds ? Qt::ElideMiddle : Qt::ElideLeft, widthPx);
}

void paintName(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option, const QModelIndex& index) {
  QFont font = option.font;
  font.setBold(index.data(FilmModel::ShownRole).toBool());
  painter.setFont(font);
  painter.setPen(option.palette.color(QPalette::Text));
  painter.drawText(line, Qt::AlignCenter, fittingName(index.data().toString(), QFontMetrics(font), line.width()));
}

}  // namespace

int FilmDelegate::captionHeight(const QFontMetrics& metrics) { return metrics.height() + kGap + 2 * kMargin; }

void FilmDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  paintBackground(*painter, item);
  const QRect inner = item.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
  const int nameHeight = item.fontMetrics.height();
  const QRectF place = paintPicture(*painter, QRectF(inner.adjusted(0, 0, 0, -nameHeight - kGap)), item, index);
  if (index.data(FilmModel::ShownRole).toBool()) {
    painter->setPen(QPen(item.palette.color(QPalette::Highlight), 3, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5));
  }
  paintName(*painter, QRect(inner.left(), inner.bottom() + 1 - nameHeight, inner.width(), nameHeight), item, index);
  if (item.state.testFlag(QStyle::State_HasFocus)) {
    painter->setPen(QPen(faint(item.palette, 0.7), 1, Qt::DotLine));
    painter->drawRoundedRect(QRectF(item.rect).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
  }
  painter->restore();
}

}  // namespace snitt

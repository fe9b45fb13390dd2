#include <QApplication>
#include <QPainter>
#include <QStyle>

#include "ui/actions/key_cap_delegate_p.h"

namespace snitt {

namespace {

constexpr int kPaddingPx = 6;
constexpr int kGapPx = 5;
constexpr int kRowPx = 26;
constexpr int kCapPx = 20;

int capWidth(const QFontMetrics& metrics, const QString& text) {
  return qMax(kCapPx, metrics.horizontalAdvance(text) + 2 * kPaddingPx);
}

}  // namespace

void KeyCapDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem ground = option;
  initStyleOption(&ground, index);
  ground.text.clear();
  const QStyle* style = option.widget == nullptr ? QApplication::style() : option.widget->style();
  style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

  const bool selected = option.state & QStyle::State_Selected;
  const QColor ink = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
  QColor frame = option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText);
  frame.setAlphaF(0.6F);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setFont(option.font);
  int x = option.rect.x() + kGapPx;
  for (const QString& key : index.data(kKeysRole).toStringList()) {
    const QRect cap(x, option.rect.y() + (option.rect.height() - kCapPx) / 2, capWidth(option.fontMetrics, key),
                    kCapPx);
    painter->setPen(frame);
    painter->drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setPen(ink);
    painter->drawText(cap, Qt::AlignCenter, key);
    x += cap.width() + kGapPx;
  }
  painter->restore();
}

QSize KeyCapDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  int width = kGapPx;
  for (const QString& key : index.data(kKeysRole).toStringList()) width += capWidth(option.fontMetrics, key) + kGapPx;
  return {width, kRowPx};
}

}  // namespace snitt

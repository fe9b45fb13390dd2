#include <QApplication>
#include <QPainter>

#include "ui/cases/class_chip_p.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/cases/worklist_delegate_p.h"
#include "ui/cases/worklist_model.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kPad = 6;
constexpr int kSign = 14;

QColor inkOf(const QStyleOptionViewItem& option, const QModelIndex& index) {
  if (index.data(WorklistModel::WarningRole).toBool()) return toneColour(Tone::warning);
  if (index.data(WorklistModel::MutedRole).toBool()) return mutedText(option.palette);
  return option.palette.color(QPalette::Text);
}

}  // namespace

void WorklistDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  painter->save();
  option.palette.setCurrentColorGroup(QPalette::Active);
  paintRowGround(*painter, option);
  painter->setFont(option.font);
  QRect place = option.rect.adjusted(kPad, 0, -kPad, 0);
  const auto kind = static_cast<ClassKind>(index.data(WorklistModel::ClassRole).toInt());
  if (index.column() == WorklistModel::ai && index.data(WorklistModel::ClassRole).isValid() &&
      kind != ClassKind::none) {
    paintChip(*painter, place, kind, option.text, option.palette);
    painter->restore();
    return;
  }
  const QColor ink = inkOf(option, index);
  const bool warning = index.data(WorklistModel::WarningRole).toBool();
  if (warning && !option.text.isEmpty()) {
    const QRect sign(place.left(), place.center().y() - kSign / 2 + 1, kSign, kSign);
    painter->drawPixmap(sign.topLeft(), warningSign(option.palette, kSign, painter->device()->devicePixelRatioF()));
    place.setLeft(sign.right() + 5);
  }
  if (index.data(WorklistModel::PendingRole).toBool()) {
    const QString word = WorklistModel::tr("pending");
    const int width = QFontMetrics(score::smaller(option.font)).horizontalAdvance(word) + 12;
    const int text = std::min(option.fontMetrics.horizontalAdvance(option.text), place.width() - width - kPad);
    paintMark(*painter, QRect(place.left() + text + kPad, place.top(), width, place.height()), word,
              toneColour(Tone::warning));
    place.setWidth(text);
  }
  painter->setPen(ink);
  painter->drawText(place, static_cast<int>(option.displayAlignment),
                    option.fontMetrics.elidedText(option.text, Qt::ElideRight, place.width()));
  painter->restore();
}

}  // namespace snitt

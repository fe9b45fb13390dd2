#include <QPainter>

#include "ui/cases/class_chip_p.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/cohort/cohort_delegate_p.h"
#include "ui/cohort/cohort_table.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_summary.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kPad = 8;
constexpr int kSign = 14;

}  // namespace

void CohortDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  painter->save();
  option.palette.setCurrentColorGroup(QPalette::Active);
  paintRowGround(*painter, option);
  painter->setFont(option.font);
  QRect place = option.rect.adjusted(kPad, 0, -kPad, 0);
  if (const QVariant kind = index.data(CohortTable::ClassRole); kind.isValid()) {
    paintChip(*painter, place, static_cast<ClassKind>(kind.toInt()), option.text, option.palette);
    painter->restore();
    return;
  }
  const bool warning = index.data(CohortTable::WarningRole).toBool();
  if (warning && !option.text.isEmpty()) {
    const QRect sign(place.left(), place.center().y() - kSign / 2 + 1, kSign, kSign);
    painter->drawPixmap(sign.topLeft(), warningSign(option.palette, kSign, painter->device()->devicePixelRatioF()));
    place.setLeft(sign.right() + 5);
  }
  painter->setPen(warning                                       ? toneColour(Tone::warning)
                  : index.data(CohortTable::MutedRole).toBool() ? mutedText(option.palette)
                                                                : option.palette.color(QPalette::Text));
  painter->drawText(place, static_cast<int>(option.displayAlignment),
                    option.fontMetrics.elidedText(option.text, Qt::ElideRight, place.width()));
  painter->restore();
}

}  // namespace snitt

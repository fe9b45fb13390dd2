#include <QAbstractItemView>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

#include "core/cases/lab_case.h"
#include "ui/cases/case_slides_delegate_p.h"
#include "ui/cases/case_slides_model.h"
#include "ui/cases/class_chip_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kMargin = 5;  // around a card
constexpr int kPad = 8;     // inside it
constexpr int kGap = 4;
constexpr int kSign = 14;

int viewWidth(const QStyleOptionViewItem& option) {
  const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
  return view == nullptr ? option.rect.width() : view->viewport()->width();
}

void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const QRect line = option.rect.adjusted(kMargin + 2, 0, -kMargin - 2, -5);
  painter.setFont(score::bold(option.font));
  const QFontMetrics strong(painter.font());
  const QString heading = index.data().toString();
  painter.setPen(option.palette.color(QPalette::Active, QPalette::Text));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, strong.elidedText(heading, Qt::ElideRight, line.width()));
  const int used = strong.horizontalAdvance(heading) + 12;
  painter.setFont(option.font);
  painter.setPen(mutedText(option.palette));
  if (used < line.width())
    painter.drawText(line.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignBottom,
                     option.fontMetrics.elidedText(index.data(CaseSlidesModel::NoteRole).toString(), Qt::ElideRight,
                                                   line.width() - used));
  painter.fillRect(QRect(line.left(), option.rect.bottom() - 1, line.width(), 1), score::rule(option.palette));
}

void paintCard(QPainter& painter, const QStyleOptionViewItem& option, const QRect& card) {
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  QColor paper = mixed(option.palette.color(QPalette::Base), option.palette.color(QPalette::Text), 0.035);
  if (option.state.testFlag(QStyle::State_MouseOver))
    paper = mixed(option.palette.color(QPalette::Base), option.palette.color(QPalette::Highlight), 0.1);
  if (selected) paper = mixed(option.palette.color(QPalette::Base), option.palette.color(QPalette::Highlight), 0.22);
  painter.setPen(QPen(selected ? option.palette.color(QPalette::Link) : score::rule(option.palette), selected ? 2 : 1));
  painter.setBrush(paper);
  painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
}

void paintPicture(QPainter& painter, const QRect& box, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const auto picture = index.data(CaseSlidesModel::PictureRole).value<QPixmap>();
  if (!picture.isNull()) {
    QSizeF size = picture.size();
    size.scale(box.size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(), size);
    place.moveCenter(QRectF(box).center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(place, picture, QRectF(picture.rect()));
    painter.setPen(QPen(score::rule(option.palette), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
    return;
  }
  painter.setPen(QPen(score::rule(option.palette), 1, Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
  QString words = QStringLiteral("…");
  if (index.data(CaseSlidesModel::MissingRole).toBool())
    words = CaseSlidesModel::tr("No image");
  else if (index.data(CaseSlidesModel::FaultRole).toBool())
    words = CaseSlidesModel::tr("Cannot be opened");
  painter.setPen(mutedText(option.palette));
  painter.drawText(box, Qt::AlignCenter, words);
}

// Yes, no, or an open question.
void paintChosen(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const auto chosen = static_cast<Chosen>(index.data(CaseSlidesModel::ChosenRole).toInt());
  const FactState state = chosen == Chosen::primaryTumour      ? FactState::met
                          : chosen == Chosen::notPrimaryTumour ? FactState::violated
                                                               : FactState::unknown;
  QColor ink = mutedText(option.palette);
  if (chosen == Chosen::primaryTumour) ink = toneColour(Tone::good);
  if (chosen == Chosen::notPrimaryTumour) ink = option.palette.color(QPalette::Text);
  const int size = option.fontMetrics.ascent() + 1;
  score::drawShape(painter, QRectF(line.left(), line.center().y() + 0.5 - size / 2.0, size, size), state, ink);
  painter.setPen(ink);
  const QRect text = line.adjusted(size + 6, 0, 0, 0);
  painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                   option.fontMetrics.elidedText(index.data(CaseSlidesModel::ChosenTextRole).toString(), Qt::ElideRight,
                                                 text.width()));
}

}  // namespace

void CaseSlidesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  option.palette.setCurrentColorGroup(QPalette::Active);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  if (index.data(CaseSlidesModel::HeadingRole).toBool()) {
    paintHeading(*painter, option, index);
    painter->restore();
    return;
  }
  const QRect card = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
  paintCard(*painter, option, card);
  const QRect inner = card.adjusted(kPad, kPad, -kPad, -kPad);
  paintPicture(*painter, QRect(inner.left(), inner.top(), inner.width(), kPictureHeight), option, index);
  int top = inner.top() + kPictureHeight + kGap + 2;
  const int lineHeight = std::max(option.fontMetrics.height(), chipHeight(option.fontMetrics));
  const auto line = [&] {
    const QRect place(inner.left(), top, inner.width(), lineHeight);
    top += lineHeight + kGap - 2;
    return place;
  };
  const bool missing = index.data(CaseSlidesModel::MissingRole).toBool();
  QRect place = line();
  const QString state = index.data(CaseSlidesModel::NoteRole).toString();
  const QFont small = score::smaller(option.font);
  const int stateWidth = QFontMetrics(small).horizontalAdvance(state);
  painter->setFont(score::bold(option.font));
  painter->setPen(option.palette.color(QPalette::Text));
  painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(painter->font())
                        .elidedText(index.data().toString(), Qt::ElideRight,
                                    missing ? place.width() : place.width() - stateWidth - 8));
  painter->setFont(small);
  painter->setPen(missing ? toneColour(Tone::warning) : mutedText(option.palette));
  if (!missing) painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, state);
  painter->setFont(option.font);
  place = line();
  paintChosen(*painter, place, option, index);
  place = line();
  const QString word = index.data(CaseSlidesModel::ClassTextRole).toString();
  if (missing) {
    painter->drawPixmap(QPoint(place.left(), place.center().y() - kSign / 2 + 1),
                        warningSign(option.palette, kSign, painter->device()->devicePixelRatioF()));
    painter->setPen(toneColour(Tone::warning));
    painter->drawText(place.adjusted(kSign + 5, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, state);
  } else if (!word.isEmpty()) {
    paintChip(*painter, place, static_cast<ClassKind>(index.data(CaseSlidesModel::ClassRole).toInt()), word,
              option.palette);
  } else {
    painter->setPen(mutedText(option.palette));
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, CaseSlidesModel::tr("Not scored"));
  }
  painter->restore();
}

QSize CaseSlidesDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const int lineHeight = std::max(option.fontMetrics.height(), chipHeight(option.fontMetrics));
  // All of the width, so that what follows begins a line of its own.
  if (index.data(CaseSlidesModel::HeadingRole).toBool())
    return {viewWidth(option) - 1, option.fontMetrics.height() + (index.row() == 0 ? 14 : 24)};
  const int text = 3 * lineHeight + 2 * (kGap - 2);
  return {kPictureWidth + 2 * (kMargin + kPad), kPictureHeight + kGap + 2 + text + 2 * (kMargin + kPad)};
}

}  // namespace snitt

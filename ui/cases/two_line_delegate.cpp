#include <QAbstractItemView>
#include <QPainter>

#include <algorithm>

#include "ui/cases/two_line_delegate_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr int kPad = 8;
constexpr int kGap = 2;
constexpr int kLeastWidth = 120;
constexpr double kSelected = 0.22;
constexpr double kHovered = 0.09;

QString firstLine(const QModelIndex& index) { return index.data().toString().section(u'\n', 0, 0); }
QString otherLines(const QModelIndex& index) { return index.data().toString().section(u'\n', 1); }

}  // namespace

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option) {
  const QColor paper = option.palette.color(QPalette::Active, QPalette::Base);
  const QColor accent = option.palette.color(QPalette::Active, QPalette::Highlight);
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  const double share = selected ? kSelected : option.state.testFlag(QStyle::State_MouseOver) ? kHovered : 0;
  painter.fillRect(option.rect, mixed(paper, accent, share));
  painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                   mixed(paper, option.palette.color(QPalette::Text), 0.12));
}

void TwoLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  option.palette.setCurrentColorGroup(QPalette::Active);
  painter->save();
  paintRowGround(*painter, option);
  if (option.state.testFlag(QStyle::State_Selected))
    painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                      option.palette.color(QPalette::Link));
  const QRect inner = option.rect.adjusted(kPad, kPad / 2, -kPad, -kPad / 2);
  painter->setFont(score::bold(option.font));
  const QFontMetrics strong(painter->font());
  painter->setPen(option.palette.color(QPalette::Text));
  painter->drawText(QRect(inner.left(), inner.top(), inner.width(), strong.height()), Qt::AlignLeft | Qt::AlignVCenter,
                    strong.elidedText(firstLine(index), Qt::ElideMiddle, inner.width()));
  painter->setFont(option.font);
  painter->setPen(mutedText(option.palette));
  score::drawWrapped(*painter, inner.adjusted(0, strong.height() + kGap, 0, 0), otherLines(index));
  painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
  const int width = std::max(kLeastWidth, view == nullptr ? option.rect.width() : view->viewport()->width());
  const QString others = otherLines(index);
  const int below = others.isEmpty() ? 0 : kGap + score::wrappedHeight(option.font, others, width - 2 * kPad);
  return {kLeastWidth, kPad + QFontMetrics(score::bold(option.font)).height() + below + 1};
}

}  // namespace snitt

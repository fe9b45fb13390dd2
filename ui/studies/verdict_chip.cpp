#include <QAccessible>
#include <QPainter>

#include <algorithm>

#include "core/decision/scope.h"
#include "ui/cases/two_line_delegate_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/studies/study_words.h"
#include "ui/studies/verdict_chip_p.h"

namespace snitt {

namespace {

constexpr int kPad = 6;
constexpr int kGap = 5;
constexpr int kCellPad = 8;
constexpr int kRowPad = 9;

int shapeSize(const QFontMetrics& metrics) { return metrics.ascent() + 1; }

void paintShape(QPainter& painter, const QRectF& box, StudyState state, const QColor& ink) {
  if (state == StudyState::passed) return score::drawShape(painter, box, FactState::met, ink);
  if (state == StudyState::failed) return score::drawShape(painter, box, FactState::violated, ink);
  if (state == StudyState::notAssessable) return score::drawShape(painter, box, FactState::unknown, ink);
  // A ring: open where a run came to no end, and small where there was none.
  painter.setPen(QPen(ink, 1.6));
  painter.setBrush(Qt::NoBrush);
  const double inset = box.width() * (state == StudyState::brokenOff ? 0.16 : 0.28);
  const QRectF ring = box.adjusted(inset, inset, -inset, -inset);
  state == StudyState::brokenOff ? painter.drawArc(ring, 60 * 16, 270 * 16) : painter.drawEllipse(ring);
}

}  // namespace

int verdictChipWidth(const QFontMetrics& metrics, const QString& word) {
  return 2 * kPad + shapeSize(metrics) + kGap + metrics.horizontalAdvance(word);
}

void paintVerdictChip(QPainter& painter, const QRect& place, StudyState state, const QString& word,
                      const QPalette& palette) {
  const QFontMetrics metrics(painter.font());
  const int height = metrics.height() + 4;
  const QRect box(place.left(), place.top() + (place.height() - height) / 2,
                  std::min(verdictChipWidth(metrics, word), place.width()), height);
  const QColor paper = score::tint(stateColour(state, palette), palette);
  const QColor ink = score::readable(stateColour(state, palette), paper);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, 1));
  painter.setBrush(paper);
  painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  const int size = shapeSize(metrics);
  paintShape(painter, QRectF(box.left() + kPad, box.center().y() + 0.5 - size / 2.0, size, size), state, ink);
  painter.setPen(ink);
  const QRect text = box.adjusted(kPad + size + kGap, 0, -kPad + 2, 0);
  painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, metrics.elidedText(word, Qt::ElideRight, text.width()));
  painter.restore();
}

VerdictChip::VerdictChip(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void VerdictChip::show(StudyState state, const QString& word) {
  m_state = state;
  m_word = word;
  setAccessibleName(tr("Verdict: %1").arg(word));
  updateGeometry();
  update();
}

QSize VerdictChip::sizeHint() const {
  return {verdictChipWidth(fontMetrics(), m_word) + 1, fontMetrics().height() + 6};
}

void VerdictChip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font());
  paintVerdictChip(painter, rect(), m_state, m_word, palette());
}

VerdictDelegate::VerdictDelegate(int stateRole, int mutedRole, QObject* parent)
    : QStyledItemDelegate(parent), m_stateRole(stateRole), m_mutedRole(mutedRole) {}

void VerdictDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const {
  QStyleOptionViewItem option = given;
  initStyleOption(&option, index);
  painter->save();
  option.palette.setCurrentColorGroup(QPalette::Active);
  paintRowGround(*painter, option);
  painter->setFont(option.font);
  const QRect place = option.rect.adjusted(kCellPad, 0, -kCellPad, 0);
  if (const QVariant state = index.data(m_stateRole); state.isValid()) {
    paintVerdictChip(*painter, place, static_cast<StudyState>(state.toInt()), option.text, option.palette);
  } else {
    painter->setPen(index.data(m_mutedRole).toBool() ? mutedText(option.palette)
                                                     : option.palette.color(QPalette::Text));
    painter->drawText(place, static_cast<int>(option.displayAlignment | Qt::TextSingleLine),
                      option.fontMetrics.elidedText(option.text, Qt::ElideRight, place.width()));
  }
  painter->restore();
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QSize size = QStyledItemDelegate::sizeHint(option, index);
  const int more = index.data(m_stateRole).isValid() ? shapeSize(option.fontMetrics) + 2 * kPad + kGap : 0;
  return {size.width() + more + 2 * kCellPad, option.fontMetrics.height() + kRowPad};
}

}  // namespace snitt

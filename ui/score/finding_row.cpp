#include <QPainter>
#include <QVBoxLayout>

#include "ui/score/finding_row_p.h"
#include "ui/score/score_style_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr int kSymbolPx = 13;

}  // namespace

FindingRow::FindingRow(FactState state, const QString& title, const QString& detail, QWidget* parent)
    : QWidget(parent), m_state(state) {
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(kSymbolPx + 8, 1, 0, 1);
  lines->setSpacing(0);
  lines->addWidget(new WrapLabel(title, state == FactState::met ? TextTone::normal : TextTone::strong, this));
  if (!detail.isEmpty()) lines->addWidget(new WrapLabel(detail, TextTone::faint, this));
  setAccessibleName(detail.isEmpty() ? title : title + QStringLiteral(". ") + detail);
}

void FindingRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const QColor colour = m_state == FactState::met        ? score::colourOf(ClassKind::good, palette())
                        : m_state == FactState::violated ? score::colourOf(Severity::serious, palette())
                                                         : score::colourOf(Severity::caution, palette());
  const double top = 1 + (fontMetrics().height() - kSymbolPx) / 2.0;
  score::drawShape(painter, QRectF(1, top, kSymbolPx, kSymbolPx), m_state, colour);
}

}  // namespace snitt

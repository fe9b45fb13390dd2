#include "ui/cohort/cohort_chart.h"

#include <QFontMetrics>
#include <QPainter>
#include <QToolButton>

#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kGap = 3;
constexpr int kButton = 24;

}  // namespace

CohortChart::CohortChart(QString stem, QWidget* parent)
    : QWidget(parent), m_stem(std::move(stem)), m_save(new QToolButton(this)) {
  m_save->setObjectName(QStringLiteral("save"));
  m_save->setAutoRaise(true);
  m_save->setIcon(icon("save"));
  m_save->setFixedSize(kButton, kButton);
  m_save->setToolTip(tr("Save this picture… (SVG, PDF or PNG)"));
  connect(m_save, &QToolButton::clicked, this, &CohortChart::saveAsked);
}

void CohortChart::setTitle(const QString& title, const QString& note) {
  m_title = title;
  m_note = note;
  setAccessibleName(title);
  m_save->setAccessibleName(tr("Save the picture “%1”").arg(title));
  update();
}

void CohortChart::setSentences(const QStringList& sentences) {
  setAccessibleDescription(sentences.join(QStringLiteral(". ")));
}

QRectF CohortChart::body() const {
  const int title = std::max(kButton, QFontMetrics(score::bold(font())).height());
  const int note = m_note.isEmpty() ? 0 : QFontMetrics(score::smaller(font())).height();
  return QRectF(rect()).adjusted(0, title + note + kGap, 0, 0);
}

void CohortChart::paintHead(QPainter& painter) const {
  const QRect line(0, 0, width() - kButton - kGap, kButton);
  painter.setFont(score::bold(font()));
  painter.setPen(palette().color(QPalette::WindowText));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(painter.font()).elidedText(m_title, Qt::ElideRight, line.width()));
  if (m_note.isEmpty()) return;
  painter.setFont(score::smaller(font()));
  painter.setPen(mutedText(palette()));
  const QRect below(0, kButton, width(), QFontMetrics(painter.font()).height());
  painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetrics(painter.font()).elidedText(m_note, Qt::ElideRight, below.width()));
}

void CohortChart::paintNothing(QPainter& painter, const QString& sentence) const {
  painter.setFont(font());
  painter.setPen(mutedText(palette()));
  painter.drawText(body().adjusted(12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap, sentence);
}

void CohortChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_save->move(width() - kButton, 0);
}

}  // namespace snitt

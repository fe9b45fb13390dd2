#include "ui/cohort/bars_chart.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QToolTip>

#include <algorithm>

#include "ui/cohort/cohort_words.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr int kPad = 6;
constexpr int kBar = 12;
constexpr double kLabelShare = 0.58;
constexpr int kLeastRows = 2;

}  // namespace

BarsView::BarsView(const QString& stem, Labels labels, QWidget* parent) : CohortChart(stem, parent), m_labels(labels) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BarsView::show(const QString& title, const QString& note, std::vector<Row> rows, const QString& nothing) {
  const bool otherHeight = rows.size() != m_rows.size() || note.isEmpty() != m_note.isEmpty();
  m_rows = std::move(rows);
  m_note = note;
  m_nothing = nothing;
  m_current = std::min(m_current, static_cast<int>(m_rows.size()) - 1);
  setTitle(title, note);
  QStringList sentences;
  for (const Row& one : m_rows) sentences << QStringLiteral("%1: %2").arg(one.label, countText(one.count));
  if (sentences.isEmpty()) sentences << nothing;
  setSentences(sentences);
  if (otherHeight) updateGeometry();
}

int BarsView::rowHeight() const {
  return m_labels == Labels::beside ? fontMetrics().height() + 6 : fontMetrics().height() + kBar + 9;
}

QSize BarsView::sizeHint() const {
  const int rows = std::max(kLeastRows, static_cast<int>(m_rows.size()));
  return {280, static_cast<int>(body().top()) + rows * rowHeight() + kPad};
}

int BarsView::rowAt(const QPointF& at) const {
  const double place = (at.y() - body().top()) / rowHeight();
  return place >= 0 && place < static_cast<double>(m_rows.size()) ? static_cast<int>(place) : -1;
}

void BarsView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintHead(painter);
  if (m_rows.empty()) return paintNothing(painter, m_nothing);
  std::size_t most = 1;
  double labels = 0;
  for (const Row& one : m_rows) {
    most = std::max(most, one.count);
    labels = std::max<double>(labels, fontMetrics().horizontalAdvance(one.label) + (one.isClass ? kBar + kPad : 0));
  }
  labels = m_labels == Labels::above ? 0 : std::min(labels, width() * kLabelShare);
  for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) paintRow(painter, row, labels, most);
}

void BarsView::paintRow(QPainter& painter, int row, double labels, std::size_t most) const {
  const Row& one = m_rows[static_cast<std::size_t>(row)];
  const QRectF line(0, body().top() + row * rowHeight(), width(), rowHeight());
  painter.setFont(font());
  const QString count = countText(one.count);
  int widest = 0;
  for (const Row& any : m_rows) widest = std::max(widest, fontMetrics().horizontalAdvance(countText(any.count)));
  const QColor colour = one.isClass ? score::colourOf(one.kind, palette()) : score::colourOf(Severity::note, palette());
  double left = 0;
  if (one.isClass) {
    score::drawShape(painter, QRectF(0, line.center().y() - kBar / 2.0, kBar, kBar), one.kind, colour);
    left = kBar + kPad;
  }
  const bool above = m_labels == Labels::above;
  painter.setPen(palette().color(QPalette::WindowText));
  const QRectF label = above ? QRectF(0, line.top(), width(), fontMetrics().height())
                             : QRectF(left, line.top(), labels - left, line.height());
  painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(one.label, Qt::ElideRight, static_cast<int>(label.width())));
  const QRectF bars = above ? QRectF(0, label.bottom(), width(), kBar + 4)
                            : QRectF(labels + kPad, line.top(), width() - labels - kPad, line.height());
  const double longest = bars.width() - 2 * kPad - widest;
  const double length =
      std::max(one.count > 0 ? 2.0 : 0.0, longest * static_cast<double>(one.count) / static_cast<double>(most));
  painter.fillRect(QRectF(bars.left(), bars.center().y() - kBar / 2.0, length, kBar), colour);
  painter.drawText(QRectF(bars.left() + length + kPad, bars.top(), widest + kPad, bars.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, count);
  if (hasFocus() && row == m_current) paintFocus(painter, line);
}

void BarsView::paintFocus(QPainter& painter, const QRectF& line) const {
  QStyleOptionFocusRect option;
  option.initFrom(this);
  option.rect = line.toRect();
  style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

void BarsView::mousePressEvent(QMouseEvent* event) {
  const int row = rowAt(event->position());
  if (event->button() != Qt::LeftButton || row < 0) return CohortChart::mousePressEvent(event);
  m_current = row;
  update();
  Q_EMIT chosen(row);
}

void BarsView::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_rows.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Down:
      m_current = std::min(last, m_current + 1);
      break;
    case Qt::Key_Up:
      m_current = std::max(std::min(last, 0), m_current - 1);
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      if (m_current >= 0) Q_EMIT chosen(m_current);
      break;
    default:
      return CohortChart::keyPressEvent(event);
  }
  update();
}

bool BarsView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return CohortChart::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = rowAt(help->pos());
  if (row < 0) {
    QToolTip::hideText();
    return true;
  }
  const Row& one = m_rows[static_cast<std::size_t>(row)];
  // A reason is a file's or an engine's words: never taken for rich text.
  const QString words = QStringLiteral("%1: %2").arg(one.label, countText(one.count)).toHtmlEscaped();
  QToolTip::showText(help->globalPos(), words, this);
  return true;
}

CohortChart::Render BarsView::picture() const {
  charts::BarsChart chart;
  chart.words = {title().toStdString(), m_note.toStdString(), {}, {}};
  for (const Row& one : m_rows) chart.bars.push_back({one.label.toStdString(), one.count});
  chart.nothing = m_nothing.toStdString();
  return [chart](const charts::ChartOutput& output) { return charts::bars(chart, output); };
}

}  // namespace snitt

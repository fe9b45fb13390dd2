#include <QEvent>
#include <QPainter>
#include <QTextDocument>

#include "ui/score/score_style_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

QSizePolicy wrapping() {
  // Not Fixed: that would be the height at the width of the size hint.
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  return policy;
}

}  // namespace

WrapLabel::WrapLabel(const QString& text, TextTone tone, QWidget* parent) : QLabel(text, parent), m_tone(tone) {
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
  setSizePolicy(wrapping());
  if (tone == TextTone::strong) setFont(score::bold(font()));
  if (tone == TextTone::faint) setFont(score::smaller(font()));
}

int WrapLabel::heightForWidth(int widthPx) const { return score::wrappedHeight(font(), text(), widthPx); }

QSize WrapLabel::sizeHint() const { return {200, heightForWidth(200)}; }

QSize WrapLabel::minimumSizeHint() const { return {40, fontMetrics().height()}; }

void WrapLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(m_tone == TextTone::faint || m_tone == TextTone::label ? score::faintInk(palette())
                                                                        : palette().color(QPalette::WindowText));
  score::drawWrapped(painter, rect(), text());
}

CopyableText::CopyableText(const QString& text, QWidget* parent) : QTextEdit(parent) {
  setReadOnly(true);
  setFrameShape(QFrame::NoFrame);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTabChangesFocus(true);
  // Two dozen stops of the Tab key would bury the controls.
  setFocusPolicy(Qt::ClickFocus);
  setSizePolicy(wrapping());
  document()->setDocumentMargin(0);
  setPlainText(text);
  viewport()->setAutoFillBackground(false);
  followPalette();
}

void CopyableText::followPalette() {
  // The text stands on the window, whatever the palette gives to fields of text.
  QPalette own = palette();
  const QColor ink = own.color(QPalette::WindowText);
  if (own.color(QPalette::Text) == ink) return;
  own.setColor(QPalette::Text, ink);
  setPalette(own);
}

void CopyableText::changeEvent(QEvent* event) {
  QTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) followPalette();
}

int CopyableText::heightForWidth(int widthPx) const { return score::wrappedHeight(font(), toPlainText(), widthPx) + 1; }

QSize CopyableText::sizeHint() const { return {200, heightForWidth(200)}; }

QSize CopyableText::minimumSizeHint() const { return {40, fontMetrics().height()}; }

SectionHeading::SectionHeading(const QString& text, QWidget* parent) : QLabel(text, parent) {
  setTextFormat(Qt::PlainText);
  setFont(score::bold(font()));
  setContentsMargins(0, 8, 0, 4);
}

void SectionHeading::paintEvent(QPaintEvent* event) {
  QLabel::paintEvent(event);
  QPainter painter(this);
  painter.fillRect(QRect(0, height() - 1, width(), 1), score::rule(palette()));
}

}  // namespace snitt

#include "ui/window/notice_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayoutItem>
#include <QRegularExpression>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kMostSentences = 3;

}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(0);
  setVisible(false);
}

void NoticeBar::say(const QString& words) {
  if (words.isEmpty()) return;
  // Faults are parts of sentences elsewhere and begin small; a file's name keeps its own first letter.
  const bool name = words.section(QLatin1Char(' '), 0, 0).contains(QRegularExpression(QStringLiteral("[/._\\d]")));
  const QString sentence = name ? words : words.front().toUpper() + words.mid(1);
  if (m_sentences.contains(sentence)) return;
  m_sentences << sentence;
  if (m_sentences.size() > kMostSentences) m_sentences.removeFirst();
  rebuild();
}

void NoticeBar::clear() {
  m_sentences.clear();
  rebuild();
}

void NoticeBar::rebuild() {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  for (const QString& sentence : m_sentences) {
    auto* row = new QFrame;
    row->setFrameShape(QFrame::StyledPanel);
    row->setAutoFillBackground(true);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(8, 3, 4, 3);
    auto* sign = new QLabel;
    sign->setPixmap(icon("warning").pixmap(16, 16));
    auto* text = new QLabel(sentence);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton;
    close->setAutoRaise(true);
    close->setIcon(icon("close"));
    close->setToolTip(tr("Close this notice"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this, sentence] {
      m_sentences.removeAll(sentence);
      rebuild();
    });
    line->addWidget(sign);
    line->addWidget(text, 1);
    line->addWidget(close);
    m_rows->addWidget(row);
  }
  setVisible(!m_sentences.isEmpty());
}

}  // namespace snitt

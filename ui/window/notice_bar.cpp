#include "ui/window/notice_bar.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLayoutItem>
#include <QRegularExpression>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <chrono>

#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kMostSentences = 3;
constexpr std::chrono::seconds kNewsStays{8};

}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(0);
  setVisible(false);
  m_newsEnds.setSingleShot(true);
  connect(&m_newsEnds, &QTimer::timeout, this, [this] {
    m_news.clear();
    rebuild();
  });
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

void NoticeBar::inform(const QString& sentence) {
  if (sentence.isEmpty()) return;
  m_news = sentence;
  m_newsEnds.start(kNewsStays);
  rebuild();
}

void NoticeBar::clear() {
  m_news.clear();
  m_sentences.clear();
  rebuild();
}

QStringList NoticeBar::sentences() const {
  QStringList all;
  for (const QString& sentence : m_sentences) all << shown(sentence);
  return all;
}

void NoticeBar::rebuild() {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  for (const QString& sentence : m_sentences) addRow(sentence, "warning");
  if (!m_news.isEmpty()) addRow(m_news, "info");
  setVisible(!m_sentences.isEmpty() || !m_news.isEmpty());
}

void NoticeBar::addRow(const QString& sentence, const char* sign) {
  auto* row = new QFrame;
  row->setFrameShape(QFrame::StyledPanel);
  row->setAutoFillBackground(true);
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(8, 3, 4, 3);
  auto* picture = new QLabel;
  picture->setPixmap(icon(sign).pixmap(16, 16));
  auto* text = new QLabel(shown(sentence));
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
    if (m_news == sentence) m_news.clear();
    rebuild();
  });
  line->addWidget(picture);
  line->addWidget(text, 1);
  line->addWidget(close);
  m_rows->addWidget(row);
}

}  // namespace snitt

#include "ui/panels/drawing_notices.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/draw/annotation_text.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

DrawingNotices::DrawingNotices(QWidget* parent)
    : QWidget(parent),
      m_words(makeSentence(this)),
      m_retry(new QPushButton(tr("Try again"), this)),
      m_copies(new QVBoxLayout) {
  m_retry->setToolTip(tr("Read again what is drawn on this slide"));
  connect(m_retry, &QPushButton::clicked, this, [this] {
    if (m_drawing) m_drawing->retry();
  });
  m_copies->setSpacing(4);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(m_words);
  layout->addWidget(m_retry, 0, Qt::AlignLeft);
  layout->addLayout(m_copies);
  tell(nullptr);
}

void DrawingNotices::tell(Drawing* drawing) {
  m_drawing = drawing;
  while (QLayoutItem* item = m_copies->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  QStringList sentences;
  const bool unreadable = m_drawing && m_drawing->state() == Drawing::State::unreadable;
  if (unreadable)
    sentences << tr("Nothing can be drawn until what is kept of this slide can be read: %1").arg(m_drawing->fault());
  if (m_drawing && !m_drawing->saveFault().isEmpty())
    sentences << tr("Not saved yet, and tried again until it is: %1").arg(m_drawing->saveFault());
  if (m_drawing && m_drawing->keeping() == DrawingFile::Keeping::copy)
    sentences << tr("You draw in a copy of your own: somebody else draws on this slide at the moment.");
  m_words->setText(sentences.join(u'\n'));
  m_words->setVisible(!sentences.isEmpty());
  m_retry->setVisible(unreadable);
  const bool copies = m_drawing && !m_drawing->copies().empty();
  if (copies)
    for (const DrawingCopy& copy : m_drawing->copies()) addCopyRow(copy);
  setVisible(copies || !sentences.isEmpty());
}

void DrawingNotices::addCopyRow(const DrawingCopy& copy) {
  auto* row = new QWidget(this);
  QLabel* words = makeSentence(row);
  const QString time = timeText(copy.saved);
  words->setText(copy.account.empty() ? tr("A copy, %1").arg(time)
                                      : tr("A copy by %1, %2").arg(QString::fromStdString(copy.account), time));
  auto* take = new QPushButton(tr("Take over"), row);
  take->setAccessibleName(tr("Take over: %1").arg(words->text()));
  take->setToolTip(tr("Add what was drawn in the copy to this slide"));
  take->setEnabled(m_drawing->canEdit());
  connect(take, &QPushButton::clicked, this, [this, copy, take] {
    take->setEnabled(false);  // it is read off this thread
    if (m_drawing) m_drawing->takeOver(copy);
  });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(words, 1);
  layout->addWidget(take);
  m_copies->addWidget(row);
}

void DrawingNotices::paintEvent(QPaintEvent*) { paintBanner(*this, BannerTone::notice); }

}  // namespace snitt

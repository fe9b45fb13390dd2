#include "ui/people/backup_notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/panels/panel_parts_p.h"
#include "ui/people/backup_watch.h"

namespace snitt {

BackupNotice::BackupNotice(BackupWatch& watch, QWidget* parent)
    : QWidget(parent), m_watch(watch), m_sign(new QLabel(this)), m_words(makeSentence(this)) {
  setObjectName(QStringLiteral("backupNotice"));
  showWarningSign(*m_sign);
  m_words->setObjectName(QStringLiteral("backupWords"));
  auto* away = new QPushButton(tr("Hide for today"), this);
  away->setObjectName(QStringLiteral("backupAway"));
  away->setAutoDefault(false);
  connect(away, &QPushButton::clicked, &m_watch, &BackupWatch::putAway);
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(10, 5, 8, 6);
  line->setSpacing(8);
  line->addWidget(m_sign);
  line->addWidget(m_words, 1);
  line->addWidget(away);
  connect(&m_watch, &BackupWatch::changed, this, &BackupNotice::tell);
  tell();
}

void BackupNotice::tell() {
  m_words->setText(m_watch.warning());
  setVisible(!m_watch.warning().isEmpty());
}

void BackupNotice::paintEvent(QPaintEvent* /*event*/) { paintBanner(*this, BannerTone::notice); }

void BackupNotice::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showWarningSign(*m_sign);
}

}  // namespace snitt

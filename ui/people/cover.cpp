#include <QLabel>
#include <QPaintEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/people/cover_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr int kSignPx = 48;

}  // namespace

Cover::Cover(QWidget& window) : QWidget(&window) {
  setObjectName(QStringLiteral("cover"));
  // Qt paints nothing of what lies below, and what shines through nowhere cannot be photographed by the desktop either.
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAutoFillBackground(true);
  setFocusPolicy(Qt::NoFocus);
  auto* sign = new QLabel(this);
  sign->setPixmap(icon("lock").pixmap(kSignPx, kSignPx));
  auto* words = new QLabel(tr("Locked: somebody has to sign in"), this);
  words->setTextFormat(Qt::PlainText);
  words->setWordWrap(true);
  words->setForegroundRole(QPalette::PlaceholderText);
  for (QLabel* label : {sign, words}) label->setAlignment(Qt::AlignCenter);
  auto* rows = new QVBoxLayout(this);
  rows->addStretch(1);
  rows->addWidget(sign);
  rows->addWidget(words);
  rows->addStretch(1);
  lie();
  keepTitle();
  show();
}

void Cover::lie() {
  setGeometry(parentWidget()->rect());
  raise();
}

QString Cover::lockedTitle() { return tr("Snitt – locked"); }

void Cover::keepTitle() {
  QWidget& window = *parentWidget();
  if (window.windowTitle() == lockedTitle() && window.windowFilePath().isEmpty()) return;
  m_title = window.windowTitle();
  m_filePath = window.windowFilePath();
  window.setWindowFilePath({});
  window.setWindowTitle(lockedTitle());
}

void Cover::giveTitleBack() {
  parentWidget()->setWindowTitle(m_title);
  parentWidget()->setWindowFilePath(m_filePath);
}

void Cover::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  painter.fillRect(event->rect(), palette().window());
}

}  // namespace snitt

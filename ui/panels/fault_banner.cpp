#include "ui/panels/fault_banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>

#include "ui/panels/panel_parts_p.h"

namespace snitt {

FaultBanner::FaultBanner(QWidget* parent)
    : QWidget(parent),
      m_sign(new QLabel(this)),
      m_text(makeSentence(this)),
      m_retry(new QPushButton(tr("Try again"), this)) {
  setAccessibleName(tr("Problem with this slide"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_text->setObjectName(QStringLiteral("text"));
  m_retry->setObjectName(QStringLiteral("retry"));
  m_retry->setToolTip(tr("Open the slide's file again"));
  auto* close = new QPushButton(tr("Close"), this);
  close->setObjectName(QStringLiteral("close"));
  close->setToolTip(tr("Hide this message"));
  for (QPushButton* button : {m_retry, close}) button->setAutoDefault(false);
  showWarningSign(*m_sign);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 6, 8, 6);
  row->setSpacing(8);
  row->addWidget(m_sign);
  row->addWidget(m_text, 1);
  row->addWidget(m_retry);
  row->addWidget(close);
  connect(m_retry, &QPushButton::clicked, this, &FaultBanner::retry);
  connect(close, &QPushButton::clicked, this, &FaultBanner::close);
  hide();
}

void FaultBanner::show(State state, const QString& text) {
  m_state = state;
  m_text->setText(text);
  m_text->setAccessibleName(text);
  setVisible(state != State::none);
}

void FaultBanner::close() {
  if (m_state == State::tiles) m_tilesDismissed = true;
  show(State::none, {});
  Q_EMIT dismissed();
}

void FaultBanner::showError(const QString& sentence) {
  show(State::slide, sentence.endsWith(QLatin1Char('.')) ? sentence : tr("%1.").arg(sentence));
}

void FaultBanner::showVanished(const QString& slideName) {
  show(State::slide, tr("%1 can no longer be reached. What was read already is still shown.").arg(slideName));
}

void FaultBanner::showUnreadableTiles(int count) {
  if (m_state == State::slide) return;
  if (count <= 0) return show(State::none, {});
  if (m_tilesDismissed) return;
  show(State::tiles,
       count == 1 ? tr("One tile of this slide cannot be read. It is hatched.")
                  : tr("%1 tiles of this slide cannot be read. They are hatched.").arg(QLocale().toString(count)));
}

void FaultBanner::clear() {
  m_tilesDismissed = false;
  show(State::none, {});
}

void FaultBanner::paintEvent(QPaintEvent*) { paintBanner(*this, BannerTone::fault); }

void FaultBanner::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) showWarningSign(*m_sign);
  QWidget::changeEvent(event);
}

}  // namespace snitt

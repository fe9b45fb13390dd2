#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/waiting_view_p.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

constexpr std::size_t kMostSentences = 8;

}  // namespace

WaitingView::WaitingView(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
  setObjectName(QStringLiteral("waiting"));
  m_rows->setContentsMargins(12, 6, 8, 6);
  m_rows->setSpacing(6);
  hide();
}

void WaitingView::show(const std::vector<WaitingChange>& waiting, bool mayConfirm) {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  for (const WaitingChange& one : waiting) {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto* sign = new QLabel(row);
    showWarningSign(*sign);
    auto* text = makeSentence(row);
    QStringList sentences{tr("The laboratory changed this case (%1, %2). It waits for your answer:")
                              .arg(shownText(one.source, 60), timeWords(one.taken))};
    for (std::size_t i = 0; i < one.changes.size() && i < kMostSentences; ++i)
      sentences << QStringLiteral("•  ") + shownText(one.changes[i]);
    if (one.changes.size() > kMostSentences) sentences << QStringLiteral("•  …");
    if (one.changes.empty()) sentences << QStringLiteral("•  ") + tr("What it changes may not be shown to you.");
    text->setText(sentences.join(u'\n'));
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    for (const bool accept : {true, false}) {
      auto* button = new QPushButton(accept ? tr("Accept") : tr("Decline"), row);
      button->setObjectName(accept ? QStringLiteral("accept") : QStringLiteral("decline"));
      button->setAutoDefault(false);
      button->setEnabled(mayConfirm);
      button->setToolTip(mayConfirm ? QString() : asToolTip(needsPermission(Permission::confirm)));
      connect(button, &QPushButton::clicked, this, [this, id = one.id, accept] { Q_EMIT decided(id, accept); });
      line->addWidget(button, 0, Qt::AlignTop);
    }
    m_rows->addWidget(row);
    row->show();
  }
  setVisible(!waiting.empty());
}

void WaitingView::paintEvent(QPaintEvent*) { paintBanner(*this, BannerTone::notice); }

}  // namespace snitt

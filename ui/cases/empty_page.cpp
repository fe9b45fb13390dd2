#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/cases/empty_page_p.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr int kWidestPx = 520;

}  // namespace

EmptyPage::EmptyPage(QWidget* parent)
    : QWidget(parent),
      m_heading(makeSentence(this)),
      m_sentence(makeSentence(this)),
      m_button(new QPushButton(tr("Try again"), this)) {
  m_heading->setFont(score::bold(m_heading->font()));
  m_button->setObjectName(QStringLiteral("help"));
  m_button->setAutoDefault(false);
  for (QLabel* label : {m_heading, m_sentence}) label->setAlignment(Qt::AlignCenter);
  m_heading->setObjectName(QStringLiteral("heading"));
  m_sentence->setObjectName(QStringLiteral("sentence"));
  connect(m_button, &QPushButton::clicked, this, &EmptyPage::pressed);
  // As wide as it may be: a line that is aligned instead would not wrap.
  auto* column = new QWidget(this);
  column->setMaximumWidth(kWidestPx);
  auto* rows = new QVBoxLayout(column);
  rows->setSpacing(10);
  rows->addStretch(2);
  rows->addWidget(m_heading);
  rows->addWidget(m_sentence);
  rows->addWidget(m_button, 0, Qt::AlignHCenter);
  rows->addStretch(3);
  auto* all = new QHBoxLayout(this);
  all->addStretch(1);
  all->addWidget(column, 100);
  all->addStretch(1);
}

void EmptyPage::tell(const QString& heading, const QString& sentence, const QString& button) {
  m_heading->setText(heading);
  m_sentence->setText(sentence);
  m_sentence->setVisible(!sentence.isEmpty());
  // A button that is not there keeps its words: it is still named to assistive technology.
  if (!button.isEmpty()) m_button->setText(button);
  m_button->setVisible(!button.isEmpty());
}

}  // namespace snitt

#include "ui/studies/study_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

StudyDialog::StudyDialog(const QString& title, const QString& go, const SlideNames& names, QWidget* parent)
    : QDialog(parent), m_names(names), m_inner(new QWidget), m_obstacle(makeSentence(this)) {
  setWindowTitle(title);
  m_rows = new QVBoxLayout(m_inner);
  m_rows->setContentsMargins(2, 2, 8, 2);
  m_rows->setSpacing(8);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(m_inner);
  m_obstacle->setObjectName(QStringLiteral("obstacle"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_go = buttons->addButton(go, QDialogButtonBox::AcceptRole);
  m_go->setObjectName(QStringLiteral("go"));
  m_go->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &StudyDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &StudyDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(8);
  column->addWidget(scroll, 1);
  column->addWidget(m_obstacle);
  column->addWidget(buttons);
  // Another person may not see what stands here; what was asked was not theirs to answer either.
  connect(&m_names, &SlideNames::changed, this, [this, unmasked = m_names.unmasked()] {
    if (unmasked && !m_names.unmasked()) reject();
  });
}

void StudyDialog::addHeading(const QString& words) { m_rows->addWidget(new SectionHeading(words, m_inner)); }

void StudyDialog::add(QWidget* widget) { m_rows->addWidget(widget); }

void StudyDialog::endRows() { m_rows->addStretch(1); }

void StudyDialog::showAll() {
  const QString why = obstacle();
  m_obstacle->setText(why);
  m_obstacle->setVisible(!why.isEmpty());
  m_go->setEnabled(why.isEmpty());
}

void StudyDialog::accept() {
  if (!obstacle().isEmpty()) return showAll();
  QDialog::accept();
}

}  // namespace snitt

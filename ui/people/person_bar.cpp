#include "ui/people/person_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/people/sitting.h"
#include "ui/theme/icons.h"

namespace snitt {

PersonBar::PersonBar(Sitting& sitting, Name name, QWidget* parent)
    : QWidget(parent), m_sitting(sitting), m_shows(name), m_name(new QLabel(this)), m_switch(new QToolButton(this)) {
  setObjectName(QStringLiteral("personBar"));
  m_name->setObjectName(QStringLiteral("personName"));
  m_name->setTextFormat(Qt::PlainText);
  m_switch->setObjectName(QStringLiteral("switchPerson"));
  m_switch->setIcon(icon("lock"));
  m_switch->setAutoRaise(true);
  m_switch->setFocusPolicy(Qt::TabFocus);
  m_switch->setToolTip(tr("Lock, or let another person work (%1)")
                           .arg(QKeySequence(tr("Ctrl+Alt+L")).toString(QKeySequence::NativeText)));
  m_switch->setAccessibleName(tr("Lock or switch person"));
  connect(m_switch, &QToolButton::clicked, &m_sitting, &Sitting::lock);
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(6, 0, 6, 0);
  line->setSpacing(4);
  line->addWidget(m_name);
  line->addWidget(m_switch);
  connect(&m_sitting, &Sitting::stateChanged, this, &PersonBar::tell);
  connect(&m_sitting, &Sitting::personChanged, this, &PersonBar::tell);
  tell();
}

void PersonBar::tell() {
  const Actor& actor = m_sitting.actor();
  m_name->setText(shownText(actor.name, 60));
  m_name->setAccessibleName(actor.name.empty() ? QString() : tr("Works here: %1").arg(m_name->text()));
  QStringList roles;
  for (const Role role : actor.roles) roles << roleWord(role);
  m_name->setToolTip(asToolTip(roles.join(QStringLiteral(", "))));
  m_name->setVisible(m_shows == Name::shown && !actor.name.empty());
  m_switch->setVisible(m_sitting.isShared());
  setVisible(m_sitting.isShared() || (m_shows == Name::shown && !actor.name.empty()));
}

}  // namespace snitt

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/cases/case_header_p.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

QLabel* plain(QWidget* parent, const char* name) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setObjectName(QString::fromLatin1(name));
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setFocusPolicy(Qt::NoFocus);
  return label;
}

void enlarge(QLabel& label) {
  QFont font = score::bold(label.font());
  if (font.pixelSize() > 0)
    font.setPixelSize(font.pixelSize() * 13 / 10);
  else
    font.setPointSizeF(font.pointSizeF() * 1.3);
  label.setFont(font);
}

// Below a heading, in second rank.
void soften(QLabel& label) { label.setForegroundRole(QPalette::PlaceholderText); }

}  // namespace

CaseHeader::CaseHeader(QWidget* parent)
    : QWidget(parent),
      m_back(new QToolButton(this)),
      m_patient(plain(this, "patient")),
      m_second(plain(this, "patientMore")),
      m_accession(plain(this, "accession")),
      m_place(plain(this, "place")),
      m_state(plain(this, "state")),
      m_priority(new QComboBox(this)),
      m_close(new QPushButton(this)) {
  m_back->setObjectName(QStringLiteral("back"));
  m_back->setAutoRaise(true);
  m_back->setIcon(icon("previous"));
  m_back->setToolTip(tr("Back to the worklist (Esc)"));
  m_back->setAccessibleName(tr("Back to the worklist"));
  connect(m_back, &QToolButton::clicked, this, &CaseHeader::backAsked);
  enlarge(*m_patient);
  enlarge(*m_accession);
  soften(*m_second);
  soften(*m_place);
  m_priority->setObjectName(QStringLiteral("priority"));
  m_priority->setAccessibleName(tr("Priority"));
  m_priority->addItems({priorityWord(Priority::routine), priorityWord(Priority::urgent)});
  connect(m_priority, &QComboBox::activated, this,
          [this](int row) { Q_EMIT priorityAsked(static_cast<Priority>(row)); });
  m_close->setObjectName(QStringLiteral("close"));
  m_close->setAutoDefault(false);
  connect(m_close, &QPushButton::clicked, this,
          [this] { Q_EMIT stateAsked(m_shown == CaseState::open ? CaseState::closed : CaseState::open); });

  const auto two = [](QLabel* above, QLabel* below) {
    auto* lines = new QVBoxLayout;
    lines->setSpacing(1);
    lines->addWidget(above);
    lines->addWidget(below);
    return lines;
  };
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(6, 8, 12, 9);
  row->setSpacing(10);
  row->addWidget(m_back, 0, Qt::AlignTop);
  row->addLayout(two(m_patient, m_second));
  row->addSpacing(28);
  row->addLayout(two(m_accession, m_place));
  row->addStretch(1);
  row->addWidget(m_state);
  row->addWidget(m_priority);
  row->addWidget(m_close);
}

void CaseHeader::show(const LabCase& labCase, bool mayConfirm, bool mayLink) {
  const Patient& patient = labCase.patient;
  QString name = shownText(displayName(patient.identity), 60);
  QStringList more;
  const QString needs = asToolTip(needsPermission(Permission::unmask));
  if (patient.erased) {
    name = tr("Patient's data erased");
  } else if (patient.masked) {
    name = maskedText();
    more << tr("Patient hidden");
  } else {
    if (name.isEmpty()) name = patient.id.value == 0 ? tr("No patient is known") : tr("Name not known");
    if (!patient.identity.birthDate.empty()) more << tr("born %1").arg(shownText(patient.identity.birthDate, 10));
    for (const PatientNumber& one : patient.identity.numbers)
      more << (one.authority.empty()
                   ? shownText(one.number, 30)
                   : QStringLiteral("%1 (%2)").arg(shownText(one.number, 30), shownText(one.authority, 20)));
    if (more.size() > 3) more = more.first(3) + QStringList{QStringLiteral("…")};
  }
  m_patient->setText(name);
  m_second->setText(more.join(QStringLiteral("  ·  ")));
  for (QLabel* label : {m_patient, m_second}) label->setToolTip(patient.masked && !patient.erased ? needs : QString());
  m_patient->setAccessibleName(tr("Patient: %1").arg(name));

  m_accession->setText(shownText(labCase.name.accession, 60));
  QStringList place{shownText(labCase.name.site, 40)};
  if (labCase.pending) place << tr("order number, accession pending");
  if (const QString age = ageWords(labCase.received, QDateTime::currentSecsSinceEpoch()); age != QStringLiteral("?"))
    place << tr("received %1 ago").arg(age);
  m_place->setText(place.join(QStringLiteral("  ·  ")));
  QStringList others;
  for (const std::string& number : labCase.otherNumbers) others << shownText(number, 40);
  m_accession->setToolTip(others.isEmpty() ? QString()
                                           : asToolTip(tr("Also: %1").arg(others.join(QStringLiteral(", ")))));

  m_shown = labCase.state;
  m_state->setText(labCase.state == CaseState::open ? QString() : stateWord(labCase.state));
  m_priority->setCurrentIndex(static_cast<int>(labCase.priority));
  m_close->setText(labCase.state == CaseState::open ? tr("Close case") : tr("Open again"));
  m_priority->setEnabled(mayLink && labCase.state == CaseState::open);
  m_close->setEnabled(mayConfirm);
  const QString why = mayConfirm ? QString() : asToolTip(needsPermission(Permission::confirm));
  m_priority->setToolTip(mayLink ? tr("Priority") : asToolTip(needsPermission(Permission::link)));
  m_close->setToolTip(why);
}

void CaseHeader::paintEvent(QPaintEvent*) {
  QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), score::rule(palette()));
}

}  // namespace snitt

#include <QComboBox>
#include <QDate>
#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

#include "ui/cases/case_flags_view_p.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"

namespace snitt {

namespace {

constexpr std::array kFlags{Flag::noAi, Flag::researchReservation, Flag::consentWithdrawn, Flag::doNotUse};

QString meaningOf(Flag flag) {
  switch (flag) {
    case Flag::noAi:
      return CaseFlagsView::tr("Nothing is scored for this patient's care.");
    case Flag::researchReservation:
      return CaseFlagsView::tr("Not for research, training or exports.");
    case Flag::consentWithdrawn:
      return CaseFlagsView::tr("Not for research, training or exports.");
    case Flag::doNotUse:
      return CaseFlagsView::tr("For nothing at all.");
  }
  return {};
}

}  // namespace

CaseFlagsView::CaseFlagsView(QWidget* parent)
    : QWidget(parent), m_rows(new QVBoxLayout), m_set(new QPushButton(tr("Set a flag…"), this)) {
  m_set->setObjectName(QStringLiteral("setFlag"));
  m_set->setAutoDefault(false);
  connect(m_set, &QPushButton::clicked, this, &CaseFlagsView::askFlag);
  m_rows->setSpacing(4);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(4);
  all->addLayout(m_rows);
  all->addWidget(m_set, 0, Qt::AlignLeft);
}

void CaseFlagsView::show(const LabCase& labCase, bool mayFlag) {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  const QString needs = mayFlag ? QString() : asToolTip(needsPermission(Permission::flag));
  for (const CaseFlag& one : labCase.flags) {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* sign = new QLabel(row);
    showWarningSign(*sign);
    auto* text = makeSentence(row);
    QStringList parts{flagWord(one.flag), one.ofPatient ? tr("of the patient") : tr("of this case")};
    if (!one.since.empty()) parts << tr("since %1").arg(dayWords(one.since));
    if (!one.source.empty()) parts << shownText(one.source, 60);
    text->setText(parts.join(QStringLiteral(", ")));
    auto* lift = new QPushButton(tr("Lift"), row);
    lift->setObjectName(QStringLiteral("lift"));
    lift->setAutoDefault(false);
    lift->setEnabled(mayFlag);
    lift->setToolTip(needs);
    lift->setAccessibleName(tr("Lift: %1").arg(flagWord(one.flag)));
    connect(lift, &QPushButton::clicked, this, [this, change = FlagChange{one.flag, one.ofPatient, false, {}}] {
      FlagChange today = change;
      today.since = QDate::currentDate().toString(Qt::ISODate).toStdString();
      Q_EMIT changeAsked(today);
    });
    line->addWidget(sign, 0, Qt::AlignTop);
    line->addWidget(text, 1);
    line->addWidget(lift, 0, Qt::AlignTop);
    m_rows->addWidget(row);
    row->show();
  }
  m_hasPatient = labCase.patient.id.value != 0;
  m_set->setEnabled(mayFlag);
  m_set->setToolTip(needs);
}

void CaseFlagsView::askFlag() {
  auto* dialog = new QDialog(this);
  dialog->setObjectName(QStringLiteral("flagDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Set a flag"));
  auto* flag = new QComboBox(dialog);
  flag->setObjectName(QStringLiteral("flag"));
  for (const Flag one : kFlags) flag->addItem(flagWord(one));
  auto* meaning = makeNote(dialog);
  auto* whose = new QComboBox(dialog);
  whose->setObjectName(QStringLiteral("whose"));
  if (m_hasPatient) whose->addItem(tr("The patient, with all cases"), true);
  whose->addItem(tr("This case alone"), false);
  auto* since = new QDateEdit(QDate::currentDate(), dialog);
  since->setObjectName(QStringLiteral("since"));
  since->setCalendarPopup(true);
  since->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  since->setMaximumDate(QDate::currentDate());
  const auto tell = [flag, meaning] {
    meaning->setText(meaningOf(kFlags[static_cast<std::size_t>(flag->currentIndex())]));
  };
  connect(flag, &QComboBox::currentIndexChanged, dialog, tell);
  tell();
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("Set the flag"));
  connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(dialog, &QDialog::accepted, this, [this, flag, whose, since] {
    FlagChange change;
    change.flag = kFlags[static_cast<std::size_t>(flag->currentIndex())];
    change.ofPatient = whose->currentData().toBool();
    change.set = true;
    change.since = since->date().toString(Qt::ISODate).toStdString();
    Q_EMIT changeAsked(change);
  });
  auto* form = new QFormLayout(dialog);
  form->addRow(tr("Flag"), flag);
  form->addRow({}, meaning);
  form->addRow(tr("Whose"), whose);
  form->addRow(tr("Holds from"), since);
  form->addRow(buttons);
  dialog->open();
}

}  // namespace snitt

#include "ui/studies/sign_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/study_words.h"

namespace snitt {

namespace {

constexpr int kMostPinLetters = 128;

bool hasSigned(const ListedRun& run, const char* role) {
  return std::ranges::find(run.signatures, role, &ListedSignature::role) != run.signatures.end();
}

}  // namespace

SignDialog::SignDialog(const ListedLock& lock, const ListedRun& run, const std::vector<std::string>& persons,
                       const std::string& person, const SlideNames& names, QWidget* parent)
    : StudyDialog(tr("Sign a report"), tr("Sign"), names, parent),
      m_run(run),
      m_operator(new QRadioButton(tr("Operator: I ran this validation"), this)),
      m_reviewer(new QRadioButton(tr("Reviewer: I have read the report, and neither locked nor ran it"), this)),
      m_person(new QComboBox(this)),
      m_pin(new QLineEdit(this)) {
  QLabel* what = makeSentence(this);
  what->setText(tr("%1, run %2: %3")
                    .arg(shownText(lock.study, 120), QString::number(run.number), shownText(run.conclusion, 400)));
  add(what);
  QLabel* meaning = makeSentence(this);
  meaning->setText(tr("A signature holds the hash of every file of the report: none can be changed after it unseen."));
  add(meaning);
  addHeading(tr("As"));
  m_operator->setObjectName(QStringLiteral("operator"));
  m_reviewer->setObjectName(QStringLiteral("reviewer"));
  add(m_operator);
  add(m_reviewer);
  (hasSigned(run, "operator") ? m_reviewer : m_operator)->setChecked(true);
  m_operator->setEnabled(!hasSigned(run, "operator"));
  m_reviewer->setEnabled(!hasSigned(run, "reviewer"));
  addHeading(tr("By"));
  auto* box = new QWidget(this);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_person->setObjectName(QStringLiteral("person"));
  m_person->setEditable(true);
  m_person->setAccessibleName(tr("Who signs"));
  for (const std::string& one : persons) m_person->addItem(QString::fromStdString(one));
  m_person->setCurrentText(QString::fromStdString(person));
  m_pin->setObjectName(QStringLiteral("pin"));
  m_pin->setEchoMode(QLineEdit::Password);
  m_pin->setMaxLength(kMostPinLetters);
  m_pin->setAccessibleName(tr("PIN"));
  m_pin->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
  m_pin->setContextMenuPolicy(Qt::NoContextMenu);
  form->addRow(tr("Who signs"), m_person);
  form->addRow(tr("PIN"), m_pin);
  add(box);
  endRows();
  connect(m_pin, &QLineEdit::textChanged, this, [this] { showAll(); });
  showAll();
  m_pin->setFocus();
  resize(QSize(560, 380).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

QString SignDialog::obstacle() const {
  if (!m_operator->isEnabled() && !m_reviewer->isEnabled()) return tr("Both signatures stand under this report.");
  if (m_pin->text().isEmpty()) return tr("Type your PIN.");
  return {};
}

SignOrder SignDialog::order() const {
  SignOrder order;
  order.role = m_reviewer->isChecked() ? "reviewer" : "operator";
  order.person = m_person->currentText().trimmed().toStdString();
  return order;
}

std::string SignDialog::pin() const { return m_pin->text().toStdString(); }

}  // namespace snitt

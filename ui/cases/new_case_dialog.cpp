#include "ui/cases/new_case_dialog.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/cases/case_link.h"
#include "core/site/site_file.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

constexpr int kMostLetters = 100;
constexpr int kFieldPx = 280;

std::string textOf(const QLineEdit* field) {
  return field == nullptr ? std::string() : field->text().trimmed().toStdString();
}

}  // namespace

NewCaseDialog::NewCaseDialog(CaseDesk& desk, const Start& start, QWidget* parent)
    : QDialog(parent),
      m_desk(desk),
      m_site(new QComboBox(this)),
      m_accession(addField("accession", tr("Accession number"), kMostLetters)),
      m_says(makeSentence(this)) {
  setObjectName(QStringLiteral("newCase"));
  setWindowTitle(tr("New case"));
  build(start);
  askSites(start.site);
  typed();
  start.accession.empty() ? m_accession->setFocus() : m_make->setFocus();
}

void NewCaseDialog::ask(CaseDesk& desk, const Start& start, QWidget* parent,
                        const std::function<void(const NewCase&)>& done) {
  auto* dialog = new NewCaseDialog(desk, start, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &NewCaseDialog::ended, parent, done);
  dialog->open();
}

QLineEdit* NewCaseDialog::addField(const char* name, const QString& accessibleName, int mostLetters) {
  auto* field = new QLineEdit(this);
  field->setObjectName(QString::fromLatin1(name));
  field->setAccessibleName(accessibleName);
  field->setMaxLength(mostLetters);
  field->setMinimumWidth(kFieldPx);
  connect(field, &QLineEdit::textChanged, this, &NewCaseDialog::typed);
  return field;
}

void NewCaseDialog::build(const Start& start) {
  m_site->setObjectName(QStringLiteral("site"));
  m_site->setAccessibleName(tr("Laboratory"));
  m_site->setEditable(true);
  m_site->setInsertPolicy(QComboBox::NoInsert);
  m_site->lineEdit()->setMaxLength(kMostLetters);
  connect(m_site, &QComboBox::editTextChanged, this, &NewCaseDialog::typed);
  m_accession->setText(QString::fromStdString(start.accession));
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("&Laboratory"), m_site);
  form->addRow(tr("&Accession number"), m_accession);
  form->addRow(new SectionHeading(tr("Patient (may stay empty)"), this));
  if (m_desk.may(Permission::unmask)) {
    m_family = addField("family", tr("Family name"), kMostLetters);
    m_given = addField("given", tr("Given names"), kMostLetters);
    m_born = addField("born", tr("Birth date"), 10);
    m_born->setPlaceholderText(tr("year-month-day, as 1951-03-02"));
    m_number = addField("number", tr("Patient's number"), kMostLetters);
    form->addRow(tr("&Family name"), m_family);
    form->addRow(tr("&Given names"), m_given);
    form->addRow(tr("&Birth date"), m_born);
    form->addRow(tr("Patient's &number"), m_number);
  } else {
    auto* masked = makeNote(this);
    masked->setObjectName(QStringLiteral("masked"));
    masked->setText(needsPermission(Permission::unmask));
    form->addRow(masked);
  }
  m_says->setObjectName(QStringLiteral("says"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_make = buttons->addButton(tr("Make the case"), QDialogButtonBox::AcceptRole);
  m_make->setObjectName(QStringLiteral("make"));
  m_open =
      buttons->addButton(start.openWords.isEmpty() ? tr("Open it") : start.openWords, QDialogButtonBox::ActionRole);
  m_open->setObjectName(QStringLiteral("open"));
  connect(buttons, &QDialogButtonBox::accepted, this, &NewCaseDialog::make);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_open, &QPushButton::clicked, this, [this] {
    accept();
    Q_EMIT ended(m_there);
  });
  auto* rows = new QVBoxLayout(this);
  rows->setSpacing(10);
  rows->addLayout(form);
  rows->addWidget(m_says);
  rows->addStretch(1);
  rows->addWidget(buttons);
}

// One laboratory is proposed; of several none is guessed.
void NewCaseDialog::askSites(const std::string& site) {
  m_site->setEditText(QString::fromStdString(site));
  m_desk.ask<std::vector<std::string>>(
      this, "sites", [](CaseBook& book) { return book.sites(); },
      [this](const Result<std::vector<std::string>>& sites) {
        if (!sites) return;
        const QString before = m_site->currentText();
        for (const std::string& one : *sites)
          if (showsAsItIs(one, kMostLetters)) m_site->addItem(QString::fromStdString(one));
        m_site->setEditText(before.isEmpty() && m_site->count() == 1 ? m_site->itemText(0) : before);
      });
}

CaseName NewCaseDialog::name() const { return {m_site->currentText().trimmed().toStdString(), textOf(m_accession)}; }

PatientIdentity NewCaseDialog::identity() const {
  PatientIdentity identity;
  identity.family = textOf(m_family);
  identity.given = textOf(m_given);
  identity.birthDate = textOf(m_born);
  if (const std::string number = textOf(m_number); !number.empty()) identity.numbers.push_back({number, {}, {}});
  return identity;
}

QString NewCaseDialog::fault() const {
  const CaseName typed = name();
  if (!isSiteName(typed.site) || !canNameCase(typed))
    return tr("Laboratory and accession number have at most 100 visible letters each, and the laboratory no colon.");
  const std::string today = QDate::currentDate().toString(Qt::ISODate).toStdString();
  if (const std::string born = textOf(m_born); !born.empty() && birthDateOf(born, today) != born)
    return tr("The birth date is no day that has been: write it as 1951-03-02, or the year alone.");
  for (const QLineEdit* one : {m_family, m_given, m_number})
    if (!showsAsItIs(textOf(one), kMostLetters))
      return tr("%1: there is something in it that cannot be seen.").arg(one->accessibleName());
  return {};
}

void NewCaseDialog::make() {
  if (!m_make->isEnabled()) return;
  if (const QString wrong = fault(); !wrong.isEmpty()) return say(wrong);
  m_make->setEnabled(false);
  m_desk.change<MadeCase>(
      this, [name = name(), identity = identity()](CaseBook& book) { return book.make(name, identity); },
      [this, name = name()](const Result<MadeCase>& made) { take(name, made); });
}

void NewCaseDialog::take(const CaseName& name, const Result<MadeCase>& made) {
  m_make->setEnabled(true);
  if (!made) return say(sentenceOf(made.error()));
  m_there = {made->id, name, made->wasThere};
  if (made->wasThere) {
    say(tr("Case %1 is there already. Nothing was changed.").arg(shownText(toText(name))));
    m_open->show();
    m_open->setDefault(true);
    m_open->setFocus();
    return;
  }
  accept();
  Q_EMIT ended(m_there);
}

void NewCaseDialog::say(const QString& sentence) {
  m_says->setText(sentence);
  m_says->setVisible(!sentence.isEmpty());
}

// What was said is of what stood there before.
void NewCaseDialog::typed() {
  if (m_make == nullptr) return;
  say({});
  m_open->hide();
  m_make->setDefault(true);
  const CaseName typed = name();
  m_make->setEnabled(!typed.site.empty() && !typed.accession.empty());
}

}  // namespace snitt

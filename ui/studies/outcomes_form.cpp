#include "ui/studies/outcomes_form.h"

#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <array>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/check_list.h"
#include "ui/studies/path_field.h"

namespace snitt {

namespace {

using validation::kDaysPerYear;
using validation::OutcomePart;
using validation::UnknownCause;

constexpr std::array kUnits{1.0, kDaysPerYear / 12, kDaysPerYear};

// What stood there stays, and so may what is typed that no file has.
void fill(QComboBox& box, const std::vector<std::string>& texts, bool maybeNone) {
  const QString before = box.currentText();
  const bool told = box.blockSignals(true);
  box.clear();
  if (maybeNone) box.addItem(QString());
  for (const std::string& one : texts) box.addItem(QString::fromStdString(one));
  box.setCurrentText(before);
  box.blockSignals(told);
}

}  // namespace

OutcomesForm::OutcomesForm(QWidget* parent)
    : QWidget(parent),
      m_file(new PathField(PathField::Kind::file, "outcomes", tr("Outcomes (CSV, a row a patient)"), this)),
      m_says(makeSentence(this)) {
  build();
  m_says->hide();
  connect(m_file, &PathField::changed, this, &OutcomesForm::read);
  for (QLineEdit* one : {m_origin, m_endpoint}) connect(one, &QLineEdit::textChanged, this, &OutcomesForm::changed);
  connect(m_cutOff, &QDateEdit::dateChanged, this, &OutcomesForm::changed);
  for (CheckList* one : {m_counts, m_competes}) connect(one, &CheckList::changed, this, &OutcomesForm::changed);
  for (QComboBox* one : {m_patient, m_time, m_event, m_eventValue, m_cause})
    connect(one, &QComboBox::currentTextChanged, this, &OutcomesForm::changed);
  // What the outcomes use is no covariate and no group.
  for (QComboBox* one : {m_patient, m_time, m_event, m_cause})
    connect(one, &QComboBox::currentTextChanged, this, &OutcomesForm::columnsChanged);
  for (QComboBox* one : {m_unit, m_unknown})
    connect(one, &QComboBox::currentIndexChanged, this, &OutcomesForm::changed);
  for (QComboBox* one : {m_event, m_cause})
    connect(one, &QComboBox::currentTextChanged, this, &OutcomesForm::fillValues);
  fillValues();
}

QComboBox* OutcomesForm::makeColumn(const char* name, const QString& accessibleName) {
  auto* box = new QComboBox(this);
  box->setObjectName(QString::fromLatin1(name));
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->setAccessibleName(accessibleName);
  return box;
}

void OutcomesForm::build() {
  m_file->setFilter(tr("Tables (*.csv);;All files (*)"));
  m_patient = makeColumn("patientColumn", tr("Column of the patient"));
  m_time = makeColumn("timeColumn", tr("Column of the time"));
  m_event = makeColumn("eventColumn", tr("Column of the event"));
  m_eventValue = makeColumn("eventValue", tr("Value that stands for an event; empty: the column holds 0 and 1"));
  m_cause = makeColumn("causeColumn", tr("Column of the cause; empty: every event counts"));
  m_patient->setCurrentText(QStringLiteral("patient"));
  m_time->setCurrentText(QStringLiteral("time"));
  m_event->setCurrentText(QStringLiteral("event"));
  m_eventValue->lineEdit()->setPlaceholderText(tr("the column holds 0 and 1"));
  m_cause->lineEdit()->setPlaceholderText(tr("none: every event counts"));
  m_unit = new QComboBox(this);
  m_unit->setObjectName(QStringLiteral("unit"));
  m_unit->setAccessibleName(tr("Unit of the time"));
  m_unit->addItems({tr("days"), tr("months"), tr("years")});
  m_counts = new CheckList("counts", tr("Causes that are the event"), tr("Causes"));
  m_competes = new CheckList("competes", tr("Causes that make the event impossible"), tr("Causes"));
  m_unknown = new QComboBox(this);
  m_unknown->setObjectName(QStringLiteral("unknownCause"));
  m_unknown->setAccessibleName(tr("An event without a cause"));
  m_unknown->addItems({tr("refuses the file"), tr("counts as the event"), tr("competes"), tr("is censored")});
  m_origin = new QLineEdit(this);
  m_origin->setObjectName(QStringLiteral("origin"));
  m_origin->setPlaceholderText(tr("date of surgery"));
  m_origin->setAccessibleName(tr("From when time counts, in words"));
  m_endpoint = new QLineEdit(this);
  m_endpoint->setObjectName(QStringLiteral("endpoint"));
  m_endpoint->setPlaceholderText(tr("death of colorectal cancer"));
  m_endpoint->setAccessibleName(tr("Endpoint, in words"));
  m_cutOff = new QDateEdit(QDate::currentDate(), this);
  m_cutOff->setObjectName(QStringLiteral("cutOff"));
  m_cutOff->setCalendarPopup(true);
  m_cutOff->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  m_cutOff->setAccessibleName(tr("Until when the outcomes are known"));
  auto* time = new QHBoxLayout;
  time->addWidget(m_time, 1);
  time->addWidget(m_unit);
  m_form = new QFormLayout(this);
  QFormLayout* form = m_form;
  form->setContentsMargins(0, 0, 0, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("File"), m_file);
  form->addRow(m_says);
  form->addRow(tr("Patient"), m_patient);
  form->addRow(tr("Time"), time);
  form->addRow(tr("Event"), m_event);
  form->addRow(tr("An event is"), m_eventValue);
  form->addRow(tr("Cause"), m_cause);
  form->addRow(tr("Causes that count"), m_counts);
  form->addRow(tr("Causes that compete"), m_competes);
  form->addRow(tr("Without a cause"), m_unknown);
  form->addRow(tr("Time counts from"), m_origin);
  form->addRow(tr("Endpoint"), m_endpoint);
  form->addRow(tr("Known until"), m_cutOff);
}

void OutcomesForm::setStart(const std::filesystem::path& folder) { m_file->setStart(folder); }

void OutcomesForm::read() {
  m_work.drop();
  Q_EMIT changed();
  if (!m_file->path().is_absolute()) return;
  m_work.run<Result<TableColumns>>(
      this, [file = m_file->path()](const std::stop_token&) { return readTableColumns(file); },
      [this](const Result<TableColumns>& columns) { take(columns); });
}

void OutcomesForm::take(const Result<TableColumns>& columns) {
  m_columns = columns ? *columns : TableColumns();
  m_says->setVisible(!columns);
  m_says->setText(columns ? QString() : faultWords(columns.error()));
  for (QComboBox* one : {m_patient, m_time, m_event}) fill(*one, m_columns.names, false);
  fill(*m_cause, m_columns.names, true);
  fillValues();
  Q_EMIT columnsChanged();
  Q_EMIT changed();
}

std::vector<std::string> OutcomesForm::valuesOf(const QComboBox& column) const {
  const auto found = m_columns.values.find(column.currentText().toStdString());
  return found == m_columns.values.end() ? std::vector<std::string>() : found->second;
}

void OutcomesForm::fillValues() {
  std::vector<std::string> events = valuesOf(*m_event);
  // Of 0 and 1 nothing needs to be said.
  std::erase_if(events, [](const std::string& one) { return one == "0" || one == "1"; });
  fill(*m_eventValue, events, true);
  for (QWidget* one : std::initializer_list<QWidget*>{m_counts, m_competes, m_unknown})
    m_form->setRowVisible(one, !m_cause->currentText().isEmpty());
  const auto causes = valuesOf(*m_cause);
  m_counts->setNames(causes);
  m_competes->setNames(causes);
}

OutcomePart OutcomesForm::outcomes() const {
  OutcomePart part;
  part.file = m_file->path();
  part.patient = m_patient->currentText().toStdString();
  part.time = m_time->currentText().toStdString();
  part.daysPerUnit = kUnits[static_cast<std::size_t>(std::max(0, m_unit->currentIndex()))];
  part.event = m_event->currentText().toStdString();
  part.eventValue = m_eventValue->currentText().toStdString();
  part.cause = m_cause->currentText().toStdString();
  if (!part.cause.empty()) {
    part.counts = m_counts->ticked();
    part.competes = m_competes->ticked();
    part.unknownCause = static_cast<UnknownCause>(m_unknown->currentIndex());
  }
  part.origin = m_origin->text().trimmed().toStdString();
  part.endpoint = m_endpoint->text().trimmed().toStdString();
  const QDate day = m_cutOff->date();
  part.cutOff =
      std::chrono::year_month_day{std::chrono::year(day.year()), std::chrono::month(static_cast<unsigned>(day.month())),
                                  std::chrono::day(static_cast<unsigned>(day.day()))};
  return part;
}

void OutcomesForm::setOutcomes(const OutcomePart& part) {
  const auto text = [](const std::string& one) { return QString::fromStdString(one); };
  for (CheckList* one : {m_counts, m_competes}) one->forget();
  m_columns = {};
  m_file->setPath(part.file);
  m_patient->setCurrentText(text(part.patient));
  m_time->setCurrentText(text(part.time));
  m_unit->setCurrentIndex(static_cast<int>(std::ranges::find(kUnits, part.daysPerUnit) - kUnits.begin()));
  m_event->setCurrentText(text(part.event));
  m_eventValue->setCurrentText(text(part.eventValue));
  m_cause->setCurrentText(text(part.cause));
  for (const std::string& one : part.counts) m_counts->want(one);
  for (const std::string& one : part.competes) m_competes->want(one);
  m_unknown->setCurrentIndex(static_cast<int>(part.unknownCause));
  m_origin->setText(text(part.origin));
  m_endpoint->setText(text(part.endpoint));
  if (part.cutOff)
    m_cutOff->setDate(QDate(static_cast<int>(part.cutOff->year()),
                            static_cast<int>(static_cast<unsigned>(part.cutOff->month())),
                            static_cast<int>(static_cast<unsigned>(part.cutOff->day()))));
}

}  // namespace snitt

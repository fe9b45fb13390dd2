#include "ui/studies/drift_page.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

#include "core/text/number.h"
#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/studies/drift_dialog.h"
#include "ui/studies/study_button_p.h"
#include "ui/studies/study_places.h"
#include "ui/studies/study_words.h"
#include "ui/studies/study_work.h"
#include "ui/studies/verdict_chip_p.h"

namespace snitt {

namespace {

constexpr int kStateRole = Qt::UserRole;
constexpr int kMutedRole = Qt::UserRole + 1;
constexpr int kDecimals = 3;
constexpr int kMostAlarmLines = 6;

QString numberText(const std::optional<double>& value) {
  return value ? QString::fromStdString(fixed(*value, kDecimals)) : QString();
}

QString countOrNone(std::int64_t count) {
  return count > 0 ? QLocale().toString(static_cast<qlonglong>(count)) : QString();
}

// The words of a verdict here: nothing passes or fails, limits are exceeded or not.
QString wordOf(StudyState state) {
  if (state == StudyState::passed) return DriftPage::tr("No alarm");
  if (state == StudyState::failed) return DriftPage::tr("Alarm");
  return stateWord(state);
}

StudyState stateOfSeries(const DriftSeriesRow& row) {
  if (row.alarms > 0) return StudyState::failed;
  return !row.remark.empty() || row.judged == 0 ? StudyState::notAssessable : StudyState::passed;
}

}  // namespace

DriftPage::DriftPage(DriftPageParts parts, QWidget* parent)
    : QWidget(parent),
      m_parts(std::move(parts)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyPage(this)),
      m_content(new QWidget(this)) {
  setObjectName(QStringLiteral("drift"));
  build();
  if (m_parts.work != nullptr) connect(m_parts.work, &StudyWork::changed, this, &DriftPage::showWork);
  connect(m_empty, &EmptyPage::pressed, this, &DriftPage::askDrift);
  connect(m_parts.names, &SlideNames::changed, this, &DriftPage::showReading);
  showReading();
  if (m_parts.places != nullptr)
    if (const auto last = m_parts.places->last("drift"); !last.empty()) showReport(last);
}

QTreeWidget* DriftPage::makeList(const char* name, const QString& accessibleName, const QStringList& headings) {
  auto* list = new QTreeWidget(m_content);
  list->setObjectName(QString::fromLatin1(name));
  list->setAccessibleName(accessibleName);
  list->setRootIsDecorated(false);
  list->setUniformRowHeights(true);
  list->setTabKeyNavigation(false);
  list->setHeaderLabels(headings);
  list->setItemDelegate(new VerdictDelegate(kStateRole, kMutedRole, list));
  return list;
}

void DriftPage::build() {
  m_chip = new VerdictChip(m_content);
  m_chip->setObjectName(QStringLiteral("driftVerdict"));
  m_conclusion = makeSentence(m_content);
  m_conclusion->setObjectName(QStringLiteral("driftConclusion"));
  m_conclusion->setFont(score::bold(m_conclusion->font()));
  m_source = makeNote(m_content);
  m_falseAlarms = makeSentence(m_content);
  m_falseAlarms->setObjectName(QStringLiteral("falseAlarms"));
  m_look = makeStudyButton(m_content, "lookForDrift", "resume", tr("Look again…"));
  m_pdf = makeStudyButton(m_content, "driftPdf", "open", tr("Open report"));
  m_html = makeStudyButton(m_content, "driftHtml", "", tr("Open in browser"));
  m_folder = makeStudyButton(m_content, "driftFolder", "open-folder", tr("Open folder"));
  const auto open = [this](const std::filesystem::path& file) {
    if (m_parts.openFile && !file.empty()) m_parts.openFile(file);
  };
  connect(m_look, &QPushButton::clicked, this, &DriftPage::askDrift);
  connect(m_pdf, &QPushButton::clicked, this, [this, open] { open(m_reading->pdf); });
  connect(m_html, &QPushButton::clicked, this, [this, open] { open(m_reading->html); });
  connect(m_folder, &QPushButton::clicked, this, [this, open] { open(m_reading->folder); });
  auto* head = new QHBoxLayout;
  head->addWidget(m_conclusion, 1);
  head->addWidget(m_chip, 0, Qt::AlignTop);
  auto* buttons = new QHBoxLayout;
  for (QPushButton* one : {m_pdf, m_html, m_folder}) buttons->addWidget(one);
  buttons->addStretch(1);
  buttons->addWidget(m_look);
  m_alarms = makeList("alarms", tr("Alarms"), {tr("Weeks"), tr("Figure"), tr("Scanner"), tr("What")});
  m_series = makeList("series", tr("Series"),
                      {tr("Figure"), tr("Scanner"), tr("State"), tr("Newest period"), tr("n"), tr("Value"), tr("Limit"),
                       tr("Judged"), tr("Alarms"), tr("Remark")});
  m_alarmBox = new QWidget(m_content);
  auto* alarmRows = new QVBoxLayout(m_alarmBox);
  alarmRows->setContentsMargins(0, 0, 0, 0);
  alarmRows->addWidget(
      new SectionHeading(tr("Alarms: each is looked into before the next result is released"), m_alarmBox));
  alarmRows->addWidget(m_alarms);
  auto* rows = new QVBoxLayout(m_content);
  rows->setContentsMargins(14, 12, 14, 12);
  rows->setSpacing(8);
  rows->addLayout(head);
  rows->addWidget(m_source);
  rows->addLayout(buttons);
  rows->addWidget(m_alarmBox);
  rows->addWidget(new SectionHeading(tr("Series, by their newest period"), m_content));
  rows->addWidget(m_series, 1);
  rows->addWidget(new SectionHeading(tr("Alarms while nothing changes"), m_content));
  rows->addWidget(m_falseAlarms);
  m_stack->addWidget(m_content);
  m_stack->addWidget(m_empty);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(m_stack);
}

void DriftPage::showReport(const std::filesystem::path& folder) {
  m_work.run<Result<DriftReading>>(
      this, [folder](const std::stop_token&) { return readDrift(folder); },
      [this](const Result<DriftReading>& reading) { take(reading); });
}

void DriftPage::take(const Result<DriftReading>& reading) {
  m_reading.reset();
  m_fault.reset();
  if (reading)
    m_reading = *reading;
  else
    m_fault = reading.error();
  showReading();
}

void DriftPage::showEmpty() {
  if (m_fault)
    return m_empty->tell(tr("The last results cannot be shown"), m_parts.names->sentence(faultWords(*m_fault)),
                         tr("Look for drift…"));
  m_empty->tell(tr("Nobody has looked for drift yet"),
                tr("Scores and inputs of this laboratory are compared, week by week and scanner by scanner, with "
                   "those on which the bundle was validated. Limits say when something has changed, and how often "
                   "they are wrong."),
                tr("Look for drift…"));
}

void DriftPage::showReading() {
  m_stack->setCurrentWidget(m_reading ? m_content : static_cast<QWidget*>(m_empty));
  showWork();
  if (!m_reading) return showEmpty();
  const StudyState state = stateOfVerdict(m_reading->verdict);
  m_chip->show(state, wordOf(state));
  m_conclusion->setText(shownText(m_reading->conclusion, 500));
  QStringList facts{shownText(m_reading->source, 200), tr("until %1").arg(dateWords(m_reading->date))};
  if (m_parts.names->unmasked()) facts << shownText(m_reading->folder.string(), 300);
  m_source->setText(facts.join(QStringLiteral("  ·  ")));
  m_falseAlarms->setText(m_reading->falseAlarms.empty() ? tr("Not told.") : shownText(m_reading->falseAlarms, 600));
  m_pdf->setVisible(!m_reading->pdf.empty());
  m_html->setVisible(!m_reading->html.empty());
  showAlarms();
  showSeries();
}

void DriftPage::showAlarms() {
  m_alarms->clear();
  for (const DriftAlarmRow& one : m_reading->alarms) {
    const QString what = shownText(one.what, 300);
    auto* item = new QTreeWidgetItem(
        m_alarms, {shownText(one.weeks, 60), shownText(one.figure, 80), shownText(one.scanner, 80), what});
    item->setToolTip(3, asToolTip(what));
  }
  for (int column = 0; column < 3; ++column) m_alarms->resizeColumnToContents(column);
  const int lines = std::clamp(m_alarms->topLevelItemCount(), 1, kMostAlarmLines);
  m_alarms->setFixedHeight(m_alarms->header()->sizeHint().height() + lines * (fontMetrics().height() + 9) + 4);
  m_alarmBox->setVisible(!m_reading->alarms.empty());
}

void DriftPage::showSeries() {
  m_series->clear();
  for (const DriftSeriesRow& one : m_reading->series) {
    const StudyState state = stateOfSeries(one);
    auto* item = new QTreeWidgetItem(m_series);
    item->setText(0, shownText(one.figure, 80));
    item->setText(1, shownText(one.scanner, 80));
    item->setText(2, wordOf(state));
    item->setData(2, kStateRole, static_cast<int>(state));
    item->setText(3, shownText(one.weeks, 60));
    item->setText(4, countOrNone(one.n));
    item->setText(5, numberText(one.value));
    item->setText(6, numberText(one.limit));
    item->setText(7, QLocale().toString(static_cast<qlonglong>(one.judged)));
    item->setText(8, QLocale().toString(static_cast<qlonglong>(one.alarms)));
    const QString remark = shownText(one.remark, 300);
    item->setText(9, remark);
    item->setToolTip(9, asToolTip(remark));
    item->setData(9, kMutedRole, true);
    for (int column = 4; column < 9; ++column) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  for (int column = 4; column < 9; ++column)
    m_series->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  for (int column = 0; column < 9; ++column) m_series->resizeColumnToContents(column);
}

void DriftPage::showWork() { m_look->setEnabled(m_parts.work != nullptr && !m_parts.work->isAlive()); }

void DriftPage::askDrift() {
  if (m_parts.work == nullptr) return;
  if (const QString why = m_parts.work->obstacle(); !why.isEmpty()) {
    Q_EMIT said(why);
    return;
  }
  auto* dialog = new DriftDialog(m_parts.database, m_parts.bundles, *m_parts.places, *m_parts.names, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    const DriftOrder order = dialog->order();
    m_parts.places->setLast("drift", order.out);
    if (!order.cohorts.empty()) m_parts.places->setLast("cohort", order.cohorts.front());
    if (const auto begun = m_parts.work->drift(order); !begun) Q_EMIT said(faultWords(begun.error()));
  });
  dialog->open();
}

void DriftPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_reading && m_series != nullptr) showReading();
}

}  // namespace snitt

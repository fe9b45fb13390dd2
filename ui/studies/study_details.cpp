#include "ui/studies/study_details.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/score/wrap_label_p.h"
#include "ui/studies/fact_grid_p.h"
#include "ui/studies/flow_layout_p.h"
#include "ui/studies/lock_facts.h"
#include "ui/studies/study_button_p.h"
#include "ui/studies/study_words.h"
#include "ui/studies/verdict_chip_p.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

constexpr int kStateRole = Qt::UserRole;
constexpr int kNumberRole = Qt::UserRole + 1;
constexpr int kMutedRole = Qt::UserRole + 2;
constexpr int kMostRows = 12;
constexpr std::size_t kMostNames = 12;
constexpr int kAboveLine = 2;
constexpr int kBetweenCriteria = 6;

// As high as its rows, so that the page alone scrolls.
void fitHeight(QTreeWidget& list) {
  list.doItemsLayout();
  const int rows = std::clamp(list.topLevelItemCount(), 1, kMostRows);
  const int row = list.topLevelItemCount() > 0 ? list.visualItemRect(list.topLevelItem(0)).height() : 0;
  list.setFixedHeight(list.header()->sizeHint().height() + rows * std::max(row, list.fontMetrics().height() + 9) + 4);
}

void colour(QLabel& label, const QColor& ink) {
  QPalette palette = label.palette();
  palette.setColor(QPalette::WindowText, ink);
  label.setPalette(palette);
}

}  // namespace

StudyDetails::StudyDetails(StudyPlaces& places, const SlideNames& names, QWidget* parent)
    : QScrollArea(parent), m_places(places), m_names(names) {
  setObjectName(QStringLiteral("details"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  build();
  show(nullptr, std::nullopt);
}

void StudyDetails::build() {
  auto* inner = new QWidget;
  auto* rows = new QVBoxLayout(inner);
  rows->setContentsMargins(14, 12, 14, 12);
  rows->setSpacing(8);
  m_title = makeSentence(inner);
  m_title->setObjectName(QStringLiteral("studyTitle"));
  m_title->setFont(score::bold(m_title->font()));
  m_chip = new VerdictChip(inner);
  m_chip->setObjectName(QStringLiteral("verdict"));
  auto* head = new QHBoxLayout;
  head->addWidget(m_title, 1);
  head->addWidget(m_chip, 0, Qt::AlignTop);
  m_conclusion = makeSentence(inner);
  m_conclusion->setObjectName(QStringLiteral("conclusion"));
  m_warning = makeSentence(inner);
  m_warning->setObjectName(QStringLiteral("reportWarning"));
  m_place = makeNote(inner);
  m_place->setObjectName(QStringLiteral("reportPlace"));
  rows->addLayout(head);
  rows->addWidget(m_conclusion);
  rows->addWidget(m_warning);
  rows->addWidget(buildButtons());
  rows->addWidget(m_place);
  const auto section = [&](const QString& title, QWidget* widget) {
    rows->addWidget(new SectionHeading(title, inner));
    rows->addWidget(widget);
  };
  m_criteria = new QWidget(inner);
  m_criteria->setObjectName(QStringLiteral("criteria"));
  auto* criteria = new QVBoxLayout(m_criteria);
  criteria->setContentsMargins(0, 0, 0, 0);
  section(tr("Criteria"), m_criteria);
  m_signatures = makeSentence(inner);
  m_signatures->setObjectName(QStringLiteral("signatures"));
  section(tr("Signatures"), m_signatures);
  m_runs = makeList("runs", tr("Runs of this lock"), {tr("No."), tr("Date"), tr("Person"), tr("Verdict")});
  section(tr("Runs of this lock"), m_runs);
  m_facts = new FactGrid(inner);
  section(tr("What was locked"), m_facts);
  rows->addStretch(1);
  setWidget(inner);
  connect(m_runs, &QTreeWidget::itemActivated, this,
          [this](const QTreeWidgetItem* item) { Q_EMIT runChosen(item->data(0, kNumberRole).toLongLong()); });
}

QWidget* StudyDetails::buildButtons() {
  auto* box = new QWidget(this);
  box->setLayout(new FlowLayout(6));
  m_pdf =
      addStudyButton(box, "openPdf", "open", tr("Open report"), tr("The report as PDF, in the system's own program"));
  m_html = addStudyButton(box, "openHtml", "", tr("Open in browser"), tr("The same report as a page of the browser"));
  m_annex =
      addStudyButton(box, "openAnnex", "", tr("Open annex"), tr("Rows of patients; they must not leave the site"));
  m_folder = addStudyButton(box, "openFolder", "open-folder", tr("Open folder"), tr("The folder of the report"));
  m_find =
      addStudyButton(box, "findReport", "search", tr("Find the report…"), tr("Say where the report of this run lies"));
  m_sign = addStudyButton(box, "sign", "verify", tr("Sign…"), tr("Sign the report with your PIN"));
  m_run = addStudyButton(box, "runThis", "resume", tr("Run…"), tr("Make a report of this lock on a scored cohort"));
  m_lockAgain = addStudyButton(box, "lockAgain", "lock", tr("Lock again…"),
                               tr("Freeze the protocol as it is now; the register keeps both locks"));
  connect(m_pdf, &QPushButton::clicked, this, [this] { Q_EMIT fileOpened(m_look.pdf); });
  connect(m_html, &QPushButton::clicked, this, [this] { Q_EMIT fileOpened(m_look.html); });
  connect(m_annex, &QPushButton::clicked, this, [this] { Q_EMIT fileOpened(m_look.annex); });
  connect(m_folder, &QPushButton::clicked, this, [this] { Q_EMIT fileOpened(m_look.folder); });
  connect(m_find, &QPushButton::clicked, this, [this] {
    if (const ListedRun* one = run()) Q_EMIT reportFindAsked(one->number);
  });
  connect(m_sign, &QPushButton::clicked, this, [this] { Q_EMIT signAsked(m_look.folder); });
  connect(m_run, &QPushButton::clicked, this, [this] {
    if (lock() != nullptr) Q_EMIT runAsked(m_places.protocol(m_reading->id, lock()->number));
  });
  connect(m_lockAgain, &QPushButton::clicked, this, [this] {
    if (lock() != nullptr) Q_EMIT lockAgainAsked(m_places.protocol(m_reading->id, lock()->number));
  });
  return box;
}

QTreeWidget* StudyDetails::makeList(const char* name, const QString& accessibleName, const QStringList& headings) {
  auto* list = new QTreeWidget(this);
  list->setObjectName(QString::fromLatin1(name));
  list->setAccessibleName(accessibleName);
  list->setRootIsDecorated(false);
  list->setUniformRowHeights(true);
  list->setHeaderLabels(headings);
  list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list->setTabKeyNavigation(false);
  list->setItemDelegate(new VerdictDelegate(kStateRole, kMutedRole, list));
  list->header()->setStretchLastSection(true);
  return list;
}

const ListedLock* StudyDetails::lock() const { return m_row ? &m_row->lockIn(*m_reading) : nullptr; }

const ListedRun* StudyDetails::run() const { return m_row ? m_row->runIn(*m_reading) : nullptr; }

void StudyDetails::show(const std::shared_ptr<const RegisterReading>& reading, const std::optional<StudyRow>& row) {
  m_reading = reading;
  m_row = reading ? row : std::nullopt;
  widget()->setVisible(m_row.has_value());
  if (!m_row) {
    m_look = {};
    m_work.drop();
    m_looking = false;
    return;
  }
  showHead();
  showSignatures();
  showRuns();
  lookAgain();
}

void StudyDetails::lookAgain() {
  if (!m_row) return;
  m_looking = true;
  m_look = {};
  if (const ListedRun* one = run()) m_look.folder = m_places.report(m_reading->id, one->number);
  showReport();
  m_work.run<ReportLook>(
      this,
      [reading = m_reading, row = *m_row, folder = m_look.folder,
       protocol = m_places.protocol(m_reading->id, lock()->number)](const std::stop_token& stop) {
        return lookAtReport(folder, protocol, row.lockIn(*reading), row.runIn(*reading), stop);
      },
      [this](const ReportLook& look) {
        m_looking = false;
        m_look = look;
        showReport();
      });
}

void StudyDetails::setIdle(bool idle) {
  m_idle = idle;
  enableButtons();
}

void StudyDetails::showHead() {
  const StudyState state = m_row->stateIn(*m_reading);
  m_title->setText(shownText(lock()->study, 200));
  m_chip->show(state, stateWord(state));
  m_conclusion->setText(conclusionWords(*m_row, *m_reading));
}

// What is known of the files: everything below that depends on it.
void StudyDetails::showReport() {
  showCriteria();
  showFacts();
  const ListedRun* one = run();
  QStringList warnings;
  const auto listed = [](const std::vector<std::string>& names) {
    QStringList all;
    for (const std::string& name : names | std::views::take(kMostNames)) all << shownText(name, 80);
    if (names.size() > kMostNames) all << QStringLiteral("…");
    return all.join(QStringLiteral(", "));
  };
  if (!m_look.changed.empty())
    warnings << tr("Changed since the register took the report in: %1.").arg(listed(m_look.changed));
  if (m_look.isThere && !m_look.missing.empty())
    warnings << tr("Missing in the folder of the report: %1.").arg(listed(m_look.missing));
  // Whoever added them named them.
  if (!m_look.added.empty())
    warnings << (m_names.unmasked()
                     ? tr("In the folder of the report, but not of its run: %1.").arg(listed(m_look.added))
                     : tr("In the folder of the report, but not of its run: %n file(s).", nullptr,
                          static_cast<int>(m_look.added.size())));
  m_warning->setText(warnings.join(QLatin1Char('\n')));
  m_warning->setVisible(!warnings.isEmpty());
  colour(*m_warning, toneColour(Tone::error));
  QString place;
  if (one != nullptr && one->isConcluded) {
    if (m_look.folder.empty())
      place = tr("This program has not been told where the report lies.");
    else if (!m_names.unmasked())
      place = m_look.isThere || m_looking ? QString() : tr("The report is not where it was.");
    else if (m_look.isThere || m_looking)
      place = tr("The report lies in %1").arg(shownText(m_look.folder.string(), 300));
    else
      place = tr("The report is not where it was: %1").arg(shownText(m_look.folder.string(), 300));
  }
  m_place->setText(place);
  m_place->setVisible(!place.isEmpty());
  enableButtons();
}

void StudyDetails::enableButtons() {
  const ListedRun* one = run();
  const bool concluded = one != nullptr && one->isConcluded;
  m_pdf->setVisible(concluded);
  m_html->setVisible(concluded);
  m_folder->setVisible(concluded);
  m_sign->setVisible(concluded);
  m_pdf->setEnabled(!m_look.pdf.empty());
  m_html->setEnabled(!m_look.html.empty());
  m_folder->setEnabled(m_look.isThere);
  m_annex->setVisible(!m_look.annex.empty() && m_names.unmasked());
  m_find->setVisible(concluded && !m_looking && !m_look.isThere);
  m_sign->setEnabled(m_idle && m_look.isThere && m_look.changed.empty() && m_look.added.empty());
  m_run->setEnabled(m_idle);
  m_lockAgain->setEnabled(m_idle);
}

// Asked for in whole sentences, which a column would cut.
void StudyDetails::showCriteria() {
  delete m_criteriaRows;
  m_criteriaRows = new QWidget(m_criteria);
  auto* grid = new QGridLayout(m_criteriaRows);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2);
  grid->setColumnStretch(1, 1);
  const ListedRun* one = run();
  const bool concluded = one != nullptr && one->isConcluded;
  const std::size_t count = concluded ? one->results.size() : lock()->criteria.size();
  for (std::size_t i = 0; i < count; ++i) {
    const int number = static_cast<int>(i) + 1;
    const int row = 2 * static_cast<int>(i);
    auto* place = new QLabel(QStringLiteral("%1.").arg(number), m_criteriaRows);
    QLabel* asked = makeSentence(m_criteriaRows);
    asked->setObjectName(QStringLiteral("asked%1").arg(number));
    asked->setText(withUnits(shownText(concluded ? one->results[i].asked : lock()->criteria[i], 300)));
    asked->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // The chip is taller than a line.
    for (QLabel* label : {place, asked}) label->setContentsMargins(0, kAboveLine, 0, 0);
    grid->addWidget(place, row, 0, Qt::AlignTop);
    grid->addWidget(asked, row, 1);
    grid->setRowMinimumHeight(row + 1, kBetweenCriteria);
    if (!concluded) continue;
    auto* chip = new VerdictChip(m_criteriaRows);
    chip->setObjectName(QStringLiteral("verdict%1").arg(number));
    chip->show(stateOfVerdict(one->results[i].verdict), verdictWord(one->results[i].verdict));
    grid->addWidget(chip, row, 2, Qt::AlignTop | Qt::AlignRight);
    QLabel* found = makeSentence(m_criteriaRows);
    found->setObjectName(QStringLiteral("found%1").arg(number));
    found->setText(foundWords(number, one->results[i]));
    colour(*found, mutedText(palette()));
    grid->addWidget(found, row + 1, 1, 1, 2);
  }
  m_criteria->layout()->addWidget(m_criteriaRows);
  m_criteriaRows->show();
}

QString StudyDetails::foundWords(int number, const validation::RegisteredCriterion& result) const {
  if (!result.found.empty()) return withUnits(tr("Found: %1").arg(shownText(result.found, 300)));
  const auto why = m_look.why.find(number);
  return why == m_look.why.end() ? tr("No figure.") : tr("No figure: %1").arg(shownText(why->second, 300));
}

void StudyDetails::showRuns() {
  m_runs->clear();
  for (const ListedRun& one : lock()->runs) {
    auto* item = new QTreeWidgetItem(m_runs);
    item->setData(0, kNumberRole, static_cast<qlonglong>(one.number));
    item->setText(0, one.as == 0 ? QString::number(one.number)
                                 : tr("%1 (again of %2)").arg(QString::number(one.number), QString::number(one.as)));
    item->setText(1, dayShort(one.at));
    item->setToolTip(1, momentWords(one.at));
    item->setText(2, personWords(one.by));
    item->setText(3, stateWord(stateOf(one)));
    item->setData(3, kStateRole, static_cast<int>(stateOf(one)));
    if (run() == &one) m_runs->setCurrentItem(item);
  }
  if (lock()->runs.empty()) {
    auto* item = new QTreeWidgetItem(m_runs, {QString(), tr("none yet")});
    item->setData(1, kMutedRole, true);
    item->setFlags(Qt::ItemIsEnabled);
  }
  for (int column = 0; column < 3; ++column) m_runs->resizeColumnToContents(column);
  fitHeight(*m_runs);
}

void StudyDetails::showSignatures() {
  const ListedRun* one = run();
  QStringList lines;
  for (const char* role : {"operator", "reviewer"}) {
    if (one == nullptr || !one->isConcluded) break;
    const auto found = std::ranges::find(one->signatures, role, &ListedSignature::role);
    lines << (found == one->signatures.end()
                  ? tr("%1: not signed").arg(roleWord(role))
                  : tr("%1: %2, %3").arg(roleWord(role), personWords(found->by), momentWords(found->at)));
  }
  if (lines.isEmpty()) lines << tr("There is no report yet that could be signed.");
  m_signatures->setText(lines.join(QLatin1Char('\n')));
}

void StudyDetails::showFacts() { m_facts->show(lockFacts(*m_reading, *lock(), m_look.lock ? &*m_look.lock : nullptr)); }

}  // namespace snitt

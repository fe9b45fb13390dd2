#include "ui/studies/studies_window.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/score/score_style_p.h"
#include "ui/studies/drift_page.h"
#include "ui/studies/studies_table.h"
#include "ui/studies/study_button_p.h"
#include "ui/studies/study_details.h"
#include "ui/studies/study_words.h"
#include "ui/studies/study_work.h"
#include "ui/studies/verdict_chip_p.h"
#include "ui/studies/work_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr int kRowPad = 9;
constexpr int kSignPx = 16;
constexpr int kStudyPx = 190;
constexpr int kConclusionPx = 330;

}  // namespace

StudiesWindow::StudiesWindow(StudiesWindowParts parts, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_parts(std::move(parts)),
      m_places(m_parts.settings),
      m_watch(new RegisterWatch(m_parts.registerFile, m_parts.every, this)),
      m_table(new StudiesTable(this)) {
  setObjectName(QStringLiteral("studiesWindow"));
  setWindowTitle(tr("Validations — Snitt"));
  resize(QSize(1360, 820).boundedTo(QGuiApplication::primaryScreen()->availableSize() - QSize(40, 80)));
  build();
  wire();
  wireDetails();
  showHistory();
  showEmpty();
  showWork();
}

StudiesWindow::~StudiesWindow() = default;

void StudiesWindow::build() {
  m_notice = new NoticeBar(this);
  m_notice->setWords([this](const QString& words) { return m_parts.names->sentence(words); });
  m_historyRow = new QWidget(this);
  auto* sign = new QLabel(m_historyRow);
  sign->setPixmap(warningSign(palette(), kSignPx, devicePixelRatioF()));
  sign->setObjectName(QStringLiteral("historySign"));
  m_history = makeSentence(m_historyRow);
  m_history->setObjectName(QStringLiteral("history"));
  auto* line = new QHBoxLayout(m_historyRow);
  line->setContentsMargins(12, 4, 12, 6);
  line->addWidget(sign, 0, Qt::AlignTop);
  line->addWidget(m_history, 1);
  m_tabs = new QTabWidget(this);
  m_tabs->setObjectName(QStringLiteral("pages"));
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(buildStudies(), tr("Validations"));
  m_drift = new DriftPage({m_parts.work, &m_places, m_parts.database, m_parts.bundles, m_parts.names.get(),
                           [this](const std::filesystem::path& file) { open(file); }},
                          this);
  m_tabs->addTab(m_drift, tr("Drift"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(buildHead());
  rows->addWidget(m_historyRow);
  rows->addWidget(m_notice);
  rows->addWidget(new WorkBar(m_parts.work, this));
  rows->addWidget(m_tabs, 1);
}

QWidget* StudiesWindow::buildHead() {
  auto* head = new QWidget(this);
  m_title = new QLabel(tr("Validations"), head);
  m_title->setFont(score::bold(m_title->font()));
  m_facts = makeSentence(head);
  m_facts->setObjectName(QStringLiteral("registerFacts"));
  auto* words = new QVBoxLayout;
  words->setSpacing(4);
  words->addWidget(m_title);
  words->addWidget(m_facts);
  auto* buttons = new QWidget(head);
  auto* line = new QHBoxLayout(buttons);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(6);
  m_new = addStudyButton(buttons, "new", "edit", tr("New protocol…"),
                         tr("Write down what a study asks, before it is locked"));
  m_lock = addStudyButton(buttons, "lock", "lock", tr("Lock…"), tr("Freeze a protocol and all that it names"));
  m_run = addStudyButton(buttons, "run", "resume", tr("Run…"), tr("Make the report of a locked protocol"));
  m_register = addStudyButton(buttons, "register", "open", tr("Register…"), tr("Look through another register"));
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(12, 10, 12, 8);
  row->addLayout(words, 1);
  row->addWidget(buttons, 0, Qt::AlignTop);
  return head;
}

QWidget* StudiesWindow::buildStudies() {
  m_content = new QWidget(this);
  m_search = new QLineEdit(m_content);
  m_search->setObjectName(QStringLiteral("search"));
  m_search->setAccessibleName(tr("Search"));
  m_search->setPlaceholderText(tr("Study, bundle, person, conclusion"));
  m_search->setClearButtonEnabled(true);
  m_search->setMaximumWidth(320);
  m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
  m_count = new QLabel(m_content);
  m_count->setObjectName(QStringLiteral("count"));
  auto* bar = new QHBoxLayout;
  bar->setContentsMargins(10, 8, 10, 8);
  bar->addWidget(m_search, 1);
  bar->addStretch(1);
  bar->addWidget(m_count);
  m_list = new QTableView(m_content);
  m_list->setObjectName(QStringLiteral("studies"));
  m_list->setAccessibleName(tr("Validations"));
  m_list->setModel(m_table);
  m_list->setItemDelegate(new VerdictDelegate(StudiesTable::StateRole, StudiesTable::MutedRole, m_list));
  m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_list->setSelectionMode(QAbstractItemView::SingleSelection);
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setShowGrid(false);
  m_list->setWordWrap(false);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMouseTracking(true);
  m_list->setTabKeyNavigation(false);
  m_list->verticalHeader()->hide();
  m_list->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_list->verticalHeader()->setDefaultSectionSize(m_list->fontMetrics().height() + kRowPad);
  QHeaderView* header = m_list->horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionsClickable(true);
  header->setStretchLastSection(true);
  header->setSortIndicatorShown(true);
  // What came of it stands beside what it was.
  header->setSectionsMovable(true);
  header->moveSection(StudiesTable::Verdict, StudiesTable::Bundle);
  header->moveSection(header->visualIndex(StudiesTable::Conclusion), header->visualIndex(StudiesTable::Bundle));
  header->setSortIndicator(StudiesTable::Number, Qt::DescendingOrder);
  m_details = new StudyDetails(m_places, *m_parts.names, m_content);
  auto* left = new QWidget(m_content);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(bar);
  column->addWidget(m_list, 1);
  auto* split = new QSplitter(m_content);
  split->addWidget(left);
  split->addWidget(m_details);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  split->setSizes({840, 520});
  auto* whole = new QVBoxLayout(m_content);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(split);
  m_empty = new EmptyPage(this);
  m_empty->setObjectName(QStringLiteral("noStudies"));
  m_stack = new QStackedWidget(this);
  m_stack->addWidget(m_content);
  m_stack->addWidget(m_empty);
  return m_stack;
}

void StudiesWindow::wire() {
  connect(m_watch, &RegisterWatch::changed, this, &StudiesWindow::takeReading);
  connect(m_list->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
          [this](int column, Qt::SortOrder order) {
            const auto row = m_details->row();
            m_table->setOrder(column, order);
            if (row && m_table->reading()) select(row->numberIn(*m_table->reading()));
          });
  connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &StudiesWindow::showCurrent);
  connect(m_list, &QTableView::activated, this, [this] {
    if (!m_details->look().pdf.empty()) open(m_details->look().pdf);
  });
  connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
    m_table->setSearch(words);
    if (m_table->rowCount() > 0 && !m_list->currentIndex().isValid()) m_list->selectRow(0);
    showHistory();
    showCurrent();
  });
  connect(m_new, &QPushButton::clicked, this, &StudiesWindow::askNew);
  connect(m_lock, &QPushButton::clicked, this, [this] { askLock({}); });
  connect(m_run, &QPushButton::clicked, this, [this] { askRun({}); });
  connect(m_register, &QPushButton::clicked, this, &StudiesWindow::askRegister);
  connect(m_empty, &EmptyPage::pressed, this, &StudiesWindow::askNew);
  connect(m_drift, &DriftPage::said, this, &StudiesWindow::say);
  connect(m_parts.names.get(), &SlideNames::changed, this, &StudiesWindow::showNames);
  if (m_parts.work != nullptr) {
    connect(m_parts.work, &StudyWork::changed, this, &StudiesWindow::showWork);
    connect(m_parts.work, &StudyWork::ended, this, &StudiesWindow::takeWork);
  }
  for (const QKeySequence& keys : {QKeySequence(Qt::Key_Slash), QKeySequence(QKeySequence::Find)}) {
    auto* toSearch = new QShortcut(keys, this);
    connect(toSearch, &QShortcut::activated, this, [this] {
      m_tabs->setCurrentIndex(0);
      m_search->setFocus();
      m_search->selectAll();
    });
  }
  auto* close = new QShortcut(QKeySequence(QKeySequence::Close), this);
  connect(close, &QShortcut::activated, this, &QWidget::close);
}

void StudiesWindow::takeReading() {
  const auto before = m_details->row();
  const std::int64_t number = before && m_table->reading() ? before->numberIn(*m_table->reading()) : 0;
  m_table->show(m_watch->reading());
  if (m_watch->reading() && !m_watch->fault()) m_places.setLast("register", m_watch->file());
  if (m_firstRows && m_table->rowCount() > 0) {
    m_firstRows = false;
    const QFontMetrics metrics = m_list->fontMetrics();
    m_list->resizeColumnsToContents();
    m_list->setColumnWidth(StudiesTable::Number, metrics.horizontalAdvance(QStringLiteral("00000")) + 24);
    m_list->setColumnWidth(StudiesTable::Study, std::min(m_list->columnWidth(StudiesTable::Study), kStudyPx));
    m_list->setColumnWidth(StudiesTable::Conclusion, kConclusionPx);
    m_list->setColumnWidth(StudiesTable::Verdict, verdictChipWidth(metrics, tr("Not assessable")) + 18);
  }
  select(number);
  if (!m_list->currentIndex().isValid() && m_table->rowCount() > 0) m_list->selectRow(0);
  takeWanted();
  showHistory();
  showEmpty();
  showCurrent();
}

// What was just made is chosen once the register tells of it.
void StudiesWindow::takeWanted() {
  const auto& reading = m_table->reading();
  if (m_wanted == 0 || !reading) return;
  for (const ListedLock& lock : reading->locks)
    for (const ListedRun& run : lock.runs) {
      if (run.number != m_wanted) continue;
      if (!m_wantedReport.empty()) m_places.setReport(reading->id, run.number, m_wantedReport);
      if (!m_runProtocol.empty()) m_places.setProtocol(reading->id, lock.number, m_runProtocol);
    }
  if (!m_table->rowOf(m_wanted)) return;
  select(std::exchange(m_wanted, 0));
  m_wantedReport.clear();
  m_runProtocol.clear();
}

void StudiesWindow::select(std::int64_t number) {
  const auto row = m_table->reading() ? m_table->rowOf(number) : std::nullopt;
  if (!row) return;
  m_list->selectRow(*row);
  m_list->scrollTo(m_table->index(*row, 0));
}

void StudiesWindow::showCurrent() {
  const QModelIndex current = m_list->currentIndex();
  const bool listed = current.isValid() && m_table->reading();
  m_details->show(m_table->reading(), listed ? std::optional(m_table->rowAt(current.row())) : std::nullopt);
}

// What the register says of itself: as a whole it is known or it is not.
void StudiesWindow::showHistory() {
  const auto& reading = m_watch->reading();
  // A place that never had a register has no history to lose.
  const bool missing = m_watch->fault() && m_watch->fault()->kind == ErrorKind::notFound;
  const bool none = missing && !reading && m_places.last("register") != m_watch->file();
  const QString unknown = none ? QString() : historyWords(reading.get(), m_watch->fault());
  m_history->setText(m_parts.names->sentence(unknown));
  m_historyRow->setVisible(!unknown.isEmpty());
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, toneColour(Tone::error));
  m_history->setPalette(colours);
  QStringList facts;
  if (reading) {
    facts << tr("Register begun on %1").arg(dateWords(reading->begun));
    facts << tr("%n lock(s)", nullptr, static_cast<int>(reading->locks.size()));
  }
  if (none) facts << tr("There is no register here yet; the first lock makes it");
  if (m_parts.names->unmasked() && !m_watch->file().empty()) facts << shownText(m_watch->file().string(), 200);
  m_facts->setText(facts.join(QStringLiteral("  ·  ")));
  m_facts->setVisible(!facts.isEmpty());
  const auto all = m_table->all();
  const auto listed = static_cast<std::size_t>(m_table->rowCount());
  m_count->setText(listed == all ? QString() : tr("%1 of %2").arg(countText(listed), countText(all)));
}

void StudiesWindow::showEmpty() {
  const bool any = m_table->all() > 0;
  m_stack->setCurrentWidget(any ? m_content : static_cast<QWidget*>(m_empty));
  if (any) return;
  if (!m_watch->hasLooked()) return m_empty->tell(tr("Reading the register…"), {});
  if (m_watch->fault() && m_watch->fault()->kind != ErrorKind::notFound)
    return m_empty->tell(tr("The register cannot be read"), m_parts.names->sentence(faultWords(*m_watch->fault())));
  m_empty->tell(tr("No validations yet"),
                tr("A validation begins with a protocol: it says what the study asks and what it must show. Write one, "
                   "lock it before anybody looks at the outcomes, score the cohort, and run the report against the "
                   "lock. Every lock and every run is listed here."),
                tr("New protocol…"));
}

void StudiesWindow::showWork() {
  const bool idle = m_parts.work != nullptr && !m_parts.work->isAlive();
  m_lock->setEnabled(idle);
  m_run->setEnabled(idle);
  m_details->setIdle(idle);
}

void StudiesWindow::showNames() {
  m_notice->tellAgain();
  showHistory();
  showEmpty();
  showCurrent();
}

void StudiesWindow::say(const QString& sentence) { m_notice->say(sentence); }

void StudiesWindow::addOnTop(QWidget* widget) { static_cast<QVBoxLayout*>(layout())->insertWidget(0, widget); }

void StudiesWindow::showDrift() { m_tabs->setCurrentWidget(m_drift); }

void StudiesWindow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || m_history == nullptr) return;
  findChild<QLabel*>(QStringLiteral("historySign"))->setPixmap(warningSign(palette(), kSignPx, devicePixelRatioF()));
  showHistory();
  showCurrent();
}

}  // namespace snitt

#include "ui/cohort/cohort_window.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QScreen>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/cases/empty_page_p.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/bars_chart.h"
#include "ui/cohort/cohort_charts.h"
#include "ui/cohort/cohort_filter_bar.h"
#include "ui/cohort/cohort_header.h"
#include "ui/cohort/cohort_runs.h"
#include "ui/cohort/cohort_tables_pane.h"
#include "ui/cohort/cohort_words.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/slide_table.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr std::chrono::seconds kPaces{10};

}  // namespace

CohortWindow::CohortWindow(std::filesystem::path folder, CohortWindowParts parts, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_parts(std::move(parts)),
      m_watch(new CohortWatch(std::move(folder), m_parts.every, this)),
      m_header(new CohortHeader(this)),
      m_notice(new NoticeBar(this)),
      m_filters(new CohortFilterBar(this)),
      m_stack(new QStackedWidget(this)),
      m_content(new QWidget(this)),
      m_empty(new EmptyPage(this)),
      m_tables(new CohortTablesPane(this)),
      m_charts(new CohortCharts(this)) {
  setObjectName(QStringLiteral("cohortWindow"));
  resize(QSize(1360, 860).boundedTo(QGuiApplication::primaryScreen()->availableSize() - QSize(40, 80)));
  build();
  wire();
  wireRuns();
  followRun();
  showNames();
  m_empty->tell(tr("Reading the cohort…"), {});
  m_stack->setCurrentWidget(m_empty);
}

CohortWindow::~CohortWindow() = default;

void CohortWindow::build() {
  auto* left = new QWidget(m_content);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_filters);
  column->addWidget(m_tables, 1);
  auto* split = new QSplitter(m_content);
  split->setObjectName(QStringLiteral("split"));
  split->addWidget(left);
  split->addWidget(m_charts);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 0);
  split->setChildrenCollapsible(false);
  split->setSizes({980, 380});
  auto* whole = new QVBoxLayout(m_content);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(split);
  m_stack->addWidget(m_content);
  m_stack->addWidget(m_empty);
  m_stack->setObjectName(QStringLiteral("pages"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_header);
  rows->addWidget(m_notice);
  rows->addWidget(m_stack, 1);
  QMenu& menu = m_header->exportMenu();
  connect(menu.addAction(tr("Patients as listed (CSV)…")), &QAction::triggered, this, [this] { askTable(false); });
  connect(menu.addAction(tr("Slides as listed (CSV)…")), &QAction::triggered, this, [this] { askTable(true); });
  menu.addSeparator();
  QMenu* pictures = menu.addMenu(tr("Pictures (SVG, PDF, PNG)"));
  connect(pictures, &QMenu::aboutToShow, this, [this, pictures] {
    pictures->clear();
    for (CohortChart* chart : m_charts->findChildren<CohortChart*>())
      connect(pictures->addAction(asLabel(chart->title()) + QStringLiteral("…")), &QAction::triggered, this,
              [this, chart] { askPicture(chart); });
  });
}

void CohortWindow::wire() {
  connect(m_watch, &CohortWatch::changed, this, &CohortWindow::takeReading);
  connect(m_filters, &CohortFilterBar::filterChanged, this, &CohortWindow::takeFilter);
  connect(m_filters, &CohortFilterBar::downPressed, m_tables, &CohortTablesPane::focusList);
  connect(m_tables, &CohortTablesPane::opened, this, &CohortWindow::openSlide);
  connect(m_tables, &CohortTablesPane::currentChanged, this, [this] { m_charts->setCurrent(m_tables->current()); });
  connect(m_charts, &CohortCharts::slideChosen, m_tables, &CohortTablesPane::choose);
  connect(m_charts, &CohortCharts::slideOpened, this, &CohortWindow::openSlide);
  connect(m_charts, &CohortCharts::classChosen, m_filters, &CohortFilterBar::setClass);
  connect(m_charts, &CohortCharts::reasonChosen, this, [this](const std::set<std::size_t>& rows, const QString& words) {
    m_filters->setRows(rows, words);
    m_tables->showSlides();
  });
  connect(m_charts, &CohortCharts::saveAsked, this, &CohortWindow::askPicture);
  connect(m_empty, &EmptyPage::pressed, m_watch, &CohortWatch::lookNow);
  connect(m_parts.names.get(), &SlideNames::changed, this, &CohortWindow::showNames);
  m_paces.setInterval(kPaces);
  connect(&m_paces, &QTimer::timeout, this, &CohortWindow::showHeader);
  m_paces.start();
  for (const QKeySequence& keys : {QKeySequence(Qt::Key_Slash), QKeySequence(QKeySequence::Find)}) {
    auto* toSearch = new QShortcut(keys, this);
    connect(toSearch, &QShortcut::activated, this, [this] {
      m_filters->search().setFocus();
      m_filters->search().selectAll();
    });
  }
  auto* close = new QShortcut(QKeySequence(QKeySequence::Close), this);
  connect(close, &QShortcut::activated, this, &QWidget::close);
}

void CohortWindow::wireRuns() {
  connect(m_header, &CohortHeader::startAsked, this, [this] {
    const auto& reading = m_watch->reading();
    Q_EMIT runAsked(reading ? reading->list : std::filesystem::path());
  });
  connect(m_header, &CohortHeader::pauseAsked, this, [this] {
    if (auto* one = run()) one->pause();
  });
  connect(m_header, &CohortHeader::resumeAsked, this, [this] {
    if (auto* one = run()) one->resume();
  });
  connect(m_header, &CohortHeader::stopAsked, this, [this] {
    if (auto* one = run()) one->stop();
  });
  if (m_parts.runs == nullptr) return;
  connect(m_parts.runs, &CohortRuns::started, this, [this](const std::filesystem::path& started) {
    if (started == folderKey(folder())) followRun();
  });
}

CohortRun* CohortWindow::run() const { return m_parts.runs == nullptr ? nullptr : m_parts.runs->find(folder()); }

void CohortWindow::followRun() {
  CohortRun* now = run();
  if (now != nullptr && now != m_followed) {
    connect(now, &CohortRun::changed, this, [this] {
      showHeader();
      tellNothing();
    });
    connect(now, &CohortRun::ended, this, [this] {
      if (const auto* one = run(); one != nullptr && !one->fault().isEmpty())
        say(m_parts.names->sentence(one->fault()));
      m_watch->lookNow();
    });
  }
  m_followed = now;
  m_watch->lookNow();
  showHeader();
  tellNothing();
}

void CohortWindow::takeReading() {
  const auto& reading = m_watch->reading();
  const bool known = reading && !reading->slides.empty();
  if (known) {
    m_tables->show(reading);
    takeFilter();
    if (m_watch->fault()) say(m_parts.names->sentence(faultWords(*m_watch->fault())));
  }
  m_stack->setCurrentWidget(known ? m_content : static_cast<QWidget*>(m_empty));
  tellNothing();
  showHeader();
}

// Where there is nothing to list: why, and what would help.
void CohortWindow::tellNothing() {
  const auto& reading = m_watch->reading();
  if (reading && !reading->slides.empty()) return;
  const CohortRun* ours = run();
  if ((ours != nullptr && ours->isAlive()) || (reading && reading->state == CohortState::checking))
    return m_empty->tell(tr("The list is being checked"),
                         tr("Patients and slides are listed once the slides' files have been looked at."));
  if (m_watch->fault())
    return m_empty->tell(tr("This cohort cannot be shown"), m_parts.names->sentence(faultWords(*m_watch->fault())),
                         tr("Try again"));
  if (reading) m_empty->tell(tr("There are no slides in this cohort"), {});
}

void CohortWindow::takeFilter() {
  const auto& reading = m_watch->reading();
  if (!reading) return;
  const CohortFilter filter = m_filters->filter();
  m_tables->setFilter(filter);
  m_filters->setCount(filter.isEmpty() ? QString()
                                       : tr("%1 of %2 patients")
                                             .arg(countText(static_cast<std::size_t>(m_tables->patients().rowCount())),
                                                  countText(reading->patients.size())));
  showCharts();
}

// Of the patients that are listed; the slides of one reason are picked from a chart, which stays as it is.
void CohortWindow::showCharts() {
  const auto& reading = m_watch->reading();
  CohortFilter filter = m_filters->filter();
  filter.rows.clear();
  if (filter.isEmpty()) return m_charts->show(*reading, figuresOf(*reading), {});
  const bool names = m_parts.names->unmasked();
  std::size_t meant = 0;
  const CohortFigures figures = figuresOf(*reading, [&](std::size_t patient) {
    const bool takes = filter.takesPatient(*reading, patient, names);
    meant += takes ? 1 : 0;
    return takes;
  });
  m_charts->show(*reading, figures,
                 tr("Charts of the %n patient(s) that are listed", nullptr, static_cast<int>(meant)));
}

void CohortWindow::showHeader() {
  m_header->show(m_watch->reading().get(), run(), title());
  setWindowTitle(m_parts.names->unmasked() ? tr("Cohort %1 — Snitt").arg(shownText(title(), 80))
                                           : tr("Cohort — Snitt"));
}

void CohortWindow::showNames() {
  m_tables->setNamesShown(m_parts.names->unmasked());
  m_filters->setNamesSearched(m_parts.names->unmasked());
  if (m_watch->reading()) takeFilter();
  m_notice->tellAgain();
  showHeader();
}

// A folder's name may be a patient's, like any name that a person gave.
QString CohortWindow::title() const {
  if (m_parts.names->unmasked()) return QString::fromStdString(folderKey(folder()).filename().string());
  return tr("Cohort");
}

void CohortWindow::say(const QString& sentence) { m_notice->say(sentence); }

void CohortWindow::addOnTop(QWidget* widget) { static_cast<QVBoxLayout*>(layout())->insertWidget(0, widget); }

void CohortWindow::openSlide(std::size_t row) {
  const auto& reading = m_watch->reading();
  const auto at = reading ? slideAt(*reading, row) : std::nullopt;
  if (!at) return;
  const SlideReading& slide = reading->slides[*at];
  if (slide.path.empty()) {
    say(reading->paths == PathsKnown::unreadable
            ? tr("Slide %1 cannot be opened: the table that names the files, paths.csv, may be read by its owner "
                 "alone.")
                  .arg(row)
            : tr("Slide %1 cannot be opened: the table that names the files, paths.csv, is not in this folder.")
                  .arg(row));
    return;
  }
  m_notice->clear();
  const bool scored = slide.result && (slide.result->status == SlideStatus::scored ||
                                       slide.result->status == SlideStatus::notAssessable);
  Q_EMIT slideChosen(slide.path, scored ? reading->slideFolder(row) : std::filesystem::path());
}

void CohortWindow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::ActivationChange && isActiveWindow()) Q_EMIT activated();
  if (event->type() == QEvent::PaletteChange) showHeader();
}

}  // namespace snitt

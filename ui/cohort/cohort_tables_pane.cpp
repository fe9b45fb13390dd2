#include "ui/cohort/cohort_tables_pane.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_delegate_p.h"
#include "ui/cohort/cohort_words.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/slide_table.h"
#include "ui/score/score_style_p.h"

namespace snitt {

namespace {

constexpr int kRowPad = 9;
constexpr int kChipPx = 122;
constexpr int kReasonPx = 330;

// What of a table's place is kept while its rows are others.
struct Place {
  std::optional<std::size_t> item;
  int scroll = 0;
};

bool hasRisks(const CohortTable::Reading& reading) {
  return reading &&
         std::ranges::any_of(reading->patients, [](const CohortPatient& one) { return !one.risk.group.empty(); });
}

}  // namespace

CohortTablesPane::CohortTablesPane(QWidget* parent)
    : QWidget(parent),
      m_patients(new PatientTable(this)),
      m_slides(new SlideTable(this)),
      m_theirs(new SlideTable(this)),
      m_tabs(new QTabWidget(this)),
      m_patientView(makeView(m_patients, tr("Patients"), "patients")),
      m_slideView(makeView(m_slides, tr("All slides"), "slides")),
      m_theirView(makeView(m_theirs, tr("Slides of the patient"), "theirs")),
      m_theirTitle(new QLabel(this)) {
  m_theirTitle->setTextFormat(Qt::PlainText);
  m_theirTitle->setObjectName(QStringLiteral("theirTitle"));
  m_theirTitle->setFont(score::bold(m_theirTitle->font()));
  m_theirTitle->setContentsMargins(10, 6, 10, 4);
  auto* below = new QWidget(this);
  auto* column = new QVBoxLayout(below);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_theirTitle);
  column->addWidget(m_theirView, 1);
  auto* split = new QSplitter(Qt::Vertical, this);
  split->addWidget(m_patientView);
  split->addWidget(below);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 1);
  split->setChildrenCollapsible(false);
  m_tabs->setDocumentMode(true);
  m_tabs->setObjectName(QStringLiteral("tables"));
  m_tabs->addTab(split, tr("Patients"));
  m_tabs->addTab(m_slideView, tr("Slides"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(m_tabs);
  m_theirs->setFilter([](const CohortReading&, std::size_t) { return false; });
  connect(m_patientView->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &CohortTablesPane::showTheirs);
  for (QTableView* view : {m_slideView, m_theirView})
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CohortTablesPane::currentChanged);
  connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
    Q_EMIT tabChanged();
    Q_EMIT currentChanged();
  });
}

QTableView* CohortTablesPane::makeView(CohortTable* table, const QString& name, const char* objectName) {
  auto* view = new QTableView(this);
  view->setObjectName(QString::fromLatin1(objectName));
  view->setAccessibleName(name);
  view->setModel(table);
  view->setItemDelegate(new CohortDelegate(view));
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setSelectionMode(QAbstractItemView::SingleSelection);
  view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setShowGrid(false);
  view->setWordWrap(false);
  view->setFrameShape(QFrame::NoFrame);
  view->setMouseTracking(true);
  view->setTabKeyNavigation(false);
  view->setCornerButtonEnabled(false);
  view->verticalHeader()->hide();
  view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + kRowPad);
  QHeaderView* header = view->horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionsClickable(true);
  header->setSectionsMovable(true);
  header->setStretchLastSection(true);
  header->setSortIndicatorShown(true);
  header->setSortIndicator(0, Qt::AscendingOrder);
  connect(header, &QHeaderView::sortIndicatorChanged, table,
          [table](int column, Qt::SortOrder order) { table->setOrder(column, order); });
  connect(view, &QTableView::doubleClicked, this, [this, view] { open(view); });
  view->installEventFilter(this);
  wirePlaces(view, table);
  return view;
}

// Whoever reads a table keeps their row and their place in sight while rows come and go.
void CohortTablesPane::wirePlaces(QTableView* view, CohortTable* table) {
  const auto place = std::make_shared<Place>();
  connect(table, &CohortTable::aboutToChange, view, [view, table, place] {
    const QModelIndex current = view->currentIndex();
    place->item = current.isValid() ? std::optional(table->itemAt(current.row())) : std::nullopt;
    place->scroll = view->verticalScrollBar()->value();
  });
  connect(table, &QAbstractItemModel::modelReset, view, [view, table, place] {
    const auto row = place->item && *place->item < table->all() ? table->rowOf(*place->item) : std::nullopt;
    if (row) view->setCurrentIndex(table->index(*row, 0));
    view->verticalScrollBar()->setValue(place->scroll);
    if (row) view->scrollTo(table->index(*row, 0));
  });
}

void CohortTablesPane::setWidths(QTableView* view, const CohortTable& table) {
  const QFontMetrics metrics = view->fontMetrics();
  const std::map<std::string, QString> samples{{"patient", QStringLiteral("PATIENT-00")},
                                               {"status", tr("Not assessable") + QStringLiteral("  ")},
                                               {"device", QStringLiteral("cuda:0 bf16")},
                                               {"accession", QStringLiteral("26-H-012345")}};
  for (int column = 0; column < table.columnCount(); ++column) {
    const std::string& name = table.nameOf(column);
    int width = metrics.horizontalAdvance(table.titleOf(column)) + (table.isNumber(column) ? 30 : 26);
    if (const auto sample = samples.find(name); sample != samples.end())
      width = std::max(width, metrics.horizontalAdvance(sample->second) + 18);
    if (name == "class") width = kChipPx;
    if (name == "reason" || name == "path") width = kReasonPx;
    view->setColumnWidth(column, width);
    // Many bundles have no table of risks.
    if (name == "risk") view->setColumnHidden(column, !hasRisks(table.reading()));
  }
  if (view == m_theirView && table.columnCount() > 1) view->setColumnHidden(1, true);
}

void CohortTablesPane::show(const CohortTable::Reading& reading) {
  const auto columns = [this] {
    return std::array{m_patients->columnCount(), m_slides->columnCount(), m_theirs->columnCount()};
  };
  const auto before = columns();
  if (!reading) m_patient.reset();
  for (CohortTable* one : std::initializer_list<CohortTable*>{m_patients, m_slides, m_theirs}) one->show(reading);
  const bool risks = hasRisks(reading);
  if (columns() != before || risks != m_risks) {
    m_risks = risks;
    setWidths(m_patientView, *m_patients);
    setWidths(m_slideView, *m_slides);
    setWidths(m_theirView, *m_theirs);
  }
  if (!m_patientView->currentIndex().isValid() && m_patients->rowCount() > 0)
    m_patientView->setCurrentIndex(m_patients->index(0, 0));
  showTheirs();
}

void CohortTablesPane::setFilter(const CohortFilter& filter) {
  const bool names = m_slides->namesShown();
  if (filter.isEmpty()) {
    m_patients->setFilter({});
    m_slides->setFilter({});
  } else {
    m_patients->setFilter([filter, names](const CohortReading& reading, std::size_t item) {
      return filter.takesPatient(reading, item, names);
    });
    m_slides->setFilter([filter, names](const CohortReading& reading, std::size_t item) {
      return filter.takesSlide(reading, item, names);
    });
  }
  const auto title = [](const QString& word, const CohortTable& table) {
    return QStringLiteral("%1 (%2)").arg(word, countText(static_cast<std::size_t>(table.rowCount())));
  };
  m_tabs->setTabText(0, title(tr("Patients"), *m_patients));
  m_tabs->setTabText(1, title(tr("Slides"), *m_slides));
  if (!m_patientView->currentIndex().isValid() && m_patients->rowCount() > 0)
    m_patientView->setCurrentIndex(m_patients->index(0, 0));
  showTheirs();
}

void CohortTablesPane::setNamesShown(bool shown) {
  m_slides->setNamesShown(shown);
  m_theirs->setNamesShown(shown);
  setWidths(m_slideView, *m_slides);
  setWidths(m_theirView, *m_theirs);
}

void CohortTablesPane::showTheirs() {
  const QModelIndex current = m_patientView->currentIndex();
  const auto now = current.isValid() ? std::optional(m_patients->itemAt(current.row())) : std::nullopt;
  if (now != m_patient) {
    m_patient = now;
    m_theirs->setFilter([patient = m_patient](const CohortReading& reading, std::size_t slide) {
      return patient && reading.slides[slide].patient == *patient;
    });
  }
  m_theirTitle->setText(m_patient
                            ? tr("Slides of %1").arg(shownText(m_patients->reading()->patients[*m_patient].patient, 60))
                            : tr("No patient is chosen"));
  if (!m_theirView->currentIndex().isValid() && m_theirs->rowCount() > 0)
    m_theirView->setCurrentIndex(m_theirs->index(0, 0));
  Q_EMIT currentChanged();
}

bool CohortTablesPane::slidesShown() const { return m_tabs->currentIndex() == 1; }

void CohortTablesPane::showSlides() { m_tabs->setCurrentIndex(1); }

void CohortTablesPane::focusList() { (slidesShown() ? m_slideView : m_patientView)->setFocus(); }

void CohortTablesPane::choose(std::size_t row) {
  const auto& reading = m_slides->reading();
  const auto at = reading ? slideAt(*reading, row) : std::nullopt;
  if (!at) return;
  if (const auto place = m_patients->rowOf(reading->slides[*at].patient)) {
    m_patientView->setCurrentIndex(m_patients->index(*place, 0));
    m_patientView->scrollTo(m_patients->index(*place, 0));
  }
  if (const auto place = m_theirs->rowOf(*at)) m_theirView->setCurrentIndex(m_theirs->index(*place, 0));
  if (const auto place = m_slides->rowOf(*at)) {
    m_slideView->setCurrentIndex(m_slides->index(*place, 0));
    m_slideView->scrollTo(m_slides->index(*place, 0));
  }
}

std::optional<std::size_t> CohortTablesPane::current() const {
  const QTableView* view = slidesShown() ? m_slideView : m_theirView;
  const SlideTable* table = slidesShown() ? m_slides : m_theirs;
  const QModelIndex index = view->currentIndex();
  if (!index.isValid() || !table->reading()) return std::nullopt;
  return table->reading()->slides[table->itemAt(index.row())].row;
}

// A patient's slide is the one that is chosen below.
void CohortTablesPane::open(QTableView* view) {
  if (!view->currentIndex().isValid()) return;
  if (const auto row = current()) Q_EMIT opened(*row);
}

bool CohortTablesPane::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Return && key != Qt::Key_Enter) return QWidget::eventFilter(watched, event);
  open(static_cast<QTableView*>(watched));
  return true;
}

}  // namespace snitt

#include "ui/cases/worklist_page.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/cases/case_words.h"
#include "ui/cases/empty_page_p.h"
#include "ui/cases/filter_bar.h"
#include "ui/cases/foreign_text.h"
#include "ui/cases/worklist_delegate_p.h"
#include "ui/cases/worklist_model.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

constexpr int kRowPad = 10;

bool isTyped(const QKeyEvent& key) {
  const bool plain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
  return plain && !key.text().isEmpty() && key.text().front().isPrint() && key.key() != Qt::Key_Space;
}

}  // namespace

WorklistPage::WorklistPage(CaseDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_model(new WorklistModel(desk, this)),
      m_filters(new FilterBar(this)),
      m_notice(new NoticeBar(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this)),
      m_empty(new EmptyPage(this)) {
  setObjectName(QStringLiteral("worklist"));
  buildTable();
  m_stack->addWidget(m_table);
  m_stack->addWidget(m_empty);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_filters);
  rows->addWidget(m_notice);
  rows->addWidget(m_stack, 1);

  connect(m_filters, &FilterBar::filterChanged, this, &WorklistPage::applyFilter);
  connect(m_filters, &FilterBar::downPressed, this, &WorklistPage::focusList);
  connect(m_filters, &FilterBar::returnPressed, this, [this] {
    m_openWhenOne = true;
    if (!m_model->isAsking()) takeList();
  });
  connect(m_filters, &FilterBar::savedChosen, this, [this](const SavedFilter& saved) {
    m_order = saved.order;
    m_filters->setFilter(saved.filter);
    showOrder();
    applyFilter();
  });
  connect(m_filters, &FilterBar::saveAsked, this, [this](const QString& name) {
    m_desk.change<void>(
        this,
        [saved = SavedFilter{name.toStdString(), m_filter, m_order}](CaseBook& book) { return book.saveFilter(saved); },
        [this](const Result<void>& done) {
          if (!done) m_notice->say(sentenceOf(done.error()));
          askSaved();
        });
  });
  connect(m_filters, &FilterBar::dropAsked, this, [this](const std::string& name) {
    m_desk.change<void>(
        this, [name](CaseBook& book) { return book.dropFilter(name); },
        [this](const Result<void>& done) {
          if (!done) m_notice->say(sentenceOf(done.error()));
          askSaved();
        });
  });
  connect(m_filters, &FilterBar::newCaseAsked, this, &WorklistPage::askNew);
  connect(m_model, &WorklistModel::aboutToChange, this, &WorklistPage::keepPlace);
  connect(m_model, &QAbstractItemModel::modelReset, this, &WorklistPage::goBackToPlace);
  connect(m_model, &WorklistModel::ended, this, &WorklistPage::takeList);
  connect(m_empty, &EmptyPage::pressed, this, &WorklistPage::help);
  connect(&m_desk, &CaseDesk::stateChanged, this, &WorklistPage::takeState);
  connect(&m_desk, &CaseDesk::changed, this, &WorklistPage::askSaved);
  connect(&m_desk, &CaseDesk::troubleChanged, this, [this] {
    m_notice->clear();
    if (!m_desk.trouble().isEmpty()) m_notice->say(m_desk.trouble());
  });
  for (const QKeySequence& keys : {QKeySequence(Qt::Key_Slash), QKeySequence(QKeySequence::Find)}) {
    auto* toSearch = new QShortcut(keys, this);
    toSearch->setContext(Qt::WidgetWithChildrenShortcut);
    connect(toSearch, &QShortcut::activated, this, &WorklistPage::focusSearch);
  }
  auto* toNew = new QShortcut(QKeySequence(QKeySequence::New), this);
  toNew->setContext(Qt::WidgetWithChildrenShortcut);
  connect(toNew, &QShortcut::activated, this, &WorklistPage::askNew);
  takeState();
}

void WorklistPage::buildTable() {
  m_table->setObjectName(QStringLiteral("cases"));
  m_table->setAccessibleName(tr("Cases"));
  m_table->setModel(m_model);
  m_table->setItemDelegate(new WorklistDelegate(this));
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setMouseTracking(true);
  m_table->setTabKeyNavigation(false);
  m_table->setCornerButtonEnabled(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + kRowPad);
  QHeaderView* header = m_table->horizontalHeader();
  header->setSectionsMovable(true);
  header->setHighlightSections(false);
  header->setSectionsClickable(true);
  header->setSortIndicatorShown(true);
  header->setStretchLastSection(true);
  setColumns();
  showOrder();
  connect(header, &QHeaderView::sectionClicked, this, &WorklistPage::sortBy);
  connect(m_table, &QTableView::doubleClicked, this, &WorklistPage::open);
  m_table->installEventFilter(this);
}

void WorklistPage::setColumns() {
  const QFontMetrics metrics = m_table->fontMetrics();
  const auto wide = [&metrics](const char* sample) { return metrics.horizontalAdvance(QLatin1String(sample)) + 24; };
  const std::pair<int, int> widths[] = {
      {WorklistModel::accession, wide("26-H-012345 pending")},
      {WorklistModel::site, wide("STJAMES")},
      {WorklistModel::patient, wide("ANDERSSON, Kristin Marie")},
      {WorklistModel::born, wide("1951-12-31")},
      {WorklistModel::specimens, wide("Specimens v")},
      {WorklistModel::slides, wide("Slides v")},
      {WorklistModel::missing, wide("Missing v")},
      {WorklistModel::ai, wide("Not assessable") + 28},
      {WorklistModel::age, wide("Age v ")},
      {WorklistModel::priority, wide("   Priority v")},
      {WorklistModel::flags, wide("Research reservation")},
  };
  for (const auto& [column, width] : widths) m_table->setColumnWidth(column, width);
  m_table->setColumnHidden(WorklistModel::site, true);
}

void WorklistPage::takeState() {
  m_listed = false;
  m_filters->setEnabled(m_desk.state() == CaseDesk::State::ready);
  m_filters->setNamesSearched(m_desk.may(Permission::unmask));
  m_filters->setMayMake(m_desk.may(Permission::link), needsPermission(Permission::link));
  switch (m_desk.state()) {
    case CaseDesk::State::ready:
      if (!m_desk.may(Permission::look)) {
        m_filters->setEnabled(false);
        m_empty->tell(tr("Nobody is signed in"), tr("Cases are shown to whoever has signed in."));
        break;
      }
      applyFilter();
      askSaved();
      m_empty->tell(tr("Reading the worklist…"), {});
      break;
    case CaseDesk::State::opening:
      // Whoever worked here may have searched for a name; who comes may not be allowed to see one.
      m_filters->setFilter({});
      m_model->forget();
      m_empty->tell(tr("Opening the database…"), {});
      break;
    case CaseDesk::State::missing:
      m_empty->tell(
          tr("There is no database of cases yet"),
          tr("Cases, patients and scores are kept in a database on this computer. Whoever makes it becomes its "
             "administrator. On the command line: snitt db create"),
          tr("Make the database"));
      break;
    case CaseDesk::State::refused:
      m_empty->tell(tr("The database of cases cannot be opened"), m_desk.why(), tr("Try again"));
      break;
  }
  m_stack->setCurrentWidget(m_empty);
  m_filters->setCount({});
}

void WorklistPage::help() {
  switch (m_desk.state()) {
    case CaseDesk::State::missing:
      m_desk.makeDatabase();
      break;
    case CaseDesk::State::refused:
      m_desk.reopen();
      break;
    case CaseDesk::State::ready:
      m_model->fault().isEmpty() ? m_filters->clear() : m_model->refresh();
      break;
    case CaseDesk::State::opening:
      break;
  }
}

void WorklistPage::applyFilter() {
  m_filter = m_filters->filter();
  m_model->show(m_filter, m_order);
}

void WorklistPage::takeList() {
  if (!m_desk.may(Permission::look)) return;
  m_listed = true;
  showCount();
  const bool any = m_model->rowCount() > 0;
  const bool focused = m_table->hasFocus() || m_empty->isAncestorOf(focusWidget());
  if (!any) {
    if (!m_model->fault().isEmpty())
      m_empty->tell(tr("The worklist cannot be read"), m_model->fault(), tr("Try again"));
    else if (m_filters->isFiltering())
      m_empty->tell(tr("No case matches"),
                    m_desk.may(Permission::unmask)
                        ? tr("Accession numbers, specimens and slides are found by how their words begin, patients' "
                             "names and numbers by whole words.")
                        : tr("Accession numbers, specimens and slides are found by how their words begin."),
                    tr("Show all open cases"));
    else
      m_empty->tell(tr("No case is open"), tr("Cases come from the laboratory: snitt worklist import FILE takes its "
                                              "lists and messages, snitt watch takes them as they arrive."));
  }
  m_stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
  if (focused && any) m_table->setFocus();
  if (any && !m_table->currentIndex().isValid()) m_table->selectRow(0);
  if (!std::exchange(m_openWhenOne, false)) return;
  if (m_model->rowCount() == 1) {
    open();
  } else if (any) {
    m_table->selectRow(0);
    focusList();
  }
}

void WorklistPage::showCount() {
  const int count = m_model->rowCount();
  m_filters->setCount(count == 1 ? tr("1 case") : tr("%1 cases").arg(QLocale().toString(count)));
}

void WorklistPage::keepPlace() {
  m_place = {};
  const QModelIndex now = m_table->currentIndex();
  m_place.current = current();
  m_place.row = now.row();
  const int top = m_table->rowAt(0);
  const bool inSight = now.isValid() && m_table->visualRect(now).intersects(m_table->viewport()->rect());
  const int anchor = inSight ? now.row() : top;
  m_place.anchor = m_model->caseAt(anchor);
  if (m_place.anchor) m_place.offsetPx = m_table->rowViewportPosition(anchor);
  // A list at its top stays there: what is new is to be seen.
  if (m_table->verticalScrollBar()->value() == 0) m_place.anchor.reset();
}

void WorklistPage::goBackToPlace() {
  const Place place = std::exchange(m_place, {});
  if (m_model->rowCount() == 0) return;
  auto row = place.current ? m_model->rowOf(*place.current) : std::nullopt;
  if (!row && place.row >= 0) row = std::min(place.row, m_model->rowCount() - 1);
  if (row) {
    // Without scrolling to it.
    m_table->selectionModel()->setCurrentIndex(m_model->index(*row, 0),
                                               QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  }
  const auto anchor = place.anchor ? m_model->rowOf(*place.anchor) : std::nullopt;
  if (anchor) {
    const int height = m_table->verticalHeader()->defaultSectionSize();
    // The bar learns of the new length by the layout only.
    m_table->verticalScrollBar()->setMaximum(
        std::max(m_table->verticalScrollBar()->maximum(), m_model->rowCount() * height));
    m_table->verticalScrollBar()->setValue(*anchor * height - place.offsetPx);
  }
}

void WorklistPage::sortBy(int column) {
  const auto by = WorklistModel::sortedBy(column);
  if (!by) return showOrder();
  m_order = {*by, by == m_order.column ? !m_order.descending : false};
  showOrder();
  m_model->show(m_filter, m_order);
}

void WorklistPage::showOrder() {
  const QSignalBlocker quiet(m_table->horizontalHeader());
  m_table->horizontalHeader()->setSortIndicator(WorklistModel::columnOf(m_order.column),
                                                m_order.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

std::optional<CaseId> WorklistPage::current() const { return m_model->caseAt(m_table->currentIndex().row()); }

void WorklistPage::open() {
  if (const auto id = current()) Q_EMIT caseChosen(*id);
}

void WorklistPage::askNew() {
  if (m_desk.may(Permission::link)) Q_EMIT newCaseAsked();
}

void WorklistPage::askSaved() {
  if (m_desk.state() != CaseDesk::State::ready) return;
  m_desk.ask<std::vector<SavedFilter>>(
      this, "saved", [](CaseBook& book) { return book.savedFilters(); },
      [this](Result<std::vector<SavedFilter>> saved) {
        if (saved) m_filters->setSaved(std::move(*saved));
      });
  m_desk.ask<std::vector<std::string>>(
      this, "sites", [](CaseBook& book) { return book.sites(); },
      [this](const Result<std::vector<std::string>>& sites) {
        if (!sites) return;
        m_filters->setSites(*sites);
        m_table->setColumnHidden(WorklistModel::site, sites->size() < 2);
      });
}

void WorklistPage::focusList() {
  m_stack->currentWidget() == m_table ? m_table->setFocus() : m_filters->search().setFocus();
}

void WorklistPage::focusSearch() {
  m_filters->search().setFocus();
  m_filters->search().selectAll();
}

bool WorklistPage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_table && event->type() == QEvent::KeyPress) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter) {
      const auto id = current();
      key.modifiers() == Qt::ControlModifier&& id ? Q_EMIT caseChosenApart(*id) : open();
      return true;
    }
    if (key.key() == Qt::Key_Escape && !m_filters->search().text().isEmpty()) {
      m_filters->search().clear();
      m_filters->finishTyping();
      return true;
    }
    if (isTyped(key)) {
      m_filters->search().setFocus();
      m_filters->search().clear();
      m_filters->search().insert(key.text());
      // As if it had been typed there.
      Q_EMIT m_filters->search().textEdited(m_filters->search().text());
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace snitt

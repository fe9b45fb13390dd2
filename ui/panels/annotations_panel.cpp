#include "ui/panels/annotations_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/annotation/edits.h"
#include "core/text/identity.h"
#include "ui/panels/annotation_details.h"
#include "ui/panels/annotation_model.h"
#include "ui/panels/class_list_view.h"
#include "ui/panels/counting_view.h"
#include "ui/panels/drawing_notices.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

constexpr auto kSoon = std::chrono::milliseconds(150);
// Of the panel, from which a column has room beside a name that can still be read.
constexpr int kOriginFromPx = 340;
constexpr int kAuthorFromPx = 440;
constexpr int kTimeFromPx = 560;

// Says why it is empty, and tells of the Delete key.
class AnnotationTree : public QTreeView {
 public:
  using QTreeView::QTreeView;
  std::function<void()> onDelete;
  void setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
  }

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    if ((event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) && onDelete)
      onDelete();
    else
      QTreeView::keyPressEvent(event);
  }
  void paintEvent(QPaintEvent* event) override {
    QTreeView::paintEvent(event);
    if (model() == nullptr || model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
  }

 private:
  QString m_emptyText;
};

QRectF roomAround(const Box& box) {
  const double margin = std::max(64.0, std::max(box.maxX - box.minX, box.maxY - box.minY) * 0.15);
  return {QPointF(box.minX - margin, box.minY - margin), QPointF(box.maxX + margin, box.maxY + margin)};
}

}  // namespace

AnnotationsPanel::AnnotationsPanel(ClassList& classes, QWidget* parent)
    : QWidget(parent),
      m_classes(classes),
      m_model(new AnnotationModel(classes, this)),
      m_filter(new AnnotationFilter(*m_model, this)),
      m_details(new AnnotationDetails(classes, this)),
      m_classView(new ClassListView(classes, this)),
      m_counting(new CountingView(classes, this)),
      m_notices(new DrawingNotices(this)) {
  auto* tabs = new QTabWidget(this);
  tabs->setDocumentMode(true);
  tabs->setAccessibleName(tr("Annotations, classes and counts"));
  tabs->addTab(buildList(), tr("Annotations"));
  tabs->addTab(m_classView, tr("Classes"));
  tabs->addTab(m_counting, tr("Counts"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_notices);
  layout->addWidget(tabs, 1);
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoon);
  connect(&m_soon, &QTimer::timeout, this, &AnnotationsPanel::fillClassFilter);
  connect(&classes, &ClassList::changed, this, &AnnotationsPanel::fillClassFilter);
  connect(m_classView, &ClassListView::setClassAsked, m_details, &AnnotationDetails::classChosen);
  connect(m_counting, &CountingView::exportAsked, this, &AnnotationsPanel::countsExportAsked);
  connectDetails();
  setDrawing(nullptr, nullptr, nullptr);
}

AnnotationsPanel::~AnnotationsPanel() {
  // Children go after this: what they say then is not for half a panel.
  for (QObject* part : std::initializer_list<QObject*>{m_model, m_filter, m_details, m_tree->selectionModel()})
    part->disconnect(this);
}

QWidget* AnnotationsPanel::buildFind() {
  auto* row = new QWidget(this);
  m_search = new QLineEdit(row);
  m_search->setPlaceholderText(tr("Search"));
  m_search->setAccessibleName(tr("Search annotations"));
  m_search->setToolTip(tr("Finds words in names, classes, notes and authors"));
  m_search->setClearButtonEnabled(true);
  m_search->addAction(icon("search"), QLineEdit::LeadingPosition);
  connect(m_search, &QLineEdit::textChanged, this,
          [this](const QString& words) { filter([&] { m_filter->setSearch(words); }); });
  m_class = new QComboBox(row);
  m_class->setAccessibleName(tr("Show annotations of one class"));
  m_class->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_class->setMinimumContentsLength(7);
  connect(m_class, &QComboBox::activated, this, [this](int index) {
    const QVariant name = m_class->itemData(index);
    filter([&] { m_filter->setClass(name.isNull() ? std::nullopt : std::optional(name.toString().toStdString())); });
  });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(m_search, 1);
  layout->addWidget(m_class);
  return row;
}

QTreeView* AnnotationsPanel::buildTree() {
  auto* tree = new AnnotationTree(this);
  m_tree = tree;
  tree->onDelete = [this] { removeSelected(); };
  tree->setAccessibleName(tr("Annotations"));
  tree->setModel(m_filter);
  tree->setUniformRowHeights(true);
  tree->setFrameShape(QFrame::NoFrame);
  tree->setTextElideMode(Qt::ElideRight);
  tree->setIndentation(14);
  tree->setIconSize(QSize(28, 12));  // room for a lock beside the swatch
  tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
  // A double click goes to the annotation, so that names are edited by F2 or a second click.
  tree->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  tree->setSortingEnabled(true);
  tree->sortByColumn(-1, Qt::AscendingOrder);  // as drawn, until a person sorts
  tree->header()->setStretchLastSection(false);
  tree->header()->setSectionsMovable(false);
  tree->header()->setMinimumSectionSize(40);
  tree->header()->setSectionResizeMode(AnnotationModel::nameColumn, QHeaderView::Stretch);
  // Fixed: measuring the contents of ten thousand rows is not for free.
  const QFontMetrics metrics = tree->fontMetrics();
  tree->setMinimumHeight(7 * metrics.height());  // a few rows on a small screen, whatever is selected
  const auto width = [&](const QString& widest) { return metrics.horizontalAdvance(widest) + 16; };
  tree->header()->resizeSection(AnnotationModel::sizeColumn, width(QStringLiteral("888,888 px²")));
  tree->header()->resizeSection(AnnotationModel::originColumn, width(originText(Origin::aiVerified)));
  tree->header()->resizeSection(AnnotationModel::authorColumn, width(QStringLiteral("a.pathologist")));
  tree->header()->resizeSection(AnnotationModel::timeColumn, width(QStringLiteral("2028-08-28 08:08")));
  connect(tree, &QTreeView::activated, this, &AnnotationsPanel::goToIndex);
  connect(tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AnnotationsPanel::takeSelection);
  const auto idAt = [this](const QModelIndex& index) {
    const AnnotationPtr one = m_model->annotationAt(m_filter->mapToSource(index));
    return one ? one->id : std::string();
  };
  connect(tree, &QTreeView::expanded, this, [this, idAt](const QModelIndex& index) {
    if (!m_filter->isFiltering()) m_expanded.insert(idAt(index));
  });
  connect(tree, &QTreeView::collapsed, this, [this, idAt](const QModelIndex& index) {
    if (!m_filter->isFiltering()) m_expanded.erase(idAt(index));
  });
  // After the view's own answer to it.
  connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
    for (const std::string& id : m_expanded) {
      const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(id));
      if (index.isValid()) m_tree->expand(index);
    }
    showSelection();
  });
  return tree;
}

QWidget* AnnotationsPanel::buildList() {
  auto* page = new QWidget(this);
  auto* scroll = new QScrollArea(page);
  scroll->setWidget(m_details);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* parts = new QSplitter(Qt::Vertical, page);
  parts->setChildrenCollapsible(false);
  parts->addWidget(buildTree());
  parts->addWidget(scroll);
  parts->setStretchFactor(0, 1);
  parts->setSizes({340, 200});
  m_import = new QPushButton(tr("Import…"), page);
  m_import->setToolTip(tr("Add annotations from a file"));
  m_export = new QPushButton(tr("Export…"), page);
  m_export->setToolTip(tr("Write the annotations to a file"));
  connect(m_import, &QPushButton::clicked, this, &AnnotationsPanel::importAsked);
  connect(m_export, &QPushButton::clicked, this, [this] {
    finishEditing();
    Q_EMIT exportAsked();
  });
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(m_import);
  buttons->addWidget(m_export);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(buildFind());
  layout->addWidget(parts, 1);
  layout->addLayout(buttons);
  return page;
}

void AnnotationsPanel::connectDetails() {
  const auto only = [this](const std::string& id) {
    const AnnotationPtr one = m_drawing ? m_drawing->annotations().find(id) : nullptr;
    return one ? std::vector<AnnotationPtr>{one} : std::vector<AnnotationPtr>();
  };
  connect(m_details, &AnnotationDetails::nameTyped, this, [this, only](const std::string& id, const QString& name) {
    edit(only(id), tr("rename"), [name](Annotation& one) { one.name = name.toStdString(); });
  });
  connect(m_details, &AnnotationDetails::noteTyped, this, [this, only](const std::string& id, const QString& note) {
    edit(only(id), tr("note"), [note](Annotation& one) { one.note = note.toStdString(); });
  });
  connect(m_details, &AnnotationDetails::classChosen, this, [this](const std::string& name) {
    edit(selected(), tr("class"), [name](Annotation& one) {
      if (one.className == name) return;
      one.className = name;
      one.classColour.reset();  // it was the other class's
    });
  });
  connect(m_details, &AnnotationDetails::lockChosen, this, [this](bool locked) {
    edit(
        selected(), locked ? tr("lock") : tr("unlock"), [locked](Annotation& one) { one.locked = locked; }, !locked);
  });
  connect(m_details, &AnnotationDetails::verifyAsked, this, [this] {
    edit(selected(), tr("mark as verified"), [](Annotation& one) {
      if (one.origin == Origin::ai) one.origin = Origin::aiVerified;
    });
  });
}

void AnnotationsPanel::setDrawing(Drawing* drawing, Selection* selection, EditHistory* history) {
  finishEditing();
  for (QObject* old : std::initializer_list<QObject*>{m_drawing, m_selection, m_history})
    if (old != nullptr) disconnect(old, nullptr, this, nullptr);
  m_drawing = drawing;
  m_selection = selection;
  m_history = history;
  m_expanded.clear();
  m_model->setDrawing(drawing);
  m_classView->setDrawing(drawing);
  m_counting->setDrawing(drawing);
  if (drawing != nullptr) {
    connect(drawing, &Drawing::changed, this, &AnnotationsPanel::drawingChanged);
    connect(drawing, &Drawing::stateChanged, this, &AnnotationsPanel::stateChanged);
    connect(drawing, &Drawing::savedChanged, this, [this] { m_notices->tell(m_drawing); });
    connect(drawing, &Drawing::copiesChanged, this, [this] { m_notices->tell(m_drawing); });
    connect(drawing, &QObject::destroyed, this, [this] { setDrawing(nullptr, nullptr, nullptr); });
  }
  if (selection != nullptr) connect(selection, &Selection::changed, this, &AnnotationsPanel::showSelection);
  stateChanged();
  fillClassFilter();
}

void AnnotationsPanel::setScale(const std::optional<Mpp>& mpp) {
  m_model->setScale(mpp);
  m_details->setScale(mpp);
  m_counting->setScale(mpp);
}

void AnnotationsPanel::finishEditing() { m_details->finishEditing(); }

void AnnotationsPanel::stateChanged() {
  const bool canEdit = m_drawing && m_drawing->canEdit();
  QString empty = tr("No slide is open.");
  if (m_drawing && m_drawing->state() == Drawing::State::reading) empty = tr("What is drawn here is being read …");
  if (m_drawing && m_drawing->state() == Drawing::State::unreadable)
    empty = tr("What is drawn here could not be read.");
  if (canEdit)
    empty = m_filter->isFiltering() ? tr("Nothing matches.")
                                    : tr("Nothing is drawn on this slide yet.\n\nChoose a tool and draw, or import a "
                                         "file of annotations.");
  static_cast<AnnotationTree*>(m_tree)->setEmptyText(empty);
  m_import->setEnabled(canEdit);
  m_export->setEnabled(m_drawing && !m_drawing->annotations().empty());
  m_notices->tell(m_drawing);
  showSelection();
}

void AnnotationsPanel::drawingChanged() {
  m_export->setEnabled(m_drawing && !m_drawing->annotations().empty());
  if (!m_soon.isActive()) m_soon.start();
  showSelection();
}

void AnnotationsPanel::fillClassFilter() {
  const QVariant chosen = m_class->currentData();
  std::set<std::string> others;
  bool anyWithout = false;
  if (m_drawing)
    for (const AnnotationPtr& one : m_drawing->annotations().all())
      one->className.empty() ? void(anyWithout = true) : void(others.insert(one->className));
  const QSignalBlocker quiet(m_class);
  m_class->clear();
  m_class->addItem(tr("All classes"));
  if (anyWithout) m_class->addItem(tr("No class"), QString());
  const auto addClass = [this](const std::string& name) {
    const Colour colour = m_classes.colourOf(name);
    const QString words = QString::fromStdString(name);
    m_class->addItem(classSwatch(QColor(colour[0], colour[1], colour[2])), words, words);
  };
  // In the list's order, then what only this slide has. Classes that nothing here has would find nothing.
  for (const AnnotationClass& one : m_classes.classes())
    if (others.erase(one.name) > 0) addClass(one.name);
  for (const std::string& name : others) addClass(name);
  const int row = chosen.isNull() ? 0 : m_class->findData(chosen);
  m_class->setCurrentIndex(std::max(row, 0));
  if (row < 0) filter([this] { m_filter->setClass(std::nullopt); });
}

// What is selected stays selected while it is hidden.
void AnnotationsPanel::filter(const std::function<void()>& change) {
  m_syncing = true;
  // Taken away first and set again at the end: rows that go one by one out of a large selection take seconds.
  m_tree->selectionModel()->clearSelection();
  change();
  if (m_filter->isFiltering()) m_tree->expandAll();
  m_syncing = false;
  stateChanged();
}

void AnnotationsPanel::showSelection() {
  if (m_syncing) return;
  m_syncing = true;
  QHash<QModelIndex, std::vector<int>> rows;  // by parent
  QModelIndex current;
  std::size_t shown = 0;
  if (m_selection)
    for (const std::string& id : m_selection->ids()) {
      const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(id));
      if (!index.isValid()) continue;
      rows[index.parent()].push_back(index.row());
      current = index;
      ++shown;
    }
  QItemSelection selection;
  for (auto it = rows.begin(); it != rows.end(); ++it) {
    std::vector<int>& list = it.value();
    std::ranges::sort(list);
    for (std::size_t i = 0, j = 0; i < list.size(); i = j) {
      for (j = i + 1; j < list.size() && list[j] == list[j - 1] + 1;) ++j;
      selection.append(QItemSelectionRange(m_filter->index(list[i], 0, it.key()),
                                           m_filter->index(list[j - 1], AnnotationModel::columns - 1, it.key())));
    }
  }
  QItemSelectionModel& model = *m_tree->selectionModel();
  const bool wasShown = current.isValid() && model.isRowSelected(current.row(), current.parent());
  model.select(selection, QItemSelectionModel::ClearAndSelect);
  if (current.isValid() && !wasShown) {
    model.setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    m_tree->scrollTo(current);
  }
  m_syncing = false;
  showDetails();
}

void AnnotationsPanel::takeSelection() {
  if (m_syncing || !m_selection) return;
  std::vector<std::string> ids;
  std::string last;
  const QModelIndex current = m_tree->selectionModel()->currentIndex();
  for (const QModelIndex& index : m_tree->selectionModel()->selectedRows()) {
    const AnnotationPtr one = m_model->annotationAt(m_filter->mapToSource(index));
    if (!one) continue;
    if (index.row() == current.row() && index.parent() == current.parent())
      last = one->id;
    else
      ids.push_back(one->id);
  }
  if (!last.empty()) ids.push_back(last);
  m_syncing = true;
  m_selection->set(std::move(ids));
  m_syncing = false;
  showDetails();
}

std::vector<AnnotationPtr> AnnotationsPanel::selected() const {
  std::vector<AnnotationPtr> list;
  if (m_drawing && m_selection)
    for (const std::string& id : m_selection->ids())
      if (AnnotationPtr one = m_drawing->annotations().find(id)) list.push_back(std::move(one));
  return list;
}

void AnnotationsPanel::showDetails() {
  const std::vector<AnnotationPtr> list = selected();
  m_details->setSelected(list, list.empty() ? 0 : m_model->numberOf(list.back()->id),
                         m_drawing && m_drawing->canEdit());
  m_details->parentWidget()->parentWidget()->setVisible(!list.empty());
  m_classView->setHasSelection(!list.empty());
}

void AnnotationsPanel::edit(const std::vector<AnnotationPtr>& which, const QString& what, const Change& change,
                            bool lockedToo) {
  if (!m_drawing || !m_drawing->canEdit()) return;
  AnnotationEdit all;
  const std::string now = utcNow();
  for (const AnnotationPtr& before : which) {
    if (before->locked && !lockedToo) continue;
    auto after = std::make_shared<Annotation>(*before);
    change(*after);
    if (*after == *before) continue;
    after->changed = now;
    all.push_back({before, std::move(after)});
  }
  m_drawing->apply(all, what);
}

void AnnotationsPanel::removeSelected() {
  if (!m_drawing || !m_drawing->canEdit()) return;
  Ids ids;
  for (const AnnotationPtr& one : selected()) ids.push_back(one->id);
  m_drawing->apply(removed(m_drawing->annotations(), ids), tr("delete"));
}

void AnnotationsPanel::goToIndex(const QModelIndex& index) {
  if (const AnnotationPtr one = m_model->annotationAt(m_filter->mapToSource(index)))
    Q_EMIT goTo(roomAround(boxOf(one->geometry)));
}

void AnnotationsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  updateColumns();
}

void AnnotationsPanel::updateColumns() {
  m_tree->setColumnHidden(AnnotationModel::originColumn, width() < kOriginFromPx);
  m_tree->setColumnHidden(AnnotationModel::authorColumn, width() < kAuthorFromPx);
  m_tree->setColumnHidden(AnnotationModel::timeColumn, width() < kTimeFromPx);
}

}  // namespace snitt

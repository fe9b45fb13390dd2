#include "ui/panels/marks_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "core/text/number.h"
#include "ui/marks/notes_change.h"

namespace snitt {

namespace {

// Of whatever item has this id; null where none has.
std::string* nameOf(SlideNotes& notes, const std::string& id) {
  if (Bookmark* bookmark = itemById(notes.bookmarks, id)) return &bookmark->name;
  return nullptr;
}

// Objective equivalent ("20×") where there is a scale: 10 µm/px at 1×.
QString magnificationText(const Bookmark& bookmark, const std::optional<Mpp>& mpp) {
  if (!mpp) return QStringLiteral("1 : %1").arg(QString::fromStdString(fixed(bookmark.downsample, 1)));
  const double magnification = 10 / ((mpp->x + mpp->y) / 2 * bookmark.downsample);
  return QString::fromStdString(fixed(magnification, magnification < 9.95 ? 1 : 0)) + u'×';
}

QString made(const std::string& created, const std::string& author) {
  const QString day = QString::fromStdString(created).left(10);
  return author.empty() ? day : day + QStringLiteral(" · ") + QString::fromStdString(author);
}

}  // namespace

MarksPanel::MarksPanel(QWidget* parent)
    : QWidget(parent), m_tree(new MarksTree(this)), m_place(new QLabel(this)), m_note(new QPlainTextEdit(this)) {
  build();
  m_noteTyped.setSingleShot(true);
  m_noteTyped.setInterval(std::chrono::milliseconds(500));
  connect(&m_noteTyped, &QTimer::timeout, this, &MarksPanel::takeNote);
  connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
    m_noteDirty = true;
    m_noteTyped.start();
  });
  connect(m_tree, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
    if (!m_listing) renamed(item);
  });
  connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) { goTo(item); });
  connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
    if (!m_listing) selectionChanged();
  });
  connect(m_tree, &MarksTree::deleteAsked, this, &MarksPanel::removeSelected);
  // Not before the drag that caused it is over: the list is made anew.
  connect(m_tree, &MarksTree::bookmarkMoved, this, &MarksPanel::moveBookmark, Qt::QueuedConnection);
  connect(
      m_tree, &MarksTree::editingEnded, this,
      [this] {
        if (std::exchange(m_listLater, false)) list();
      },
      Qt::QueuedConnection);
  list();
}

QToolButton* MarksPanel::addTool(const QString& tip, std::function<void()> act) {
  auto* button = new QToolButton(this);
  button->setAutoRaise(true);
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  connect(button, &QToolButton::clicked, this, std::move(act));
  return button;
}

QWidget* MarksPanel::buildSteps() {
  auto* row = new QWidget(this);
  m_add = new QPushButton(tr("Add viewpoint"), row);
  m_add->setToolTip(tr("Keep place, zoom and rotation of the view"));
  connect(m_add, &QPushButton::clicked, this, &MarksPanel::addViewpointAsked);
  m_previous = addTool(tr("Previous viewpoint"), [this] { stepViewpoint(-1); });
  m_previous->setArrowType(Qt::LeftArrow);
  m_next = addTool(tr("Next viewpoint"), [this] { stepViewpoint(1); });
  m_next->setArrowType(Qt::RightArrow);
  m_place->setAlignment(Qt::AlignCenter);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_add);
  layout->addStretch(1);
  layout->addWidget(m_previous);
  layout->addWidget(m_place);
  layout->addWidget(m_next);
  return row;
}

QWidget* MarksPanel::buildActions() {
  auto* row = new QWidget(this);
  m_up = addTool(tr("Move the viewpoint up"), [this] { moveBookmark(bookmarkRow(), bookmarkRow() - 1); });
  m_up->setArrowType(Qt::UpArrow);
  m_down = addTool(tr("Move the viewpoint down"), [this] { moveBookmark(bookmarkRow(), bookmarkRow() + 1); });
  m_down->setArrowType(Qt::DownArrow);
  m_remove = new QPushButton(tr("Delete"), row);
  m_remove->setToolTip(tr("Delete what is selected in the list"));
  connect(m_remove, &QPushButton::clicked, this, &MarksPanel::removeSelected);
  m_export = new QPushButton(tr("Export list…"), row);
  m_export->setToolTip(tr("Write the list to a CSV file"));
  connect(m_export, &QPushButton::clicked, this, [this] {
    finishEditing();
    Q_EMIT exportListAsked();
  });
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_up);
  layout->addWidget(m_down);
  layout->addStretch(1);
  layout->addWidget(m_remove);
  layout->addWidget(m_export);
  return row;
}

void MarksPanel::build() {
  m_tree->setAccessibleName(tr("Viewpoints"));
  m_tree->setEmptyText(
      tr("No viewpoint is kept for this slide yet.\n\nA viewpoint keeps place, zoom and rotation, with a note."));
  m_note->setPlaceholderText(tr("Note on the selected viewpoint"));
  m_note->setAccessibleName(tr("Note on the selected viewpoint"));
  m_note->setTabChangesFocus(true);
  m_note->setFixedHeight(m_note->fontMetrics().lineSpacing() * 4 + 12);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 8, 8, 8);
  layout->setSpacing(6);
  layout->addWidget(buildSteps());
  layout->addWidget(m_tree, 1);
  layout->addWidget(m_note);
  layout->addWidget(buildActions());
}

void MarksPanel::setNotes(const SlideNotes& notes) {
  if (notes == m_notes) return;
  m_notes = notes;
  list();
}

void MarksPanel::setScale(const std::optional<Mpp>& mpp) {
  m_mpp = mpp;
  list();
}

void MarksPanel::setSlideOpen(bool open) {
  m_slideOpen = open;
  updateActions();
}

void MarksPanel::finishEditing() {
  m_tree->finishEditing();
  takeNote();
}

void MarksPanel::list() {
  m_listLater = m_tree->isEditing();
  if (m_listLater) return;
  const QString selected = selectedMark();
  m_listing = true;
  m_tree->clear();
  if (!m_notes.bookmarks.empty()) {
    QTreeWidgetItem* group = m_tree->addHeading(MarkKind::bookmark, tr("Viewpoints"));
    for (const Bookmark& one : m_notes.bookmarks) showTexts(m_tree->addMark(group, QString::fromStdString(one.id)));
  }
  if (QTreeWidgetItem* item = itemOf(selected)) m_tree->setCurrentItem(item);
  m_listing = false;
  showNote();
  updateActions();
}

void MarksPanel::showTexts(QTreeWidgetItem* item) {
  const bool listing = std::exchange(m_listing, true);
  const auto show = [item](const auto& one, const QString& detail, const QString& tip) {
    item->setText(0, QString::fromStdString(one.name));
    item->setText(1, detail);
    for (const int column : {0, 1}) item->setToolTip(column, tip + made(one.created, one.author));
  };
  const std::string id = MarksTree::idOf(item).toStdString();
  if (const Bookmark* bookmark = itemById(m_notes.bookmarks, id)) {
    const QString scale = magnificationText(*bookmark, m_mpp);
    const QString note = QString::fromStdString(bookmark->note);
    show(*bookmark, note.isEmpty() ? scale : tr("note · %1").arg(scale), note.isEmpty() ? note : note + u'\n');
  }
  m_listing = listing;
}

QTreeWidgetItem* MarksPanel::itemOf(const QString& id) const {
  if (id.isEmpty()) return nullptr;
  for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
    QTreeWidgetItem* heading = m_tree->topLevelItem(group);
    for (int row = 0; row < heading->childCount(); ++row)
      if (MarksTree::idOf(heading->child(row)) == id) return heading->child(row);
  }
  return nullptr;
}

void MarksPanel::edit(const SlideNotes& notes) {
  if (notes == m_notes) return;
  m_notes = notes;
  list();
  Q_EMIT notesChanged(m_notes);
}

void MarksPanel::renamed(QTreeWidgetItem* item) {
  SlideNotes notes = m_notes;
  const std::string name = item->text(0).trimmed().toStdString();
  std::string* const kept = nameOf(notes, MarksTree::idOf(item).toStdString());
  if (kept != nullptr && !name.empty()) *kept = name;
  const bool changed = notes != m_notes;
  m_notes = notes;
  showTexts(item);  // a name of blanks is not kept
  if (changed) Q_EMIT notesChanged(m_notes);
}

void MarksPanel::goTo(const QTreeWidgetItem* item) {
  const std::string id = MarksTree::idOf(item).toStdString();
  if (const Bookmark* bookmark = itemById(std::as_const(m_notes.bookmarks), id)) {
    m_stepId = id;
    updateActions();
    Q_EMIT goToBookmark(*bookmark);
  }
}

void MarksPanel::selectionChanged() {
  takeNote();
  const std::string id = selectedMark().toStdString();
  if (itemById(std::as_const(m_notes.bookmarks), id) != nullptr) m_stepId = id;
  showNote();
  updateActions();
}

QString MarksPanel::selectedMark() const { return MarksTree::idOf(m_tree->currentItem()); }

void MarksPanel::selectMark(const QString& id) {
  QTreeWidgetItem* item = itemOf(id);
  const bool clears = id.isEmpty() && bookmarkRow() < 0;
  if (item == m_tree->currentItem() || (item == nullptr && !clears)) return;
  takeNote();
  m_listing = true;
  m_tree->setCurrentItem(item);
  m_listing = false;
  if (bookmarkRow() >= 0) m_stepId = id.toStdString();
  showNote();
  updateActions();
}

void MarksPanel::showNote() {
  const Bookmark* bookmark = itemById(std::as_const(m_notes.bookmarks), selectedMark().toStdString());
  const std::string id = bookmark == nullptr ? std::string() : bookmark->id;
  m_note->setEnabled(bookmark != nullptr);
  if (id == m_noteId && m_noteDirty) return;  // what is being typed stays
  m_noteTyped.stop();
  m_noteDirty = false;
  m_noteId = id;
  const QString note = bookmark == nullptr ? QString() : QString::fromStdString(bookmark->note);
  if (note == m_note->toPlainText()) return;
  const QSignalBlocker quiet(m_note);
  m_note->setPlainText(note);
}

void MarksPanel::takeNote() {
  m_noteTyped.stop();
  if (!std::exchange(m_noteDirty, false)) return;
  Bookmark* const bookmark = itemById(m_notes.bookmarks, m_noteId);
  const std::string note = m_note->toPlainText().toStdString();
  if (bookmark == nullptr || bookmark->note == note) return;
  bookmark->note = note;
  if (QTreeWidgetItem* item = itemOf(QString::fromStdString(m_noteId))) showTexts(item);
  Q_EMIT notesChanged(m_notes);
}

void MarksPanel::moveBookmark(int from, int to) {
  const auto count = static_cast<int>(m_notes.bookmarks.size());
  if (from < 0 || from >= count || to < 0 || to >= count || from == to) return;
  takeNote();
  SlideNotes notes = m_notes;
  const Bookmark moved = notes.bookmarks[static_cast<std::size_t>(from)];
  notes.bookmarks.erase(notes.bookmarks.begin() + from);
  notes.bookmarks.insert(notes.bookmarks.begin() + to, moved);
  edit(notes);
}

void MarksPanel::removeSelected() {
  const QTreeWidgetItem* item = m_tree->currentItem();
  if (MarksTree::idOf(item).isEmpty()) return;
  // The next of the list is selected, so that several can be deleted one after the other.
  const QTreeWidgetItem* group = item->parent();
  const int row = group->indexOfChild(const_cast<QTreeWidgetItem*>(item));
  const QTreeWidgetItem* beside = group->child(row + 1) != nullptr ? group->child(row + 1) : group->child(row - 1);
  const QString after = MarksTree::idOf(beside);
  takeNote();
  edit(without(m_notes, MarksTree::idOf(itemOf(selectedMark())).toStdString()));
  if (QTreeWidgetItem* next = itemOf(after)) m_tree->setCurrentItem(next);
}

int MarksPanel::bookmarkRow() const {
  const std::string id = selectedMark().toStdString();
  for (std::size_t row = 0; row < m_notes.bookmarks.size(); ++row)
    if (m_notes.bookmarks[row].id == id) return static_cast<int>(row);
  return -1;
}

bool MarksPanel::canStep(int step) const {
  const auto count = static_cast<int>(m_notes.bookmarks.size());
  const Bookmark* at = itemById(m_notes.bookmarks, m_stepId);
  if (at == nullptr) return count > 0;  // the first, or from the end the last
  const auto to = static_cast<int>(at - m_notes.bookmarks.data()) + step;
  return to >= 0 && to < count;
}

void MarksPanel::stepViewpoint(int step) {
  if (!canStep(step)) return;
  takeNote();
  const Bookmark* at = itemById(std::as_const(m_notes.bookmarks), m_stepId);
  const auto last = static_cast<int>(m_notes.bookmarks.size()) - 1;
  const int from = at == nullptr ? (step > 0 ? -1 : last + 1) : static_cast<int>(at - m_notes.bookmarks.data());
  const int next = from + step;
  const Bookmark bookmark = m_notes.bookmarks[static_cast<std::size_t>(next)];
  selectMark(QString::fromStdString(bookmark.id));
  m_stepId = bookmark.id;
  updateActions();
  Q_EMIT goToBookmark(bookmark);
}

void MarksPanel::updateActions() {
  const auto count = static_cast<int>(m_notes.bookmarks.size());
  const int row = bookmarkRow();
  m_add->setEnabled(m_slideOpen);
  m_previous->setEnabled(canStep(-1));
  m_next->setEnabled(canStep(1));
  m_up->setEnabled(row > 0);
  m_down->setEnabled(row >= 0 && row + 1 < count);
  m_remove->setEnabled(!selectedMark().isEmpty());
  m_export->setEnabled(m_tree->topLevelItemCount() > 0);
  const Bookmark* at = itemById(std::as_const(m_notes.bookmarks), m_stepId);
  const auto number = at == nullptr ? 0 : static_cast<int>(at - m_notes.bookmarks.data()) + 1;
  m_place->setText(count == 0    ? QString()
                   : number == 0 ? QString::number(count)
                                 : tr("%1 of %2").arg(number).arg(count));
}

}  // namespace snitt

#include "ui/panels/marks_tree.h"

#include <QDropEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace snitt {

namespace {

constexpr int kKindRole = Qt::UserRole;
constexpr int kIdRole = Qt::UserRole + 1;

}  // namespace

MarksTree::MarksTree(QWidget* parent) : QTreeWidget(parent) {
  setColumnCount(2);
  setHeaderHidden(true);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  setRootIsDecorated(false);
  setItemsExpandable(false);
  setExpandsOnDoubleClick(false);
  setIndentation(12);
  setUniformRowHeights(true);
  setAllColumnsShowFocus(true);
  setFrameShape(QFrame::NoFrame);
  setTextElideMode(Qt::ElideRight);
  setSelectionMode(QAbstractItemView::SingleSelection);
  // A double click goes to the mark, so that names are edited by F2 or a second click.
  setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  setDragDropMode(QAbstractItemView::InternalMove);
  setDropIndicatorShown(true);
}

QTreeWidgetItem* MarksTree::addHeading(MarkKind kind, const QString& words) {
  auto* heading = new QTreeWidgetItem(this, {words});
  heading->setFlags(kind == MarkKind::bookmark ? Qt::ItemIsEnabled | Qt::ItemIsDropEnabled : Qt::ItemIsEnabled);
  QFont bold = font();
  bold.setBold(true);
  heading->setFont(0, bold);
  heading->setSizeHint(0, QSize(0, fontMetrics().height() + 8));
  heading->setData(0, kKindRole, static_cast<int>(kind));
  heading->setFirstColumnSpanned(true);
  heading->setExpanded(true);
  return heading;
}

QTreeWidgetItem* MarksTree::addMark(QTreeWidgetItem* heading, const QString& id) {
  auto* item = new QTreeWidgetItem(heading);
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
  if (kindOf(heading) == MarkKind::bookmark) flags |= Qt::ItemIsDragEnabled;
  item->setFlags(flags);
  item->setData(0, kIdRole, id);
  item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  item->setForeground(1, palette().placeholderText());
  return item;
}

MarkKind MarksTree::kindOf(const QTreeWidgetItem* item) {
  if (item == nullptr) return MarkKind::none;
  const QTreeWidgetItem* heading = item->parent() == nullptr ? item : item->parent();
  return static_cast<MarkKind>(heading->data(0, kKindRole).toInt());
}

QString MarksTree::idOf(const QTreeWidgetItem* item) {
  return item == nullptr ? QString() : item->data(0, kIdRole).toString();
}

void MarksTree::finishEditing() {
  auto* editor = viewport()->findChild<QLineEdit*>();
  if (!isEditing() || editor == nullptr) return;
  commitData(editor);
  closeEditor(editor, QAbstractItemDelegate::NoHint);
}

void MarksTree::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) {
  QTreeWidget::closeEditor(editor, hint);
  Q_EMIT editingEnded();
}

int MarksTree::rowForDrop(QPoint place) const {
  const QTreeWidgetItem* item = itemAt(place);
  if (item == nullptr || kindOf(item) != MarkKind::bookmark) return -1;
  if (item->parent() == nullptr) return 0;
  const int row = item->parent()->indexOfChild(const_cast<QTreeWidgetItem*>(item));
  return place.y() > visualItemRect(item).center().y() ? row + 1 : row;
}

void MarksTree::dragMoveEvent(QDragMoveEvent* event) {
  QTreeWidget::dragMoveEvent(event);
  if (rowForDrop(event->position().toPoint()) < 0) event->ignore();
}

void MarksTree::dropEvent(QDropEvent* event) {
  const QTreeWidgetItem* taken = currentItem();
  const int before = rowForDrop(event->position().toPoint());
  // The panel lists anew; were the drop a move, the view would remove the row that was dragged.
  event->setDropAction(Qt::IgnoreAction);
  event->accept();
  setState(QAbstractItemView::NoState);
  if (before < 0 || kindOf(taken) != MarkKind::bookmark || taken->parent() == nullptr) return;
  const int from = taken->parent()->indexOfChild(const_cast<QTreeWidgetItem*>(taken));
  const int to = before > from ? before - 1 : before;
  if (to != from) Q_EMIT bookmarkMoved(from, to);
}

void MarksTree::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
    Q_EMIT deleteAsked();
  else
    QTreeWidget::keyPressEvent(event);
}

void MarksTree::paintEvent(QPaintEvent* event) {
  QTreeWidget::paintEvent(event);
  if (topLevelItemCount() > 0 || m_emptyText.isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

}  // namespace snitt

// The list inside the marks panel: viewpoints under their heading. Viewpoints are put into
// another order by dragging them. UI thread.
#pragma once

#include <QPoint>
#include <QString>
#include <QTreeWidget>

namespace snitt {

enum class MarkKind { none, bookmark };

class MarksTree : public QTreeWidget {
  Q_OBJECT

 public:
  explicit MarksTree(QWidget* parent = nullptr);

  // A heading that shows where it has items.
  QTreeWidgetItem* addHeading(MarkKind kind, const QString& words);
  QTreeWidgetItem* addMark(QTreeWidgetItem* heading, const QString& id);
  [[nodiscard]] static MarkKind kindOf(const QTreeWidgetItem* item);
  [[nodiscard]] static QString idOf(const QTreeWidgetItem* item);
  // Shown in the middle while there is no item.
  void setEmptyText(const QString& words) { m_emptyText = words; }
  // Whether a name is being typed; `finishEditing` takes it over.
  [[nodiscard]] bool isEditing() const { return state() == QAbstractItemView::EditingState; }
  void finishEditing();

 Q_SIGNALS:
  void editingEnded();
  // Row `from` shall stand at row `to`, counted without it.
  void bookmarkMoved(int from, int to);
  void deleteAsked();

 protected:
  void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
  [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  // The row before which a drop at this place puts a viewpoint; -1 where it cannot lie.
  [[nodiscard]] int rowForDrop(QPoint place) const;

  QString m_emptyText;
};

}  // namespace snitt

// Every command of a window with its shortcut, searchable by name and by key; a shortcut is changed here as well.
// Enter or a double click on a row changes it, Escape leaves. UI thread.
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace snitt {

class ActionRegistry;
class ShortcutEditor;

class ShortcutHelp : public QDialog {
  Q_OBJECT

 public:
  // Lists what is registered now; `registry` outlives the dialog.
  ShortcutHelp(ActionRegistry& registry, QWidget* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void reject() override;

 private:
  void build();
  QWidget* buildList();
  QWidget* buildButtons();
  void fill();
  void updateRow(const QString& id);
  void updateButtons();
  void filter(const QString& words);
  void edit();
  void resetCurrent();
  void askToResetAll();
  [[nodiscard]] QString currentId() const;
  [[nodiscard]] QTreeWidgetItem* rowOf(const QString& id) const;

  ActionRegistry& m_registry;
  QLineEdit* m_search = nullptr;
  QStackedWidget* m_pages = nullptr;
  QTreeWidget* m_list = nullptr;
  QLabel* m_nothing = nullptr;
  ShortcutEditor* m_editor = nullptr;
  QPushButton* m_change = nullptr;
  QPushButton* m_reset = nullptr;
  QPushButton* m_resetAll = nullptr;
};

}  // namespace snitt

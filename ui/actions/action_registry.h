// The commands of one window, each with an id that is stored and never shown ("view.zoom-in"). Shortcuts that a person
// has changed come from ChangedShortcuts and reach the actions of every window at once. UI thread.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

class QAction;
class QWidget;

namespace snitt {

class ChangedShortcuts;

class ActionRegistry : public QObject {
  Q_OBJECT

 public:
  // `shared` outlives the registry. Actions belong to the registry and are added to `window` (which may be null), so
  // that shortcuts work where no menu or tool bar shows them.
  ActionRegistry(ChangedShortcuts& shared, QWidget* window);

  // An id that exists already is a fault of the program. `text` as in a menu ("&Zoom in", "Open…"), `iconName` of
  // icons.txt or empty, `category` a heading for a person. The tooltip is made from the text, the first shortcut and,
  // on a line of its own, the action's status tip; it follows when any of them changes.
  QAction* add(const QString& id, const QString& text, const QString& iconName,
               const QList<QKeySequence>& defaultShortcuts, const QString& category);

  [[nodiscard]] QAction* action(const QString& id) const;  // null where there is none
  [[nodiscard]] QStringList ids() const;                   // in the order they were added
  [[nodiscard]] QString category(const QString& id) const;
  // The text for a person, without mnemonics and dots: "Zoom in".
  [[nodiscard]] QString name(const QString& id) const;
  [[nodiscard]] QList<QKeySequence> defaultShortcuts(const QString& id) const;
  [[nodiscard]] bool isChanged(const QString& id) const;

  // In every window. The same as the defaults counts as unchanged.
  void setShortcuts(const QString& id, const QList<QKeySequence>& shortcuts);
  // As above, and takes them away from the actions they conflict with.
  void takeShortcuts(const QString& id, const QList<QKeySequence>& shortcuts);
  void resetShortcuts(const QString& id);
  void resetAllShortcuts();

  // Ids of other actions that `sequence` would also reach, or whose shortcut begins with it or it with theirs.
  [[nodiscard]] QStringList conflicts(const QString& id, const QKeySequence& sequence) const;

 Q_SIGNALS:
  void shortcutsChanged(const QString& id);

 private:
  struct Entry {
    QAction* action;
    QList<QKeySequence> defaults;
    QString category;
  };

  void applyShortcuts(const QString& id);

  ChangedShortcuts& m_shared;
  QWidget* m_window;
  QStringList m_ids;
  QMap<QString, Entry> m_entries;
};

}  // namespace snitt

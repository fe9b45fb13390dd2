// The strip of the shortcut help in which one action gets another key. What the key would be taken from is said in a
// sentence before it happens.
#pragma once

#include <QFrame>
#include <QKeySequence>

class QLabel;
class QPushButton;

namespace snitt {

class ActionRegistry;
class KeyField;

class ShortcutEditor : public QFrame {
  Q_OBJECT

 public:
  ShortcutEditor(ActionRegistry& registry, QWidget* parent);

  // Shows the strip and waits for a key.
  void start(const QString& id);
  // Shows the strip with shortcuts that only need to be confirmed.
  void propose(const QString& id, const QList<QKeySequence>& shortcuts);
  void cancel();

 Q_SIGNALS:
  void finished();

 private:
  void waitForKey();
  void showFor(const QString& id);
  void showKey(const QKeySequence& key);
  void setProposal(const QList<QKeySequence>& shortcuts);
  void assign();

  ActionRegistry& m_registry;
  QString m_id;
  QList<QKeySequence> m_proposal;
  QLabel* m_title;
  QLabel* m_sign;
  QLabel* m_sentence;
  KeyField* m_field;
  QPushButton* m_assign;
};

}  // namespace snitt

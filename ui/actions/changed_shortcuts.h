// The shortcuts that a person has changed, by the id of the action; one for all windows of the program. An empty list
// means that the action has none. Ids that this version does not know are kept. UI thread.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QObject>
#include <QStringList>

#include <optional>

namespace snitt {

class ChangedShortcuts : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // As they are stored: QKeySequence's portable text. Text that is no key is left out.
  [[nodiscard]] QMap<QString, QStringList> toMap() const;
  void fromMap(const QMap<QString, QStringList>& stored);

  [[nodiscard]] std::optional<QList<QKeySequence>> find(const QString& id) const;
  void set(const QString& id, const QList<QKeySequence>& shortcuts);
  void reset(const QString& id);

 Q_SIGNALS:
  // Also for each id that fromMap() adds, changes or takes away.
  void changed(const QString& id);

 private:
  QMap<QString, QList<QKeySequence>> m_changed;
};

}  // namespace snitt

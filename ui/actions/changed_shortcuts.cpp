#include "ui/actions/changed_shortcuts.h"

#include <utility>

namespace snitt {

namespace {

bool isKey(const QKeySequence& keys) {
  for (int i = 0; i < keys.count(); ++i)
    if (keys[static_cast<uint>(i)].key() == Qt::Key_unknown) return false;
  return !keys.isEmpty();
}

}  // namespace

QMap<QString, QStringList> ChangedShortcuts::toMap() const {
  QMap<QString, QStringList> stored;
  for (auto one = m_changed.begin(); one != m_changed.end(); ++one) {
    QStringList& texts = stored[one.key()];
    for (const QKeySequence& keys : one.value()) texts += keys.toString(QKeySequence::PortableText);
  }
  return stored;
}

void ChangedShortcuts::fromMap(const QMap<QString, QStringList>& stored) {
  QMap<QString, QList<QKeySequence>> read;
  for (auto one = stored.begin(); one != stored.end(); ++one) {
    QList<QKeySequence> shortcuts;
    for (const QString& text : one.value())
      if (const auto keys = QKeySequence::fromString(text, QKeySequence::PortableText); isKey(keys)) shortcuts += keys;
    // A list of which nothing can be read is a damaged entry, not the wish to have no shortcut.
    if (!shortcuts.isEmpty() || one.value().isEmpty()) read.insert(one.key(), shortcuts);
  }
  const auto before = std::exchange(m_changed, read);
  for (auto one = before.begin(); one != before.end(); ++one)
    if (!read.contains(one.key())) Q_EMIT changed(one.key());
  for (auto one = read.begin(); one != read.end(); ++one)
    if (!before.contains(one.key()) || before.value(one.key()) != one.value()) Q_EMIT changed(one.key());
}

std::optional<QList<QKeySequence>> ChangedShortcuts::find(const QString& id) const {
  const auto found = m_changed.find(id);
  if (found == m_changed.end()) return std::nullopt;
  return found.value();
}

void ChangedShortcuts::set(const QString& id, const QList<QKeySequence>& shortcuts) {
  if (find(id) == shortcuts) return;
  m_changed.insert(id, shortcuts);
  Q_EMIT changed(id);
}

void ChangedShortcuts::reset(const QString& id) {
  if (m_changed.remove(id) > 0) Q_EMIT changed(id);
}

}  // namespace snitt

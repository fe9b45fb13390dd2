#include "ui/actions/action_registry.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

#include "ui/actions/changed_shortcuts.h"
#include "ui/theme/icons.h"

namespace snitt {

namespace {

// "Save && &quit…" → "Save & quit".
QString plainText(const QString& text) {
  QString plain;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == QLatin1Char('&') && ++i == text.size()) break;
    plain += text[i];
  }
  if (plain.endsWith(QChar(0x2026))) plain.chop(1);
  if (plain.endsWith(QLatin1String("..."))) plain.chop(3);
  return plain;
}

// The same, or one is how the other begins.
bool collide(const QKeySequence& a, const QKeySequence& b) {
  return !a.isEmpty() && !b.isEmpty() &&
         (a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch);
}

void updateToolTip(QAction& action) {
  QString tip = plainText(action.text());
  const QKeySequence shortcut = action.shortcut();
  if (!shortcut.isEmpty()) tip += QStringLiteral(" (%1)").arg(shortcut.toString(QKeySequence::NativeText));
  if (!action.statusTip().isEmpty()) tip += QLatin1Char('\n') + action.statusTip();
  action.setToolTip(tip);
}

}  // namespace

ActionRegistry::ActionRegistry(ChangedShortcuts& shared, QWidget* window)
    : QObject(window), m_shared(shared), m_window(window) {
  connect(&shared, &ChangedShortcuts::changed, this, &ActionRegistry::applyShortcuts);
}

QAction* ActionRegistry::add(const QString& id, const QString& text, const QString& iconName,
                             const QList<QKeySequence>& defaultShortcuts, const QString& category) {
  Q_ASSERT(!m_entries.contains(id));
  auto* action = new QAction(text, this);
  action->setObjectName(id);
  if (!iconName.isEmpty()) action->setIcon(icon(iconName));
  m_ids += id;
  m_entries.insert(id, Entry{action, defaultShortcuts, category});
  // Setting a tooltip that is there already does not tell of a change, so this ends.
  connect(action, &QAction::changed, this, [action] { updateToolTip(*action); });
  action->setShortcuts(m_shared.find(id).value_or(defaultShortcuts));
  updateToolTip(*action);
  if (m_window != nullptr) m_window->addAction(action);
  return action;
}

QAction* ActionRegistry::action(const QString& id) const {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? nullptr : found->action;
}

QStringList ActionRegistry::ids() const { return m_ids; }

QString ActionRegistry::category(const QString& id) const {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? QString() : found->category;
}

QString ActionRegistry::name(const QString& id) const {
  const QAction* found = action(id);
  return found == nullptr ? QString() : plainText(found->text());
}

QList<QKeySequence> ActionRegistry::defaultShortcuts(const QString& id) const {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? QList<QKeySequence>() : found->defaults;
}

bool ActionRegistry::isChanged(const QString& id) const { return m_shared.find(id).has_value(); }

void ActionRegistry::setShortcuts(const QString& id, const QList<QKeySequence>& shortcuts) {
  if (shortcuts == defaultShortcuts(id))
    m_shared.reset(id);
  else
    m_shared.set(id, shortcuts);
}

void ActionRegistry::takeShortcuts(const QString& id, const QList<QKeySequence>& shortcuts) {
  for (const QKeySequence& taken : shortcuts)
    for (const QString& other : conflicts(id, taken)) {
      QList<QKeySequence> left = m_entries[other].action->shortcuts();
      left.removeIf([&taken](const QKeySequence& theirs) { return collide(taken, theirs); });
      setShortcuts(other, left);
    }
  setShortcuts(id, shortcuts);
}

void ActionRegistry::resetShortcuts(const QString& id) { m_shared.reset(id); }

void ActionRegistry::resetAllShortcuts() {
  for (const QString& id : m_ids) m_shared.reset(id);
}

QStringList ActionRegistry::conflicts(const QString& id, const QKeySequence& sequence) const {
  QStringList others;
  for (const QString& other : m_ids) {
    const QList<QKeySequence> theirs = m_entries[other].action->shortcuts();
    const auto collides = [&sequence](const QKeySequence& taken) { return collide(sequence, taken); };
    if (other != id && std::any_of(theirs.begin(), theirs.end(), collides)) others += other;
  }
  return others;
}

void ActionRegistry::applyShortcuts(const QString& id) {
  const auto found = m_entries.find(id);
  if (found == m_entries.end()) return;
  found->action->setShortcuts(m_shared.find(id).value_or(found->defaults));
  Q_EMIT shortcutsChanged(id);
}

}  // namespace snitt

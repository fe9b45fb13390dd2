#include <QKeyEvent>

#include "ui/actions/key_field_p.h"

namespace snitt {

KeyField::KeyField(QWidget* parent) : QKeySequenceEdit(parent) {
  setClearButtonEnabled(true);
  connect(this, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys) {
    // The first press empties the field before the new key stands in it, and Shift alone leaves it empty.
    if (m_typing && keys.isEmpty()) return;
    // Whoever mistypes presses another key before the field is done: the last one is meant.
    if (keys.count() > 1)
      setKeySequence(QKeySequence(keys[static_cast<uint>(keys.count() - 1)]));
    else
      Q_EMIT keyEntered(keys);
  });
}

void KeyField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
    Q_EMIT cancelled();
    return;
  }
  Q_EMIT started();
  m_typing = true;
  QKeySequenceEdit::keyPressEvent(event);
  m_typing = false;
}

void KeyField::timerEvent(QTimerEvent* event) {
  m_typing = true;
  QKeySequenceEdit::timerEvent(event);
  m_typing = false;
}

}  // namespace snitt

#include "ui/document/edit_history.h"

#include <utility>

namespace snitt {

void EditHistory::push(EditStep step) {
  m_steps.resize(m_done);
  m_steps.push_back(std::move(step));
  ++m_done;
  Q_EMIT changed();
}

void EditHistory::undo() {
  if (!canUndo()) return;
  m_steps[--m_done].undo();
  Q_EMIT changed();
}

void EditHistory::redo() {
  if (!canRedo()) return;
  m_steps[m_done++].redo();
  Q_EMIT changed();
}

void EditHistory::clear() {
  m_steps.clear();
  m_done = 0;
  Q_EMIT changed();
}

}  // namespace snitt

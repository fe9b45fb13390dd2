// Undo and redo of everything that a person did to one slide since it was opened, in the order in which it was done.
// UI thread only.
#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace snitt {

// Undone and done again by whoever made it; both must leave things as they were.
struct EditStep {
  QString what;  // "Rectangle", for "Undo rectangle"
  std::function<void()> undo;
  std::function<void()> redo;
};

class EditHistory : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // What has just been done. What was undone can no longer be done again.
  void push(EditStep step);
  void undo();
  void redo();
  [[nodiscard]] bool canUndo() const { return m_done > 0; }
  [[nodiscard]] bool canRedo() const { return m_done < m_steps.size(); }
  [[nodiscard]] QString undoText() const { return canUndo() ? m_steps[m_done - 1].what : QString(); }
  [[nodiscard]] QString redoText() const { return canRedo() ? m_steps[m_done].what : QString(); }
  void clear();

 Q_SIGNALS:
  void changed();

 private:
  std::vector<EditStep> m_steps;
  std::size_t m_done = 0;  // of m_steps
};

}  // namespace snitt

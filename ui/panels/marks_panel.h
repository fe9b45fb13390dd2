// The viewpoints that a person keeps of a slide, with notes, in the order of a conference. UI thread; takes notes as a
// value and gives them back changed.
#pragma once

#include <QRectF>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>
#include <string>

#include "core/notes/slide_notes.h"
#include "tiling/slide_info.h"
#include "ui/panels/marks_tree.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace snitt {

class MarksPanel : public QWidget {
  Q_OBJECT

 public:
  explicit MarksPanel(QWidget* parent = nullptr);

  // Of this slide or another. What is being typed goes on where its viewpoint is still there; call `finishEditing`
  // before notes of another slide are given, so that nothing typed is lost. Emits nothing.
  void setNotes(const SlideNotes& notes);
  [[nodiscard]] const SlideNotes& notes() const { return m_notes; }
  void setScale(const std::optional<Mpp>& mpp);
  // False where no slide is open: nothing can be added then.
  void setSlideOpen(bool open);
  // Takes over what is being typed, with notesChanged.
  void finishEditing();

  // As a click on the viewpoint.
  void selectMark(const QString& id);
  [[nodiscard]] QString selectedMark() const;
  // To the viewpoint after (1) or before (-1) the last one gone to or selected; stops at the ends.
  void stepViewpoint(int step);
  [[nodiscard]] bool canStep(int step) const;
  // In the list of viewpoints; `to` counts without the one that moves.
  void moveBookmark(int from, int to);
  void removeSelected();

 Q_SIGNALS:
  void notesChanged(const snitt::SlideNotes& notes);
  void goToBookmark(const snitt::Bookmark& bookmark);
  void addViewpointAsked();  // answered by notes with a new bookmark
  void exportListAsked();

 private:
  void build();
  [[nodiscard]] QWidget* buildSteps();
  [[nodiscard]] QWidget* buildActions();
  QToolButton* addTool(const QString& tip, std::function<void()> act);
  void list();
  void showTexts(QTreeWidgetItem* item);
  void edit(const SlideNotes& notes);
  void renamed(QTreeWidgetItem* item);
  void goTo(const QTreeWidgetItem* item);
  void selectionChanged();
  void showNote();
  void takeNote();
  void updateActions();
  [[nodiscard]] int bookmarkRow() const;
  [[nodiscard]] QTreeWidgetItem* itemOf(const QString& id) const;

  SlideNotes m_notes;
  std::optional<Mpp> m_mpp;
  bool m_slideOpen = true;
  bool m_listing = false;  // changes of items are ours
  std::string m_stepId;    // the viewpoint that stepping starts from
  std::string m_noteId;    // whose note is in the editor
  bool m_noteDirty = false;
  bool m_listLater = false;  // while a name is being typed
  QTimer m_noteTyped;        // a note is taken over once typing pauses
  MarksTree* m_tree;
  QLabel* m_place;
  QPlainTextEdit* m_note;
  QPushButton* m_add;
  QToolButton* m_previous;
  QToolButton* m_next;
  QToolButton* m_up;
  QToolButton* m_down;
  QPushButton* m_remove;
  QPushButton* m_export;
};

}  // namespace snitt

// What mouse and keys do to the marks of a slide: places and moves field frames, draws rulers, and takes it back again.
// Holds the notes of one slide as a value. UI thread; reads and writes nothing.
//
// Positions are device pixels of the viewport given with them. The mouse functions return whether the tool has used the
// event; the view deals with all others (panning).
#pragma once

#include <QCursor>
#include <QObject>
#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "core/notes/slide_notes.h"
#include "core/result.h"
#include "tiling/slide_info.h"
#include "ui/marks/mark_geometry.h"
#include "ui/view/viewport.h"

namespace snitt {

class MarkTool : public QObject {
  Q_OBJECT

 public:
  enum class Mode { none, placeFrame, ruler, select };
  Q_ENUM(Mode)

  explicit MarkTool(QObject* parent = nullptr) : QObject(parent) {}

  // Notes of another slide: what was going on is left, nothing can be undone. Emits no notesChanged.
  void setNotes(const SlideNotes& notes);
  // The same slide's notes as they are now (after a save that merged what another program added): undoing goes on and
  // leaves alone what came from elsewhere. Emits no notesChanged.
  void refreshNotes(const SlideNotes& notes);
  // A finished change that somebody else makes (the panel): can be undone here. Emits notesChanged where it differs.
  void applyNotes(const SlideNotes& notes);
  [[nodiscard]] const SlideNotes& notes() const { return m_notes; }
  // What is to be drawn: the notes with what is being placed or moved, and which of them stand out.
  [[nodiscard]] SlideNotes shownNotes() const;
  [[nodiscard]] MarkSelection selection() const;

  // Without a scale frames are neither drawn nor placed.
  void setScale(const std::optional<Mpp>& mpp);
  void setDevicePixelRatio(qreal dpr) { m_dpr = dpr; }  // how far hits reach

  // Error of kind refused where the slide has no scale, of kind usage where the area is not above 0.
  Result<void> placeFrame(double areaMm2, FrameShape shape);
  void drawRuler();
  void select();
  void leave();
  [[nodiscard]] Mode mode() const { return m_mode; }
  // Empty: none.
  void selectMark(const std::string& id);
  [[nodiscard]] const std::string& selectedMark() const { return m_selected; }

  bool press(QPointF screen, Qt::MouseButton button, const Viewport& view, Qt::KeyboardModifiers modifiers = {});
  bool move(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers = {});
  bool release(QPointF screen, Qt::MouseButton button, const Viewport& view, Qt::KeyboardModifiers modifiers = {});
  // The cursor has left the view: a frame that follows it is not drawn.
  void pointerLeft();
  // Delete and Backspace remove what is selected, Esc takes back what is going on, then the mode. Undo and redo are
  // functions, as their shortcuts are the program's.
  bool key(int key);
  // What the view should show in place of its own cursor.
  [[nodiscard]] std::optional<Qt::CursorShape> cursor() const;

  void removeSelected();
  void undo();
  void redo();
  [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
  [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }

 Q_SIGNALS:
  void notesChanged(const snitt::SlideNotes& notes);  // after each finished change
  void previewChanged();                              // draw again
  void modeChanged(snitt::MarkTool::Mode mode);
  void markSelected(const QString& id);  // empty: none

 private:
  struct Change {
    SlideNotes before;
    SlideNotes after;
  };
  struct Drag {
    MarkHit hit;
    QPointF grip;  // level-0 pixels, from the mark's own point to where it was taken
    bool moved = false;
  };
  void setMode(Mode mode);
  void commit(const SlideNotes& after);
  void takeBack(std::vector<Change>& from, std::vector<Change>& to, bool forwards);
  void forgetUnfinished();
  void dropGoneSelection();
  bool pressRuler(QPointF screen, const Viewport& view);
  bool pressSelect(QPointF screen, const Viewport& view);
  void moveRulerEnd(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers);
  void dragTo(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers);
  void hover(QPointF screen, const Viewport& view);
  void finishFrame(QPointF screen, const Viewport& view);
  void finishRuler(QPointF screen, const Viewport& view);
  void finishDrag();
  [[nodiscard]] bool isClick(QPointF a, QPointF b) const;

  SlideNotes m_notes;
  std::optional<Mpp> m_mpp;
  qreal m_dpr = 1;
  Mode m_mode = Mode::none;
  double m_areaMm2 = 0.785;
  FrameShape m_shape = FrameShape::circle;
  std::string m_selected;
  MarkHit m_hovered;

  bool m_pressed = false;  // the left button is down and its press was used
  QPointF m_pressedAt;     // screen
  // Being placed, drawn or moved; not in the notes yet, or there as it was before.
  std::optional<FieldFrame> m_frame;
  std::optional<Ruler> m_ruler;
  bool m_secondClickAwaited = false;  // of a ruler whose first end was clicked
  std::optional<Drag> m_drag;

  std::vector<Change> m_undo;
  std::vector<Change> m_redo;
};

}  // namespace snitt

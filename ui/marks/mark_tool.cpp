#include "ui/marks/mark_tool.h"

#include <cmath>
#include <utility>

#include "ui/marks/new_marks.h"
#include "ui/marks/notes_change.h"

namespace snitt {

namespace {

constexpr double kReachPx = 7;  // logical pixels
constexpr double kClickPx = 4;  // a hand that clicks moves by less
constexpr std::size_t kMostChanges = 200;

template <class Item>
void put(std::vector<Item>& items, const Item& item) {
  if (Item* found = itemById(items, item.id))
    *found = item;
  else
    items.push_back(item);
}

bool holds(const SlideNotes& notes, const std::string& id) {
  return itemById(notes.frames, id) != nullptr || itemById(notes.rulers, id) != nullptr;
}

}  // namespace

void MarkTool::setNotes(const SlideNotes& notes) {
  leave();
  m_undo.clear();
  m_redo.clear();
  m_hovered = {};
  m_notes = notes;
  selectMark({});
  Q_EMIT previewChanged();
}

void MarkTool::refreshNotes(const SlideNotes& notes) {
  if (notes == m_notes) return;
  m_notes = notes;
  dropGoneSelection();
  Q_EMIT previewChanged();
}

void MarkTool::applyNotes(const SlideNotes& notes) {
  commit(notes);
  dropGoneSelection();
}

SlideNotes MarkTool::shownNotes() const {
  SlideNotes notes = m_notes;
  if (m_frame) put(notes.frames, *m_frame);
  if (m_ruler) put(notes.rulers, *m_ruler);
  return notes;
}

MarkSelection MarkTool::selection() const {
  const bool placing = m_mode == Mode::placeFrame && m_frame;
  return {m_selected, m_hovered.id, placing ? m_frame->id : std::string()};
}

void MarkTool::setScale(const std::optional<Mpp>& mpp) {
  m_mpp = mpp;
  if (!mpp && m_mode == Mode::placeFrame) leave();
  Q_EMIT previewChanged();
}

Result<void> MarkTool::placeFrame(double areaMm2, FrameShape shape) {
  if (!m_mpp)
    return fail(ErrorKind::refused,
                tr("A field frame needs the scale of the slide, which is not known; enter it first").toStdString());
  if (!(areaMm2 > 0) || !std::isfinite(areaMm2))
    return fail(ErrorKind::usage, tr("The area of a field frame must be above 0 mm²").toStdString());
  m_areaMm2 = areaMm2;
  m_shape = shape;
  forgetUnfinished();
  setMode(Mode::placeFrame);
  return {};
}

void MarkTool::drawRuler() { setMode(Mode::ruler); }

void MarkTool::select() { setMode(Mode::select); }

void MarkTool::leave() { setMode(Mode::none); }

void MarkTool::setMode(Mode mode) {
  if (mode == m_mode) return;
  forgetUnfinished();
  m_hovered = {};
  m_mode = mode;
  Q_EMIT modeChanged(mode);
  Q_EMIT previewChanged();
}

void MarkTool::selectMark(const std::string& id) {
  const std::string known = holds(m_notes, id) ? id : std::string();
  if (known == m_selected) return;
  m_selected = known;
  Q_EMIT markSelected(QString::fromStdString(known));
  Q_EMIT previewChanged();
}

void MarkTool::dropGoneSelection() {
  if (!holds(m_notes, m_selected)) selectMark({});
}

void MarkTool::forgetUnfinished() {
  const bool any = m_frame || m_ruler;
  m_pressed = false;
  m_secondClickAwaited = false;
  m_frame.reset();
  m_ruler.reset();
  m_drag.reset();
  if (any) Q_EMIT previewChanged();
}

bool MarkTool::isClick(QPointF a, QPointF b) const { return QLineF(a, b).length() < kClickPx * m_dpr; }

bool MarkTool::press(QPointF screen, Qt::MouseButton button, const Viewport& view, Qt::KeyboardModifiers modifiers) {
  if (button == Qt::RightButton && (m_ruler || m_drag)) {
    forgetUnfinished();
    return true;
  }
  if (button != Qt::LeftButton || m_mode == Mode::none) return false;
  m_pressedAt = screen;
  if (m_mode == Mode::ruler) {
    m_pressed = pressRuler(screen, view);
    move(screen, view, modifiers);
  } else if (m_mode == Mode::select) {
    m_pressed = pressSelect(screen, view);
  } else {
    m_pressed = true;
    move(screen, view, modifiers);
  }
  return m_pressed;
}

bool MarkTool::pressRuler(QPointF screen, const Viewport& view) {
  if (m_ruler) return true;  // the second click of two
  const QPointF at = view.toSlide(screen);
  m_ruler = newRuler(m_notes, at, at);
  return true;
}

bool MarkTool::pressSelect(QPointF screen, const Viewport& view) {
  const MarkHit hit = hitMark(screen, m_notes, m_mpp, view, kReachPx * m_dpr);
  selectMark(hit.id);
  if (!hit) return false;
  QPointF own;
  if (const FieldFrame* frame = itemById(m_notes.frames, hit.id))
    own = toQt(frame->centre);
  else if (const Ruler* ruler = itemById(m_notes.rulers, hit.id))
    own = toQt(hit.part == MarkPart::rulerTo ? ruler->to : ruler->from);
  m_drag = Drag{hit, view.toSlide(screen) - own};
  return true;
}

bool MarkTool::move(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers) {
  if (m_mode == Mode::placeFrame) {
    if (!m_frame) m_frame = newFrame(m_notes, m_shape, m_areaMm2, {});
    m_frame->centre = fromQt(view.toSlide(screen));
    Q_EMIT previewChanged();
  } else if (m_mode == Mode::ruler && m_ruler) {
    moveRulerEnd(screen, view, modifiers);
  } else if (m_drag) {
    dragTo(screen, view, modifiers);
  } else if (m_mode == Mode::select) {
    hover(screen, view);
  }
  return m_pressed;
}

void MarkTool::moveRulerEnd(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers) {
  const bool shift = modifiers.testFlag(Qt::ShiftModifier);
  const QPointF end = shift ? constrained(view.toScreen(toQt(m_ruler->from)), screen) : screen;
  m_ruler->to = fromQt(view.toSlide(end));
  Q_EMIT previewChanged();
}

void MarkTool::dragTo(QPointF screen, const Viewport& view, Qt::KeyboardModifiers modifiers) {
  if (!m_drag->moved && isClick(screen, m_pressedAt)) return;
  m_drag->moved = true;
  QPointF own = view.toSlide(screen) - m_drag->grip;
  if (const FieldFrame* frame = itemById(m_notes.frames, m_drag->hit.id)) {
    m_frame = *frame;
    m_frame->centre = fromQt(own);
  } else if (const Ruler* ruler = itemById(m_notes.rulers, m_drag->hit.id)) {
    m_ruler = *ruler;
    const bool end = m_drag->hit.part != MarkPart::rulerLine;
    Point& taken = m_drag->hit.part == MarkPart::rulerTo ? m_ruler->to : m_ruler->from;
    const Point& other = m_drag->hit.part == MarkPart::rulerTo ? m_ruler->from : m_ruler->to;
    if (end && modifiers.testFlag(Qt::ShiftModifier))
      own = view.toSlide(constrained(view.toScreen(toQt(other)), view.toScreen(own)));
    if (!end) m_ruler->to = fromQt(toQt(ruler->to) + own - toQt(ruler->from));
    taken = fromQt(own);
  }
  Q_EMIT previewChanged();
}

void MarkTool::hover(QPointF screen, const Viewport& view) {
  MarkHit hit = hitMark(screen, m_notes, m_mpp, view, kReachPx * m_dpr);
  if (hit == m_hovered) return;
  m_hovered = std::move(hit);
  Q_EMIT previewChanged();
}

bool MarkTool::release(QPointF screen, Qt::MouseButton button, const Viewport& view, Qt::KeyboardModifiers modifiers) {
  if (button != Qt::LeftButton || !m_pressed) return false;
  move(screen, view, modifiers);
  m_pressed = false;
  if (m_mode == Mode::placeFrame)
    finishFrame(screen, view);
  else if (m_mode == Mode::ruler && m_ruler)
    finishRuler(screen, view);
  else if (m_drag)
    finishDrag();
  return true;
}

void MarkTool::finishFrame(QPointF screen, const Viewport& view) {
  SlideNotes notes = m_notes;
  const FieldFrame frame = newFrame(m_notes, m_shape, m_areaMm2, view.toSlide(screen));
  notes.frames.push_back(frame);
  setMode(Mode::select);  // it can be moved at once, and no second one is placed by mistake
  commit(notes);
  selectMark(frame.id);
}

void MarkTool::finishRuler(QPointF screen, const Viewport& view) {
  if (isClick(screen, m_pressedAt) && !m_secondClickAwaited) {
    m_secondClickAwaited = true;
    return;
  }
  const Ruler ruler = *m_ruler;
  forgetUnfinished();
  if (isClick(view.toScreen(toQt(ruler.from)), view.toScreen(toQt(ruler.to)))) return;
  SlideNotes notes = m_notes;
  notes.rulers.push_back(ruler);
  commit(notes);
  selectMark(ruler.id);
}

void MarkTool::finishDrag() {
  const SlideNotes notes = shownNotes();
  forgetUnfinished();
  commit(notes);
}

void MarkTool::pointerLeft() {
  m_hovered = {};
  if (m_mode == Mode::placeFrame && !m_pressed) m_frame.reset();
  Q_EMIT previewChanged();
}

bool MarkTool::key(int key) {
  if (key == Qt::Key_Escape && m_mode != Mode::none) {
    if (m_ruler || m_drag)
      forgetUnfinished();
    else {
      selectMark({});
      leave();
    }
    return true;
  }
  const bool removes = key == Qt::Key_Delete || key == Qt::Key_Backspace;
  if (!removes || m_mode == Mode::none || m_selected.empty()) return false;
  removeSelected();
  return true;
}

std::optional<Qt::CursorShape> MarkTool::cursor() const {
  if (m_mode == Mode::placeFrame || m_mode == Mode::ruler) return Qt::CrossCursor;
  if (m_drag || m_hovered) return Qt::SizeAllCursor;
  return std::nullopt;
}

void MarkTool::removeSelected() {
  if (m_selected.empty()) return;
  forgetUnfinished();
  m_hovered = {};
  const SlideNotes notes = snitt::without(m_notes, m_selected);
  selectMark({});
  commit(notes);
}

void MarkTool::commit(const SlideNotes& after) {
  if (after == m_notes) return;
  m_undo.push_back({m_notes, after});
  if (m_undo.size() > kMostChanges) m_undo.erase(m_undo.begin());
  m_redo.clear();
  m_notes = after;
  Q_EMIT previewChanged();
  Q_EMIT notesChanged(m_notes);
}

void MarkTool::takeBack(std::vector<Change>& from, std::vector<Change>& to, bool forwards) {
  if (from.empty()) return;
  forgetUnfinished();
  const Change change = std::move(from.back());
  from.pop_back();
  m_notes =
      forwards ? withChange(m_notes, change.before, change.after) : withChange(m_notes, change.after, change.before);
  to.push_back(change);
  m_hovered = {};
  dropGoneSelection();
  Q_EMIT previewChanged();
  Q_EMIT notesChanged(m_notes);
}

void MarkTool::undo() { takeBack(m_undo, m_redo, false); }

void MarkTool::redo() { takeBack(m_redo, m_undo, true); }

}  // namespace snitt

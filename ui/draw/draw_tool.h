// What the mouse and keys do to the annotations of a slide, one class a tool. Tools hold only what is half done: all
// that is finished goes through Drawing::apply and can be undone. UI thread only.
#pragma once

#include <QCursor>
#include <QPainter>
#include <QPointF>
#include <QString>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/annotation/edits.h"
#include "core/image.h"
#include "tiling/region.h"
#include "tiling/slide_info.h"
#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"
#include "ui/draw/selection.h"
#include "ui/view/viewport.h"

namespace snitt {

// What all tools of one view work on. Outlives them.
struct Canvas {
  Drawing* drawing = nullptr;  // null: no slide
  Selection* selection = nullptr;
  ClassList* classes = nullptr;
  std::optional<Mpp> scale;
  qreal dpr = 1;                            // device pixels a logical one
  std::function<void(const QString&)> say;  // a sentence for the person
  std::function<void()> changed;            // what is half done looks different
  // Pixels of the slide as a reader gives them; none where they could not be read. Comes later, in this thread.
  std::function<void(const Region&, std::function<void(std::optional<Image>)>)> read;

  [[nodiscard]] bool canEdit() const { return drawing != nullptr && drawing->canEdit(); }
  [[nodiscard]] const AnnotationSet& set() const { return drawing->annotations(); }
  [[nodiscard]] Editor editor() const;
  // Applies it and says what went wrong; false where nothing was done.
  bool commit(const Result<AnnotationEdit>& edit, const QString& what) const;
  // A new annotation of the current class, which is selected then.
  AnnotationPtr add(Geometry geometry, Shape shape, const QString& what) const;
  // The selected annotation that can be painted on: one unlocked area; null: none.
  [[nodiscard]] AnnotationPtr paintable() const;
};

// Positions: `screen` in device pixels, `slide` in level-0 pixels.
struct ToolEvent {
  QPointF screen;
  Point slide;
  Qt::MouseButton button = Qt::NoButton;
  Qt::KeyboardModifiers keys;
  Viewport view;
};

// What brush and wand take away with. Ctrl too, since many desktops move the window with Alt and the mouse.
inline constexpr Qt::KeyboardModifiers kTakesAway = Qt::AltModifier | Qt::ControlModifier;

class DrawTool {
 public:
  explicit DrawTool(const Canvas& canvas) : m_canvas(canvas) {}
  virtual ~DrawTool() = default;
  DrawTool(const DrawTool&) = delete;
  DrawTool& operator=(const DrawTool&) = delete;

  // True: the event is used; all others pan.
  virtual bool press(const ToolEvent& event) = 0;
  virtual void move(const ToolEvent& event) = 0;  // also without a button
  virtual void release(const ToolEvent& event) = 0;
  virtual bool doubleClick(const ToolEvent& event) { return press(event); }
  virtual bool key(int /*key*/, Qt::KeyboardModifiers /*keys*/, const Viewport& /*view*/) { return false; }
  // A key that is this tool's although it is a command's shortcut.
  [[nodiscard]] virtual bool takesKey(int /*key*/, Qt::KeyboardModifiers /*keys*/) const { return false; }
  virtual void pointerLeft() {}
  // Annotations have changed, by this tool or otherwise: what was known of their corners may be untrue.
  virtual void annotationsChanged() {}
  // Leaves what is half done; false where nothing was.
  virtual bool cancel() = 0;
  // What is half done, over everything else, in device pixels.
  virtual void paint(QPainter& painter, const Viewport& view) const = 0;
  [[nodiscard]] virtual QCursor cursor() const { return Qt::CrossCursor; }
  // Ids that `paint` shows as they will be, and nobody else is to draw.
  [[nodiscard]] virtual std::set<std::string> drawnHere() const { return {}; }

 protected:
  [[nodiscard]] const Canvas& canvas() const { return m_canvas; }

 private:
  const Canvas& m_canvas;
};

[[nodiscard]] inline QPointF toQt(const Point& point) { return {point.x, point.y}; }
[[nodiscard]] inline Point fromQt(QPointF point) { return {point.x(), point.y()}; }

// A hand that clicks moves by less.
[[nodiscard]] bool isClick(QPointF a, QPointF b, qreal dpr);

}  // namespace snitt

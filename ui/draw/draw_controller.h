// The tools of one view: which is in use, and the way of mouse and keys to it. UI thread only.
#pragma once

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "core/result.h"
#include "ui/document/slide_document.h"
#include "ui/draw/draw_tool.h"
#include "ui/draw/frame_tool.h"
#include "ui/view/slide_view.h"

namespace snitt {

enum class ToolKind {
  none,
  select,
  rectangle,
  ellipse,
  line,
  polygon,
  polyline,
  brush,
  wand,
  cut,
  point,
  count,
  frame
};

class DrawController : public QObject, public ViewTool {
  Q_OBJECT

 public:
  // `classes` is the program's and outlives it.
  explicit DrawController(ClassList& classes, QObject* parent = nullptr);
  ~DrawController() override;

  // Not owned; null where there is no slide. What is half done is left, nothing is selected.
  void setDocument(SlideDocument* document);
  void setScale(const std::optional<Mpp>& scale);
  void setDevicePixelRatio(qreal dpr) { m_canvas.dpr = dpr; }

  void use(ToolKind kind);
  // Error of kind refused where the slide has no scale, of kind usage where the area is not above 0.
  Result<void> useFrame(FrameForm form, double areaMm2);
  [[nodiscard]] ToolKind tool() const { return m_kind; }

  [[nodiscard]] Selection& selection() { return m_selection; }
  [[nodiscard]] const Canvas& canvas() const { return m_canvas; }
  // What is half done and what is selected, in device pixels.
  void paint(QPainter& painter, const Viewport& view) const;
  [[nodiscard]] std::set<std::string> drawnHere() const;

  // Commands on what is selected.
  void removeSelected();
  void duplicateSelected(const Viewport& view);
  void mergeSelected();
  void subtractSelected();
  void partSelected();
  void fillHolesOfSelected();
  void smoothSelected(const Viewport& view);
  void lockSelected(bool locked);
  void verifySelected();
  void classSelected(const std::string& className);
  void resolveHierarchy();
  void selectAll();

  bool press(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) override;
  bool move(QPointF screen, Qt::MouseButtons buttons, Qt::KeyboardModifiers keys, const Viewport& view) override;
  bool release(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) override;
  bool doubleClick(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) override;
  bool key(int key, Qt::KeyboardModifiers keys, const Viewport& view) override;
  [[nodiscard]] bool takesKey(int key, Qt::KeyboardModifiers keys) const override;
  void left() override;
  [[nodiscard]] QCursor cursor() const override;

 Q_SIGNALS:
  void toolChanged();
  void previewChanged();
  void told(const QString& sentence);

 private:
  [[nodiscard]] DrawTool* current() const;
  void dropGone(const AnnotationEdit& edit);
  void read(const Region& region, std::function<void(std::optional<Image>)> done);
  void run(const Result<AnnotationEdit>& edit, const QString& what);

  Selection m_selection;
  Canvas m_canvas;
  SlideDocument* m_document = nullptr;
  QMetaObject::Connection m_watch;
  ToolKind m_kind = ToolKind::none;
  std::map<ToolKind, std::unique_ptr<DrawTool>> m_tools;
  FrameTool* m_frame = nullptr;
};

}  // namespace snitt

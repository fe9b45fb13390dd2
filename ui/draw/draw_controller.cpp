#include "ui/draw/draw_controller.h"

#include <QCoreApplication>

#include <cmath>
#include <utility>

#include "ui/draw/box_tool.h"
#include "ui/draw/brush_tool.h"
#include "ui/draw/path_tool.h"
#include "ui/draw/point_tool.h"
#include "ui/draw/preview_painter.h"
#include "ui/draw/select_tool.h"
#include "ui/draw/wand_tool.h"

namespace snitt {

namespace {

constexpr std::size_t kMostOutlined = 1000;  // of a selection: more cannot be told apart
constexpr double kDuplicateAwayPx = 16;      // logical pixels of the screen
constexpr double kSmoothPx = 2;              // the same

ToolEvent eventOf(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) {
  return {screen, fromQt(view.toSlide(screen)), button, keys, view};
}

}  // namespace

DrawController::DrawController(ClassList& classes, QObject* parent) : QObject(parent) {
  m_canvas.selection = &m_selection;
  m_canvas.classes = &classes;
  m_canvas.say = [this](const QString& sentence) { Q_EMIT told(sentence); };
  m_canvas.changed = [this] { Q_EMIT previewChanged(); };
  m_canvas.read = [this](const Region& region, std::function<void(std::optional<Image>)> done) {
    read(region, std::move(done));
  };
  m_tools[ToolKind::select] = std::make_unique<SelectTool>(m_canvas);
  m_tools[ToolKind::rectangle] = std::make_unique<BoxTool>(m_canvas, Shape::rectangle);
  m_tools[ToolKind::ellipse] = std::make_unique<BoxTool>(m_canvas, Shape::ellipse);
  m_tools[ToolKind::line] = std::make_unique<PathTool>(m_canvas, PathTool::Kind::line);
  m_tools[ToolKind::polygon] = std::make_unique<PathTool>(m_canvas, PathTool::Kind::polygon);
  m_tools[ToolKind::polyline] = std::make_unique<PathTool>(m_canvas, PathTool::Kind::polyline);
  m_tools[ToolKind::cut] = std::make_unique<PathTool>(m_canvas, PathTool::Kind::cut);
  m_tools[ToolKind::brush] = std::make_unique<BrushTool>(m_canvas);
  m_tools[ToolKind::wand] = std::make_unique<WandTool>(m_canvas);
  m_tools[ToolKind::point] = std::make_unique<PointTool>(m_canvas, false);
  m_tools[ToolKind::count] = std::make_unique<PointTool>(m_canvas, true);
  // It can be moved at once, and no second one is placed by mistake.
  auto frame = std::make_unique<FrameTool>(m_canvas, [this] { use(ToolKind::select); });
  m_frame = frame.get();
  m_tools[ToolKind::frame] = std::move(frame);
  connect(&m_selection, &Selection::changed, this, &DrawController::previewChanged);
  connect(&classes, &ClassList::changed, this, &DrawController::previewChanged);
}

DrawController::~DrawController() = default;

DrawTool* DrawController::current() const {
  const auto found = m_tools.find(m_kind);
  return found == m_tools.end() ? nullptr : found->second.get();
}

void DrawController::setDocument(SlideDocument* document) {
  if (DrawTool* tool = current()) tool->cancel();
  disconnect(m_watch);
  m_document = document;
  m_canvas.drawing = document == nullptr ? nullptr : &document->drawing();
  m_canvas.scale.reset();
  m_selection.clear();
  if (document != nullptr) m_watch = connect(&document->drawing(), &Drawing::changed, this, &DrawController::dropGone);
  Q_EMIT previewChanged();
}

void DrawController::setScale(const std::optional<Mpp>& scale) {
  m_canvas.scale = scale;
  if (!scale && m_kind == ToolKind::frame) use(ToolKind::none);
  Q_EMIT previewChanged();
}

void DrawController::dropGone(const AnnotationEdit& edit) {
  std::set<std::string> gone;
  for (const AnnotationChange& change : edit)
    if (!change.after) gone.insert(change.before->id);
  if (!gone.empty()) {
    Ids ids = m_selection.ids();
    std::erase_if(ids, [&](const std::string& id) { return gone.contains(id); });
    m_selection.set(std::move(ids));
  }
  if (DrawTool* tool = current()) tool->annotationsChanged();
  Q_EMIT previewChanged();
}

void DrawController::use(ToolKind kind) {
  if (kind == m_kind) return;
  if (DrawTool* tool = current()) tool->cancel();
  m_kind = kind;
  // The keys of a count are not to work on what was selected for something else.
  if (kind == ToolKind::count) m_selection.clear();
  Q_EMIT toolChanged();
  Q_EMIT previewChanged();
}

Result<void> DrawController::useFrame(FrameForm form, double areaMm2) {
  if (!m_canvas.scale)
    return fail(ErrorKind::refused,
                tr("A field frame needs the scale of the slide, which is not known; enter it first").toStdString());
  if (!(areaMm2 > 0) || !std::isfinite(areaMm2))
    return fail(ErrorKind::usage, tr("The area of a field frame must be above 0 mm²").toStdString());
  m_frame->setFrame(form, areaMm2);
  use(ToolKind::frame);
  return {};
}

void DrawController::paint(QPainter& painter, const Viewport& view) const {
  if (m_canvas.drawing == nullptr) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const DrawTool* tool = current();
  const DrawTool* selects = m_tools.at(ToolKind::select).get();
  // What is selected stands out whatever the tool; its corners show where they can be moved.
  if (tool == selects) {
    tool->paint(painter, view);
  } else {
    const QRectF seen = view.slideBounds();
    const Box box{seen.left(), seen.top(), seen.right(), seen.bottom()};
    std::size_t painted = 0;
    for (const std::string& id : m_selection.ids())
      if (const AnnotationPtr one = m_canvas.set().find(id);
          one && boxOf(one->geometry).touches(box) && ++painted <= kMostOutlined) {
        const QColor colour = colourOf(*one, *m_canvas.classes);
        strokePreview(painter, pathOf(one->geometry, view), colour, m_canvas.dpr);
        for (const Point& point : one->geometry.points)
          paintDot(painter, view.toScreen(toQt(point)), colour, m_canvas.dpr);
      }
    if (tool != nullptr) tool->paint(painter, view);
  }
  painter.restore();
}

std::set<std::string> DrawController::drawnHere() const {
  const DrawTool* tool = current();
  return tool == nullptr ? std::set<std::string>() : tool->drawnHere();
}

void DrawController::read(const Region& region, std::function<void(std::optional<Image>)> done) {
  if (m_document != nullptr) m_document->readPixels(region, this, std::move(done));
}

void DrawController::run(const Result<AnnotationEdit>& edit, const QString& what) { m_canvas.commit(edit, what); }

void DrawController::removeSelected() {
  if (m_canvas.canEdit()) run(removed(m_canvas.set(), m_selection.ids()), tr("delete"));
}

void DrawController::duplicateSelected(const Viewport& view) {
  if (!m_canvas.canEdit()) return;
  const double away = kDuplicateAwayPx * m_canvas.dpr * view.downsample;
  const AnnotationEdit edit = duplicated(m_canvas.set(), m_selection.ids(), away, away, m_canvas.editor());
  run(edit, tr("duplicate"));
  Ids made;
  for (const AnnotationChange& change : edit) made.push_back(change.after->id);
  if (!made.empty()) m_selection.set(std::move(made));
}

void DrawController::mergeSelected() {
  if (m_canvas.canEdit()) run(merged(m_canvas.set(), m_selection.ids(), m_canvas.editor()), tr("merge"));
}

void DrawController::subtractSelected() {
  if (m_canvas.canEdit()) run(subtracted(m_canvas.set(), m_selection.ids(), m_canvas.editor()), tr("subtract"));
}

void DrawController::partSelected() {
  if (m_canvas.canEdit()) run(partedInto(m_canvas.set(), m_selection.ids(), m_canvas.editor()), tr("split into parts"));
}

void DrawController::fillHolesOfSelected() {
  if (m_canvas.canEdit()) run(holesFilled(m_canvas.set(), m_selection.ids(), m_canvas.editor()), tr("fill holes"));
}

void DrawController::smoothSelected(const Viewport& view) {
  if (m_canvas.canEdit())
    run(smoothed(m_canvas.set(), m_selection.ids(), kSmoothPx * m_canvas.dpr * view.downsample, m_canvas.editor()),
        tr("simplify"));
}

void DrawController::lockSelected(bool locked) {
  if (m_canvas.canEdit())
    run(withLock(m_canvas.set(), m_selection.ids(), locked, m_canvas.editor()), locked ? tr("lock") : tr("unlock"));
}

void DrawController::verifySelected() {
  if (m_canvas.canEdit()) run(verified(m_canvas.set(), m_selection.ids(), m_canvas.editor()), tr("mark as verified"));
}

void DrawController::classSelected(const std::string& className) {
  if (m_canvas.canEdit())
    run(classed(m_canvas.set(), m_selection.ids(), className, m_canvas.editor()), tr("set class"));
}

void DrawController::resolveHierarchy() {
  if (m_canvas.canEdit()) run(hierarchyResolved(m_canvas.set(), m_canvas.editor()), tr("resolve hierarchy"));
}

void DrawController::selectAll() {
  if (m_canvas.drawing == nullptr) return;
  Ids ids;
  for (const AnnotationPtr& one : m_canvas.set().all()) ids.push_back(one->id);
  m_selection.set(std::move(ids));
}

bool DrawController::press(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) {
  DrawTool* tool = current();
  if (tool == nullptr || m_canvas.drawing == nullptr) return false;
  if (button == Qt::LeftButton && !m_canvas.canEdit() && m_kind != ToolKind::select) {
    Q_EMIT told(m_canvas.drawing->state() == Drawing::State::unreadable
                    ? tr("Nothing can be drawn: what is drawn on this slide could not be read")
                    : tr("What is drawn on this slide is still being read"));
    return true;
  }
  return tool->press(eventOf(screen, button, keys, view));
}

bool DrawController::move(QPointF screen, Qt::MouseButtons, Qt::KeyboardModifiers keys, const Viewport& view) {
  DrawTool* tool = current();
  if (tool == nullptr || m_canvas.drawing == nullptr) return false;
  tool->move(eventOf(screen, Qt::NoButton, keys, view));
  return false;
}

bool DrawController::release(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys, const Viewport& view) {
  DrawTool* tool = current();
  if (tool == nullptr || m_canvas.drawing == nullptr) return false;
  tool->release(eventOf(screen, button, keys, view));
  return true;
}

bool DrawController::doubleClick(QPointF screen, Qt::MouseButton button, Qt::KeyboardModifiers keys,
                                 const Viewport& view) {
  DrawTool* tool = current();
  if (tool == nullptr || m_canvas.drawing == nullptr) return false;
  return tool->doubleClick(eventOf(screen, button, keys, view));
}

bool DrawController::key(int key, Qt::KeyboardModifiers keys, const Viewport& view) {
  DrawTool* tool = current();
  if (tool != nullptr && key != Qt::Key_Escape && tool->key(key, keys, view)) return true;
  // Selected with another tool, or in the list, it is deleted all the same.
  if (key == Qt::Key_Delete && !m_selection.empty() && m_canvas.canEdit()) {
    if (!m_canvas.commit(removed(m_canvas.set(), m_selection.ids()), tr("delete")))
      m_canvas.say(QCoreApplication::translate("Draw", "What is selected is locked: unlock it to delete it"));
    return true;
  }
  if (key != Qt::Key_Escape) return false;
  if (tool != nullptr && tool->cancel()) return true;
  if (!m_selection.empty()) {
    m_selection.clear();
    return true;
  }
  if (tool == nullptr) return false;
  use(ToolKind::none);
  return true;
}

bool DrawController::takesKey(int key, Qt::KeyboardModifiers keys) const {
  const DrawTool* tool = current();
  return tool != nullptr && tool->takesKey(key, keys);
}

void DrawController::left() {
  if (DrawTool* tool = current()) tool->pointerLeft();
}

QCursor DrawController::cursor() const {
  const DrawTool* tool = current();
  return tool == nullptr ? QCursor(Qt::OpenHandCursor) : tool->cursor();
}

}  // namespace snitt

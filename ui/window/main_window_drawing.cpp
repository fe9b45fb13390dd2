// MainWindow: drawing on the slide.
#include <QActionGroup>

#include <array>

#include "ui/window/main_window.h"

namespace snitt {

namespace {

using Keys = QList<QKeySequence>;

struct ToolCommand {
  const char* id;
  ToolKind kind;
};

constexpr std::array kTools{
    ToolCommand{"draw.move", ToolKind::none},           ToolCommand{"draw.select", ToolKind::select},
    ToolCommand{"draw.rectangle", ToolKind::rectangle}, ToolCommand{"draw.ellipse", ToolKind::ellipse},
    ToolCommand{"draw.polygon", ToolKind::polygon},     ToolCommand{"draw.brush", ToolKind::brush},
    ToolCommand{"draw.wand", ToolKind::wand},           ToolCommand{"draw.line", ToolKind::line},
    ToolCommand{"draw.polyline", ToolKind::polyline},   ToolCommand{"draw.point", ToolKind::point},
    ToolCommand{"draw.count", ToolKind::count},         ToolCommand{"draw.cut", ToolKind::cut},
};

}  // namespace

void MainWindow::makeMarkActions() {
  const QString category = tr("Viewpoints");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const Keys& keys, auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, category);
    connect(made, &QAction::triggered, this, call);
  };
  add("mark.bookmark", tr("Add &viewpoint"), "bookmark-add", {QKeySequence(tr("Ctrl+B"))}, &MainWindow::addBookmark);
  add("mark.previous-viewpoint", tr("Previous viewpoint"), "previous", {QKeySequence(tr("PgUp"))},
      [this] { stepViewpoint(-1); });
  add("mark.next-viewpoint", tr("Next viewpoint"), "next", {QKeySequence(tr("PgDown"))}, [this] { stepViewpoint(1); });
}

void MainWindow::makeDrawActions() {
  const QString category = tr("Draw");
  auto* tools = new QActionGroup(this);
  const auto tool = [&](const char* id, const QString& text, const char* iconName, const char* key, const QString& tip,
                        auto call) {
    QAction* made =
        m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), {QKeySequence(tr(key))}, category);
    connect(made, &QAction::triggered, this, call);
    made->setStatusTip(tip);
    made->setCheckable(true);
    tools->addAction(made);
  };
  const auto use = [this](ToolKind kind) { return [this, kind] { pane().draw().use(kind); }; };
  tool("draw.move", tr("&Move the slide"), "move", "M", tr("Drag the slide; a click selects an annotation"),
       use(ToolKind::none));
  tool("draw.select", tr("&Select and edit"), "select", "S",
       tr("Click to select, drag to move; drag corners, double click an outline for a new one, Delete removes"),
       use(ToolKind::select));
  tool("draw.rectangle", tr("&Rectangle"), "draw-rectangle", "R", tr("Drag; Shift for a square, Ctrl from the middle"),
       use(ToolKind::rectangle));
  tool("draw.ellipse", tr("&Ellipse"), "draw-ellipse", "O", tr("Drag; Shift for a circle, Ctrl from the middle"),
       use(ToolKind::ellipse));
  tool("draw.polygon", tr("&Polygon"), "draw-polygon", "P",
       tr("Click corner by corner and end with a double click, or drag around"), use(ToolKind::polygon));
  tool("draw.brush", tr("&Brush"), "draw-brush", "B",
       tr("Paint; on the selected area adds to it, Alt or Ctrl takes away; [ and ] change the size"),
       use(ToolKind::brush));
  tool("draw.wand", tr("&Wand"), "wand", "W",
       tr("Press on a colour and drag away to take more; Alt or Ctrl takes away"), use(ToolKind::wand));
  tool("draw.line", tr("&Line with length"), "ruler", "L", tr("Drag, or click both ends; Shift in steps of 45°"),
       use(ToolKind::line));
  tool("draw.polyline", tr("Pol&yline"), "draw-polyline", "V",
       tr("Click corner by corner and end with a double click, or draw freehand"), use(ToolKind::polyline));
  tool("draw.point", tr("P&oint"), "point", ".", tr("Click to place points"), use(ToolKind::point));
  tool("draw.count", tr("&Count"), "count", "N",
       tr("The keys 1 to 9 put a point of that class under the cursor; Backspace takes the last one back"),
       use(ToolKind::count));
  tool("draw.cut", tr("S&plit along a line"), "cut", "X", tr("Draw a line right through what is selected"),
       use(ToolKind::cut));
  tool("draw.frame-0785", tr("Field frame 0.785 mm²"), "field-frame", "G", tr("Click to place a circle"),
       [this] { placeFrame(0.785, FrameForm::circle); });
  tool("draw.frame-1", tr("Field frame 1 mm²"), "field-frame", "Shift+G", tr("Click to place a square"),
       [this] { placeFrame(1, FrameForm::square); });
  tool("draw.frame-2", tr("Field frame 2 mm²"), "field-frame", "Ctrl+Shift+G", tr("Click to place a square"),
       [this] { placeFrame(2, FrameForm::square); });
  command(QStringLiteral("draw.move"))->setChecked(true);
  makeEditActions();
}

void MainWindow::makeEditActions() {
  const QString category = tr("Edit");
  const auto add = [&](const char* id, const QString& text, const char* iconName, const Keys& keys, auto call) {
    QAction* made = m_actions->add(QString::fromLatin1(id), text, QString::fromLatin1(iconName), keys, category);
    connect(made, &QAction::triggered, this, call);
    return made;
  };
  add("edit.undo", tr("&Undo"), "undo", {QKeySequence::Undo}, [this] { document()->history().undo(); });
  add("edit.redo", tr("Re&do"), "redo", {QKeySequence(tr("Ctrl+Shift+Z"))}, [this] { document()->history().redo(); });
  add("edit.select-all", tr("Select &all"), "", {QKeySequence(tr("Ctrl+A"))}, [this] { pane().draw().selectAll(); });
  add("edit.duplicate", tr("D&uplicate"), "copy", {QKeySequence(tr("Ctrl+D"))},
      [this] { pane().draw().duplicateSelected(pane().view().viewport()); });
  add("edit.delete", tr("&Delete"), "delete", {}, [this] {
    pane().draw().removeSelected();
  })->setStatusTip(tr("Delete what is selected and not locked"));
  add("edit.merge", tr("&Merge"), "merge", {QKeySequence(tr("Shift+M"))}, [this] {
    pane().draw().mergeSelected();
  })->setStatusTip(tr("Make one area of those that are selected"));
  add("edit.subtract", tr("&Subtract"), "subtract", {QKeySequence(tr("Shift+S"))}, [this] {
    pane().draw().subtractSelected();
  })->setStatusTip(tr("Cut the others out of the area that was selected first"));
  add("edit.parts", tr("Split into &parts"), "split", {}, [this] {
    pane().draw().partSelected();
  })->setStatusTip(tr("Make each part an annotation of its own"));
  add("edit.fill-holes", tr("&Fill holes"), "fill", {}, [this] { pane().draw().fillHolesOfSelected(); });
  add("edit.simplify", tr("S&implify"), "simplify", {}, [this] {
    pane().draw().smoothSelected(pane().view().viewport());
  })->setStatusTip(tr("Fewer corners, as far as this magnification shows no difference"));
  QAction* lock = add("edit.lock", tr("&Locked"), "lock", {QKeySequence(tr("K"))},
                      [this](bool on) { pane().draw().lockSelected(on); });
  lock->setCheckable(true);
  lock->setStatusTip(tr("What is locked can be selected, and not changed or deleted"));
  add("edit.verify", tr("Mark as &verified"), "verify", {QKeySequence(tr("Shift+V"))}, [this] {
    pane().draw().verifySelected();
  })->setStatusTip(tr("You have looked at what a network drew, and it is right"));
  add("edit.hierarchy", tr("Sort into &hierarchy"), "", {}, [this] {
    pane().draw().resolveHierarchy();
  })->setStatusTip(tr("Let each annotation belong to the smallest area around it"));
}

void MainWindow::enableDrawActions() {
  const bool open = hasSlide();
  const bool edits = open && document()->drawing().canEdit();
  const Ids& selected = pane().draw().selection().ids();
  for (const QString& id : m_actions->ids())
    if (id.startsWith(QLatin1String("draw."))) command(id)->setEnabled(open);
  for (const char* id : {"edit.duplicate", "edit.delete", "edit.merge", "edit.subtract", "edit.parts",
                         "edit.fill-holes", "edit.simplify", "edit.lock", "edit.verify"})
    command(QString::fromLatin1(id))->setEnabled(edits && !selected.empty());
  for (const char* id : {"edit.select-all", "edit.hierarchy"})
    command(QString::fromLatin1(id))->setEnabled(edits && !document()->drawing().annotations().empty());
  bool locked = false;
  if (open)
    for (const std::string& id : selected)
      if (const AnnotationPtr one = document()->drawing().annotations().find(id)) locked = locked || one->locked;
  command(QStringLiteral("edit.lock"))->setChecked(locked);
  const auto step = [&](const char* id, bool can, const QString& words, const QString& what) {
    QAction* action = command(QString::fromLatin1(id));
    action->setEnabled(can);
    action->setText(what.isEmpty() ? words : tr("%1: %2").arg(words, what));
  };
  step("edit.undo", open && document()->history().canUndo(), tr("&Undo"),
       open ? document()->history().undoText() : QString());
  step("edit.redo", open && document()->history().canRedo(), tr("Re&do"),
       open ? document()->history().redoText() : QString());
  command(QStringLiteral("score.correct"))->setEnabled(edits && document()->score() != nullptr);
  tellTool();
}

// A click with the hand selects what is drawn there; on nothing it lets go of what was selected.
bool MainWindow::selectAt(QPointF slide) {
  if (!hasSlide() || !document()->layers().annotationsShown()) return false;
  constexpr double reachPx = 6;  // logical pixels
  const SlideView& view = pane().view();
  const AnnotationPtr hit = document()->drawing().annotations().at(
      {slide.x(), slide.y()}, reachPx * view.pixelRatio() * view.viewport().downsample);
  const bool had = !pane().draw().selection().empty();
  if (hit && hit->shape != Shape::fieldFrame) {
    pane().draw().selection().set({hit->id});
    return true;
  }
  pane().draw().selection().clear();
  return had;
}

void MainWindow::tellTool() {
  const ToolKind kind = pane().draw().tool();
  for (const ToolCommand& one : kTools)
    if (one.kind == kind) command(QString::fromLatin1(one.id))->setChecked(true);
}

void MainWindow::placeFrame(double areaMm2, FrameForm form) {
  if (const auto begun = pane().draw().useFrame(form, areaMm2); !begun) {
    pane().say(QString::fromStdString(begun.error().message));
    tellTool();
  }
}

}  // namespace snitt

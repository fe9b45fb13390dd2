// Every tool by mouse and keys in the viewer's own window, and everything undone and done again.
#include <QMouseEvent>
#include <QTest>

#include <gtest/gtest.h>

#include "core/drawing/drawing_file.h"
#include "core/text/identity.h"
#include "support/viewer_window.h"
#include "ui/document/reaper.h"

namespace snitt {
namespace {

using test::waitFor;

class DrawTools : public testing::Test {
 protected:
  void SetUp() override {
    m_slide = m_viewer.slide("a.svs");
    ASSERT_TRUE(m_viewer.open(m_slide));
    // Two level-0 pixels a screen pixel, the slide's corner in the view's.
    look({1000, 700}, 2);
  }
  [[nodiscard]] SlideView& view() { return m_viewer.window().pane().view(); }
  [[nodiscard]] DrawController& draw() { return m_viewer.window().pane().draw(); }
  [[nodiscard]] SlideDocument& document() { return *m_viewer.window().pane().document(); }
  [[nodiscard]] Drawing& drawing() { return document().drawing(); }
  [[nodiscard]] std::vector<AnnotationPtr> all() { return drawing().annotations().all(); }
  void look(QPointF centre, double downsample) {
    Viewport to = view().viewport();
    to.centre = centre;
    to.downsample = downsample;
    view().setViewport(to);
    ASSERT_TRUE(waitFor([this] { return view().complete(); }));
  }
  [[nodiscard]] Point slideAt(QPoint screen) { return fromQt(view().viewport().toSlide(screen)); }
  [[nodiscard]] QPoint screenAt(Point slide) { return view().viewport().toScreen(toQt(slide)).toPoint(); }
  void mouse(QEvent::Type type, QPoint at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton) {
    const bool moves = type == QEvent::MouseMove;
    QMouseEvent event(type, at, view().mapToGlobal(at), moves ? Qt::NoButton : button,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button), keys);
    QCoreApplication::sendEvent(&view(), &event);
  }
  void drag(const std::vector<QPoint>& way, Qt::KeyboardModifiers keys = {}) {
    mouse(QEvent::MouseMove, way.front(), keys);
    mouse(QEvent::MouseButtonPress, way.front(), keys);
    for (const QPoint& at : way) mouse(QEvent::MouseMove, at, keys);
    mouse(QEvent::MouseButtonRelease, way.back(), keys);
  }
  void click(QPoint at, Qt::KeyboardModifiers keys = {}) { drag({at}, keys); }
  void doubleClick(QPoint at) {
    click(at);
    mouse(QEvent::MouseButtonDblClick, at);
    mouse(QEvent::MouseButtonRelease, at);
  }
  void key(Qt::Key key, Qt::KeyboardModifiers keys = {}) { QTest::keyClick(&view(), key, keys); }
  [[nodiscard]] double areaPx(const AnnotationPtr& one) { return areaMm2(one->geometry, {1000, 1000}); }

  test::ViewerWindow m_viewer;
  std::filesystem::path m_slide;
};

TEST_F(DrawTools, RectangleAndEllipse) {
  key(Qt::Key_R);
  EXPECT_EQ(draw().tool(), ToolKind::rectangle);
  drag({{100, 100}, {150, 180}, {200, 250}});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0]->shape, Shape::rectangle);
  EXPECT_DOUBLE_EQ(areaPx(all()[0]), 200.0 * 300);
  EXPECT_EQ(all()[0]->origin, Origin::human);
  EXPECT_EQ(all()[0]->author, "tester");
  EXPECT_FALSE(all()[0]->created.empty());
  drag({{300, 100}, {340, 260}}, Qt::ShiftModifier);
  EXPECT_DOUBLE_EQ(areaPx(all()[1]), 320.0 * 320);
  drag({{400, 400}, {420, 430}}, Qt::ControlModifier);
  EXPECT_DOUBLE_EQ(areaPx(all()[2]), 80.0 * 120);
  key(Qt::Key_O);
  drag({{500, 100}, {600, 200}});
  EXPECT_EQ(all()[3]->shape, Shape::ellipse);
  EXPECT_NEAR(areaPx(all()[3]), 3.14159265 * 100 * 100, 40);
  click({50, 50});
  EXPECT_EQ(all().size(), 4U) << "a click is no shape";
}

TEST_F(DrawTools, LineByDraggingAndByClicks) {
  key(Qt::Key_L);
  drag({{100, 100}, {400, 100}});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0]->shape, Shape::line);
  EXPECT_DOUBLE_EQ(lengthUm(all()[0]->geometry, {1, 1}), 600);
  click({100, 200});
  mouse(QEvent::MouseMove, {150, 260});
  click({180, 240});
  ASSERT_EQ(all().size(), 2U);
  EXPECT_DOUBLE_EQ(lengthUm(all()[1]->geometry, {1, 1}), 2 * std::hypot(80, 40));
  drag({{100, 300}, {200, 310}}, Qt::ShiftModifier);
  EXPECT_DOUBLE_EQ(all()[2]->geometry.lines[0][1].y, all()[2]->geometry.lines[0][0].y) << "held level";
}

TEST_F(DrawTools, PolygonByClicksEndsWithADoubleClickEnterOrItsFirstCorner) {
  key(Qt::Key_P);
  click({100, 100});
  click({200, 100});
  doubleClick({200, 200});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_DOUBLE_EQ(areaPx(all()[0]), 200.0 * 200 / 2);
  click({300, 100});
  click({400, 100});
  click({450, 180});
  key(Qt::Key_Backspace);
  click({400, 200});
  key(Qt::Key_Return);
  ASSERT_EQ(all().size(), 2U);
  EXPECT_DOUBLE_EQ(areaPx(all()[1]), 200.0 * 200 / 2);
  click({500, 100});
  click({600, 100});
  click({600, 200});
  click({502, 102});
  ASSERT_EQ(all().size(), 3U);
  click({50, 300});
  click({80, 300});
  key(Qt::Key_Escape);
  EXPECT_EQ(all().size(), 3U);
  EXPECT_EQ(draw().tool(), ToolKind::polygon) << "Esc leaves the shape first, then the tool";
}

TEST_F(DrawTools, FreehandIsThinnedAndMendedWhereItCrossesItself) {
  key(Qt::Key_P);
  std::vector<QPoint> round;
  for (int i = 0; i <= 360; i += 3)
    round.emplace_back(300 + static_cast<int>(100 * std::cos(i * 0.01745)),
                       250 + static_cast<int>(100 * std::sin(i * 0.01745)));
  drag(round);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_NEAR(areaPx(all()[0]), 3.14159 * 200 * 200, 3000);
  EXPECT_LT(all()[0]->geometry.areas[0].outer.size(), 70U);
  drag({{500, 100}, {600, 200}, {600, 100}, {500, 200}});
  ASSERT_EQ(all().size(), 2U);
  EXPECT_NEAR(areaPx(all()[1]), 2 * 200.0 * 100 / 2, 1);
  key(Qt::Key_V);
  drag({{100, 400}, {150, 400}, {200, 400}, {200, 450}});
  ASSERT_EQ(all().size(), 3U);
  EXPECT_EQ(all()[2]->shape, Shape::polyline);
  EXPECT_EQ(all()[2]->geometry.lines[0].size(), 3U);
}

TEST_F(DrawTools, BrushAddsToWhatIsSelectedAndTakesAwayWithAltOrCtrl) {
  key(Qt::Key_B);
  drag({{200, 200}, {300, 200}});
  ASSERT_EQ(all().size(), 1U);
  const double first = areaPx(all()[0]);
  EXPECT_NEAR(first, 3.14159 * 36 * 36 + 200 * 72, 100);
  drag({{300, 200}, {400, 200}});
  ASSERT_EQ(all().size(), 1U) << "begun on the selected one";
  EXPECT_NEAR(areaPx(all()[0]), 3.14159 * 36 * 36 + 400 * 72, 100);
  drag({{350, 200}, {350, 201}}, Qt::AltModifier);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0]->geometry.areas.size(), 2U) << "cut in two";
  const double cut = areaPx(all()[0]);
  drag({{250, 200}, {250, 201}}, Qt::ControlModifier);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_LT(areaPx(all()[0]), cut) << "where the desktop takes Alt for itself";
  drag({{600, 400}, {610, 400}});
  EXPECT_EQ(all().size(), 2U) << "begun elsewhere";
  const double before = draw().selection().ids().size() == 1 ? areaPx(all()[1]) : 0;
  key(Qt::Key_BracketRight);
  drag({{600, 400}, {610, 400}});
  EXPECT_GT(areaPx(all()[1]), before);
}

TEST_F(DrawTools, WandTakesTissueAndNotGlass) {
  key(Qt::Key_W);
  const auto taken = [this] { return waitFor([this] { return !all().empty() && document().idle(); }); };
  click({3, 3});
  ASSERT_TRUE(taken());
  const AnnotationPtr one = all()[0];
  EXPECT_TRUE(covers(one->geometry, slideAt({3, 3})));
  EXPECT_GT(areaPx(one), 100);
}

TEST_F(DrawTools, PointsAndCountingByKeys) {
  key(Qt::Key_Period);
  click({100, 100});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0]->geometry.points.size(), 1U);
  key(Qt::Key_N);
  mouse(QEvent::MouseMove, {200, 200});
  key(Qt::Key_2);
  mouse(QEvent::MouseMove, {210, 200});
  key(Qt::Key_2);
  key(Qt::Key_3);
  ASSERT_EQ(all().size(), 4U);
  const auto& classes = m_viewer.classes.classes();
  EXPECT_EQ(all()[1]->className, classes[1].name);
  EXPECT_EQ(all()[3]->className, classes[2].name);
  EXPECT_EQ(all()[1]->geometry.points[0], slideAt({200, 200}));
  EXPECT_DOUBLE_EQ(view().viewport().downsample, 2) << "the keys zoom no more while one counts";
  key(Qt::Key_Backspace);
  EXPECT_EQ(all().size(), 3U);
  key(Qt::Key_Escape);
  key(Qt::Key_4);
  EXPECT_EQ(all().size(), 3U);
}

TEST_F(DrawTools, FieldFramesHaveTheirAreaAndHoldWhatIsCountedInThem) {
  look({2500, 2000}, 8);
  m_viewer.trigger("draw.frame-0785");
  mouse(QEvent::MouseMove, {300, 300});
  click({300, 300});
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(draw().tool(), ToolKind::select);
  EXPECT_NEAR(areaMm2(all()[0]->geometry, {document().mpp()->x, document().mpp()->y}), 0.785, 1e-9);
  key(Qt::Key_N);
  mouse(QEvent::MouseMove, {305, 302});
  key(Qt::Key_1);
  EXPECT_EQ(all()[1]->parent, all()[0]->id);
}

TEST_F(DrawTools, SelectsMovesAndReshapes) {
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  drag({{300, 100}, {400, 200}});
  key(Qt::Key_S);
  click({150, 150});
  EXPECT_EQ(draw().selection().ids(), Ids{all()[0]->id});
  click({350, 150}, Qt::ShiftModifier);
  EXPECT_EQ(draw().selection().ids().size(), 2U);
  drag({{350, 150}, {370, 160}});
  EXPECT_EQ(all()[0]->geometry.areas[0].outer[0], slideAt({120, 110}));
  EXPECT_EQ(all()[1]->geometry.areas[0].outer[0], slideAt({320, 110}));
  EXPECT_FALSE(all()[0]->changed.empty());
  click({700, 500});
  EXPECT_TRUE(draw().selection().empty());
  drag({{90, 90}, {500, 400}});
  EXPECT_EQ(draw().selection().ids().size(), 2U) << "a rectangle around both";
  click({150, 150});
  // The corner of the rectangle; it stays a rectangle.
  drag({{220, 210}, {260, 240}});
  EXPECT_EQ(all()[0]->shape, Shape::rectangle);
  EXPECT_DOUBLE_EQ(areaPx(all()[0]), 280.0 * 260);
}

TEST_F(DrawTools, CornersOfAPolygonMoveComeAndGo) {
  key(Qt::Key_P);
  for (const QPoint at : {QPoint(100, 100), QPoint(300, 100), QPoint(300, 300), QPoint(100, 300)}) click(at);
  key(Qt::Key_Return);
  key(Qt::Key_S);
  drag({{300, 300}, {340, 340}});
  EXPECT_EQ(all()[0]->geometry.areas[0].outer[2], slideAt({340, 340}));
  mouse(QEvent::MouseButtonPress, {200, 100});
  mouse(QEvent::MouseButtonRelease, {200, 100});
  mouse(QEvent::MouseButtonDblClick, {200, 100});
  mouse(QEvent::MouseButtonRelease, {200, 100});
  ASSERT_EQ(all()[0]->geometry.areas[0].outer.size(), 5U);
  drag({{200, 100}, {200, 150}});
  EXPECT_EQ(all()[0]->geometry.areas[0].outer[1], slideAt({200, 150}));
  click({200, 150}, Qt::AltModifier);
  EXPECT_EQ(all()[0]->geometry.areas[0].outer.size(), 4U);
  mouse(QEvent::MouseMove, {100, 100});
  key(Qt::Key_Delete);
  EXPECT_EQ(all()[0]->geometry.areas[0].outer.size(), 3U) << "the corner under the cursor";
  mouse(QEvent::MouseMove, {250, 250});
  key(Qt::Key_Delete);
  EXPECT_TRUE(all().empty()) << "the whole";
}

// What an undo takes away under the cursor, or in the middle of a drag, is not worked with any more.
TEST_F(DrawTools, AnUndoUnderTheCursorForgetsTheCorner) {
  key(Qt::Key_P);
  for (const QPoint at : {QPoint(100, 100), QPoint(300, 100), QPoint(300, 300)}) click(at);
  key(Qt::Key_Return);
  key(Qt::Key_S);
  doubleClick({200, 200});
  ASSERT_EQ(all()[0]->geometry.areas[0].outer.size(), 4U);
  mouse(QEvent::MouseMove, {200, 200});
  mouse(QEvent::MouseButtonPress, {200, 200});
  mouse(QEvent::MouseMove, {180, 220});
  m_viewer.trigger("edit.undo");
  EXPECT_FALSE(view().picture().isNull());
  mouse(QEvent::MouseMove, {170, 230});
  mouse(QEvent::MouseButtonRelease, {170, 230});
  EXPECT_EQ(all()[0]->geometry.areas[0].outer.size(), 3U);
  key(Qt::Key_Delete);
  EXPECT_TRUE(all().empty()) << "no corner is known under the cursor: the whole is meant";
}

TEST_F(DrawTools, CountingFollowsTheCursorWhenTheSlideMovesUnderIt) {
  key(Qt::Key_N);
  mouse(QEvent::MouseMove, {200, 200});
  view().panBy({-80, 0});
  key(Qt::Key_1);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0]->geometry.points[0], slideAt({200, 200}));
}

TEST_F(DrawTools, FieldFramesGetNamesOfTheirOwn) {
  look({2500, 2000}, 8);
  const auto place = [this](QPoint at) {
    m_viewer.trigger("draw.frame-0785");
    mouse(QEvent::MouseMove, at);
    click(at);
  };
  place({200, 200});
  place({400, 300});
  draw().selection().set({all()[0]->id});
  m_viewer.trigger("edit.delete");
  place({300, 400});
  ASSERT_EQ(all().size(), 2U);
  EXPECT_NE(all()[0]->name, all()[1]->name);
}

TEST_F(DrawTools, CommandsOnWhatIsSelected) {
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  drag({{150, 100}, {250, 200}});
  m_viewer.trigger("edit.select-all");
  m_viewer.trigger("edit.merge");
  ASSERT_EQ(all().size(), 1U);
  EXPECT_DOUBLE_EQ(areaPx(all()[0]), 300.0 * 200);
  key(Qt::Key_X);
  drag({{175, 50}, {175, 150}, {175, 250}});
  ASSERT_EQ(all().size(), 2U) << "cut in two";
  EXPECT_DOUBLE_EQ(areaPx(all()[0]) + areaPx(all()[1]), 300.0 * 200);
  draw().selection().set({all()[0]->id});
  m_viewer.trigger("edit.duplicate");
  EXPECT_EQ(all().size(), 3U);
  m_viewer.trigger("edit.lock");
  EXPECT_TRUE(all()[2]->locked);
  m_viewer.trigger("edit.delete");
  EXPECT_EQ(all().size(), 3U) << "what is locked stays";
  draw().selection().set({all()[0]->id, all()[2]->id});
  m_viewer.trigger("edit.subtract");
  EXPECT_LT(areaPx(all()[0]), 20000);
  key(Qt::Key_S);
  draw().selection().set({all()[1]->id});
  key(Qt::Key_Delete);
  EXPECT_EQ(all().size(), 2U);
}

// A way through all of it: back to nothing, and to the same end again.
TEST_F(DrawTools, DeleteRemovesWhatIsSelectedWithAnyDrawingToolAndNotWhatIsLocked) {
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  key(Qt::Key_B);
  key(Qt::Key_Delete);
  EXPECT_TRUE(all().empty());
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  m_viewer.trigger("edit.lock");
  key(Qt::Key_B);
  key(Qt::Key_Delete);
  EXPECT_EQ(all().size(), 1U);
  m_viewer.trigger("edit.lock");
  key(Qt::Key_Delete);
  EXPECT_TRUE(all().empty());
}

TEST_F(DrawTools, EverythingIsUndoneToTheEmptyStateAndDoneAgain) {
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  drag({{150, 100}, {250, 200}});
  key(Qt::Key_B);
  drag({{400, 300}, {450, 320}});
  drag({{450, 320}, {500, 320}});
  m_viewer.trigger("mark.bookmark");
  m_viewer.trigger("edit.select-all");
  m_viewer.trigger("edit.duplicate");
  key(Qt::Key_S);
  drag({{160, 150}, {190, 170}});
  m_viewer.trigger("edit.lock");
  m_viewer.trigger("edit.lock");
  m_viewer.trigger("edit.merge");
  key(Qt::Key_Period);
  click({600, 500});
  const auto valuesOf = [this] {
    std::vector<Annotation> values;
    for (const AnnotationPtr& one : all()) values.push_back(*one);
    return values;
  };
  const std::vector<Annotation> end = valuesOf();
  ASSERT_GT(end.size(), 1U);
  int steps = 0;
  while (document().history().canUndo() && steps < 100) {
    m_viewer.trigger("edit.undo");
    ++steps;
  }
  EXPECT_EQ(steps, 11);
  EXPECT_TRUE(all().empty());
  EXPECT_TRUE(document().notes().bookmarks.empty());
  EXPECT_FALSE(m_viewer.window().command("edit.undo")->isEnabled());
  for (int i = 0; i < steps; ++i) m_viewer.trigger("edit.redo");
  EXPECT_EQ(valuesOf(), end);
  EXPECT_EQ(document().notes().bookmarks.size(), 1U);
  // And what is on disk is what is shown.
  ASSERT_TRUE(waitFor([this] { return document().idle(); }));
  const auto kept = readDrawing(document().fingerprint().toStdString(), m_viewer.context.drawing);
  ASSERT_TRUE(kept) << kept.error().message;
  std::vector<Annotation> onDisk;
  for (const PlacedAnnotation& one : kept->annotations) onDisk.push_back(*one.annotation);
  EXPECT_EQ(onDisk, end);
}

TEST_F(DrawTools, OnARotatedAndMirroredViewWhatIsDrawnLiesUnderTheCursor) {
  view().turnTo(30);
  view().mirror();
  key(Qt::Key_P);
  click({300, 200});
  click({400, 220});
  click({380, 330});
  key(Qt::Key_Return);
  ASSERT_EQ(all().size(), 1U);
  for (const QPoint at : {QPoint(300, 200), QPoint(400, 220), QPoint(380, 330)})
    EXPECT_LT(distanceTo(all()[0]->geometry, slideAt(at)), 1e-6);
}

TEST_F(DrawTools, TheHandSelectsByAClickAndDeleteRemoves) {
  key(Qt::Key_R);
  drag({{100, 100}, {200, 200}});
  key(Qt::Key_M);
  draw().selection().clear();
  drag({{400, 400}, {380, 390}, {360, 380}});
  EXPECT_TRUE(draw().selection().empty()) << "a drag moves the slide";
  click(screenAt(placeOf(all()[0]->geometry)));
  EXPECT_EQ(draw().selection().ids(), Ids{all()[0]->id});
  key(Qt::Key_Escape);
  EXPECT_TRUE(draw().selection().empty());
  click(screenAt(placeOf(all()[0]->geometry)));
  key(Qt::Key_Delete);
  EXPECT_TRUE(all().empty());
}

TEST_F(DrawTools, SpaceLendsTheMouseBackForPanning) {
  key(Qt::Key_R);
  const QPointF centre = view().viewport().centre;
  QTest::keyPress(&view(), Qt::Key_Space);
  drag({{300, 300}, {250, 260}, {200, 200}});
  QTest::keyRelease(&view(), Qt::Key_Space);
  EXPECT_TRUE(all().empty());
  EXPECT_NE(view().viewport().centre, centre);
}

}  // namespace
}  // namespace snitt

#include "ui/marks/mark_tool.h"

#include <QTest>
#include <QWidget>
#include <cmath>

#include <gtest/gtest.h>

#include "ui/marks/new_marks.h"

namespace snitt {
namespace {

const Mpp kMpp{0.25, 0.25};

class MarkToolTest : public testing::Test {
 protected:
  void SetUp() override {
    tool.setScale(kMpp);
    QObject::connect(&tool, &MarkTool::notesChanged, [this](const SlideNotes& notes) { heard.push_back(notes); });
  }
  void click(QPointF at) {
    tool.move(at, view);
    EXPECT_TRUE(tool.press(at, Qt::LeftButton, view));
    EXPECT_TRUE(tool.release(at, Qt::LeftButton, view));
  }
  void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {}) {
    tool.move(from, view, modifiers);
    EXPECT_TRUE(tool.press(from, Qt::LeftButton, view, modifiers));
    EXPECT_TRUE(tool.move((from + to) / 2, view, modifiers));
    EXPECT_TRUE(tool.move(to, view, modifiers));
    EXPECT_TRUE(tool.release(to, Qt::LeftButton, view, modifiers));
  }
  void place(QPointF at) {
    ASSERT_TRUE(tool.placeFrame(0.785, FrameShape::circle));
    click(at);
  }
  static void expectNear(const Point& point, double x, double y) {
    EXPECT_NEAR(point.x, x, 1e-6);
    EXPECT_NEAR(point.y, y, 1e-6);
  }

  MarkTool tool;
  std::vector<SlideNotes> heard;
  Viewport view{QSize(800, 600), QPointF(4000, 3000), 10, 0, false};  // (0, 0) of the slide is (0, 0) of the screen
};

using MarkToolPlacing = MarkToolTest;

TEST_F(MarkToolPlacing, AFrameFollowsTheCursorAndIsPlacedByAClick) {
  ASSERT_TRUE(tool.placeFrame(0.785, FrameShape::circle));
  EXPECT_FALSE(tool.move({100, 100}, view)) << "the view shows coordinates all the same";
  ASSERT_EQ(tool.shownNotes().frames.size(), 1U);
  expectNear(tool.shownNotes().frames[0].centre, 1000, 1000);
  EXPECT_EQ(tool.selection().preview, tool.shownNotes().frames[0].id);
  EXPECT_TRUE(heard.empty());
  click({200, 150});
  ASSERT_EQ(heard.size(), 1U);
  const FieldFrame& frame = heard[0].frames.at(0);
  expectNear(frame.centre, 2000, 1500);
  EXPECT_EQ(frame.name, "Frame 1");
  EXPECT_EQ(frame.areaMm2, 0.785);
  EXPECT_EQ(frame.id.size(), 36U);
  EXPECT_EQ(frame.created.size(), 20U);
  EXPECT_FALSE(frame.author.empty());
  EXPECT_EQ(tool.selectedMark(), frame.id);
  EXPECT_EQ(tool.mode(), MarkTool::Mode::select);
}

TEST_F(MarkToolPlacing, IsRefusedWithASentenceWithoutScale) {
  tool.setScale(std::nullopt);
  const auto placed = tool.placeFrame(1, FrameShape::square);
  ASSERT_FALSE(placed);
  EXPECT_EQ(placed.error().kind, ErrorKind::refused);
  EXPECT_NE(placed.error().message.find("scale"), std::string::npos);
  EXPECT_EQ(tool.mode(), MarkTool::Mode::none);
  tool.setScale(kMpp);
  EXPECT_FALSE(tool.placeFrame(0, FrameShape::square));
  EXPECT_FALSE(tool.placeFrame(std::nan(""), FrameShape::square));
}

TEST_F(MarkToolPlacing, NamesAreCountedOnAndGapsAreFilled) {
  place({100, 100});
  place({500, 100});
  EXPECT_EQ(tool.notes().frames[1].name, "Frame 2");
  tool.selectMark(tool.notes().frames[0].id);
  tool.removeSelected();
  place({100, 400});
  EXPECT_EQ(tool.notes().frames[1].name, "Frame 1");
}

TEST_F(MarkToolPlacing, EscLeavesNothingBehind) {
  ASSERT_TRUE(tool.placeFrame(1, FrameShape::square));
  tool.move({100, 100}, view);
  EXPECT_TRUE(tool.key(Qt::Key_Escape));
  EXPECT_EQ(tool.mode(), MarkTool::Mode::none);
  EXPECT_TRUE(tool.shownNotes().frames.empty());
  EXPECT_TRUE(heard.empty());
  EXPECT_FALSE(tool.key(Qt::Key_Escape)) << "others may use the key";
  EXPECT_FALSE(tool.press({100, 100}, Qt::LeftButton, view)) << "the view pans";
}

TEST_F(MarkToolPlacing, TheViewKeepsItsOtherButtons) {
  ASSERT_TRUE(tool.placeFrame(1, FrameShape::square));
  EXPECT_FALSE(tool.press({100, 100}, Qt::MiddleButton, view));
  EXPECT_FALSE(tool.move({120, 100}, view));
  EXPECT_FALSE(tool.release({120, 100}, Qt::MiddleButton, view));
  EXPECT_TRUE(heard.empty());
}

using MarkToolRuler = MarkToolTest;

TEST_F(MarkToolRuler, IsDrawnByDragging) {
  tool.drawRuler();
  drag({100, 100}, {300, 180});
  ASSERT_EQ(heard.size(), 1U);
  const Ruler& ruler = heard[0].rulers.at(0);
  expectNear(ruler.from, 1000, 1000);
  expectNear(ruler.to, 3000, 1800);
  EXPECT_EQ(ruler.name, "Ruler 1");
  EXPECT_EQ(tool.mode(), MarkTool::Mode::ruler) << "ready for the next";
}

TEST_F(MarkToolRuler, IsDrawnByTwoClicks) {
  tool.drawRuler();
  click({100, 100});
  EXPECT_TRUE(heard.empty());
  tool.move({200, 300}, view);
  expectNear(tool.shownNotes().rulers.at(0).to, 2000, 3000);
  // Scrolled between the two: the first end stays on its tissue.
  view = view.movedBy({50, 0});
  click({250, 300});
  ASSERT_EQ(heard.size(), 1U);
  expectNear(heard[0].rulers.at(0).from, 1000, 1000);
  expectNear(heard[0].rulers.at(0).to, 2000, 3000);
}

TEST_F(MarkToolRuler, ShiftKeepsItLevelOnTheScreen) {
  view = view.turnedTo(90);
  tool.drawRuler();
  drag({100, 100}, {300, 120}, Qt::ShiftModifier);
  const Ruler& ruler = heard.at(0).rulers.at(0);
  EXPECT_NEAR(view.toScreen(toQt(ruler.to)).y(), 100, 1e-6);
  EXPECT_NEAR(view.toScreen(toQt(ruler.to)).x(), 300, 1e-6);
}

TEST_F(MarkToolRuler, ADoubleClickMeasuresNothing) {
  tool.drawRuler();
  click({100, 100});
  click({101, 100});
  EXPECT_TRUE(heard.empty());
  EXPECT_TRUE(tool.shownNotes().rulers.empty());
}

TEST_F(MarkToolRuler, RightButtonOrEscGivesUpTheOneBegun) {
  tool.drawRuler();
  click({100, 100});
  EXPECT_TRUE(tool.press({200, 200}, Qt::RightButton, view));
  EXPECT_TRUE(tool.shownNotes().rulers.empty());
  EXPECT_FALSE(tool.press({200, 200}, Qt::RightButton, view)) << "then it is the menu's again";
  click({100, 100});
  EXPECT_TRUE(tool.key(Qt::Key_Escape));
  EXPECT_TRUE(tool.shownNotes().rulers.empty());
  EXPECT_EQ(tool.mode(), MarkTool::Mode::ruler);
}

TEST_F(MarkToolRuler, NeedsNoScale) {
  tool.setScale(std::nullopt);
  tool.drawRuler();
  drag({100, 100}, {300, 100});
  EXPECT_EQ(heard.size(), 1U);
}

using MarkToolSelect = MarkToolTest;

TEST_F(MarkToolSelect, AFrameIsMovedByItsEdgeAndItsCentre) {
  place({400, 300});
  heard.clear();
  drag({400, 300}, {450, 320});
  ASSERT_EQ(heard.size(), 1U) << "one change a drag";
  expectNear(heard[0].frames[0].centre, 4500, 3200);
  // By a point of its edge, which stays under the cursor: 4000 px across are 400 on the screen.
  drag({250, 320}, {240, 300});
  expectNear(tool.notes().frames[0].centre, 4400, 3000);
}

TEST_F(MarkToolSelect, AClickThatTremblesMovesNothing) {
  place({400, 300});
  heard.clear();
  drag({400, 300}, {402, 301});
  EXPECT_TRUE(heard.empty());
  EXPECT_FALSE(tool.press({300, 310}, Qt::LeftButton, view)) << "inside a frame the view pans";
  EXPECT_TRUE(tool.selectedMark().empty());
}

TEST_F(MarkToolSelect, ARulersEndIsMovedAloneAndItsLineWithBothEnds) {
  tool.drawRuler();
  drag({100, 100}, {300, 100});
  tool.select();
  drag({300, 100}, {300, 200});
  expectNear(tool.notes().rulers[0].from, 1000, 1000);
  expectNear(tool.notes().rulers[0].to, 3000, 2000);
  drag({200, 150}, {210, 180});
  expectNear(tool.notes().rulers[0].from, 1100, 1300);
  expectNear(tool.notes().rulers[0].to, 3100, 2300);
}

TEST_F(MarkToolSelect, EscGivesUpADrag) {
  place({400, 300});
  heard.clear();
  tool.press({400, 300}, Qt::LeftButton, view);
  tool.move({500, 300}, view);
  expectNear(tool.shownNotes().frames[0].centre, 5000, 3000);
  EXPECT_TRUE(tool.key(Qt::Key_Escape));
  expectNear(tool.shownNotes().frames[0].centre, 4000, 3000);
  tool.release({500, 300}, Qt::LeftButton, view);
  EXPECT_TRUE(heard.empty());
}

TEST_F(MarkToolSelect, DeleteRemovesWhatIsSelectedAndUndoBringsItBack) {
  place({400, 300});
  const SlideNotes placed = tool.notes();
  EXPECT_TRUE(tool.key(Qt::Key_Delete));
  EXPECT_TRUE(heard.back().frames.empty());
  EXPECT_FALSE(tool.key(Qt::Key_Delete)) << "nothing is selected now";
  tool.undo();
  EXPECT_EQ(heard.back(), placed);
  tool.undo();
  EXPECT_TRUE(heard.back().frames.empty());
  EXPECT_FALSE(tool.canUndo());
  tool.redo();
  EXPECT_EQ(heard.back(), placed);
  place({100, 100});
  EXPECT_FALSE(tool.canRedo()) << "a new change ends what could be redone";
}

TEST_F(MarkToolSelect, UndoKeepsWhatAnotherProgramAdded) {
  place({400, 300});
  SlideNotes merged = tool.notes();
  merged.rulers.push_back(newRuler(merged, {0, 0}, {100, 0}));
  tool.refreshNotes(merged);
  tool.undo();
  EXPECT_TRUE(tool.notes().frames.empty());
  EXPECT_EQ(tool.notes().rulers, merged.rulers);
}

TEST_F(MarkToolSelect, AMergeWhileDraggingLosesNothing) {
  place({400, 300});
  tool.press({400, 300}, Qt::LeftButton, view);
  tool.move({500, 300}, view);
  SlideNotes merged = tool.notes();
  merged.bookmarks.push_back(newBookmark(merged, view));
  tool.refreshNotes(merged);
  tool.release({500, 300}, Qt::LeftButton, view);
  EXPECT_EQ(heard.back().bookmarks, merged.bookmarks);
  expectNear(heard.back().frames[0].centre, 5000, 3000);
}

TEST_F(MarkToolSelect, AnotherSlideStartsAnew) {
  place({400, 300});
  heard.clear();
  tool.setNotes({});
  EXPECT_FALSE(tool.canUndo());
  EXPECT_TRUE(tool.notes().frames.empty());
  EXPECT_TRUE(tool.selectedMark().empty());
  EXPECT_TRUE(heard.empty()) << "nothing is saved to the other slide";
}

// A view as the program has it: it hands events on and deals with those that the tool does not use.
class View : public QWidget {
 public:
  explicit View(MarkTool& marks) : tool(marks) { setMouseTracking(true); }
  int panned = 0;

 protected:
  void mousePressEvent(QMouseEvent* event) override {
    if (!tool.press(event->position(), event->button(), look(), event->modifiers())) ++panned;
  }
  void mouseMoveEvent(QMouseEvent* event) override { tool.move(event->position(), look(), event->modifiers()); }
  void mouseReleaseEvent(QMouseEvent* event) override {
    tool.release(event->position(), event->button(), look(), event->modifiers());
  }
  void keyPressEvent(QKeyEvent* event) override { tool.key(event->key()); }

 private:
  [[nodiscard]] Viewport look() const { return {size(), QPointF(4000, 3000), 10, 0, false}; }
  MarkTool& tool;
};

TEST_F(MarkToolSelect, WorksWithEventsOfAWidget) {
  View widget(tool);
  widget.resize(800, 600);
  widget.show();
  ASSERT_TRUE(tool.placeFrame(1, FrameShape::square));
  QTest::mouseMove(&widget, {300, 200});
  QTest::mouseClick(&widget, Qt::LeftButton, {}, {300, 200});
  ASSERT_EQ(tool.notes().frames.size(), 1U);
  expectNear(tool.notes().frames[0].centre, 3000, 2000);
  QTest::mousePress(&widget, Qt::LeftButton, {}, {300, 200});
  QTest::mouseMove(&widget, {350, 260});
  QTest::mouseRelease(&widget, Qt::LeftButton, {}, {350, 260});
  expectNear(tool.notes().frames[0].centre, 3500, 2600);
  QTest::mouseClick(&widget, Qt::LeftButton, {}, {700, 60});
  EXPECT_EQ(widget.panned, 1);
  QTest::mouseClick(&widget, Qt::LeftButton, {}, {350, 260});
  QTest::keyClick(&widget, Qt::Key_Delete);
  EXPECT_TRUE(tool.notes().frames.empty());
}

}  // namespace
}  // namespace snitt

#include "ui/panels/marks_panel.h"

#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include "ui/marks/new_marks.h"

namespace snitt {
namespace {

class MarksPanelWidget : public testing::Test {
 protected:
  void SetUp() override {
    const Viewport view{QSize(800, 600), QPointF(4000, 3000), 2, 90, true};
    for (const char* name : {"Invasive front", "Budding", "Vein"}) {
      notes.bookmarks.push_back(newBookmark(notes, view));
      notes.bookmarks.back().name = name;
    }
    panel.setScale(Mpp{0.25, 0.25});
    panel.setNotes(notes);
    panel.resize(320, 500);
    panel.show();
    panel.activateWindow();
    QObject::connect(&panel, &MarksPanel::notesChanged,
                     [this](const SlideNotes& changed) { heard.push_back(changed); });
    QObject::connect(&panel, &MarksPanel::goToBookmark, [this](const Bookmark& one) { visited.push_back(one.name); });
  }
  [[nodiscard]] MarksTree* tree() const { return panel.findChild<MarksTree*>(); }
  [[nodiscard]] QPlainTextEdit* note() const { return panel.findChild<QPlainTextEdit*>(); }
  [[nodiscard]] QTreeWidgetItem* item(int group, int row) const { return tree()->topLevelItem(group)->child(row); }
  [[nodiscard]] QAbstractButton* button(const QString& name) const {
    for (auto* one : panel.findChildren<QAbstractButton*>())
      if (one->text() == name || one->accessibleName() == name) return one;
    return nullptr;
  }
  [[nodiscard]] static std::string namesOf(const SlideNotes& notes) {
    std::string names;
    for (const Bookmark& one : notes.bookmarks) names += one.name + ";";
    return names;
  }

  MarksPanel panel;
  SlideNotes notes;
  std::vector<SlideNotes> heard;
  std::vector<std::string> visited;
};

TEST_F(MarksPanelWidget, ListsWhatIsKeptWithItsMeasures) {
  ASSERT_EQ(tree()->topLevelItemCount(), 1);
  EXPECT_EQ(item(0, 1)->text(1), "20×");  // 0.25 µm/px seen at 1 : 2
  panel.setScale(std::nullopt);
  EXPECT_EQ(item(0, 1)->text(1), "1 : 2.0");
  EXPECT_TRUE(heard.empty());
}

TEST_F(MarksPanelWidget, ANameIsEditedInItsPlace) {
  tree()->setCurrentItem(item(0, 1));
  QTest::keyClick(tree(), Qt::Key_F2);
  auto* editor = tree()->viewport()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->setText("Hot spot");
  QTest::keyClick(editor, Qt::Key_Return);
  QCoreApplication::processEvents();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].bookmarks[1].name, "Hot spot");
  // A name of blanks is none.
  item(0, 1)->setText(0, "  ");
  EXPECT_EQ(item(0, 1)->text(0), "Hot spot");
  EXPECT_EQ(heard.size(), 1U);
}

TEST_F(MarksPanelWidget, ANameBeingTypedOutlastsAMergeAndIsTakenOver) {
  tree()->setCurrentItem(item(0, 0));
  QTest::keyClick(tree(), Qt::Key_F2);
  auto* editor = tree()->viewport()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->setText("Front");
  SlideNotes merged = notes;
  merged.bookmarks.push_back(newBookmark(merged, {}));
  panel.setNotes(merged);
  panel.finishEditing();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].bookmarks[0].name, "Front");
  EXPECT_EQ(heard[0].bookmarks.size(), 4U);
  QCoreApplication::processEvents();
  EXPECT_EQ(tree()->topLevelItem(0)->childCount(), 4);
}

TEST_F(MarksPanelWidget, ANoteIsTakenOverWhenTypingPausesOrAnotherIsSelected) {
  EXPECT_FALSE(note()->isEnabled());
  tree()->setCurrentItem(item(0, 1));
  ASSERT_TRUE(note()->isEnabled());
  QTest::keyClicks(note(), "Tumour buds, 12 in this field");
  tree()->setCurrentItem(item(0, 2));
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].bookmarks[1].note, "Tumour buds, 12 in this field");
  EXPECT_TRUE(note()->toPlainText().isEmpty());
  QTest::keyClicks(note(), "EMVI?");
  EXPECT_TRUE(QTest::qWaitFor([this] { return heard.size() == 2; }, 10000));
  EXPECT_EQ(heard[1].bookmarks[2].note, "EMVI?");
  // Emptied again.
  note()->clear();
  panel.finishEditing();
  EXPECT_EQ(heard.back().bookmarks[2].note, "");
}

TEST_F(MarksPanelWidget, ANoteNeverGoesToAnotherSlide) {
  tree()->setCurrentItem(item(0, 1));
  QTest::keyClicks(note(), "of the first slide");
  SlideNotes other;
  other.bookmarks.push_back(newBookmark(other, {}));
  panel.setNotes(other);
  panel.finishEditing();
  EXPECT_TRUE(heard.empty());
  EXPECT_EQ(panel.notes(), other);
}

TEST_F(MarksPanelWidget, ANoteBeingTypedOutlastsAMerge) {
  tree()->setCurrentItem(item(0, 1));
  QTest::keyClicks(note(), "half a sen");
  SlideNotes merged = notes;
  merged.bookmarks.pop_back();
  panel.setNotes(merged);
  QTest::keyClicks(note(), "tence");
  panel.finishEditing();
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].bookmarks[1].note, "half a sentence");
  EXPECT_EQ(heard[0].bookmarks.size(), 2U);
}

TEST_F(MarksPanelWidget, DoubleClickAndEnterGoThere) {
  const auto middle = [this](const QTreeWidgetItem* one) { return tree()->visualItemRect(one).center(); };
  QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, middle(item(0, 2)));
  QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {}, middle(item(0, 2)));
  EXPECT_EQ(visited, (std::vector<std::string>{"Vein"}));
  tree()->setCurrentItem(item(0, 1));
  QTest::keyClick(tree(), Qt::Key_Return);
  EXPECT_EQ(visited, (std::vector<std::string>{"Vein", "Budding"}));
}

TEST_F(MarksPanelWidget, StepsThroughAConferenceAndStopsAtItsEnds) {
  button("Next viewpoint")->click();
  button("Next viewpoint")->click();
  button("Next viewpoint")->click();
  EXPECT_FALSE(button("Next viewpoint")->isEnabled());
  panel.stepViewpoint(1);
  button("Previous viewpoint")->click();
  EXPECT_EQ(visited, (std::vector<std::string>{"Invasive front", "Budding", "Vein", "Budding"}));
  EXPECT_EQ(panel.selectedMark().toStdString(), notes.bookmarks[1].id);
  EXPECT_TRUE(heard.empty());
}

TEST_F(MarksPanelWidget, ViewpointsAreReordered) {
  tree()->setCurrentItem(item(0, 2));
  button("Move the viewpoint up")->click();
  EXPECT_EQ(namesOf(heard.at(0)), "Invasive front;Vein;Budding;");
  EXPECT_EQ(panel.selectedMark().toStdString(), notes.bookmarks[2].id) << "it stays selected";
  panel.moveBookmark(0, 2);
  EXPECT_EQ(namesOf(heard.at(1)), "Vein;Budding;Invasive front;");
  panel.moveBookmark(5, 0);
  panel.moveBookmark(0, -1);
  EXPECT_EQ(heard.size(), 2U);
}

TEST_F(MarksPanelWidget, WhatTheTreeSaysOfADragIsDone) {
  Q_EMIT tree()->bookmarkMoved(0, 2);
  QCoreApplication::processEvents();
  EXPECT_EQ(namesOf(heard.at(0)), "Budding;Vein;Invasive front;");
}

TEST_F(MarksPanelWidget, DeletesOneAfterTheOther) {
  tree()->setCurrentItem(item(0, 0));
  QTest::keyClick(tree(), Qt::Key_Delete);
  button("Delete")->click();
  EXPECT_EQ(namesOf(heard.back()), "Vein;");
}

TEST_F(MarksPanelWidget, AsksOthersForWhatItCannotDo) {
  QSignalSpy add(&panel, &MarksPanel::addViewpointAsked);
  QSignalSpy list(&panel, &MarksPanel::exportListAsked);
  button("Add viewpoint")->click();
  button("Export list…")->click();
  EXPECT_EQ(add.size(), 1);
  EXPECT_EQ(list.size(), 1);
  panel.setSlideOpen(false);
  EXPECT_FALSE(button("Add viewpoint")->isEnabled());
  panel.setNotes({});
  EXPECT_FALSE(button("Export list…")->isEnabled());
  EXPECT_FALSE(button("Delete")->isEnabled());
}

TEST_F(MarksPanelWidget, ViewpointsBringTheViewBack) {
  const Viewport now{QSize(640, 480), QPointF(1, 2), 30, 0, false};
  EXPECT_EQ(viewportOf(notes.bookmarks[0], now), (Viewport{QSize(640, 480), QPointF(4000, 3000), 2, 90, true}));
}

// Drags need a window system; what a drop means is asked of the tree itself.
class Tree : public MarksTree {
 public:
  using MarksTree::dropEvent;
};

TEST(MarksTree, AViewpointIsDroppedBetweenOthersAndNowhereElse) {
  Tree tree;
  QTreeWidgetItem* viewpoints = tree.addHeading(MarkKind::bookmark, "Viewpoints");
  for (const char* id : {"a", "b", "c"}) tree.addMark(viewpoints, id)->setText(0, id);
  tree.resize(300, 400);
  tree.show();
  QSignalSpy moved(&tree, &MarksTree::bookmarkMoved);
  const auto drop = [&](QTreeWidgetItem* taken, QPoint at) {
    tree.setCurrentItem(taken);
    const QMimeData data;
    QDropEvent event(at, Qt::MoveAction, &data, Qt::LeftButton, {});
    tree.dropEvent(&event);
    EXPECT_NE(event.dropAction(), Qt::MoveAction) << "else the view removes the row that was dragged";
  };
  const auto upper = [&tree](const QTreeWidgetItem* item) {
    return tree.visualItemRect(item).topLeft() + QPoint(5, 2);
  };
  const auto lower = [&tree](const QTreeWidgetItem* item) {
    return tree.visualItemRect(item).bottomLeft() + QPoint(5, -2);
  };
  drop(viewpoints->child(0), lower(viewpoints->child(2)));
  drop(viewpoints->child(2), upper(viewpoints->child(1)));
  drop(viewpoints->child(1), upper(viewpoints));  // the heading: to the top
  EXPECT_EQ(moved, (QList<QVariantList>{{0, 2}, {2, 1}, {1, 0}}));
  drop(viewpoints->child(1), upper(viewpoints->child(2)));  // where it lies already
  drop(viewpoints->child(0), QPoint(5, 390));
  EXPECT_EQ(moved.size(), 3);
}

}  // namespace
}  // namespace snitt

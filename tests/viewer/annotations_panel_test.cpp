#include "ui/panels/annotations_panel.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTreeView>

#include "support/annotation_fixture.h"

namespace snitt {
namespace {

class AnnotationsPanelWidget : public test::DrawnSlide {
 protected:
  void SetUp() override {
    DrawnSlide::SetUp();
    panel.resize(320, 700);
    panel.setScale(Mpp{0.25, 0.25});
    panel.setDrawing(&drawing, &selection, &history);
    panel.show();
    panel.activateWindow();
  }
  template <class Widget>
  [[nodiscard]] Widget* named(const QString& name) const {
    for (auto* one : panel.findChildren<Widget*>())
      if (one->accessibleName() == name) return one;
    return nullptr;
  }
  [[nodiscard]] QTreeView* tree() const { return named<QTreeView>("Annotations"); }
  [[nodiscard]] QAbstractButton* button(const QString& text) const {
    for (auto* one : panel.findChildren<QAbstractButton*>())
      if (one->text() == text) return one;
    return nullptr;
  }
  [[nodiscard]] QPoint middleOf(int row) const { return tree()->visualRect(tree()->model()->index(row, 0)).center(); }
  void click(int row, Qt::KeyboardModifiers keys = {}) const {
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, keys, middleOf(row));
  }
  [[nodiscard]] AnnotationPtr at(const std::string& id) const { return drawing.annotations().find(id); }
  void addThree() {
    add({rectangle("a", "Tumor"), rectangle("b", "Stroma"),
         with(rectangle("c", "Mucin"), [](Annotation& one) { one.origin = Origin::ai; })});
  }

  AnnotationsPanel panel{classes};
};

TEST_F(AnnotationsPanelWidget, TheSelectionGoesBothWays) {
  addThree();
  click(0);
  click(2, Qt::ControlModifier);
  EXPECT_EQ(selection.ids(), (std::vector<std::string>{"a", "c"}));
  selection.set({"b"});
  const QModelIndexList rows = tree()->selectionModel()->selectedRows();
  ASSERT_EQ(rows.size(), 1);
  EXPECT_EQ(rows[0].data().toString(), "Stroma");
  // Removed by someone else, it is not selected here any more.
  drawing.apply({{at("b"), nullptr}}, "delete");
  EXPECT_TRUE(tree()->selectionModel()->selectedRows().isEmpty());
}

TEST_F(AnnotationsPanelWidget, ADoubleClickGoesThere) {
  addThree();
  QSignalSpy gone(&panel, &AnnotationsPanel::goTo);
  QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, middleOf(1));
  QTest::mouseDClick(tree()->viewport(), Qt::LeftButton, {}, middleOf(1));
  ASSERT_EQ(gone.count(), 1);
  EXPECT_TRUE(gone[0][0].toRectF().contains(QRectF(100, 100, 400, 400)));
}

TEST_F(AnnotationsPanelWidget, DetailsChangeWhatIsSelectedAsOneStep) {
  addThree();
  selection.set({"a", "b", "c"});
  auto* combo = named<QComboBox>("Class of the selected annotations");
  ASSERT_NE(combo, nullptr);
  EXPECT_EQ(combo->currentIndex(), -1);  // several
  const int row = combo->findText("Necrosis");
  combo->setCurrentIndex(row);
  Q_EMIT combo->activated(row);
  for (const char* id : {"a", "b", "c"}) EXPECT_EQ(at(id)->className, "Necrosis");
  history.undo();
  EXPECT_EQ(at("a")->className, "Tumor");
  EXPECT_EQ(at("b")->className, "Stroma");
  ASSERT_TRUE(button("Mark as verified")->isVisible());
  QTest::mouseClick(button("Mark as verified"), Qt::LeftButton);
  EXPECT_EQ(at("c")->origin, Origin::aiVerified);
  EXPECT_EQ(at("a")->origin, Origin::human);
  EXPECT_FALSE(at("c")->changed.empty());
  EXPECT_TRUE(at("a")->changed.empty());
}

TEST_F(AnnotationsPanelWidget, LockedOnesAreOnlyUnlocked) {
  addThree();
  selection.set({"a"});
  QTest::mouseClick(button("Locked"), Qt::LeftButton, {}, QPoint(8, button("Locked")->height() / 2));
  ASSERT_TRUE(at("a")->locked);
  EXPECT_FALSE(named<QLineEdit>("Name of the annotation")->isEnabled());
  tree()->setFocus();
  selection.set({"a", "b"});
  QTest::keyClick(tree(), Qt::Key_Delete);
  EXPECT_NE(at("a"), nullptr);
  EXPECT_EQ(at("b"), nullptr);
  selection.set({"a"});
  QTest::mouseClick(button("Locked"), Qt::LeftButton, {}, QPoint(8, button("Locked")->height() / 2));
  EXPECT_FALSE(at("a")->locked);
}

TEST_F(AnnotationsPanelWidget, ANameAndANoteTypedAreKeptWhenAnotherIsSelected) {
  addThree();
  selection.set({"a"});
  QTest::keyClicks(named<QLineEdit>("Name of the annotation"), "Front");
  QTest::keyClicks(named<QPlainTextEdit>("Note on the annotation"), "budding");
  selection.set({"b"});
  EXPECT_EQ(at("a")->name, "Front");
  EXPECT_EQ(at("a")->note, "budding");
  EXPECT_EQ(at("b")->name, "");
  EXPECT_EQ(named<QPlainTextEdit>("Note on the annotation")->toPlainText(), "");
}

TEST_F(AnnotationsPanelWidget, WhatIsHiddenBySearchingStaysSelected) {
  addThree();
  selection.set({"a", "b"});
  QTest::keyClicks(named<QLineEdit>("Search annotations"), "strom");
  EXPECT_EQ(tree()->model()->rowCount(), 1);
  EXPECT_EQ(selection.ids(), (std::vector<std::string>{"a", "b"}));
  named<QLineEdit>("Search annotations")->clear();
  EXPECT_EQ(tree()->selectionModel()->selectedRows().size(), 2);
}

TEST_F(AnnotationsPanelWidget, WithoutASlideNothingCanBeDone) {
  addThree();
  selection.set({"a"});
  panel.setDrawing(nullptr, nullptr, nullptr);
  EXPECT_EQ(tree()->model()->rowCount(), 0);
  for (const char* words : {"Set class of selected", "Copy as CSV", "Export CSV…"})
    EXPECT_FALSE(button(words)->isEnabled()) << words;
}

TEST_F(AnnotationsPanelWidget, ASecondWriterIsToldOfItsCopy) {
  addThree();
  ASSERT_TRUE(QTest::qWaitFor([this] { return !drawing.isSaving(); }, 10000));
  EditHistory otherHistory;
  Drawing other(otherHistory);
  Selection otherSelection;
  AnnotationsPanel beside(classes);
  beside.setDrawing(&other, &otherSelection, &otherHistory);
  beside.resize(270, 600);
  beside.show();
  other.open("fingerprint", {{}, folder / "drawings", "snitt test", "bert", {}});
  ASSERT_TRUE(QTest::qWaitFor([&] { return other.canEdit(); }, 10000));
  bool told = false;
  for (const auto* label : beside.findChildren<QLabel*>())
    told |= label->isVisible() && label->text().startsWith("You draw in a copy");
  EXPECT_TRUE(told);
}

TEST_F(AnnotationsPanelWidget, ACopyIsTakenOverByAClick) {
  addThree();
  ASSERT_TRUE(QTest::qWaitFor([this] { return !drawing.isSaving(); }, 10000));
  {
    EditHistory otherHistory;
    Drawing other(otherHistory);
    other.open("fingerprint", {{}, folder / "drawings", "snitt test", "bert", {}});
    ASSERT_TRUE(QTest::qWaitFor([&] { return other.canEdit(); }, 10000));
    other.apply({{nullptr, rectangle("theirs", "Muscle")}}, "Rectangle");
    ASSERT_TRUE(QTest::qWaitFor([&] { return !other.isSaving(); }, 10000));
  }
  QTest::qWait(200);  // the other's thread lets go of its file
  drawing.open("fingerprint", {{}, folder / "drawings", "snitt test", "anna", {}});
  ASSERT_TRUE(QTest::qWaitFor([this] { return drawing.canEdit(); }, 10000));
  QAbstractButton* take = button("Take over");
  ASSERT_NE(take, nullptr);
  EXPECT_TRUE(take->accessibleName().startsWith("Take over: A copy by bert, ")) << take->accessibleName().toStdString();
  QTest::mouseClick(take, Qt::LeftButton);
  EXPECT_TRUE(QTest::qWaitFor([this] { return at("theirs") != nullptr; }, 10000));
  QTest::qWait(50);
  EXPECT_EQ(button("Take over"), nullptr);
}

TEST_F(AnnotationsPanelWidget, EveryControlHasANameAndFitsANarrowPanel) {
  addThree();
  selection.set({"c"});
  panel.resize(270, 760);
  auto* tabs = panel.findChild<QTabBar*>();
  for (int tab = 0; tab < tabs->count(); ++tab) {
    tabs->setCurrentIndex(tab);
    QCoreApplication::processEvents();
    EXPECT_LE(panel.minimumSizeHint().width(), 270);
    for (const auto* one : panel.findChildren<QAbstractButton*>()) {
      // Qt's own, inside of a tab bar or a line edit, are not ours to name.
      if (!one->isVisible() || one->parentWidget() == tabs || qobject_cast<QLineEdit*>(one->parentWidget())) continue;
      EXPECT_FALSE(one->text().isEmpty() && one->accessibleName().isEmpty()) << one->metaObject()->className();
      EXPECT_GE(one->width(), one->minimumSizeHint().width()) << one->text().toStdString();
    }
  }
}

TEST_F(AnnotationsPanelWidget, TenThousandAreFluid) {
  addMany(10000);
  tree()->expandAll();
  QElapsedTimer time;
  time.start();
  for (int step = 0; step < 50; ++step) {
    tree()->verticalScrollBar()->setValue(step * 150);
    tree()->viewport()->repaint();
  }
  EXPECT_LT(time.elapsed() / 50, 100);
  tree()->selectAll();
  EXPECT_EQ(selection.ids().size(), 10000U);
  time.restart();
  QTest::keyClicks(named<QLineEdit>("Search annotations"), "tu");
  EXPECT_LT(time.elapsed(), 4000);
}

}  // namespace
}  // namespace snitt

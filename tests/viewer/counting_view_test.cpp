#include "ui/panels/counting_view.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

#include "support/annotation_fixture.h"

namespace snitt {
namespace {

class CountingWidget : public test::DrawnSlide {
 protected:
  void SetUp() override {
    DrawnSlide::SetUp();
    view.setScale(Mpp{0.5, 0.5});
    view.setDrawing(&drawing);
    view.resize(270, 400);
    view.show();
  }
  static AnnotationPtr frame(const std::string& id, double left) {
    return with(rectangle(id, ""), [&](Annotation& one) {
      one.shape = Shape::fieldFrame;
      one.name = "Field " + id;
      one.geometry = rectangleOf({left, 0}, {left + 2000, 2000});  // 1 mm²
    });
  }
  static AnnotationPtr point(const std::string& id, const std::string& className, double x) {
    return with(rectangle(id, className), [&](Annotation& one) {
      one.shape = Shape::points;
      one.geometry = {{}, {}, {{x, 10}}};
    });
  }
  [[nodiscard]] QTreeWidget* tree() const { return view.findChild<QTreeWidget*>(); }
  [[nodiscard]] std::string row(const QTreeWidgetItem* item) const {
    return (item->text(0) + "|" + item->text(1) + "|" + item->text(2)).toStdString();
  }
  [[nodiscard]] QPushButton* button(const QString& text) const {
    for (auto* one : view.findChildren<QPushButton*>())
      if (one->text() == text) return one;
    return nullptr;
  }

  CountingView view{classes};
};

TEST_F(CountingWidget, FollowsWhileOneCounts) {
  EXPECT_FALSE(button("Copy as CSV")->isEnabled());
  add({frame("1", 0), frame("2", 1000), point("p", "Positive", 100), point("q", "Positive", 1500),
       point("r", "Negative", 1600), point("s", "Positive", 9000)});
  ASSERT_TRUE(QTest::qWaitFor([this] { return tree()->topLevelItemCount() == 4; }, 5000));
  EXPECT_EQ(row(tree()->topLevelItem(0)), "Field 1|3|3.0");
  EXPECT_EQ(row(tree()->topLevelItem(0)->child(0)), "Negative|1|1.0");
  EXPECT_EQ(row(tree()->topLevelItem(1)), "Field 2|2|2.0");
  EXPECT_EQ(row(tree()->topLevelItem(2)), "Outside frames|1|–");
  EXPECT_EQ(row(tree()->topLevelItem(3)), "All frames|3|2.0");  // 1.5 mm² together
  // Folded by hand, it stays so while more is counted.
  tree()->topLevelItem(0)->setExpanded(false);
  drawing.applyUnrecorded({{nullptr, point("t", "Positive", 200)}});
  ASSERT_TRUE(QTest::qWaitFor([this] { return tree()->topLevelItem(0)->text(1) == "4"; }, 5000));
  EXPECT_FALSE(tree()->topLevelItem(0)->isExpanded());
  view.setScale(std::nullopt);
  EXPECT_EQ(row(tree()->topLevelItem(0)), "Field 1|4|–");
}

TEST_F(CountingWidget, TheTableLeavesAsCsv) {
  add({frame("1", 0), point("p", "Positive", 100)});
  ASSERT_TRUE(QTest::qWaitFor([this] { return button("Copy as CSV")->isEnabled(); }, 5000));
  QTest::mouseClick(button("Copy as CSV"), Qt::LeftButton);
  const QString csv = "frame,class,points,areaMm2,perMm2\nField 1,Positive,1,1,1\nall frames,Positive,1,1,1\n";
  EXPECT_EQ(QApplication::clipboard()->text(), csv);
  QSignalSpy asked(&view, &CountingView::exportAsked);
  QTest::mouseClick(button("Export CSV…"), Qt::LeftButton);
  ASSERT_EQ(asked.count(), 1);
  EXPECT_EQ(asked[0][0].toByteArray(), csv.toUtf8());
}

TEST_F(CountingWidget, CountingAmongManyDoesNotWaitForTheTable) {
  std::vector<AnnotationPtr> all{frame("1", 0)};
  for (int i = 0; i < 10000; ++i) all.push_back(point(fmt::format("p{}", i), "Positive", i % 3000));
  add(all);
  QElapsedTimer time;
  time.start();
  for (int i = 0; i < 100; ++i) drawing.applyUnrecorded({{nullptr, point(fmt::format("more{}", i), "Negative", 5)}});
  EXPECT_LT(time.elapsed(), 1000);
  EXPECT_TRUE(QTest::qWaitFor(
      [this] { return tree()->topLevelItemCount() > 0 && tree()->topLevelItem(0)->child(0)->text(1) == "100"; }, 5000));
}

}  // namespace
}  // namespace snitt

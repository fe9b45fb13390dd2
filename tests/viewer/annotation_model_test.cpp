#include "ui/panels/annotation_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include "support/annotation_fixture.h"

namespace snitt {
namespace {

class AnnotationModelOf : public test::DrawnSlide {
 protected:
  void SetUp() override {
    DrawnSlide::SetUp();
    model.setDrawing(&drawing);
  }
  [[nodiscard]] QString text(const std::string& id, int column) const {
    return model.indexOf(id).siblingAtColumn(column).data().toString();
  }
  [[nodiscard]] static std::string order(const QAbstractItemModel& of, const QModelIndex& parent = {}) {
    std::string names;
    for (int row = 0; row < of.rowCount(parent); ++row) {
      const QModelIndex index = of.index(row, 0, parent);
      names += index.data().toString().toStdString();
      if (of.rowCount(index) > 0) names += "(" + order(of, index) + ")";
      names += ";";
    }
    return names;
  }

  AnnotationModel model{classes};
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST_F(AnnotationModelOf, AnEditTouchesItsOwnRowsAlone) {
  add({rectangle("a", "Tumor"), rectangle("b", "")});
  QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
  QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
  QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
  EXPECT_EQ(order(model), "Tumor;Rectangle 2;");
  add({with(rectangle("c", "Mucin"), [](Annotation& one) { one.parent = "a"; })});
  EXPECT_EQ(order(model), "Tumor(Mucin;);Rectangle 2;");
  const AnnotationPtr b = drawing.annotations().find("b");
  drawing.apply({{b, nullptr}}, "delete");
  EXPECT_EQ(order(model), "Tumor(Mucin;);");
  history.undo();  // where it was
  EXPECT_EQ(order(model), "Tumor(Mucin;);Rectangle 2;");
  EXPECT_EQ(reset.count(), 0);
  EXPECT_EQ(inserted.count(), 2);
  EXPECT_EQ(removed.count(), 1);
}

TEST_F(AnnotationModelOf, ChildrenOfWhatIsGoneLieAtTheTopAndComeBack) {
  const auto child = with(rectangle("c", "Mucin"), [](Annotation& one) { one.parent = "a"; });
  add({rectangle("a", "Tumor"), child});
  drawing.apply({{drawing.annotations().find("a"), nullptr}}, "delete");
  EXPECT_EQ(order(model), "Mucin;");
  history.undo();
  EXPECT_EQ(order(model), "Tumor(Mucin;);");
}

TEST_F(AnnotationModelOf, ARingOfParentsEndsAtTheTop) {
  add({with(rectangle("a", "A"), [](Annotation& one) { one.parent = "b"; }),
       with(rectangle("b", "B"), [](Annotation& one) { one.parent = "a"; }),
       with(rectangle("c", "C"), [](Annotation& one) { one.parent = "c"; })});
  EXPECT_EQ(model.rowCount({}), 2);
  for (const char* id : {"a", "b", "c"}) EXPECT_TRUE(model.indexOf(std::string(id)).isValid()) << id;
}

TEST_F(AnnotationModelOf, TellsSizesByTheScale) {
  auto line = std::make_shared<Annotation>();
  line->id = "l";
  line->shape = Shape::line;
  line->geometry.lines = {{{0, 0}, {300, 400}}};
  auto points = std::make_shared<Annotation>();
  points->id = "p";
  points->shape = Shape::points;
  points->geometry.points = {{1, 1}, {2, 2}, {3, 3}};
  add({rectangle("a", "Tumor", 4000), rectangle("s", "Tumor", 40), line, points});
  EXPECT_EQ(text("s", AnnotationModel::sizeColumn), "1,600 px²");
  EXPECT_EQ(text("a", AnnotationModel::sizeColumn), "16 Mpx");
  EXPECT_EQ(text("l", AnnotationModel::sizeColumn), "500 px");
  EXPECT_EQ(text("p", AnnotationModel::sizeColumn), "3 points");
  model.setScale(Mpp{0.25, 0.25});
  EXPECT_EQ(text("a", AnnotationModel::sizeColumn), "1 mm²");
  EXPECT_EQ(text("s", AnnotationModel::sizeColumn), "100 µm²");
  EXPECT_EQ(text("l", AnnotationModel::sizeColumn), "125 µm");
}

TEST_F(AnnotationModelOf, ANameIsOneStepAndALockedOneKeepsIts) {
  add({rectangle("a", "Tumor"), with(rectangle("b", "Tumor"), [](Annotation& one) { one.locked = true; })});
  EXPECT_TRUE(model.setData(model.indexOf(std::string("a")), "Hot spot", Qt::EditRole));
  EXPECT_EQ(drawing.annotations().find("a")->name, "Hot spot");
  EXPECT_FALSE(drawing.annotations().find("a")->changed.empty());
  history.undo();
  EXPECT_EQ(text("a", 0), "Tumor");
  EXPECT_FALSE(model.setData(model.indexOf(std::string("b")), "No", Qt::EditRole));
  EXPECT_EQ(model.indexOf(std::string("b")).data(Qt::AccessibleTextRole).toString(), "Tumor, locked");
}

TEST_F(AnnotationModelOf, SearchingKeepsAncestorsAndSortingGoesBySize) {
  const auto child = with(rectangle("c", "Mucin", 5), [](Annotation& one) {
    one.parent = "a";
    one.note = "signet RING cells";
  });
  add({rectangle("a", "Tumor", 300), rectangle("b", "Stroma", 20), child, rectangle("d", "", 100)});
  AnnotationFilter filter(model);
  filter.setSearch("ring signet");
  EXPECT_EQ(order(filter), "Tumor(Mucin;);");
  filter.setSearch("anna");
  EXPECT_EQ(filter.rowCount(), 3);
  filter.setSearch({});
  filter.setClass("Stroma");
  EXPECT_EQ(order(filter), "Stroma;");
  filter.setClass(std::string());
  EXPECT_EQ(order(filter), "Rectangle 4;");
  filter.setClass(std::nullopt);
  filter.sort(AnnotationModel::sizeColumn, Qt::AscendingOrder);
  EXPECT_EQ(order(filter), "Stroma;Rectangle 4;Tumor(Mucin;);");
}

TEST(AnnotationModelOfMany, AnEditAmongAHundredThousandIsNotFelt) {
  class Slide : public test::DrawnSlide {
   public:
    void TestBody() override {}
    using DrawnSlide::addMany;
    using DrawnSlide::classes;
    using DrawnSlide::drawing;
    using DrawnSlide::rectangle;
    using DrawnSlide::SetUp;
  } slide;
  slide.SetUp();
  slide.addMany(100000);
  AnnotationModel model(slide.classes);
  AnnotationFilter filter(model);
  model.setDrawing(&slide.drawing);
  filter.sort(AnnotationModel::nameColumn, Qt::AscendingOrder);
  QElapsedTimer time;
  time.start();
  for (int i = 0; i < 20; ++i)
    slide.drawing.apply({{nullptr, Slide::rectangle(fmt::format("new{}", i), "Tumor")}}, "add");
  EXPECT_LT(time.elapsed() / 20, 100);  // a few ms; loose for a machine that is busy
  EXPECT_TRUE(filter.mapFromSource(model.indexOf(std::string("new19"))).isValid());
}

}  // namespace
}  // namespace snitt

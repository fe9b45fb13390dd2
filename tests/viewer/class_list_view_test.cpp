#include "ui/panels/class_list_view.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTreeWidget>

#include "core/annotation/class_file.h"
#include "core/atomic_file.h"
#include "support/annotation_fixture.h"

namespace snitt {
namespace {

class ClassListWidget : public test::DrawnSlide {
 protected:
  void SetUp() override {
    DrawnSlide::SetUp();
    classes.setClasses({{"Tumor", {200, 0, 0}}, {"Stroma", {0, 200, 0}}, {"Mucin", {0, 0, 200}}});
    view.setDrawing(&drawing);
    view.setQuestions({[this](const QString& question) {
                         asked << question;
                         return agrees;
                       },
                       [](const QColor&) { return QColor(1, 2, 3); }});
    view.resize(270, 500);
    view.show();
    view.activateWindow();
    QCoreApplication::processEvents();
  }
  [[nodiscard]] QTreeWidget* tree() const { return view.findChild<QTreeWidget*>(); }
  void press(const QString& name) const {
    for (auto* one : view.findChildren<QAbstractButton*>())
      if (one->text() == name || one->accessibleName() == name) {
        ASSERT_TRUE(one->isEnabled()) << name.toStdString();
        QTest::mouseClick(one, Qt::LeftButton);
        QCoreApplication::processEvents();
        return;
      }
    FAIL() << "no button " << name.toStdString();
  }
  void click(int row) const {
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {},
                      tree()->visualItemRect(tree()->topLevelItem(row)).center());
    QCoreApplication::processEvents();
  }
  void type(const QString& name) const {
    auto* editor = tree()->viewport()->findChild<QLineEdit*>();
    ASSERT_NE(editor, nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QCoreApplication::processEvents();
  }
  [[nodiscard]] std::string names() const {
    std::string all;
    for (const AnnotationClass& one : classes.classes()) all += one.name + ";";
    return all;
  }

  ClassListView view{classes};
  QStringList asked;
  bool agrees = true;
};

TEST_F(ClassListWidget, AClickChoosesAndKeysAreShown) {
  EXPECT_EQ(tree()->topLevelItem(0)->text(0), "No class");
  EXPECT_EQ(tree()->topLevelItem(2)->text(1), "2");
  click(2);
  EXPECT_EQ(classes.current(), "Stroma");
  classes.setCurrent("Mucin");  // by a number key
  QCoreApplication::processEvents();
  EXPECT_EQ(tree()->currentItem()->text(0), "Mucin");
  click(0);
  EXPECT_EQ(classes.current(), "");
}

TEST_F(ClassListWidget, TheListIsChangedAndTheDrawingsClassesStay) {
  add({rectangle("a", "Stroma")});
  click(2);
  press("Move the class up");
  EXPECT_EQ(names(), "Stroma;Tumor;Mucin;");
  press("Change the colour of the class");
  EXPECT_EQ(classes.colourOf("Stroma"), (Colour{1, 2, 3}));
  press("Remove the class from the list");
  EXPECT_EQ(names(), "Tumor;Mucin;");
  EXPECT_EQ(classes.current(), "Tumor");
  EXPECT_EQ(drawing.annotations().find("a")->className, "Stroma");
  press("Add a class");
  type("Nerve");
  EXPECT_EQ(names(), "Tumor;Mucin;Nerve;");
  EXPECT_EQ(classes.current(), "Nerve");
  EXPECT_TRUE(asked.isEmpty());
}

TEST_F(ClassListWidget, ARenamedClassIsRenamedInTheDrawingAfterAsking) {
  add({rectangle("a", "Tumor"), rectangle("b", "Tumor"), rectangle("c", "Stroma"),
       with(rectangle("l", "Tumor"), [](Annotation& one) { one.locked = true; })});
  click(1);
  QTest::keyClick(tree(), Qt::Key_F2);
  type("Carcinoma");
  EXPECT_EQ(names(), "Carcinoma;Stroma;Mucin;");
  ASSERT_TRUE(QTest::qWaitFor([this] { return asked.size() == 1; }, 5000));
  EXPECT_TRUE(asked[0].contains("2 ")) << asked[0].toStdString();
  EXPECT_EQ(drawing.annotations().find("b")->className, "Carcinoma");
  EXPECT_EQ(drawing.annotations().find("l")->className, "Tumor");
  history.undo();
  EXPECT_EQ(drawing.annotations().find("a")->className, "Tumor");
  EXPECT_EQ(drawing.annotations().find("b")->className, "Tumor");
  agrees = false;
  QTest::keyClick(tree(), Qt::Key_F2);
  type("Tumor");
  EXPECT_EQ(names(), "Tumor;Stroma;Mucin;");
  EXPECT_EQ(asked.size(), 1);  // nothing is of the class
  // A name that is taken is not given twice.
  QTest::keyClick(tree(), Qt::Key_F2);
  type("Mucin");
  EXPECT_EQ(names(), "Tumor;Stroma;Mucin;");
}

TEST_F(ClassListWidget, SetsTheClassOfWhatIsSelected) {
  QSignalSpy set(&view, &ClassListView::setClassAsked);
  click(3);
  view.setHasSelection(true);
  press("Set class of selected");
  ASSERT_EQ(set.count(), 1);
  EXPECT_EQ(set[0][0].value<std::string>(), "Mucin");
}

TEST_F(ClassListWidget, ImportsQuPathsListAndTellsWhatItCannotRead) {
  const auto file = folder / "classes.json";
  ASSERT_TRUE(writeFileAtomically(file, R"({"pathClasses": [{"name": "Tumor"}, {"name": "Nerve", "color": -1}]})"));
  view.importFrom(file);
  EXPECT_EQ(names(), "Tumor;Stroma;Mucin;Nerve;");
  EXPECT_EQ(classes.colourOf("Tumor"), (Colour{200, 0, 0}));  // ours stays
  view.exportTo(folder / "out.json");
  EXPECT_EQ(*parseClasses(*readFile(folder / "out.json")), classes.classes());
  ASSERT_TRUE(writeFileAtomically(file, "[]"));
  view.importFrom(file);
  bool told = false;
  for (const auto* label : view.findChildren<QLabel*>()) told |= label->text().contains("cannot be imported");
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace snitt

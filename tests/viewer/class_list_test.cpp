#include "ui/draw/class_list.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include "core/annotation/class_file.h"
#include "core/atomic_file.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

TEST(ClassListKept, IsThereAgain) {
  const test::TempFolder folder;
  const auto file = folder / "sub" / "classes.json";
  {
    ClassList list(file);
    EXPECT_EQ(list.classes(), defaultClasses());
    QSignalSpy changed(&list, &ClassList::changed);
    list.setClasses({{"A", {1, 2, 3}}, {"", {}}, {"A", {9, 9, 9}}, {"B", {4, 5, 6}}});
    list.add({{"B", {7, 7, 7}}, {"C", {8, 8, 8}}});
    EXPECT_EQ(changed.count(), 2);
    EXPECT_TRUE(list.fault().isEmpty());
  }
  EXPECT_EQ(ClassList(file).classes(),
            (std::vector<AnnotationClass>{{"A", {1, 2, 3}}, {"B", {4, 5, 6}}, {"C", {8, 8, 8}}}));
}

// Two programs with one list: what one adds is not lost when the other changes something.
TEST(ClassListKept, WhatAnotherProgramAddedStays) {
  const test::TempFolder folder;
  const auto file = folder / "classes.json";
  ClassList first(file);
  first.setClasses({{"A", {1, 2, 3}}, {"B", {4, 5, 6}}});
  ClassList second(file);
  second.add({{"C", {7, 8, 9}}});
  first.setClasses({{"A", {9, 9, 9}}});
  EXPECT_EQ(ClassList(file).classes(), (std::vector<AnnotationClass>{{"A", {9, 9, 9}}, {"C", {7, 8, 9}}}));
  EXPECT_EQ(first.classes(), ClassList(file).classes());
}

TEST(ClassListKept, AFileThatIsNotUnderstoodIsLeftAsItIs) {
  const test::TempFolder folder;
  const auto file = folder / "classes.json";
  ASSERT_TRUE(writeFileAtomically(file, "{\"what\": 1}"));
  ClassList list(file);
  EXPECT_FALSE(list.fault().isEmpty());
  EXPECT_EQ(list.classes(), defaultClasses());
  list.setClasses({{"A", {1, 2, 3}}});
  EXPECT_EQ(*readFile(file), "{\"what\": 1}");
}

TEST(ClassListColours, OwnThenTheFilesThenTheLists) {
  ClassList list({});
  list.setClasses({{"A", {1, 2, 3}}});
  Annotation one;
  one.className = "A";
  EXPECT_EQ(colourOf(one, list), QColor(1, 2, 3));
  one.classColour = Colour{4, 5, 6};
  EXPECT_EQ(colourOf(one, list), QColor(4, 5, 6));
  one.colour = Colour{7, 8, 9};
  EXPECT_EQ(colourOf(one, list), QColor(7, 8, 9));
  EXPECT_EQ(list.colourOf("unknown"), colourForName("unknown"));
}

}  // namespace
}  // namespace snitt

// A slide's drawing that is kept in a folder of the test's own, and annotations to fill it with.
#pragma once

#include <QTest>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/temp_folder.h"
#include "ui/document/drawing.h"
#include "ui/draw/class_list.h"
#include "ui/draw/selection.h"

namespace snitt::test {

class DrawnSlide : public ::testing::Test {
 protected:
  void SetUp() override {
    drawing.open("fingerprint", {{}, folder / "drawings", "snitt test", "anna", {}});
    ASSERT_TRUE(QTest::qWaitFor([this] { return drawing.canEdit(); }, 10000));
  }

  static AnnotationPtr rectangle(const std::string& id, const std::string& className, double size = 400) {
    auto one = std::make_shared<Annotation>();
    one->id = id;
    one->shape = Shape::rectangle;
    one->geometry = rectangleOf({100, 100}, {100 + size, 100 + size});
    one->className = className;
    one->author = "anna";
    one->created = "2026-11-26T14:03:00Z";
    return one;
  }
  static AnnotationPtr with(const AnnotationPtr& from, const std::function<void(Annotation&)>& change) {
    auto one = std::make_shared<Annotation>(*from);
    change(*one);
    return one;
  }
  void add(const std::vector<AnnotationPtr>& all) {
    AnnotationEdit edit;
    for (const AnnotationPtr& one : all) edit.push_back({nullptr, one});
    drawing.apply(edit, "add");
  }
  void addMany(int count) {
    std::vector<AnnotationPtr> all;
    for (int i = 0; i < count; ++i) {
      const std::string parent = i >= 10 ? fmt::format("id{}", i % 10) : std::string();
      all.push_back(with(rectangle(fmt::format("id{}", i), i % 3 == 0 ? "Tumor" : "Stroma", 10 + i % 300),
                         [&](Annotation& one) { one.parent = parent; }));
    }
    add(all);
  }

  TempFolder folder;
  ClassList classes{{}};
  EditHistory history;
  Drawing drawing{history};
  Selection selection;
};

}  // namespace snitt::test

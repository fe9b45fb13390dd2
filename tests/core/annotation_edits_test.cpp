#include "core/annotation/edits.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

const Editor kBy{"anna", "2026-11-26T14:03:00Z"};

class AnnotationEdits : public testing::Test {
 protected:
  AnnotationSet m_set;

  AnnotationPtr add(Geometry geometry, Shape shape = Shape::rectangle, const std::string& className = "Tumor") {
    AnnotationPtr one = newAnnotation(m_set, std::move(geometry), shape, className, kBy);
    m_set.apply(added(one));
    return one;
  }
  AnnotationPtr box(double x, double y, double width, double height) {
    return add(rectangleOf({x, y}, {x + width, y + height}));
  }
  [[nodiscard]] double area(const AnnotationPtr& one) const {
    const AnnotationPtr now = m_set.find(one->id);
    return now ? areaMm2(now->geometry, {1000, 1000}) : -1;  // px²
  }
  void lock(const AnnotationPtr& one) { m_set.apply(withLock(m_set, {one->id}, true, kBy)); }
  void apply(const Result<AnnotationEdit>& edit) {
    ASSERT_TRUE(edit) << edit.error().message;
    m_set.apply(*edit);
  }
};

TEST_F(AnnotationEdits, ANewOneBelongsToTheSmallestAreaAroundIt) {
  const AnnotationPtr large = box(0, 0, 1000, 1000);
  const AnnotationPtr small = box(100, 100, 200, 200);
  EXPECT_EQ(small->parent, large->id);
  EXPECT_EQ(add({{}, {}, {{150, 150}}}, Shape::points)->parent, small->id);
  EXPECT_EQ(add({{}, {}, {{900, 150}}}, Shape::points)->parent, large->id);
  EXPECT_EQ(add({{}, {}, {{5000, 150}}}, Shape::points)->parent, "");
  EXPECT_EQ(small->author, "anna");
  EXPECT_EQ(small->created, kBy.time);
}

TEST_F(AnnotationEdits, MergingLeavesOneAndWhatBelongedToTheOthersBelongsToIt) {
  const AnnotationPtr a = box(0, 0, 10, 10);
  const AnnotationPtr b = box(5, 0, 10, 10);
  const AnnotationPtr inside = add({{}, {}, {{14, 5}}}, Shape::points);
  ASSERT_EQ(inside->parent, b->id);
  const AnnotationSet before = m_set;
  const auto edit = merged(m_set, {a->id, b->id}, kBy);
  apply(edit);
  EXPECT_EQ(area(a), 150);
  EXPECT_FALSE(m_set.find(b->id));
  EXPECT_EQ(m_set.find(inside->id)->parent, a->id);
  EXPECT_EQ(m_set.find(a->id)->shape, Shape::polygon);
  m_set.apply(reversed(*edit));
  for (const AnnotationPtr& one : before.all()) EXPECT_EQ(*m_set.find(one->id), *one);
  EXPECT_EQ(merged(m_set, {a->id}, kBy).error().kind, ErrorKind::usage);
}

TEST_F(AnnotationEdits, SubtractingCutsTheOthersOutOfTheFirst) {
  const AnnotationPtr a = box(0, 0, 30, 30);
  const AnnotationPtr b = box(10, 10, 10, 10);
  lock(b);
  apply(subtracted(m_set, {a->id, b->id}, kBy));
  EXPECT_EQ(area(a), 800);
  EXPECT_EQ(area(b), 100);
  EXPECT_EQ(m_set.find(a->id)->geometry.areas[0].holes.size(), 1U);
  apply(holesFilled(m_set, {a->id}, kBy));
  EXPECT_EQ(area(a), 900);
  EXPECT_FALSE(subtracted(m_set, {b->id, a->id}, kBy));  // the first is locked
}

TEST_F(AnnotationEdits, CuttingMakesPiecesLikeTheWhole) {
  const AnnotationPtr a = box(0, 0, 10, 10);
  apply(cutAlong(m_set, {a->id}, {{3, -1}, {3, 11}}, kBy));
  ASSERT_EQ(m_set.size(), 2U);
  EXPECT_EQ(area(a), 70);
  const AnnotationPtr piece = m_set.all()[1];
  EXPECT_EQ(area(piece), 30);
  EXPECT_EQ(piece->className, "Tumor");
  EXPECT_TRUE(cutAlong(m_set, {a->id}, {{-50, -50}, {-40, -40}}, kBy).value().empty());
}

TEST_F(AnnotationEdits, PartsBecomeAnnotationsOfTheirOwn) {
  Geometry two = rectangleOf({0, 0}, {10, 10});
  two.areas.push_back(rectangleOf({50, 0}, {60, 20}).areas[0]);
  const AnnotationPtr a = add(two, Shape::polygon);
  apply(partedInto(m_set, {a->id}, kBy));
  ASSERT_EQ(m_set.size(), 2U);
  EXPECT_EQ(area(a) + area(m_set.all()[1]), 300);
  EXPECT_EQ(partedInto(m_set, {a->id}, kBy).error().kind, ErrorKind::usage);
}

TEST_F(AnnotationEdits, LockedOnesAreLeftAlone) {
  const AnnotationPtr a = box(0, 0, 10, 10);
  lock(a);
  EXPECT_TRUE(removed(m_set, {a->id}).empty());
  EXPECT_TRUE(moved(m_set, {a->id}, 5, 5, kBy).empty());
  EXPECT_TRUE(classed(m_set, {a->id}, "Stroma", kBy).empty());
  EXPECT_TRUE(smoothed(m_set, {a->id}, 1, kBy).value().empty());
  const AnnotationEdit copy = duplicated(m_set, {a->id}, 5, 5, kBy);
  ASSERT_EQ(copy.size(), 1U);
  EXPECT_FALSE(copy[0].after->locked);
  EXPECT_EQ(withLock(m_set, {a->id}, false, kBy).size(), 1U);
}

TEST_F(AnnotationEdits, WhatANetworkDrewBecomesHumanWhenItIsRedrawnAndVerifiedWhenItIsConfirmed) {
  auto ai = std::make_shared<Annotation>(*box(0, 0, 10, 10));
  ai->id = "ai";
  ai->origin = Origin::ai;
  ai->author = "bundle 1.0";
  m_set.apply(added(ai));
  m_set.apply(verified(m_set, {"ai"}, kBy));
  EXPECT_EQ(m_set.find("ai")->origin, Origin::aiVerified);
  EXPECT_EQ(m_set.find("ai")->author, "bundle 1.0");
  m_set.apply(moved(m_set, {"ai"}, 1, 0, kBy));
  EXPECT_EQ(m_set.find("ai")->origin, Origin::human);
  EXPECT_EQ(m_set.find("ai")->author, "anna");
  EXPECT_EQ(m_set.find("ai")->changed, kBy.time);
}

TEST_F(AnnotationEdits, RemovingHandsWhatBelongedToItOn) {
  const AnnotationPtr large = box(0, 0, 1000, 1000);
  const AnnotationPtr middle = box(0, 0, 500, 500);
  const AnnotationPtr small = box(10, 10, 50, 50);
  ASSERT_EQ(small->parent, middle->id);
  m_set.apply(removed(m_set, {middle->id}));
  EXPECT_EQ(m_set.find(small->id)->parent, large->id);
  m_set.apply(removed(m_set, {large->id}));
  EXPECT_EQ(m_set.find(small->id)->parent, "");
}

TEST_F(AnnotationEdits, PaintingAddsTakesAwayAndRemovesWhatIsGone) {
  const AnnotationPtr a = box(0, 0, 10, 10);
  apply(painted(m_set, m_set.find(a->id), rectangleOf({10, 0}, {20, 10}).areas, true, kBy));
  EXPECT_EQ(area(a), 200);
  apply(painted(m_set, m_set.find(a->id), rectangleOf({0, 0}, {5, 10}).areas, false, kBy));
  EXPECT_EQ(area(a), 150);
  EXPECT_TRUE(painted(m_set, m_set.find(a->id), rectangleOf({100, 0}, {105, 10}).areas, false, kBy).value().empty());
  apply(painted(m_set, m_set.find(a->id), rectangleOf({-5, -5}, {50, 50}).areas, false, kBy));
  EXPECT_FALSE(m_set.find(a->id));
}

TEST_F(AnnotationEdits, FieldFramesKeepTheirFormAndMeasurementsOfAnotherFormGo) {
  const AnnotationPtr frame = add(ellipseOf({0, 0}, {100, 100}), Shape::fieldFrame, "");
  EXPECT_TRUE(smoothed(m_set, {frame->id}, 20, kBy).value().empty());
  EXPECT_TRUE(cutAlong(m_set, {frame->id}, {{-10, 50}, {110, 50}}, kBy).value().empty());
  auto measured = std::make_shared<Annotation>(*box(0, 0, 10, 10));
  measured->id = "m";
  measured->measurements = {{"Area px^2", 100}};
  m_set.apply(added(measured));
  EXPECT_EQ(classed(m_set, {"m"}, "Stroma", kBy)[0].after->measurements.size(), 1U);
  EXPECT_TRUE(moved(m_set, {"m"}, 5, 0, kBy)[0].after->measurements.empty());
}

TEST_F(AnnotationEdits, HierarchyFollowsFromContainment) {
  const AnnotationPtr small = box(10, 10, 50, 50);
  const AnnotationPtr large = box(0, 0, 1000, 1000);
  EXPECT_EQ(small->parent, "");
  m_set.apply(hierarchyResolved(m_set, kBy));
  EXPECT_EQ(m_set.find(small->id)->parent, large->id);
  EXPECT_EQ(m_set.find(large->id)->parent, "");
  EXPECT_TRUE(hierarchyResolved(m_set, kBy).empty());
}

}  // namespace
}  // namespace snitt

#include "core/annotation/counting.h"

#include <gtest/gtest.h>

#include "core/csv.h"

namespace snitt {
namespace {

AnnotationPtr frame(const std::string& id, Point a, Point b) {
  auto one = std::make_shared<Annotation>();
  one->id = id;
  one->name = "Field " + id;
  one->shape = Shape::fieldFrame;
  one->geometry = rectangleOf(a, b);
  return one;
}

AnnotationPtr points(const std::string& id, const std::string& name, std::vector<Point> where) {
  auto one = std::make_shared<Annotation>();
  one->id = id;
  one->className = name;
  one->shape = Shape::points;
  one->geometry.points = std::move(where);
  return one;
}

constexpr PixelSize kMicron{1, 1};

TEST(Counting, EachFrameCountsItsOwnAndTheTotalCountsOnce) {
  // 1000 µm × 1000 µm each, half of it shared.
  const AnnotationSet set(std::vector<AnnotationPtr>{
      frame("a", {0, 0}, {1000, 1000}), frame("b", {500, 0}, {1500, 1000}), points("p", "Mitosis", {{100, 5}}),
      points("q", "Mitosis", {{700, 5}, {800, 5}}), points("r", "Apoptosis", {{1200, 5}, {9000, 5}})});
  const Counts counts = countPoints(set, kMicron);
  ASSERT_EQ(counts.frames.size(), 3U);
  EXPECT_EQ(counts.frames[0].frame, "a");
  EXPECT_EQ(counts.frames[0].points, (std::map<std::string, std::size_t>{{"Mitosis", 3}}));
  EXPECT_EQ(counts.frames[1].points, (std::map<std::string, std::size_t>{{"Apoptosis", 1}, {"Mitosis", 2}}));
  EXPECT_DOUBLE_EQ(counts.frames[0].areaMm2, 1);
  EXPECT_EQ(counts.frames[2].frame, "");
  EXPECT_EQ(counts.frames[2].points, (std::map<std::string, std::size_t>{{"Apoptosis", 1}}));
  EXPECT_EQ(counts.inFrames, (std::map<std::string, std::size_t>{{"Apoptosis", 1}, {"Mitosis", 3}}));
  EXPECT_NEAR(counts.areaMm2, 1.5, 1e-9);
}

TEST(Counting, APointOnASharedRimCountsInOneFrameOnly) {
  const AnnotationSet set(
      std::vector<AnnotationPtr>{frame("left", {0, 0}, {100, 100}), frame("right", {100, 0}, {200, 100}),
                                 points("p", "M", {{100, 50}, {0, 50}, {50, 0}, {200, 50}, {50, 100}})});
  const Counts counts = countPoints(set, kMicron);
  EXPECT_EQ(counts.frames[0].points.at("M"), 2U);  // its left and its upper rim
  EXPECT_EQ(counts.frames[1].points.at("M"), 1U);  // the shared one
  EXPECT_EQ(counts.frames[2].points.at("M"), 2U);  // a right and a lower rim
  EXPECT_EQ(counts.inFrames.at("M"), 3U);
}

TEST(Counting, WithoutAScaleThereAreCountsAndNoDensities) {
  const AnnotationSet set(std::vector<AnnotationPtr>{frame("a", {0, 0}, {100, 100}), points("p", "M", {{50, 50}})});
  const Counts counts = countPoints(set, {});
  EXPECT_EQ(counts.inFrames.at("M"), 1U);
  EXPECT_EQ(counts.areaMm2, 0);
  EXPECT_EQ(countsCsv(counts), "frame,class,points,areaMm2,perMm2\nField a,M,1,,\nall frames,M,1,,\n");
}

TEST(Counting, WithoutAFrameAllPointsLieOutside) {
  const AnnotationSet set(std::vector<AnnotationPtr>{points("p", "M", {{1, 1}, {2, 2}})});
  const Counts counts = countPoints(set, kMicron);
  ASSERT_EQ(counts.frames.size(), 1U);
  EXPECT_TRUE(counts.inFrames.empty());
  EXPECT_EQ(countsCsv(counts), "frame,class,points,areaMm2,perMm2\noutside frames,M,2,,\n");
  EXPECT_TRUE(countPoints(AnnotationSet(), kMicron).frames.empty());
}

TEST(Counting, TheTableTellsNoughtsAndKeepsCommas) {
  const AnnotationSet set(std::vector<AnnotationPtr>{
      frame("a", {0, 0}, {1000, 500}), frame("b", {2000, 0}, {3000, 500}), points("p", "Ki-67, \"hot\"", {{5, 5}})});
  const auto table = parseCsv(countsCsv(countPoints(set, kMicron)));
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0], (CsvRow{"Field a", "Ki-67, \"hot\"", "1", "0.5", "2"}));
  EXPECT_EQ(table->rows[1], (CsvRow{"Field b", "Ki-67, \"hot\"", "0", "0.5", "0"}));
  EXPECT_EQ(table->rows[2], (CsvRow{"all frames", "Ki-67, \"hot\"", "1", "1", "1"}));
}

}  // namespace
}  // namespace snitt

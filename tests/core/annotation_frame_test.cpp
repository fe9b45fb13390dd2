// Annotations that were written for another frame than the slide's level-0 pixels.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "core/exchange/annotation_file.h"

namespace snitt {
namespace {

std::string points(const std::vector<Point>& all) {
  std::string text = "[";
  for (const Point& point : all)
    text += fmt::format(R"({}{{"type":"Point","coordinates":[{},{}]}})", text.size() > 1 ? "," : "", point.x, point.y);
  return text + "]";
}

Result<AnnotationFile> read(const std::vector<Point>& all) {
  ReadOptions options;
  options.slideWidthPx = 10'000;
  options.slideHeightPx = 8'000;
  options.slideMpp = 0.25;
  return readAnnotations(points(all), "a.geojson", options);
}

TEST(AnnotationFrame, InsideNothingIsSaid) {
  const auto file = read({{0, 0}, {10'000, 8'000}, {5'000, 100}, {9'000, 7'000}, {8'000, 4'000}});
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->findings.empty());
}

TEST(AnnotationFrame, SomeOutsideIsCountedAndExplained) {
  const auto file = read({{5'000, 5'000}, {12'000, 9'000}, {11'000, 5'000}});
  ASSERT_TRUE(file);
  EXPECT_EQ(file->findings, (std::vector<std::string>{
                                "2 of 3 objects lie outside the slide of 10000 × 8000 pixels; they would fit if they "
                                "were moved: they seem to be shifted by the offset of the slide's scanned bounds"}));
}

TEST(AnnotationFrame, AllOutsideIsRefused) {
  const auto shifted = read({{25'000, 15'000}, {26'000, 16'000}});
  ASSERT_FALSE(shifted);
  EXPECT_EQ(
      shifted.error().message,
      "a.geojson: no object lies in the slide of 10000 × 8000 pixels (x 25000 to 26000, y 15000 to 16000); they would "
      "fit if they were moved: they seem to be shifted by the offset of the slide's scanned bounds");
  const auto negative = read({{-500, -300}, {-100, -20}});
  ASSERT_FALSE(negative);
  EXPECT_NE(negative.error().message.find("some coordinates are negative"), std::string::npos);
  const auto unit = read({{250'000, 150'000}, {2'600'000, 1'600'000}});
  ASSERT_FALSE(unit);
  EXPECT_NE(unit.error().message.find("another unit"), std::string::npos);
}

TEST(AnnotationFrame, FractionsOfTheSlideAreRefused) {
  const auto file = read({{0.1, 0.2}, {0.9, 0.95}});
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().message,
            "a.geojson: all coordinates lie between 0 and 1: they seem to be fractions of the slide's size, not "
            "level-0 pixels");
}

TEST(AnnotationFrame, MicrometresAreSuspected) {
  const auto file = read({{10, 20}, {2'400, 1'900}, {100, 500}, {700, 700}, {1'000, 1'500}});
  ASSERT_TRUE(file);
  ASSERT_EQ(file->findings.size(), 1U);
  EXPECT_NE(file->findings[0].find("they are written in µm"), std::string::npos);
}

TEST(AnnotationFrame, WithoutASlideNothingIsChecked) {
  EXPECT_TRUE(readAnnotations(points({{-1e6, 0.5}}), "a.geojson"));
}

}  // namespace
}  // namespace snitt

// The oracles are libvips (its command line) and Python's tifffile.
#include "tiling/heatmap_tiff.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/text/number.h"
#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"

namespace snitt {
namespace {

using test::TempFolder;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;
constexpr std::uint16_t kBitsPerSample = 258;
constexpr std::uint16_t kTileWidth = 322;

// 700 x 300 steps of 512 level-0 pixels; one member says column + row / 1000, in a frame without the corners.
TileGrid bigGrid() {
  TileGrid grid{"10x", {2.0, 256, 256}, {}, {}, {"a", "b"}, {{}, {}}};
  for (int row = 10; row < 290; ++row)
    for (int column = 20; column < 680; ++column) {
      grid.tiles.push_back({column, row});
      const double value = column + row / 1000.0;
      grid.scores[0].push_back(value - 1);
      grid.scores[1].push_back(value + 1);
    }
  return grid;
}

constexpr HeatmapSlide kBigSlide{700 * 512 - 100, 300 * 512 - 511, 0.25, 0.26};

std::filesystem::path written(const TempFolder& folder, const std::string& bytes) {
  test::writeBytes(folder / "heatmap-10x.tif", bytes);
  return folder / "heatmap-10x.tif";
}

std::string vipsField(const std::filesystem::path& file, const std::string& field) {
  std::string text = test::run({"vipsheader", "-f", field, file.string()}).out;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// A page's values as libvips decodes them.
std::vector<float> vipsValues(const TempFolder& folder, const std::filesystem::path& file, int page) {
  const auto raw = folder / "page.raw";
  EXPECT_EQ(test::run({"vips", "rawsave", file.string() + "[page=" + std::to_string(page) + "]", raw.string()}).code,
            0);
  const std::string bytes = test::readBytes(raw);
  std::vector<float> values(bytes.size() / sizeof(float));
  std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
  return values;
}

TEST(HeatmapTiff, LibvipsFindsEveryValueTheLevelsAndTheScale) {
  const TempFolder folder;
  const auto bytes = heatmapTiff(bigGrid(), kBigSlide);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto file = written(folder, *bytes);
  EXPECT_EQ(vipsField(file, "width"), "700");
  EXPECT_EQ(vipsField(file, "height"), "300");
  EXPECT_NE(vipsField(file, "format").find("FLOAT"), std::string::npos);
  EXPECT_EQ(vipsField(file, "n-pages"), "3");
  // libvips counts in pixels per millimetre: steps of 128 and 133.12 µm.
  EXPECT_NEAR(parseNumber(vipsField(file, "xres")).value(), 1000 / 128.0, 1e-5);
  EXPECT_NEAR(parseNumber(vipsField(file, "yres")).value(), 1000 / 133.12, 1e-5);
  const std::vector<float> values = vipsValues(folder, file, 0);
  ASSERT_EQ(values.size(), 700U * 300U);
  int wrong = 0;
  for (int row = 0; row < 300; ++row)
    for (int column = 0; column < 700; ++column) {
      const float value = values[static_cast<std::size_t>(row * 700 + column)];
      const bool tile = row >= 10 && row < 290 && column >= 20 && column < 680;
      if (tile ? value != static_cast<float>(column + row / 1000.0) : !std::isnan(value)) ++wrong;
    }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(vipsValues(folder, file, 1).size(), 350U * 150U);
  EXPECT_EQ(vipsValues(folder, file, 2).size(), 175U * 75U);
}

TEST(HeatmapTiff, CoarserLevelsAverageFiniteValuesOnly) {
  const TempFolder folder;
  TileGrid grid{"10x", {1, 100, 100}, {{0, 0}, {1, 0}, {1, 1}, {3, 1}}, {3}, {"a"}, {{1, 2, 6, kNaN}}};
  const auto bytes = heatmapTiff(grid, {30000, 20000, 0.25, 0.25});
  ASSERT_TRUE(bytes);
  const std::vector<float> coarse = vipsValues(folder, written(folder, *bytes), 1);
  ASSERT_EQ(coarse.size(), 150U * 100U);
  EXPECT_EQ(coarse[0], 3);
  EXPECT_TRUE(std::isnan(coarse[1])) << "the only tile of its cells could not be read";
  EXPECT_TRUE(std::isnan(coarse[150]));
}

// A mark that is known in level-0 pixels is found again within one plan step, on every level.
TEST(HeatmapTiff, AKnownSpotIsFoundWithinOnePlanStep) {
  const TempFolder folder;
  const double spotX = 123456;
  const double spotY = 45678;
  TileGrid grid{"40x", {0.92, 512, 384}, {}, {}, {"a"}, {{}}};
  const double stepPx = 0.92 * 384;
  const HeatmapSlide slide{200000, 100000, 0.25, 0.25};
  for (int row = 0; row < static_cast<int>(100000 / stepPx); ++row)
    for (int column = 0; column < static_cast<int>(200000 / stepPx); ++column) {
      grid.tiles.push_back({column, row});
      const auto rect = grid.geometry.levelZero({column, row});
      const double x = static_cast<double>(rect.minX) + stepPx / 2 - spotX;
      const double y = static_cast<double>(rect.minY) + stepPx / 2 - spotY;
      grid.scores[0].push_back(std::exp(-(x * x + y * y) / 1e6));
    }
  const auto bytes = heatmapTiff(grid, slide);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const auto file = written(folder, *bytes);
  for (int page = 0; page < 3; ++page) {
    const int width = (567 + (1 << page) - 1) >> page;
    const std::vector<float> values = vipsValues(folder, file, page);
    ASSERT_EQ(values.size() % static_cast<std::size_t>(width), 0U);
    std::size_t best = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (!std::isnan(values[i]) && (std::isnan(values[best]) || values[i] > values[best])) best = i;
    const double pixelPx = stepPx * (1 << page);
    EXPECT_NEAR((static_cast<double>(best % static_cast<std::size_t>(width)) + 0.5) * pixelPx, spotX, pixelPx);
    EXPECT_NEAR((static_cast<double>(best / static_cast<std::size_t>(width)) + 0.5) * pixelPx, spotY, pixelPx);
  }
}

TEST(HeatmapTiff, TifffileFindsValuesLevelsScaleAndNotice) {
  const TempFolder folder;
  TileGrid grid = bigGrid();
  grid.unreadable = {5};
  const auto bytes = heatmapTiff(grid, kBigSlide, "untrained: numbers carry no meaning");
  ASSERT_TRUE(bytes);
  const auto ran =
      test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/heatmap_oracle.py", written(folder, *bytes).string()});
  if (ran.code == 77) GTEST_SKIP() << "Python's tifffile is not installed: run ./dev build";
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto found = nlohmann::json::parse(ran.out);
  const std::string description = found["description"];
  EXPECT_NE(description.find("untrained: numbers carry no meaning"), std::string::npos);
  EXPECT_NE(description.find("not a diagnosis"), std::string::npos);
  EXPECT_NE(description.find("stepUmX = 128\n"), std::string::npos) << description;
  ASSERT_EQ(found["pages"].size(), 3U);
  for (std::size_t level = 0; level < 3; ++level) {
    const auto& page = found["pages"][level];
    EXPECT_EQ(page["type"], "float32");
    EXPECT_EQ(page["width"], 700 >> level);
    EXPECT_EQ(page["reduced"], level > 0);
    EXPECT_EQ(page["unit"], 3);
    EXPECT_NEAR(page["perCentimetre"].get<double>(), 1e4 / (128 << level), 1e-4);
    EXPECT_NEAR(page["perCentimetreY"].get<double>(), 1e4 / (133.12 * (1 << level)), 1e-4);
    for (const std::string tag : page["tags"]) EXPECT_TRUE(tag != "DateTime" && tag != "HostComputer") << tag;
  }
  const auto& page = found["pages"][0];
  EXPECT_EQ(page["finite"], 660 * 280 - 1);
  EXPECT_TRUE(page["values"][10 * 700 + 25].is_null()) << "the unreadable tile";
  EXPECT_FLOAT_EQ(page["values"][10 * 700 + 26].get<float>(), 26.01F);
}

TEST(HeatmapTiff, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(heatmapTiff(bigGrid(), kBigSlide).value(), heatmapTiff(bigGrid(), kBigSlide).value());
}

TEST(HeatmapTiff, TheSizeIsRoundedUpAndAnExactFitIsNotRounded) {
  const TileGrid grid{"10x", {0.1, 300, 300}, {}, {}, {}, {}};
  const auto exact = makeHeatmap(grid, {300, 301, 1, 1});
  ASSERT_TRUE(exact);
  EXPECT_EQ(exact->values.width, 10);
  EXPECT_EQ(exact->values.height, 11);
}

TEST(HeatmapTiff, ReadBackItIsWhatWasWritten) {
  const TempFolder folder;
  const auto file = written(folder, heatmapTiff(bigGrid(), kBigSlide).value());
  const auto back = readHeatmap(file);
  ASSERT_TRUE(back) << back.error().message;
  const auto made = makeHeatmap(bigGrid(), kBigSlide).value();
  EXPECT_EQ(std::memcmp(back->values.values.data(), made.values.values.data(), made.values.values.size() * 4), 0);
  EXPECT_NEAR(back->stepUmX, 128, 1e-4);
  EXPECT_NEAR(back->stepUmY, 133.12, 1e-4);
}

TEST(HeatmapTiff, WhatCannotBeAHeatmapIsAUsageError) {
  const TileGrid outside{"10x", {1, 100, 100}, {{10, 0}}, {}, {"a"}, {{1}}};
  EXPECT_EQ(heatmapTiff(outside, {1000, 1000, 1, 1}).error().kind, ErrorKind::usage);
  const TileGrid fine{"10x", {1, 1, 1}, {}, {}, {}, {}};
  EXPECT_EQ(heatmapTiff(fine, {2000000000, 2000000000, 1, 1}).error().kind, ErrorKind::usage);
  EXPECT_EQ(heatmapTiff(fine, {1000, 1000, 0, 1}).error().kind, ErrorKind::usage);
}

class HostileHeatmap : public ::testing::Test {
 protected:
  [[nodiscard]] Error faultOf() const {
    const auto read = readHeatmap(m_file);
    if (read) return {ErrorKind::usage, "nothing failed"};
    EXPECT_NE(read.error().message.find("heatmap-10x.tif"), std::string::npos) << read.error().message;
    EXPECT_EQ(read.error().message.find('\n'), std::string::npos);
    EXPECT_FALSE(read.error().message.ends_with('.'));
    return read.error();
  }

  TempFolder m_folder;
  std::filesystem::path m_file = written(m_folder, heatmapTiff(bigGrid(), kBigSlide).value());
};

TEST_F(HostileHeatmap, TextAndNothing) {
  test::writeBytes(m_file, "I am no heatmap, but I begin with the right letter");
  EXPECT_EQ(faultOf().kind, ErrorKind::unsupported);
  test::writeBytes(m_file, "");
  EXPECT_EQ(faultOf().kind, ErrorKind::corrupt);
  std::filesystem::remove(m_file);
  EXPECT_EQ(faultOf().kind, ErrorKind::notFound);
}

TEST_F(HostileHeatmap, CutAnywhereItIsNeverHalfRead) {
  const std::string bytes = test::readBytes(m_file);
  for (const double share : {0.1, 0.5, 0.9, 0.99}) {
    test::writeBytes(m_file, bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
    const auto read = readHeatmap(m_file);
    // The coarser levels lie at the end: without them the finest may still be whole.
    if (read) {
      EXPECT_EQ(read->values.width, 700);
    } else {
      static_cast<void>(faultOf());
    }
  }
  test::writeBytes(m_file, bytes.substr(0, bytes.size() / 3));
  EXPECT_NE(faultOf().kind, ErrorKind::usage);
}

TEST_F(HostileHeatmap, AnotherTypeOfPixels) {
  test::setTag(m_file, kBitsPerSample, 16);
  EXPECT_EQ(faultOf().kind, ErrorKind::unsupported);
}

TEST_F(HostileHeatmap, HugeDimensions) {
  test::setTag(m_file, kImageLength, 60000);
  EXPECT_EQ(faultOf().kind, ErrorKind::corrupt);
  test::setTag(m_file, kTileWidth, 0x40000000);
  EXPECT_EQ(faultOf().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace snitt

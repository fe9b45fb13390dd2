// The files are written by Python's tifffile and by libvips.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "support/run_program.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/heatmap_tiff.h"
#include "tiling/score_folder.h"

namespace snitt {
namespace {

using test::TempFolder;

constexpr int kWidth = 300;
constexpr int kHeight = 200;
constexpr std::uint16_t kImageWidth = 256;
constexpr std::uint16_t kImageLength = 257;
constexpr std::uint16_t kRowsPerStrip = 278;
constexpr std::uint16_t kTileWidth = 322;

class ForeignHeatmapFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto ran =
        test::run({SNITT_PYTHON, SNITT_SOURCE_DIR "/tests/support/foreign_heatmaps.py", m_folder.path().string()});
    if (ran.code == 77) GTEST_SKIP() << "Python's tifffile is not installed: run ./dev build";
    ASSERT_EQ(ran.code, 0) << ran.err;
  }

  void expectAllValues(const std::string& file) const {
    const auto heatmap = readForeignHeatmap(m_folder / file);
    ASSERT_TRUE(heatmap) << heatmap.error().message;
    ASSERT_EQ(heatmap->values.width, kWidth) << file;
    ASSERT_EQ(heatmap->values.height, kHeight) << file;
    int wrong = 0;
    for (int y = 0; y < kHeight; ++y)
      for (int x = 0; x < kWidth; ++x) {
        const float value = heatmap->values.at(x, y);
        const bool isNone = (x + y) % 7 == 0;
        if (isNone ? !std::isnan(value) : value != static_cast<float>(x + y / 1000.0)) ++wrong;
      }
    EXPECT_EQ(wrong, 0) << file;
  }

  [[nodiscard]] Error faultOf(const std::string& file) const {
    const auto read = readForeignHeatmap(m_folder / file);
    if (read) return {ErrorKind::usage, "nothing failed"};
    EXPECT_NE(read.error().message.find(file), std::string::npos) << read.error().message;
    EXPECT_FALSE(read.error().message.ends_with('.'));
    return read.error();
  }

  TempFolder m_folder;
};

TEST_F(ForeignHeatmapFiles, EveryLayoutOfTifffileHasTheSameValues) {
  for (const char* file : {"plain.tif", "plain64.tif", "big_endian.tif", "big_endian_tiles.tif", "strips.tif",
                           "deflate.tif", "deflate64.tif", "one_packed_strip.tif", "tiles.tif", "bigtiff.tif",
                           "printed.tif", "subifds.tif", "coarse_first.tif", "nodata.tif"})
    expectAllValues(file);
}

TEST_F(ForeignHeatmapFiles, EveryPackingOfLibvipsHasTheSameValues) {
  const auto save = [&](const std::string& file, const std::vector<std::string>& options) {
    std::vector<std::string> command{"vips", "tiffsave", (m_folder / "plain.tif").string(), (m_folder / file).string()};
    command.insert(command.end(), options.begin(), options.end());
    const auto ran = test::run(command);
    ASSERT_EQ(ran.code, 0) << ran.err;
    expectAllValues(file);
  };
  save("lzw.tif", {"--compression", "lzw", "--predictor", "none"});
  save("lzw_predicted.tif", {"--compression", "lzw", "--predictor", "float"});
  save("deflate_predicted.tif", {"--compression", "deflate", "--predictor", "float", "--tile"});
  save("packbits.tif", {"--compression", "packbits"});
  save("zstd.tif", {"--compression", "zstd", "--tile", "--pyramid", "--bigtiff"});
}

TEST_F(ForeignHeatmapFiles, TheScaleIsTakenWhereItIsStated) {
  const auto stepOf = [&](const std::string& file) {
    const auto heatmap = readForeignHeatmap(m_folder / file).value();
    return std::pair(heatmap.stepUmX, heatmap.stepUmY);
  };
  EXPECT_NEAR(stepOf("strips.tif").first, 128, 1e-4);
  EXPECT_NEAR(stepOf("strips.tif").second, 64, 1e-4);
  EXPECT_NEAR(stepOf("tiles.tif").first, 127, 1e-4);
  EXPECT_EQ(stepOf("plain.tif").first, 0);
  EXPECT_EQ(stepOf("printed.tif").first, 0) << "300 dots per inch are a printer's";
}

TEST_F(ForeignHeatmapFiles, AHeatmapOfSnittIsOneToo) {
  const TileGrid grid{"40x", {0.92, 512, 384}, {{1, 2}, {3, 4}}, {}, {"a"}, {{0.5, 0.25}}};
  const HeatmapSlide slide{200000, 100000, 0.25, 0.25};
  test::writeBytes(m_folder / "ours.tif", heatmapTiff(grid, slide).value());
  const auto foreign = readForeignHeatmap(m_folder / "ours.tif");
  ASSERT_TRUE(foreign) << foreign.error().message;
  EXPECT_EQ(foreign->values.at(1, 2), 0.5F);
  EXPECT_EQ(foreign->values.width, makeHeatmap(grid, slide)->values.width);
  EXPECT_EQ(foreign->stepUmX, 0.92 * 384 * 0.25);
}

TEST_F(ForeignHeatmapFiles, WhatIsNoSingleBandOfFloatsIsRefused) {
  for (const char* file :
       {"three_channels.tif", "three_planes.tif", "three_pages.tif", "bytes.tif", "integers.tif", "half.tif"})
    EXPECT_EQ(faultOf(file).kind, ErrorKind::unsupported) << file;
  EXPECT_NE(faultOf("three_channels.tif").message.find("3 channels"), std::string::npos);
  test::writeBytes(m_folder / "text.tif", "I am text, and long enough to be looked at");
  EXPECT_EQ(faultOf("text.tif").kind, ErrorKind::unsupported);
  test::writeBytes(m_folder / "empty.tif", "");
  EXPECT_EQ(faultOf("empty.tif").kind, ErrorKind::corrupt);
  EXPECT_EQ(faultOf("missing.tif").kind, ErrorKind::notFound);
}

// tifffile writes the directory first where all is known beforehand.
TEST_F(ForeignHeatmapFiles, CutShortItIsCorrupt) {
  for (const char* file : {"plain.tif", "plain64.tif", "strips.tif", "deflate.tif", "one_packed_strip.tif", "tiles.tif",
                           "bigtiff.tif", "big_endian_tiles.tif"}) {
    const std::string bytes = test::readBytes(m_folder / file);
    for (const double share : {0.3, 0.6, 0.95}) {
      test::writeBytes(m_folder / file,
                       bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size()))));
      EXPECT_EQ(faultOf(file).kind, ErrorKind::corrupt) << file << " " << share;
    }
  }
}

TEST_F(ForeignHeatmapFiles, HugeClaimsFailAtOnce) {
  const auto start = std::chrono::steady_clock::now();
  test::setTag(m_folder / "plain.tif", kImageLength, 0x7fffffff);
  EXPECT_EQ(faultOf("plain.tif").kind, ErrorKind::corrupt);
  test::setTag(m_folder / "deflate.tif", kImageLength, 0xffffffff);
  EXPECT_EQ(faultOf("deflate.tif").kind, ErrorKind::corrupt);
  test::setTag(m_folder / "tiles.tif", kTileWidth, 0x40000000);
  EXPECT_NE(faultOf("tiles.tif").kind, ErrorKind::usage);
  test::setTag(m_folder / "one_packed_strip.tif", kImageWidth, 0xfffffff0);
  EXPECT_NE(faultOf("one_packed_strip.tif").kind, ErrorKind::usage);
  test::setTag(m_folder / "strips.tif", kRowsPerStrip, 1);
  EXPECT_EQ(faultOf("strips.tif").kind, ErrorKind::corrupt);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

}  // namespace
}  // namespace snitt

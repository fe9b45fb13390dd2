#include "tiling/score_folder.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/geojson.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/png_image.h"

namespace snitt {
namespace {

class ScoreFolderFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    write("score.json", formatScore(m_record.score));
    OutlineFeature tumour;
    tumour.polygons = m_record.tumour;
    write("tumour.geojson", formatOutlines({tumour}));
    const Score& score = m_record.score;
    for (const TileGrid& grid : m_record.grids) {
      write("tiles-" + grid.resolution + ".csv", formatTileScores(grid));
      write("heatmap-" + grid.resolution + ".tif",
            heatmapTiff(grid, {score.slide.widthPx, score.slide.heightPx, score.slide.mppX, score.slide.mppY}).value());
    }
    write("thumbnail.png", encodePng(Image(40, 30)).value());
    write("model-card.md", "# Card\n");
    write("report.pdf", "not looked at");
  }

  void write(const std::string& name, const std::string& bytes) const { test::writeBytes(m_folder / name, bytes); }

  [[nodiscard]] Error fault() const {
    const auto read = readScoreFolder(m_folder.path());
    EXPECT_FALSE(read);
    return read ? Error{} : read.error();
  }

  // One that names the file.
  void expectFault(const std::string& name, ErrorKind kind) const {
    EXPECT_EQ(fault().kind, kind) << fault().message;
    EXPECT_NE(fault().message.find((m_folder / name).string()), std::string::npos) << fault().message;
  }

  test::TempFolder m_folder;
  ScoreRecord m_record = test::sampleRecord(1);
};

TEST_F(ScoreFolderFiles, EveryPartIsReadAsItWasWritten) {
  const auto read = readScoreFolder(m_folder.path());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->folder, m_folder.path());
  EXPECT_EQ(formatScore(read->score), formatScore(m_record.score));
  EXPECT_TRUE(read->tumourKept);
  EXPECT_EQ(read->tumour, m_record.tumour);
  EXPECT_EQ(read->card, "# Card\n");
  EXPECT_EQ(read->thumbnail.widthPx, 40);
  ASSERT_EQ(read->heatmaps.size(), 2U);
  ASSERT_EQ(read->tiles.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const TileGrid& grid = m_record.grids[i];
    EXPECT_EQ(read->heatmaps[i].resolution, grid.resolution);
    EXPECT_EQ(read->tiles[i].name, grid.resolution);
    EXPECT_EQ(read->tiles[i].columns.back(), "ensemble");
    ASSERT_EQ(read->tiles[i].tiles.size(), grid.tiles.size());
    const auto ensemble = grid.ensemble();
    for (std::size_t tile = 0; tile < grid.tiles.size(); ++tile) {
      const float inTable = read->tiles[i].values.back()[tile];
      const float inMap = read->heatmaps[i].heatmap.values.at(grid.tiles[tile].column, grid.tiles[tile].row);
      if (tile == 3) {
        EXPECT_TRUE(std::isnan(inTable) && std::isnan(inMap)) << "the unreadable tile";
      } else {
        EXPECT_EQ(inTable, static_cast<float>(ensemble[tile]));
        EXPECT_EQ(inMap, static_cast<float>(ensemble[tile]));
      }
    }
  }
}

// The raster of the table and the heatmap are two ways to the same picture.
TEST_F(ScoreFolderFiles, TilesLieWhereTheHeatmapHasThem) {
  const auto read = readScoreFolder(m_folder.path()).value();
  const auto grid = gridOf(read.tiles[0], read.tiles[0].columns.size() - 1);
  ASSERT_TRUE(grid) << grid.error().message;
  const Heatmap& heatmap = read.heatmaps[0].heatmap;
  EXPECT_NEAR(grid->stepXPx * read.score.slide.mppX, heatmap.stepUmX, 0.02);
  for (int row = 0; row < grid->values.height; ++row)
    for (int column = 0; column < grid->values.width; ++column) {
      const float here = grid->values.at(column, row);
      const float there = heatmap.values.at(column, row);
      EXPECT_TRUE(here == there || (std::isnan(here) && std::isnan(there))) << column << ", " << row;
    }
}

TEST_F(ScoreFolderFiles, OnlyTheScoreMustBeThere) {
  for (const char* name : {"tumour.geojson", "tiles-10x.csv", "tiles-40x.csv", "heatmap-10x.tif", "heatmap-40x.tif",
                           "thumbnail.png", "model-card.md"})
    std::filesystem::remove(m_folder / name);
  const auto read = readScoreFolder(m_folder.path());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_FALSE(read->tumourKept);
  EXPECT_TRUE(read->tumour.empty() && read->heatmaps.empty() && read->tiles.empty() && read->card.empty());
  EXPECT_TRUE(read->thumbnail.bytes.empty());
  std::filesystem::remove(m_folder / "score.json");
  EXPECT_EQ(fault().kind, ErrorKind::notFound);
  EXPECT_EQ(readScoreFolder(m_folder / "nowhere").error().kind, ErrorKind::notFound);
}

TEST_F(ScoreFolderFiles, AnEmptyOutlineIsOneThatWasKept) {
  write("tumour.geojson", formatOutlines({}));
  const auto read = readScoreFolder(m_folder.path());
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->tumourKept && read->tumour.empty());
}

TEST_F(ScoreFolderFiles, PartsThatNobodyWantsAreNotRead) {
  write("tiles-10x.csv", "damaged");
  const auto read = readScoreFolder(m_folder.path(), {false, false});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->tiles.empty() && read->card.empty());
  EXPECT_EQ(read->heatmaps.size(), 2U);
}

TEST_F(ScoreFolderFiles, ADamagedFileIsNamed) {
  write("tiles-40x.csv", "minx,miny,width,height,prob_ensemble\n1,2,3,4,x\n");
  expectFault("tiles-40x.csv", ErrorKind::corrupt);
  write("tiles-40x.csv", "minx,miny,width,height,prob_a\n");
  expectFault("tiles-40x.csv", ErrorKind::corrupt);
  write("thumbnail.png", "no picture");
  expectFault("thumbnail.png", ErrorKind::unsupported);
  write("heatmap-10x.tif", test::readBytes(m_folder / "heatmap-10x.tif").substr(0, 500));
  expectFault("heatmap-10x.tif", ErrorKind::corrupt);
  write("tumour.geojson", "{");
  expectFault("tumour.geojson", ErrorKind::corrupt);
  write("score.json", "{}");
  expectFault("score.json", ErrorKind::corrupt);
  write("score.json", R"({"format": "snitt-score/2"})");
  expectFault("score.json", ErrorKind::unsupported);
}

}  // namespace
}  // namespace snitt

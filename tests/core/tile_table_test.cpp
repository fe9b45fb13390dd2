#include "core/overlay/tile_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/tile_grid.h"
#include "core/wsinfer/tile_classes.h"

namespace snitt {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// As the README of WSInfer shows it.
const std::string kWsinferCsv =
    "minx,miny,width,height,prob_Other,prob_Tumor\n"
    "4096,6144,1024,1024,0.999,0.001\n"
    "5120,6144,1024,1024,0.25,0.75\n";

TEST(TileCsv, ReadsWhatWsinferWrites) {
  const auto table = parseTileCsv(kWsinferCsv, "slide");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->name, "slide");
  EXPECT_EQ(table->columns, (std::vector<std::string>{"Other", "Tumor"}));
  EXPECT_EQ(table->tiles, (std::vector<LevelZeroRect>{{4096, 6144, 1024, 1024}, {5120, 6144, 1024, 1024}}));
  EXPECT_EQ(table->values, (std::vector<std::vector<float>>{{0.999F, 0.25F}, {0.001F, 0.75F}}));
}

TEST(TileCsv, ReadsWhatAScoreWrote) {
  TileGrid grid{"40x", {0.92, 512, 384}, {{3, 5}, {4, 5}, {3, 6}}, {2}, {"m1", "m2"}, {{1, 2, kNaN}, {3, 5, kNaN}}};
  const auto table = parseTileCsv(formatTileScores(grid), "40x");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->columns, (std::vector<std::string>{"m1", "m2", "ensemble"}));
  ASSERT_EQ(table->tiles.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(table->tiles[i], grid.geometry.levelZero(grid.tiles[i]));
  EXPECT_EQ(table->values[2][1], 3.5F);
  for (const auto& column : table->values) EXPECT_TRUE(std::isnan(column[2]));
}

TEST(TileCsv, TakesOtherOrdersLineEndsMarksAndMissingValues) {
  const auto table = parseTileCsv(
      "\xEF\xBB\xBF\"score\",height,width,miny,minx,other\r\n"
      "nan,20,10,-5,1.0,7e-1\r\n"
      ",20,10,15,\"1\",NaN\r\n"
      "\r\n"
      "1,20,10,35,1, -2.5 \r\n",
      "");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->tiles, (std::vector<LevelZeroRect>{{1, -5, 10, 20}, {1, 15, 10, 20}, {1, 35, 10, 20}}));
  EXPECT_EQ(table->columns, (std::vector<std::string>{"score", "other"}));
  EXPECT_TRUE(std::isnan(table->values[0][0]) && std::isnan(table->values[0][1]) && std::isnan(table->values[1][1]));
  EXPECT_EQ(table->values[0][2], 1);
  EXPECT_EQ(table->values[1][0], 0.7F);
  EXPECT_EQ(table->values[1][2], -2.5F);
}

TEST(TileCsv, AHeaderAloneIsATableOfNoTiles) {
  const auto table = parseTileCsv("minx,miny,width,height,prob_ensemble\n", "10x");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->tiles.empty());
  EXPECT_EQ(gridOf(*table, 0).error().kind, ErrorKind::unsupported);
  EXPECT_FALSE(TileIndex(*table).at(0, 0));
}

TEST(TileCsv, NamesStayApart) {
  const auto table = parseTileCsv("minx,miny,width,height,a,prob_a,prob_\n0,0,1,1,1,2,3\n", "");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->columns, (std::vector<std::string>{"a", "prob_a", "prob_"}));
}

void expectCsvError(const std::string& csv, std::initializer_list<std::string> parts) {
  const auto table = parseTileCsv(csv, "x");
  ASSERT_FALSE(table) << csv.substr(0, 200);
  EXPECT_EQ(table.error().kind, ErrorKind::corrupt);
  for (const std::string& part : parts)
    EXPECT_NE(table.error().message.find(part), std::string::npos) << table.error().message << "\n  want: " << part;
  EXPECT_LT(table.error().message.size(), 300U);
}

TEST(TileCsv, FaultsAreNamedWithLineAndColumn) {
  const std::string header = "minx,miny,width,height,prob_a\n";
  expectCsvError("", {"empty"});
  expectCsvError("minx,miny,width,prob_a\n", {"line 1", "height"});
  expectCsvError("minx,miny,width,height\n0,0,1,1\n", {"line 1", "values"});
  expectCsvError("minx;miny;width;height;prob_a\n", {"line 1", "minx"});
  expectCsvError(header + "0,0,9,9,1\n0,nine,9,9,1\n", {"line 3", "miny", "nine"});
  expectCsvError(header + "0,0,9,9,tumour\n", {"line 2", "prob_a", "tumour"});
  expectCsvError(header + "0,0,-9,9,1\n", {"line 2", "width", "-9"});
  expectCsvError(header + "0,0,9,0,1\n", {"line 2", "height"});
  expectCsvError(header + "nan,0,9,9,1\n", {"line 2", "minx"});
  expectCsvError(header + "0,inf,9,9,1\n", {"line 2", "miny"});
  expectCsvError(header + ",0,9,9,1\n", {"line 2", "minx"});
  expectCsvError(header + "1e300,0,9,9,1\n", {"line 2", "minx", "slide"});
  expectCsvError(header + "0,0,9,9,0x1F\n", {"line 2", "prob_a"});
  expectCsvError(header + "0,0,9\n", {"line 2", "fields"});
  expectCsvError(header + "0,0,9,9,\"1\n", {"line 2", "never closed"});
  expectCsvError(header + "0,0,9,9," + std::string(100000, 'x') + "\n", {"line 2", "xxx"});
}

TEST(TileGeoJson, ReadsWhatWsinferAndQuPathWrite) {
  TileClasses classes{{2, 256, 256}, {"Other", "Tumor"}, {{0, 0}, {1, 0}, {1, 1}}, {{0.5, 0.5}, {}, {0.125, 0.875}}};
  const auto table = parseTileGeoJson(formatClassGeoJson(classes), "s");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->columns, (std::vector<std::string>{"Other", "Tumor"}));
  EXPECT_EQ(table->tiles, (std::vector<LevelZeroRect>{{0, 0, 512, 512}, {512, 512, 512, 512}}));
  EXPECT_EQ(table->values, (std::vector<std::vector<float>>{{0.5F, 0.125F}, {0.5F, 0.875F}}));
}

std::string tileFeature(const std::string& ring, const std::string& measurements) {
  return R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[)" + ring +
         R"(]},"properties":{"objectType":"tile","measurements":)" + measurements + "}}";
}

const std::string kUnit = "[[0,0],[0,8],[8,8],[8,0],[0,0]]";

TEST(TileGeoJson, TakesOlderListsMissingValuesAndLeavesOutWhatIsNoTile) {
  const std::string list = R"([{"name":"b","value":2},{"name":"a","value":"NaN"},{"name":"c","value":"text"}])";
  const std::string text = "\xEF\xBB\xBF[" + tileFeature(kUnit, R"({"a": 1})") + "," +
                           tileFeature("[[8.2,0],[16.4,0],[16.4,8],[8.2,8]]", list) + "," +
                           tileFeature("[[0,0],[0,8],[8,9],[8,0],[0,0]]", R"({"slanted": 1})") + "," +
                           tileFeature("[[0,0],[0,8],[8,8],[0,0]]", R"({"three": 1})") + "," +
                           tileFeature(kUnit + ",[[1,1],[2,1],[2,2]]", R"({"hole": 1})") + "," +
                           tileFeature(kUnit, "{}") + "," + tileFeature(kUnit, "null") +
                           R"(,{"type":"Feature","geometry":null,"properties":{"measurements":{"none":1}}}])";
  const auto table = parseTileGeoJson(text, "s");
  ASSERT_TRUE(table) << table.error().message;
  EXPECT_EQ(table->columns, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(table->tiles, (std::vector<LevelZeroRect>{{0, 0, 8, 8}, {8, 0, 8, 8}}));
  EXPECT_EQ(table->values[0][0], 1);
  EXPECT_TRUE(std::isnan(table->values[0][1]) && std::isnan(table->values[1][0]));
  EXPECT_EQ(table->values[1][1], 2);
}

TEST(TileGeoJson, NothingThatIsATileIsUnsupported) {
  for (const std::string text : {R"({"type":"FeatureCollection","features":[]})", "[]"})
    EXPECT_EQ(parseTileGeoJson(text, "x").error().kind, ErrorKind::unsupported);
  EXPECT_EQ(parseTileGeoJson(tileFeature(kUnit, "{}"), "x").error().kind, ErrorKind::unsupported);
}

TEST(TileGeoJson, MeasurementsThatNeverEndAreRefused) {
  std::string text = "[";
  for (int i = 0; i < 1002; ++i)
    text.append(i == 0 ? "" : ",").append(tileFeature(kUnit, "{\"m" + std::to_string(i) + "\":1}"));
  EXPECT_EQ(parseTileGeoJson(text + "]", "x").error().kind, ErrorKind::unsupported);
}

TEST(TileGeoJson, CutAnywhereItIsCorrupt) {
  const std::string text = formatClassGeoJson({{2, 256, 256}, {"Other"}, {{0, 0}, {1, 0}}, {{0.5}, {0.25}}});
  for (std::size_t size = 0; size + 3 < text.size(); size += 7) {
    const auto table = parseTileGeoJson(text.substr(0, size), "x");
    ASSERT_FALSE(table) << size;
    EXPECT_EQ(table.error().kind, ErrorKind::corrupt);
  }
}

TileTable tableOf(std::vector<LevelZeroRect> tiles) {
  TileTable table{"t", std::move(tiles), {"v"}, {{}}};
  for (std::size_t i = 0; i < table.tiles.size(); ++i) table.values[0].push_back(static_cast<float>(i));
  return table;
}

// The step of the plan is 353.28 px, and no corner of a tile says so.
TEST(TileRaster, FindsTheStepThatWasRounded) {
  TileGrid plan{"40x", {0.92, 512, 384}, {}, {}, {}, {}};
  std::vector<LevelZeroRect> tiles;
  for (int row = 7; row < 300; ++row)
    for (int column = 11; column < 400; ++column)
      if (row % 50 < 30 && (column < 40 || column > 330)) tiles.push_back(plan.geometry.levelZero({column, row}));
  const auto grid = gridOf(tableOf(tiles), 0);
  ASSERT_TRUE(grid) << grid.error().message;
  EXPECT_EQ(grid->values.width, 400 - 11);
  EXPECT_EQ(grid->values.height, 280 - 7);
  EXPECT_NEAR(grid->stepXPx, 353.28, 0.005);
  EXPECT_NEAR(grid->stepYPx, 353.28, 0.005);
  EXPECT_NEAR(grid->originXPx, 11 * 353.28, 1);
  EXPECT_NEAR(grid->originYPx, 7 * 353.28, 1);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const auto column = static_cast<int>(std::lround(static_cast<double>(tiles[i].minX) / 353.28)) - 11;
    const auto row = static_cast<int>(std::lround(static_cast<double>(tiles[i].minY) / 353.28)) - 7;
    ASSERT_EQ(grid->values.at(column, row), static_cast<float>(i));
    ASSERT_NEAR(grid->originXPx + column * grid->stepXPx, static_cast<double>(tiles[i].minX), 1.0);
  }
  EXPECT_TRUE(std::isnan(grid->values.at(100, 0)));
}

TEST(TileRaster, WholeStepsAreExact) {
  const auto grid = gridOf(tableOf({{100, 40, 64, 64}, {132, 40, 64, 64}, {260, 72, 64, 64}}), 0);
  ASSERT_TRUE(grid) << grid.error().message;
  EXPECT_EQ(grid->values.width, 6);
  EXPECT_EQ(grid->values.height, 2);
  EXPECT_EQ(grid->originXPx, 100);
  EXPECT_EQ(grid->originYPx, 40);
  EXPECT_EQ(grid->stepXPx, 32);
  EXPECT_EQ(grid->stepYPx, 32);
  EXPECT_EQ(grid->values.at(5, 1), 2);
}

TEST(TileRaster, ARowOrASingleTileHasItsOwnSize) {
  const auto one = gridOf(tableOf({{-7, 9, 30, 40}}), 0);
  ASSERT_TRUE(one);
  EXPECT_EQ(one->values, (Grid<float>(1, 1, 0)));
  EXPECT_EQ(one->stepXPx, 30);
  EXPECT_EQ(one->stepYPx, 40);
  EXPECT_EQ(one->originXPx, -7);
  // Two gaps of 200 and 300 px between tiles of 100.
  const auto sparse = gridOf(tableOf({{0, 0, 100, 100}, {200, 0, 100, 100}, {500, 0, 100, 100}}), 0);
  ASSERT_TRUE(sparse) << sparse.error().message;
  EXPECT_EQ(sparse->stepXPx, 100);
  EXPECT_EQ(sparse->values.width, 6);
}

TEST(TileRaster, WhatIsNoGridOrTooLargeIsRefused) {
  const auto scattered = gridOf(tableOf({{0, 0, 100, 100}, {130, 0, 100, 100}, {310, 0, 100, 100}}), 0);
  ASSERT_FALSE(scattered);
  EXPECT_EQ(scattered.error().kind, ErrorKind::unsupported);
  EXPECT_EQ(gridOf(tableOf({{0, 0, 1, 1}, {1, 1, 1, 1}, {1000000000, 1000000000, 1, 1}}), 0).error().kind,
            ErrorKind::unsupported);
  EXPECT_EQ(gridOf(tableOf({{0, 0, 1, 1}}), 1).error().kind, ErrorKind::usage);
}

TEST(TileIndex, FindsTheTileWhoseCentreIsNearest) {
  const TileTable table = tableOf({{0, 0, 100, 100}, {50, 0, 100, 100}, {-300, -300, 100, 100}});
  const TileIndex index(table);
  EXPECT_EQ(index.at(10, 50), 0U);
  EXPECT_EQ(index.at(74, 50), 0U);
  EXPECT_EQ(index.at(76, 50), 1U);
  EXPECT_EQ(index.at(149.9, 99.9), 1U);
  EXPECT_FALSE(index.at(150, 50));
  EXPECT_FALSE(index.at(10, 100));
  EXPECT_FALSE(index.at(-0.5, 50));
  EXPECT_EQ(index.at(-300, -300), 2U);
  EXPECT_FALSE(index.at(kNaN, 0));
  EXPECT_FALSE(index.at(1e300, -1e300));
}

// Against the plain search through all tiles.
TEST(TileIndex, AgreesWithASearchThroughAllTiles) {
  std::vector<LevelZeroRect> tiles{{-5000, -5000, 20000, 20000}};
  std::uint32_t state = 1;
  const auto next = [&](std::uint32_t below) {
    return static_cast<std::int64_t>((state = state * 1664525U + 1013904223U) >> 8U) % below;
  };
  for (int i = 0; i < 400; ++i) tiles.push_back({next(4000) - 1000, next(4000) - 1000, 1 + next(300), 1 + next(300)});
  const TileTable table = tableOf(tiles);
  const TileIndex index(table);
  for (int i = 0; i < 3000; ++i) {
    const double x = static_cast<double>(next(4000) - 1000) + 0.25;
    const double y = static_cast<double>(next(4000) - 1000) + 0.25;
    std::optional<std::size_t> nearest;
    double least = 1e30;
    for (std::size_t t = 0; t < tiles.size(); ++t) {
      const double dx = x - static_cast<double>(tiles[t].minX);
      const double dy = y - static_cast<double>(tiles[t].minY);
      const auto w = static_cast<double>(tiles[t].width);
      const auto h = static_cast<double>(tiles[t].height);
      if (dx < 0 || dy < 0 || dx >= w || dy >= h) continue;
      const double away = std::hypot(dx - w / 2, dy - h / 2);
      if (away < least) {
        least = away;
        nearest = t;
      }
    }
    ASSERT_EQ(index.at(x, y), nearest) << x << ", " << y;
  }
}

TEST(TileTable, AMillionTilesAreReadPlacedAndFound) {
  TileGrid grid{"40x", {0.92, 512, 512}, {}, {}, {"m1", "m2"}, {{}, {}}};
  for (int row = 0; row < 1000; ++row)
    for (int column = 0; column < 1000; ++column) {
      grid.tiles.push_back({column, row});
      grid.scores[0].push_back(row / 7.0);
      grid.scores[1].push_back(column / 7.0);
    }
  const auto table = parseTileCsv(formatTileScores(grid), "40x");
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->tiles.size(), 1000000U);
  const auto raster = gridOf(*table, 2);
  ASSERT_TRUE(raster) << raster.error().message;
  EXPECT_EQ(raster->values.at(700, 300), static_cast<float>((300 / 7.0 + 700 / 7.0) / 2));
  const TileIndex index(*table);
  EXPECT_EQ(index.at(700.5 * 471.04, 300.5 * 471.04), 300700U);
}

}  // namespace
}  // namespace snitt

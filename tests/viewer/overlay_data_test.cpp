#include "ui/document/overlay_data.h"

#include <QCoreApplication>
#include <QThread>

#include <QLocale>

#include <cmath>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "core/geojson.h"
#include "support/painted.h"
#include "support/run_program.h"
#include "support/sample_record.h"
#include "support/temp_folder.h"
#include "support/tiff_surgery.h"
#include "tiling/heatmap_tiff.h"
#include "ui/layers/detection_layer.h"
#include "ui/layers/grid_layer.h"
#include "ui/layers/hatch_layer.h"
#include "ui/layers/outline_layer.h"
#include "ui/layers/tile_layer.h"

namespace snitt {
namespace {

using test::TempFolder;

// As `snitt score` leaves it.
void writeScore(const TempFolder& folder, const ScoreRecord& record) {
  const auto write = [&](const std::string& name, const std::string& bytes) { test::writeBytes(folder / name, bytes); };
  write("score.json", formatScore(record.score));
  OutlineFeature tumour;
  tumour.polygons = record.tumour;
  write("tumour.geojson", formatOutlines({tumour}));
  const ScoredSlide& slide = record.score.slide;
  for (const TileGrid& grid : record.grids) {
    write("tiles-" + grid.resolution + ".csv", formatTileScores(grid));
    write("heatmap-" + grid.resolution + ".tif",
          heatmapTiff(grid, {slide.widthPx, slide.heightPx, slide.mppX, slide.mppY}).value());
  }
}

OverlaySlide slideOf(const ScoredSlide& slide) {
  return {QSizeF(static_cast<double>(slide.widthPx), static_cast<double>(slide.heightPx)), Mpp{slide.mppX, slide.mppY}};
}

const OverlaySlide kSlide{QSizeF(10000, 8000), Mpp{0.25, 0.25}};

std::string csvOf(const std::vector<LevelZeroRect>& tiles) {
  std::string csv = "minx,miny,width,height,prob_tumor,prob_notumor\n";
  int row = 0;
  for (const LevelZeroRect& tile : tiles) {
    const double value = (row++ * 37 % 100) / 100.0;
    csv += std::to_string(tile.minX) + "," + std::to_string(tile.minY) + "," + std::to_string(tile.width) + "," +
           std::to_string(tile.height) + "," + std::to_string(value) + "," + std::to_string(1 - value) + "\n";
  }
  return csv;
}

std::vector<LayerKind> kindsOf(const LayerStack& layers) {
  std::vector<LayerKind> kinds;
  for (const auto& layer : layers.layers()) kinds.push_back(layer->kind());
  return kinds;
}

TEST(OverlayData, AScoreGivesHiddenLayersValuesBelowMarks) {
  const TempFolder folder;
  const ScoreRecord record = test::sampleRecord(1);
  writeScore(folder, record);
  auto data = readScoreOverlay(folder.path(), slideOf(record.score.slide));
  ASSERT_TRUE(data) << data.error().message;
  ASSERT_NE(data->score, nullptr);
  LayerStack layers;
  addLayers(layers, std::move(*data));
  bool marks = false;
  std::size_t heatmaps = 0;
  for (const auto& layer : layers.layers()) {
    EXPECT_FALSE(layer->visible()) << "AI overlays are off until somebody asks";
    const bool isValue = qobject_cast<ValueLayer*>(layer.get()) != nullptr;
    EXPECT_FALSE(isValue && marks) << "a heatmap over an outline";
    marks = marks || !isValue;
    heatmaps += layer->kind() == LayerKind::heatmap;
    if (layer->kind() == LayerKind::heatmap) {
      EXPECT_TRUE(layer->scale()->note.contains("not a diagnosis"));
    }
  }
  EXPECT_EQ(heatmaps, record.grids.size());
  EXPECT_NE(qobject_cast<OutlineLayer*>(layers.first(LayerKind::tumour)), nullptr);
  std::size_t unreadable = 0;
  for (const TileGrid& grid : record.grids) unreadable += grid.unreadable.size();
  EXPECT_EQ(layers.first(LayerKind::unreadable) != nullptr, unreadable > 0);
}

TEST(OverlayData, TheValueOfATileIsSaidAndShownWhereTheTileIs) {
  const TempFolder folder;
  const ScoreRecord record = test::sampleRecord(1);
  writeScore(folder, record);
  LayerStack layers;
  addLayers(layers, readScoreOverlay(folder.path(), slideOf(record.score.slide)).value());
  const auto* heatmap = qobject_cast<ValueLayer*>(layers.first(LayerKind::heatmap));
  ASSERT_NE(heatmap, nullptr);
  const TileGrid& grid = record.grids.front();
  const std::vector<double> ensemble = grid.ensemble();
  for (std::size_t i = 0; i < grid.tiles.size(); ++i) {
    const LevelZeroRect rect = grid.geometry.levelZero(grid.tiles[i]);
    const QPointF middle(static_cast<double>(rect.minX) + static_cast<double>(rect.width) / 2,
                         static_cast<double>(rect.minY) + static_cast<double>(rect.height) / 2);
    if (std::isnan(ensemble[i])) continue;
    EXPECT_TRUE(heatmap->describe(middle).contains(QLocale().toString(ensemble[i], 'f', 3))) << i;
    const auto tile = heatmap->tileAt(middle);
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->topLeft(), QPointF(static_cast<double>(rect.minX), static_cast<double>(rect.minY)));
    // Tiles overlap by half: a value stands in the cell that its tile begins in.
    const QPointF quarter(static_cast<double>(rect.minX) + static_cast<double>(rect.width) / 4,
                          static_cast<double>(rect.minY) + static_cast<double>(rect.height) / 4);
    const QRgb shown = test::painted(*heatmap, {QSize(5, 5), quarter, 1, 0, false}).pixel(2, 2);
    EXPECT_NEAR(qGreen(shown), colourAt(heatmap->colourMap(), ensemble[i])[1], 2) << i;
  }
}

// Without its table a heatmap lies by the scale that the score was made with, whatever somebody typed for the slide
// since.
TEST(OverlayData, AHeatmapWithoutItsTableLiesWhereTheTableWouldPutIt) {
  const TempFolder folder;
  const ScoreRecord record = test::sampleRecord(1);
  writeScore(folder, record);
  OverlaySlide typed = slideOf(record.score.slide);
  typed.mpp = Mpp{typed.mpp->x * 1.7, typed.mpp->y * 1.7};
  LayerStack with;
  addLayers(with, readScoreOverlay(folder.path(), typed).value());
  for (const TileGrid& grid : record.grids) std::filesystem::remove(folder / ("tiles-" + grid.resolution + ".csv"));
  LayerStack without;
  addLayers(without, readScoreOverlay(folder.path(), typed).value());
  const Layer* byTable = with.first(LayerKind::heatmap);
  const Layer* byScale = without.first(LayerKind::heatmap);
  ASSERT_NE(byTable, nullptr);
  ASSERT_NE(byScale, nullptr);
  const TileGrid& grid = record.grids.front();
  const LevelZeroRect rect = grid.geometry.levelZero(grid.tiles[grid.tiles.size() / 2]);
  const Viewport view{QSize(200, 200),
                      {static_cast<double>(rect.minX), static_cast<double>(rect.minY)},
                      static_cast<double>(rect.width) / 60,
                      0,
                      false};
  const QImage one = test::painted(*byTable, view);
  const QImage other = test::painted(*byScale, view);
  int different = 0;
  for (int y = 0; y < 200; ++y)
    for (int x = 0; x < 200; ++x) different += one.pixel(x, y) != other.pixel(x, y);
  // A row of pixels along the edges of tiles at the most.
  EXPECT_LT(different, 200 * 200 / 12);
}

TEST(OverlayData, NoScoreIsAnErrorThatNamesTheFolder) {
  const TempFolder folder;
  const auto none = readScoreOverlay(folder / "missing", kSlide);
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("missing"), std::string::npos);
  test::writeBytes(folder / "score.json", "{]");
  EXPECT_FALSE(readScoreOverlay(folder.path(), kSlide));
}

TEST(OverlayData, TilesOnOneRasterBecomeAGridAndOthersAreTilesOfTheirOwn) {
  const TempFolder folder;
  std::vector<LevelZeroRect> raster;
  std::vector<LevelZeroRect> pieces;
  std::vector<LevelZeroRect> apart;
  std::vector<LevelZeroRect> sizes;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t x = i % 10;
    const std::int64_t y = i / 10;
    raster.push_back({x * 350, y * 350, 350, 350});
    // Two pieces of tissue; their corners happen to fit a raster of single pixels.
    pieces.push_back({x * 350 + (y >= 5 ? 151 : 0), y * 350 + (y >= 5 ? 37 : 0), 350, 350});
    apart.push_back({x * 700, y * 700, 350, 350});
    sizes.push_back({x * 350, y * 350, i == 7 ? 350 : 349, i % 3 == 0 ? 350 : 200});
  }
  const auto layersOf = [&](const std::vector<LevelZeroRect>& tiles) {
    test::writeBytes(folder / "tiles.csv", csvOf(tiles));
    auto layers = std::make_unique<LayerStack>();
    addLayers(*layers, readOverlay(folder / "tiles.csv", kSlide).value());
    EXPECT_EQ(kindsOf(*layers), (std::vector{LayerKind::tiles, LayerKind::tiles}));
    EXPECT_EQ(layers->layers().front()->name(), "tiles: tumor");
    return layers;
  };
  EXPECT_NE(qobject_cast<GridLayer*>(layersOf(raster)->layers().front().get()), nullptr);
  EXPECT_NE(qobject_cast<TileLayer*>(layersOf(pieces)->layers().front().get()), nullptr);
  EXPECT_NE(qobject_cast<TileLayer*>(layersOf(apart)->layers().front().get()), nullptr) << "cells twice a tile's size";
  EXPECT_NE(qobject_cast<TileLayer*>(layersOf(sizes)->layers().front().get()), nullptr);
  // Both kinds paint a tile over all of its area.
  for (const auto& tiles : {raster, pieces, apart}) {
    const auto layers = layersOf(tiles);
    const LevelZeroRect& tile = tiles[77];
    const QImage picture = test::painted(
        *layers->layers().front(),
        {QSize(350, 350), {static_cast<double>(tile.minX) + 175, static_cast<double>(tile.minY) + 175}, 1, 0, false});
    EXPECT_EQ(picture.pixel(2, 2), picture.pixel(347, 347));
    EXPECT_EQ(qAlpha(picture.pixel(2, 347)), 255);
  }
}

TEST(OverlayData, LayersOfAnotherThreadBelongToTheUiThread) {
  const TempFolder folder;
  test::writeBytes(folder / "tiles.csv", csvOf({{0, 0, 10, 10}, {13, 0, 10, 10}, {31, 5, 10, 10}}));
  Result<OverlayData> data = fail(ErrorKind::usage, "not run");
  std::thread([&] { data = readOverlay(folder / "tiles.csv", kSlide); }).join();
  ASSERT_TRUE(data);
  ASSERT_FALSE(data->layers.empty());
  for (const auto& layer : data->layers) EXPECT_EQ(layer->thread(), QCoreApplication::instance()->thread());
  LayerStack layers;
  addLayers(layers, std::move(*data));
  // The table lives as long as a layer that speaks of it.
  EXPECT_TRUE(layers.layers().front()->describe({5, 5}).contains("tumor"));
}

TEST(OverlayData, AFloatTiffLiesByItsScaleOrOverAllOfTheSlide) {
  const TempFolder folder;
  const auto ran = test::run({SNITT_PYTHON, "-c",
                              "import sys, numpy, tifffile\n"
                              "a = numpy.zeros((20, 40), 'float32'); a[10, 30] = 1\n"
                              "tifffile.imwrite(sys.argv[1] + '/bare.tif', a)\n"
                              "tifffile.imwrite(sys.argv[1] + '/scaled.tif', a, resolution=(200, 200), "
                              "resolutionunit='CENTIMETER')\n",
                              folder.path().string()});
  if (ran.code != 0) GTEST_SKIP() << "Python's tifffile is not installed: run ./dev build";
  const auto shownAt = [&](const char* file, QPointF at, const OverlaySlide& slide) {
    LayerStack layers;
    addLayers(layers, readOverlay(folder / file, slide).value());
    return layers.layers().front()->describe(at);
  };
  const QString one = QLocale().toString(1.0, 'f', 3);
  // 40 x 20 cells over 10000 x 8000 px.
  EXPECT_TRUE(shownAt("bare.tif", {30.5 * 250, 10.5 * 400}, kSlide).contains(one));
  // 200 pixels a centimetre are 50 µm, at 0.25 and 0.5 µm/px 200 and 100 px.
  const OverlaySlide stretched{QSizeF(10000, 8000), Mpp{0.25, 0.5}};
  EXPECT_TRUE(shownAt("scaled.tif", {30.5 * 200, 10.5 * 100}, stretched).contains(one));
  EXPECT_FALSE(shownAt("scaled.tif", {30.5 * 250, 10.5 * 400}, stretched).contains(one));
  // A slide of unknown scale.
  EXPECT_TRUE(shownAt("scaled.tif", {30.5 * 250, 10.5 * 400}, {QSizeF(10000, 8000), std::nullopt}).contains(one));
}

TEST(OverlayData, GeoJsonOfTilesAndOfDetections) {
  const TempFolder folder;
  test::writeBytes(folder / "tiles.geojson",
                   R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon",
"coordinates":[[[0,0],[100,0],[100,100],[0,100],[0,0]]]},"properties":{"measurements":{"prob_tumor":0.7}}}]})");
  test::writeBytes(folder / "cells.geojson",
                   R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",
"coordinates":[50,60]},"properties":{"classification":{"name":"Tumor"}}}]})");
  LayerStack layers;
  addLayers(layers, readOverlay(folder / "tiles.geojson", kSlide).value());
  addLayers(layers, readOverlay(folder / "cells.geojson", kSlide).value());
  EXPECT_EQ(kindsOf(layers), (std::vector{LayerKind::tiles, LayerKind::detections}));
  EXPECT_EQ(layers.first(LayerKind::detections)->describe({50, 60}), "cells: Tumor");
  EXPECT_FALSE(layers.first(LayerKind::detections)->visible());
}

TEST(OverlayData, GarbageIsRefusedWithTheFilesName) {
  const TempFolder folder;
  const auto expectFault = [&](const std::string& name, const std::string& bytes) {
    test::writeBytes(folder / name, bytes);
    const auto read = readOverlay(folder / name, kSlide);
    ASSERT_FALSE(read) << name;
    EXPECT_NE(read.error().message.find(name), std::string::npos) << read.error().message;
  };
  expectFault("text.csv", "I am no table\nof anything\n");
  expectFault("empty.csv", "");
  expectFault("header.csv", "minx,miny,width,height,prob\n");
  expectFault("row.csv", "minx,miny,width,height,prob\n1,2,3\n");
  expectFault("broken.geojson", R"({"type":"FeatureCollection","features":[)");
  expectFault("picture.tif", "II*");
  expectFault("notes.docx", "words");
  EXPECT_FALSE(readOverlay(folder / "missing.csv", kSlide));
  EXPECT_FALSE(readOverlay(folder.path(), kSlide));
}

}  // namespace
}  // namespace snitt

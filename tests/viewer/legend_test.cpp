#include "ui/layers/legend.h"

#include <QLocale>

#include <cmath>

#include <gtest/gtest.h>

#include "support/painted.h"
#include "ui/layers/grid_layer.h"
#include "ui/layers/hatch_layer.h"

namespace snitt {
namespace {

using test::TextRecorder;

constexpr const char* kNote = "contribution to this model's score, not a diagnosis";

GridLayer* addHeatmap(LayerStack& layers, float low = 0, float high = 1) {
  auto layer =
      std::make_unique<GridLayer>(LayerKind::heatmap, "10x heatmap", ValueGrid{{2, 1, low}, 0, 0, 100, 100}, kNote);
  ValueGrid grid{{2, 1, low}, 0, 0, 100, 100};
  grid.values.values[1] = high;
  layer = std::make_unique<GridLayer>(LayerKind::heatmap, "10x heatmap", grid, kNote);
  return static_cast<GridLayer*>(layers.add(std::move(layer)));
}

QString textsOf(const LayerStack& layers) {
  TextRecorder recorder(QSize(900, 700));
  QPainter painter(&recorder);
  paintLegend(painter, QRectF(0, 0, 900, 700), layers, 1);
  painter.end();
  // Wrapped lines are texts of their own, with the space that they were cut at.
  return recorder.text().simplified();
}

TEST(Legend, IsThereWhileSomethingIsShownAndOnlyThen) {
  LayerStack layers;
  GridLayer* heatmap = addHeatmap(layers);
  EXPECT_EQ(textsOf(layers), "");
  heatmap->setVisible(true);
  EXPECT_TRUE(textsOf(layers).contains("10x heatmap"));
  layers.setHeatmapsShown(false);
  EXPECT_EQ(textsOf(layers), "");
}

TEST(Legend, NamesRangeAndWhatTheColoursMean) {
  LayerStack layers;
  addHeatmap(layers, -3, 12)->setVisible(true);
  const QString text = textsOf(layers);
  EXPECT_TRUE(text.contains(QLocale().toString(-3))) << text.toStdString();
  EXPECT_TRUE(text.contains(QLocale().toString(12))) << text.toStdString();
  EXPECT_TRUE(text.contains(kNote)) << text.toStdString();
}

TEST(Legend, SaysThatAThresholdHidesAndChangesNothing) {
  LayerStack layers;
  GridLayer* heatmap = addHeatmap(layers);
  heatmap->setVisible(true);
  EXPECT_FALSE(textsOf(layers).contains("Shown from"));
  heatmap->setShownFrom(0.25);
  const QString text = textsOf(layers);
  EXPECT_TRUE(text.contains("Shown from " + QLocale().toString(0.25, 'f', 2))) << text.toStdString();
  EXPECT_TRUE(text.contains("hidden tiles count as before")) << text.toStdString();
}

TEST(Legend, NamesKeysOfAllThatIsShown) {
  LayerStack layers;
  addHeatmap(layers)->setVisible(true);
  layers.add(std::make_unique<HatchLayer>(LayerKind::unreadable, "Unreadable tiles", std::vector{QRectF(0, 0, 9, 9)}))
      ->setVisible(true);
  const QString text = textsOf(layers);
  EXPECT_TRUE(text.contains("10x heatmap"));
  EXPECT_TRUE(text.contains("Unreadable tiles"));
}

TEST(Legend, TheBarShowsTheMapInItsOrder) {
  LayerStack layers;
  GridLayer* heatmap = addHeatmap(layers);
  heatmap->setColourMap(ColourMap::coolwarm);
  heatmap->setVisible(true);
  QImage picture(600, 400, QImage::Format_RGB32);
  picture.fill(Qt::white);
  QPainter painter(&picture);
  const QRectF place = paintLegend(painter, QRectF(picture.rect()), layers, 1);
  painter.end();
  // Blue at the left, red at the right, along one row.
  bool found = false;
  for (int y = static_cast<int>(place.top()); y < place.bottom() && !found; ++y) {
    const QRgb left = picture.pixel(static_cast<int>(place.left()) + 14, y);
    const QRgb right = picture.pixel(static_cast<int>(place.right()) - 15, y);
    found = qBlue(left) > qRed(left) + 60 && qRed(right) > qBlue(right) + 60;
  }
  EXPECT_TRUE(found);
}

TEST(Legend, ItStaysInTheCornerAndTellsWhatItCovers) {
  LayerStack layers;
  addHeatmap(layers)->setVisible(true);
  for (const double ratio : {1.0, 2.0}) {
    QImage picture(1200, 900, QImage::Format_RGB32);
    picture.fill(Qt::green);
    QPainter painter(&picture);
    const QRectF area(100, 50, 1000, 800);
    const QRectF place = paintLegend(painter, area, layers, ratio);
    painter.end();
    EXPECT_TRUE(area.contains(place)) << ratio;
    for (int y = 0; y < 900; y += 3)
      for (int x = 0; x < 1200; x += 3)
        if (!place.adjusted(-1, -1, 1, 1).contains(x, y)) {
          ASSERT_EQ(picture.pixel(x, y), qRgb(0, 255, 0)) << ratio;
        }
    EXPECT_NE(picture.pixel(place.center().toPoint()), qRgb(0, 255, 0));
  }
}

}  // namespace
}  // namespace snitt

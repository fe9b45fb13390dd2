#include "ui/document/quality_layers.h"

#include <stop_token>

#include <gtest/gtest.h>

#include "support/fake_slide.h"
#include "ui/layers/mask_layer.h"

namespace snitt {
namespace {

Mask box(int left, int top, int width, int height) {
  Mask mask(50, 40);
  for (int y = top; y < top + height; ++y)
    for (int x = left; x < left + width; ++x) mask.at(x, y) = 255;
  return mask;
}

TEST(QualityLayers, AreShownAtOnceBelowWhatNetworksSaw) {
  LayerStack layers;
  addQualityLayers(layers, {box(5, 5, 30, 30), box(40, 5, 5, 5), box(10, 10, 4, 4), box(20, 20, 6, 6), 32});
  ASSERT_EQ(layers.layers().size(), 2U);
  for (const auto& layer : layers.layers()) {
    EXPECT_TRUE(layer->visible());
    EXPECT_FALSE(layer->isMachineMade());
    EXPECT_LT(layer->opacity(), 1);
  }
  const Layer* tissue = layers.first(LayerKind::tissue);
  const Layer* quality = layers.first(LayerKind::quality);
  ASSERT_NE(tissue, nullptr);
  ASSERT_NE(quality, nullptr);
  EXPECT_EQ(tissue->describe({6 * 32.0, 6 * 32.0}), "Tissue");
  EXPECT_TRUE(quality->describe({22 * 32.0, 22 * 32.0}).contains("Out of focus"));
  EXPECT_EQ(quality->describe({12 * 32.0, 12 * 32.0}), "Fold");
  EXPECT_EQ(quality->describe({42 * 32.0, 7 * 32.0}), "Pen ink");
  EXPECT_EQ(quality->describe({6 * 32.0, 6 * 32.0}), "");
  EXPECT_EQ(quality->keys().size(), 3);
}

TEST(QualityLayers, AStopAndASlideThatCannotBeReadAreErrors) {
  SlideScale scale;
  scale.mpp = {0.5, 0.5};
  test::FakeSlide slide(4000, 3000,
                        [](std::int64_t, std::int64_t, std::uint8_t* rgb) { rgb[0] = rgb[1] = rgb[2] = 240; });
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = findQualityAreas(slide, scale, {stop.get_token()});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::cancelled);
  // Glass alone: nothing found, and no fault.
  const auto glass = findQualityAreas(slide, scale, {});
  ASSERT_TRUE(glass) << glass.error().message;
  for (const Mask* mask : {&glass->tissue, &glass->pen, &glass->fold, &glass->blur})
    for (const auto value : mask->values) ASSERT_EQ(value, 0);

  test::FakeSlide broken(1000, 1000, [](std::int64_t, std::int64_t, std::uint8_t*) {});
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 4; ++column) broken.damage(column, row);
  EXPECT_FALSE(findQualityAreas(broken, scale, {}));
}

}  // namespace
}  // namespace snitt

#include "ui/layers/outline_layer.h"

#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "support/painted.h"

namespace snitt {
namespace {

using test::painted;

Ring square(double left, double top, double edge) {
  return {{left, top}, {left + edge, top}, {left + edge, top + edge}, {left, top + edge}};
}

int alphaAt(const QImage& picture, QPointF at) {
  return qAlpha(picture.pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y()))));
}

TEST(OutlineLayer, RingsAndHolesAreLinesThatLeaveTheTissueFree) {
  const OutlineLayer layer(LayerKind::tumour, "Tumour", {{square(0, 0, 1000), {square(400, 400, 200)}}}, Qt::red);
  for (const Viewport& view : test::allWays({QSize(400, 400), {500, 500}, 3.7, 0, false})) {
    const QImage picture = painted(layer, view);
    const auto at = [&](double x, double y) { return alphaAt(picture, test::toScreenByHand({x, y}, view)); };
    // On the lines, which close.
    for (const auto& [x, y] : {std::pair(0, 500), std::pair(1000, 300), std::pair(300, 0), std::pair(700, 1000),
                               std::pair(400, 500), std::pair(600, 500), std::pair(500, 400), std::pair(500, 600)})
      EXPECT_GT(at(x, y), 150) << x << ", " << y << " at " << view.rotationDeg;
    for (const auto& [x, y] : {std::pair(200, 500), std::pair(500, 500), std::pair(-60, 500), std::pair(800, 800)})
      EXPECT_EQ(at(x, y), 0) << x << ", " << y << " at " << view.rotationDeg;
  }
}

TEST(OutlineLayer, TheLineIsSeenOnDarkTissue) {
  const OutlineLayer layer(LayerKind::tumour, "Tumour", {{square(0, 0, 1000), {}}}, QColor(200, 0, 0));
  QImage picture(100, 100, QImage::Format_RGB32);
  picture.fill(QColor(120, 20, 40));
  QPainter painter(&picture);
  layer.paint(painter, picture.rect(), {QSize(100, 100), {0, 500}, 1, 0, false});
  int light = 0;
  for (int x = 0; x < 100; ++x) light += qGreen(picture.pixel(x, 50)) > 120;
  EXPECT_GE(light, 2) << "no halo";
}

// A ring of many points is cut into pieces; where they meet the line goes on, also where only a part is asked for.
TEST(OutlineLayer, ALongRingHasNoGaps) {
  Ring ring;
  for (int i = 0; i < 100000; ++i) {
    const double angle = i * 2 * std::numbers::pi / 100000;
    ring.push_back({5000 + 3000 * std::cos(angle), 5000 + 3000 * std::sin(angle)});
  }
  const OutlineLayer layer(LayerKind::tumour, "Tumour", {{ring, {}}}, Qt::red);
  const Viewport view{QSize(500, 500), {5000, 5000}, 15, 0, false};
  QImage picture(view.sizePx, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  for (int x = 0; x < 500; x += 50) {
    QPainter painter(&picture);
    painter.setClipRect(x, 0, 50, 500);
    layer.paint(painter, QRect(x, 0, 50, 500), view);
  }
  for (int i = 0; i < 3600; ++i) {
    const double angle = i * 2 * std::numbers::pi / 3600;
    EXPECT_GT(alphaAt(picture, {250 + 200 * std::cos(angle), 250 + 200 * std::sin(angle)}), 120) << i;
  }
}

TEST(OutlineLayer, EmptyAndFlatRingsAreNoTrouble) {
  const OutlineLayer layer(LayerKind::tumour, "Tumour", {{{}, {}}, {{{5, 5}}, {}}, {{{0, 50}, {100, 50}}, {{}}}},
                           Qt::red);
  const QImage picture = painted(layer, {QSize(100, 100), {50, 50}, 1, 0, false});
  EXPECT_GT(alphaAt(picture, {30, 50}), 100);
  EXPECT_EQ(alphaAt(picture, {30, 20}), 0);
  EXPECT_EQ(layer.keys().front().text, "Tumour");
}

}  // namespace
}  // namespace snitt

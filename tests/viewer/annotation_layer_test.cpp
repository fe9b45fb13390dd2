#include "ui/layers/annotation_layer.h"

#include <cmath>
#include <numbers>
#include <random>

#include <gtest/gtest.h>

#include "support/open_view.h"
#include "support/painted.h"
#include "ui/layers/layer_stack.h"

namespace snitt {
namespace {

using test::painted;

constexpr Colour kRed{220, 20, 20};
constexpr Colour kBlue{20, 40, 230};
const QSizeF kSlide(40000, 40000);

Ring square(double left, double top, double edge) {
  return {{left, top}, {left + edge, top}, {left + edge, top + edge}, {left, top + edge}};
}

Annotation areaOf(std::string id, Ring outer, std::vector<Ring> holes = {}) {
  Annotation one;
  one.id = std::move(id);
  one.colour = kRed;
  one.geometry.areas = {Polygon{std::move(outer), std::move(holes)}};
  return one;
}

AnnotationPtr shared(Annotation one) { return std::make_shared<const Annotation>(std::move(one)); }

std::unique_ptr<AnnotationLayer> layerOf(const AnnotationSet& set) {
  auto layer = std::make_unique<AnnotationLayer>("Annotations", kSlide);
  layer->setVisible(true);
  layer->setSet(&set);
  return layer;
}

// Within a pixel of it.
bool shows(const QImage& picture, QPointF at, Colour colour) {
  for (int dy = -1; dy <= 1; ++dy)
    for (int dx = -1; dx <= 1; ++dx) {
      const QPoint place(static_cast<int>(std::floor(at.x())) + dx, static_cast<int>(std::floor(at.y())) + dy);
      if (!picture.rect().contains(place)) continue;
      const QRgb shown = picture.pixel(place);
      if (qAlpha(shown) > 200 && std::abs(qRed(shown) - colour[0]) < 40 && std::abs(qGreen(shown) - colour[1]) < 40 &&
          std::abs(qBlue(shown) - colour[2]) < 40)
        return true;
    }
  return false;
}

int alphaAt(const QImage& picture, QPointF at) {
  return qAlpha(picture.pixel(static_cast<int>(std::floor(at.x())), static_cast<int>(std::floor(at.y()))));
}

int shownPixels(const QImage& picture) {
  int count = 0;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) count += qAlpha(picture.pixel(x, y)) > 0;
  return count;
}

// So many that no view of them is painted at once.
std::vector<AnnotationPtr> manyAreas() {
  std::mt19937 random(3);
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < 10000; ++i) {
    const Point centre{(i % 100 + 0.5) * 400, (i / 100 + 0.5) * 400};
    Ring ring;
    const double radius = 100 + static_cast<double>(random() % 90);
    for (int k = 0; k < 80; ++k) {
      const double angle = 2 * std::numbers::pi * k / 80;
      ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    list.push_back(shared(areaOf(std::to_string(i), std::move(ring))));
  }
  return list;
}

TEST(AnnotationLayer, RingsHolesLinesAndPointsLieWhereTheyAreHoweverTheViewIsTurned) {
  Annotation line;
  line.id = "line";
  line.shape = Shape::polyline;
  line.colour = kBlue;
  line.geometry.lines = {{{1300, 100}, {1300, 900}}};
  Annotation point;
  point.id = "point";
  point.shape = Shape::points;
  point.colour = kBlue;
  point.geometry.points = {{-200, 500}};
  const AnnotationSet set(
      {shared(areaOf("area", square(0, 0, 1000), {square(400, 400, 200)})), shared(line), shared(point)});
  const auto layer = layerOf(set);
  for (const Viewport& view : test::allWays({QSize(700, 700), {500, 500}, 3.7, 0, false})) {
    const QImage picture = painted(*layer, view);
    const auto at = [&](double x, double y) { return test::toScreenByHand({x, y}, view); };
    for (const auto& [x, y] : {std::pair(0, 500), std::pair(1000, 300), std::pair(300, 0), std::pair(700, 1000),
                               std::pair(400, 500), std::pair(500, 600)})
      EXPECT_TRUE(shows(picture, at(x, y), kRed)) << x << ", " << y << " at " << view.rotationDeg;
    EXPECT_TRUE(shows(picture, at(1300, 500), kBlue)) << view.rotationDeg;
    EXPECT_TRUE(shows(picture, at(-200, 500), kBlue)) << view.rotationDeg;
    for (const auto& [x, y] : {std::pair(200, 500), std::pair(500, 500), std::pair(-100, 500), std::pair(1150, 500)})
      EXPECT_EQ(alphaAt(picture, at(x, y)), 0) << x << ", " << y << " at " << view.rotationDeg;
  }
}

TEST(AnnotationLayer, FilledAreasLeaveTheirHolesAndTheTissueToBeSeen) {
  const AnnotationSet set({shared(areaOf("area", square(0, 0, 1000), {square(400, 400, 200)}))});
  const auto layer = layerOf(set);
  layer->setFilled(true);
  const Viewport view{QSize(400, 400), {500, 500}, 3, 0, false};
  const QImage picture = painted(*layer, view);
  const auto at = [&](double x, double y) { return alphaAt(picture, test::toScreenByHand({x, y}, view)); };
  EXPECT_GT(at(200, 500), 30);
  EXPECT_LT(at(200, 500), 128) << "the tissue is hidden";
  EXPECT_EQ(at(500, 500), 0);
  EXPECT_EQ(at(1080, 500), 0);
  // Zoomed into so far that all of its corners lie outside.
  const Viewport near{QSize(300, 300), {200, 500}, 0.25, 33, false};
  const QImage inside = painted(*layer, near);
  for (const QPointF place : {QPointF(5, 5), QPointF(150, 150), QPointF(295, 295)})
    EXPECT_GT(alphaAt(inside, place), 30);
}

TEST(AnnotationLayer, ItsOwnColourGoesBeforeItsClasssAndThatBeforeTheLists) {
  const AnnotationLook look{false, [](const std::string& name) {
                              return name == "Tumor" ? Colour{1, 2, 3} : Colour{9, 9, 9};
                            }};
  Annotation one;
  EXPECT_EQ(colourOf(one, look), QColor(255, 225, 77)) << "yellow where there is no class";
  one.className = "Tumor";
  EXPECT_EQ(colourOf(one, look), QColor(1, 2, 3));
  EXPECT_EQ(colourOf(one, {}).rgb(), [] {
    const Colour c = colourForName("Tumor");
    return QColor(c[0], c[1], c[2]).rgb();
  }());
  one.classColour = kBlue;
  EXPECT_EQ(colourOf(one, look), QColor(20, 40, 230));
  one.colour = kRed;
  EXPECT_EQ(colourOf(one, look), QColor(220, 20, 20));
}

// The line is seen on tissue that has its colour.
TEST(AnnotationLayer, AHaloParts) {
  for (const Colour& colour : {kRed, kBlue, Colour{255, 255, 255}, Colour{0, 0, 0}}) {
    Annotation one = areaOf("area", square(0, 0, 1000));
    one.colour = colour;
    const AnnotationSet set({shared(one)});
    const auto layer = layerOf(set);
    const Viewport view{QSize(60, 60), {0, 500}, 1, 0, false};
    QImage picture(view.sizePx, QImage::Format_RGB32);
    const QColor tissue(colour[0], colour[1], colour[2]);
    picture.fill(tissue);
    QPainter painter(&picture);
    layer->paint(painter, picture.rect(), view);
    int other = 0;
    for (int x = 0; x < 60; ++x) other += std::abs(qGray(picture.pixel(x, 30)) - qGray(tissue.rgb())) > 60;
    EXPECT_GE(other, 2);
  }
}

TEST(AnnotationLayer, WhatNobodyHasVerifiedIsDashedAndWhatIsLockedIsThin) {
  const Viewport view{QSize(400, 400), {500, 500}, 3, 0, false};
  const auto pixels = [&](const std::function<void(Annotation&)>& change) {
    Annotation one = areaOf("area", square(0, 0, 1000));
    change(one);
    const AnnotationSet set({shared(one)});
    return shownPixels(painted(*layerOf(set), view));
  };
  const int plain = pixels([](Annotation&) {});
  EXPECT_LT(pixels([](Annotation& one) { one.origin = Origin::ai; }), plain * 9 / 10);
  EXPECT_EQ(pixels([](Annotation& one) { one.origin = Origin::aiVerified; }), plain);
  EXPECT_LT(pixels([](Annotation& one) { one.locked = true; }), plain);
}

// Parts of a view that are painted one by one, as when it is moved, fit together, dashes as well.
TEST(AnnotationLayer, PartsFitTogether) {
  Annotation wave = areaOf("wave", {});
  wave.origin = Origin::ai;
  wave.name = "A name that is written beside it";
  for (int i = 0; i < 5000; ++i) {
    const double angle = 2 * std::numbers::pi * i / 5000;
    const double away = 1000 + 80 * std::sin(40 * angle);
    wave.geometry.areas[0].outer.push_back({2000 + away * std::cos(angle), 2000 + away * std::sin(angle)});
  }
  Annotation frame = areaOf("frame", square(900, 900, 2100));
  frame.shape = Shape::fieldFrame;
  frame.origin = Origin::ai;
  const AnnotationSet set({shared(wave), shared(frame)});
  const auto layer = layerOf(set);
  layer->setFilled(true);
  for (const double rotation : {0.0, 30.0}) {
    const Viewport view{QSize(512, 512), {2000, 2000}, 5, rotation, false};
    const QImage whole = painted(*layer, view);
    QImage parts(view.sizePx, QImage::Format_ARGB32_Premultiplied);
    parts.fill(Qt::transparent);
    for (int y = 0; y < 512; y += 100)
      for (int x = 0; x < 512; x += 60) {
        const QRect part = QRect(x, y, 60, 100) & parts.rect();
        QPainter painter(&parts);
        painter.setClipRect(part);
        layer->paint(painter, part, view);
      }
    int differ = 0;
    for (int y = 0; y < 512; ++y)
      for (int x = 0; x < 512; ++x) differ += std::abs(qAlpha(whole.pixel(x, y)) - qAlpha(parts.pixel(x, y))) > 40;
    EXPECT_LE(differ, 20) << rotation;
  }
}

TEST(AnnotationLayer, HiddenOnesAreLeftOut) {
  const AnnotationSet set({shared(areaOf("a", square(0, 0, 400))), shared(areaOf("b", square(500, 0, 400)))});
  const auto layer = layerOf(set);
  const Viewport view{QSize(400, 400), {450, 200}, 3, 0, false};
  layer->setHidden({"a"});
  const QImage picture = painted(*layer, view);
  EXPECT_FALSE(shows(picture, test::toScreenByHand({0, 200}, view), kRed));
  EXPECT_TRUE(shows(picture, test::toScreenByHand({500, 200}, view), kRed));
  EXPECT_EQ(layer->describe({100, 100}), "");
  layer->setHidden({});
  EXPECT_TRUE(shows(painted(*layer, view), test::toScreenByHand({0, 200}, view), kRed));
}

TEST(AnnotationLayer, TellsClassAndName) {
  Annotation one = areaOf("a", square(0, 0, 400));
  one.className = "Tumor";
  one.name = "Focus 1";
  const AnnotationSet set({shared(one)});
  const auto layer = layerOf(set);
  EXPECT_EQ(layer->describe({100, 100}), "Tumor: Focus 1");
  EXPECT_EQ(layer->describe({900, 100}), "");
  layer->setSet(nullptr);
  EXPECT_EQ(layer->describe({100, 100}), "");
}

TEST(AnnotationLayer, ThousandsAreAllThereOnceTheViewIsComplete) {
  const AnnotationSet set(manyAreas());
  const auto layer = layerOf(set);
  for (const double downsample : {2.0, 10.0, 60.0})
    for (const double rotation : {0.0, 30.0}) {
      const Viewport view{QSize(800, 600), {20000.3, 20000.6}, downsample, rotation, rotation > 0};
      const QImage picture = painted(*layer, view);
      ASSERT_TRUE(layer->complete(view));
      // Each that has its middle in view.
      for (const AnnotationPtr& one : set.all()) {
        const Box box = boxOf(one->geometry);
        const QPointF right = test::toScreenByHand({box.maxX, (box.minY + box.maxY) / 2}, view);
        if (!QRectF(4, 4, 792, 592).contains(right)) continue;
        bool seen = false;
        for (int dy = -2; dy <= 2; ++dy)
          for (int dx = -2; dx <= 2; ++dx) seen = seen || alphaAt(picture, right + QPointF(dx, dy)) > 100;
        ASSERT_TRUE(seen) << one->id << " at " << downsample << " turned by " << rotation;
      }
    }
}

// What threads paint tile by tile is what would be painted at once.
TEST(AnnotationLayer, TilesShowWhatPaintingAtOnceShows) {
  std::vector<AnnotationPtr> list = manyAreas();
  const AnnotationSet many(list);
  const auto tiled = layerOf(many);
  const Viewport view{QSize(700, 500), {20010.25, 19990.5}, 6, 30, false};
  const QImage picture = painted(*tiled, view);
  std::vector<ShownAnnotation> shown;
  for (const AnnotationPtr& one : list) shown.push_back({one, boxOf(one->geometry)});
  QImage atOnce(view.sizePx, QImage::Format_ARGB32_Premultiplied);
  atOnce.fill(Qt::transparent);
  QPainter painter(&atOnce);
  paintAnnotations(painter, atOnce.rect(), view, shown, {}, {});
  int differ = 0;
  for (int y = 0; y < view.sizePx.height(); ++y)
    for (int x = 0; x < view.sizePx.width(); ++x)
      differ += std::abs(qAlpha(picture.pixel(x, y)) - qAlpha(atOnce.pixel(x, y))) > 8;
  EXPECT_EQ(differ, 0);
}

TEST(AnnotationLayer, AnEditOfLittleIsSeenAtOnceAndPaintsNothingElse) {
  AnnotationSet set(manyAreas());
  const auto layer = layerOf(set);
  const Viewport view{QSize(800, 600), {20000, 20000}, 6, 0, false};
  const QImage before = painted(*layer, view);
  std::vector<QRectF> parts;
  int all = 0;
  QObject::connect(layer.get(), &Layer::changedIn, [&](const QRectF& part) { parts.push_back(part); });
  QObject::connect(layer.get(), &Layer::changed, [&] { ++all; });
  const AnnotationPtr old = set.find("5050");
  Annotation moved = *old;
  moved.geometry = movedBy(old->geometry, 60, 0);
  const AnnotationEdit edit{{old, shared(moved)}};
  set.apply(edit);
  layer->edited(edit);
  EXPECT_TRUE(layer->complete(view));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_LT(parts[0].width(), 800);
  EXPECT_EQ(all, 0);
  const auto paintedNow = [&] {
    QImage now(view.sizePx, QImage::Format_ARGB32_Premultiplied);
    now.fill(Qt::transparent);
    QPainter painter(&now);
    layer->paint(painter, now.rect(), view);
    return now;
  };
  const QImage after = paintedNow();
  const Box was = boxOf(old->geometry);
  const double middle = (was.minY + was.maxY) / 2;
  EXPECT_TRUE(shows(after, test::toScreenByHand({was.maxX + 60, middle}, view), kRed));
  EXPECT_FALSE(shows(after, test::toScreenByHand({was.minX, middle}, view), kRed));
  // And back: as if nothing had been.
  set.apply(reversed(edit));
  layer->edited(reversed(edit));
  EXPECT_EQ(paintedNow(), before);
}

// An edit that takes long to paint leaves what was there until the new is.
TEST(AnnotationLayer, NothingFlickersWhileMuchIsPaintedAgain) {
  const AnnotationSet set(manyAreas());
  const auto layer = layerOf(set);
  const Viewport view{QSize(800, 600), {20000, 20000}, 20, 0, false};
  const QImage before = painted(*layer, view);
  layer->setFilled(true);
  EXPECT_FALSE(layer->complete(view));
  QImage now(view.sizePx, QImage::Format_ARGB32_Premultiplied);
  now.fill(Qt::transparent);
  QPainter painter(&now);
  layer->paint(painter, now.rect(), view);
  painter.end();
  EXPECT_EQ(now, before);
  EXPECT_GT(shownPixels(painted(*layer, view)), shownPixels(before) * 5 / 4);
}

TEST(AnnotationLayer, MemoryIsBoundedWhereverSomebodyLooks) {
  const AnnotationSet set(manyAreas());
  const auto layer = layerOf(set);
  layer->setFilled(true);
  for (int i = 0; i < 24; ++i) {
    const Viewport view{QSize(1600, 1000), {4000.0 + i % 5 * 8000, 4000.0 + i / 5 * 8000}, 4.0 + i % 3, 0, false};
    (void)painted(*layer, view);
    ASSERT_LT(layer->bytes(), std::size_t{110} << 20);
  }
}

TEST(AnnotationLayer, APictureOfAViewWaitsForAllOfThem) {
  test::OpenView stage([] {
    return std::make_unique<test::FakeSlide>(
        4000, 3000, [](std::int64_t, std::int64_t, std::uint8_t* rgb) { rgb[0] = rgb[1] = rgb[2] = 255; });
  });
  ASSERT_TRUE(stage.open());
  std::vector<AnnotationPtr> list;
  for (int i = 0; i < 3000; ++i)
    list.push_back(shared(areaOf(std::to_string(i), square(i % 60 * 66 + 5, i / 60 * 60 + 5, 50))));
  const AnnotationSet set(list);
  auto made = layerOf(set);
  Layer* layer = stage.document->layers().add(std::move(made));
  layer->setVisible(true);
  EXPECT_FALSE(stage.view->complete());
  ASSERT_TRUE(stage.atRest());
  const QImage picture = stage.view->picture();
  int missing = 0;
  for (const AnnotationPtr& one : list) {
    const QPointF at = stage.at().toScreen({boxOf(one->geometry).minX, boxOf(one->geometry).minY + 25});
    if (!picture.rect().adjusted(2, 2, -2, -2).contains(at.toPoint())) continue;
    bool seen = false;
    for (int dx = -2; dx <= 2; ++dx)
      seen = seen || qGreen(picture.pixel(static_cast<int>(at.x()) + dx, static_cast<int>(at.y()))) < 200;
    missing += seen ? 0 : 1;
  }
  EXPECT_EQ(missing, 0);
}

TEST(AnnotationLayer, NothingIsNoTrouble) {
  const AnnotationSet none;
  const auto layer = layerOf(none);
  EXPECT_EQ(shownPixels(painted(*layer, {QSize(50, 50), {0, 0}, 1, 0, false})), 0);
  Annotation hollow = areaOf("hollow", {}, {{}});
  Annotation one = areaOf("one", {{5, 5}});
  Annotation line;
  line.id = "line";
  line.geometry.lines = {{}, {{3, 3}}, {{4, 4}, {4, 4}}};
  const AnnotationSet odd({shared(hollow), shared(one), shared(line)});
  const auto other = layerOf(odd);
  other->setFilled(true);
  for (const double downsample : {0.01, 1.0, 1e6}) (void)painted(*other, {QSize(50, 50), {0, 0}, downsample, 12, true});
}

}  // namespace
}  // namespace snitt

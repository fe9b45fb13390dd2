#include "ui/panels/overview_map.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const QSizeF kSlide(40000, 20000);

QImage tissue() {
  QImage image(400, 200, QImage::Format_RGB32);
  image.fill(QColor(240, 230, 240));
  return image;
}

Viewport viewAt(QPointF centre, double downsample, double rotation = 0, bool flipped = false) {
  return {QSize(1000, 800), centre, downsample, rotation, flipped};
}

QPointF asked(QSignalSpy& spy) { return spy.takeLast().at(0).toPointF(); }

struct Shown {
  explicit Shown(QSize size) {
    map.setPicture(tissue(), kSlide);
    map.resize(size);
    map.show();
  }
  OverviewMap map;
  QSignalSpy centres{&map, &OverviewMap::centreRequested};
  QSignalSpy zooms{&map, &OverviewMap::zoomRequested};
};

TEST(OverviewMap, ClicksMapToTheSlideAlsoBetweenBars) {
  // The slide is twice as wide as high: bars above and below in a tall panel, at the sides in a wide one.
  for (const QSize size : {QSize(212, 412), QSize(612, 112), QSize(212, 112)}) {
    Shown shown(size);
    // Margin 6: the free space is 200 × 400, 600 × 100 and 200 × 100, and the slide 200 × 100 in the middle of it.
    const QPoint corner((size.width() - 200) / 2, (size.height() - 100) / 2);
    for (const QPoint place : {QPoint(1, 1), QPoint(100, 50), QPoint(150, 25), QPoint(199, 99)}) {
      QTest::mouseClick(&shown.map, Qt::LeftButton, {}, corner + place);
      ASSERT_FALSE(shown.centres.isEmpty());
      const QPointF slide = asked(shown.centres);
      EXPECT_NEAR(slide.x(), place.x() * 200.0, 1e-6);
      EXPECT_NEAR(slide.y(), place.y() * 200.0, 1e-6);
    }
  }
}

TEST(OverviewMap, AClickBesideTheSlideDoesNothing) {
  Shown shown(QSize(212, 412));
  QTest::mouseClick(&shown.map, Qt::LeftButton, {}, QPoint(100, 20));
  QTest::mouseClick(&shown.map, Qt::RightButton, {}, QPoint(106, 206));
  EXPECT_TRUE(shown.centres.isEmpty());
}

TEST(OverviewMap, ADragAsksAllTheWayAndStaysOnTheSlide) {
  Shown shown(QSize(212, 112));
  QTest::mouseMove(&shown.map, QPoint(30, 30));
  EXPECT_TRUE(shown.centres.isEmpty()) << "no button is down";
  QTest::mousePress(&shown.map, Qt::LeftButton, {}, QPoint(106, 56));
  QTest::mouseMove(&shown.map, QPoint(116, 66));
  EXPECT_EQ(asked(shown.centres), QPointF(22000, 12000));
  QTest::mouseMove(&shown.map, QPoint(500, -40));
  EXPECT_EQ(asked(shown.centres), QPointF(40000, 0));
  QTest::mouseRelease(&shown.map, Qt::LeftButton, {}, QPoint(106, 56));
  shown.centres.clear();
  QTest::mouseMove(&shown.map, QPoint(50, 50));
  EXPECT_TRUE(shown.centres.isEmpty());
}

void turn(OverviewMap& map, int delta) {
  QWheelEvent event(QPointF(50, 50), map.mapToGlobal(QPointF(50, 50)), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&map, &event);
}

TEST(OverviewMap, TheWheelZoomsInAndBackToWhereItWas) {
  Shown shown(QSize(212, 112));
  turn(shown.map, 120);
  turn(shown.map, -120);
  turn(shown.map, 0);
  ASSERT_EQ(shown.zooms.size(), 2);
  const double in = shown.zooms.at(0).at(0).toDouble();
  EXPECT_GT(in, 1);
  EXPECT_NEAR(in * shown.zooms.at(1).at(0).toDouble(), 1, 1e-12);
}

TEST(OverviewMap, ATurnedViewIsATurnedRectangle) {
  Shown shown(QSize(212, 112));
  // 1000 × 800 screen pixels at downsample 10 are 10000 × 8000 of the slide: 50 × 40 on the map.
  shown.map.setViewport(viewAt({20000, 10000}, 10, 90));
  const QRectF quarter = shown.map.viewPolygon().boundingRect();
  EXPECT_NEAR(quarter.width(), 40, 1e-6);
  EXPECT_NEAR(quarter.height(), 50, 1e-6);
  EXPECT_NEAR(quarter.center().x(), 106, 1e-6);

  // Turned by 30° clockwise on the screen, the screen's upper edge runs 30° the other way on the slide.
  shown.map.setViewport(viewAt({20000, 10000}, 10, 30));
  const QPolygonF view = shown.map.viewPolygon();
  ASSERT_GE(view.size(), 4);
  const QPointF edge = view[1] - view[0];
  EXPECT_NEAR(std::hypot(edge.x(), edge.y()), 50, 1e-6);
  EXPECT_NEAR(std::atan2(edge.y(), edge.x()), -30 * M_PI / 180, 1e-6);
}

int linePixels(const QImage& image) {
  const QColor line = QGuiApplication::palette().color(QPalette::Highlight);
  int count = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QColor seen = image.pixelColor(x, y);
      if (std::abs(seen.hslHue() - line.hslHue()) < 12 && seen.hslSaturation() > 60) ++count;
    }
  return count;
}

TEST(OverviewMap, ATinyViewIsACrossThatIsSeen) {
  Shown shown(QSize(212, 112));
  EXPECT_FALSE(shown.map.showsCross()) << "no view is known";
  shown.map.setViewport(viewAt({20000, 10000}, 10));
  EXPECT_FALSE(shown.map.showsCross());
  shown.map.setViewport(viewAt({20000, 10000}, 0.25));
  EXPECT_TRUE(shown.map.showsCross());
  const QImage image = shown.map.grab().toImage();
  EXPECT_GT(linePixels(image.copy(QRect(94, 44, 24, 24))), 20);
}

TEST(OverviewMap, FloatingKeepsTheShapeOfTheSlideAndIsSmall) {
  OverviewMap map;
  map.setFloating(true);
  for (const QSizeF slide : {QSizeF(40000, 20000), QSizeF(10000, 90000), QSizeF(3000, 3000)}) {
    map.setPicture(tissue(), slide);
    EXPECT_LE(std::max(map.width(), map.height()), 220);
    EXPECT_GE(std::min(map.width(), map.height()), 40);
    const QRectF picture = map.pictureRect();
    EXPECT_NEAR(picture.width() / picture.height(), slide.width() / slide.height(), 1e-6);
  }
  map.setFloating(false);
  map.resize(500, 400);
  EXPECT_EQ(map.size(), QSize(500, 400)) << "a dock may size it again";
}

TEST(OverviewMap, ArrowsAndPlusWorkWithoutAMouse) {
  Shown shown(QSize(212, 112));
  shown.map.setViewport(viewAt({20000, 10000}, 10));
  QTest::keyClick(&shown.map, Qt::Key_Right);
  EXPECT_EQ(asked(shown.centres), QPointF(22500, 10000));
  QTest::keyClick(&shown.map, Qt::Key_Plus);
  EXPECT_GT(shown.zooms.takeLast().at(0).toDouble(), 1);
}

TEST(OverviewMap, WithoutASlideNothingIsAskedFor) {
  Shown shown(QSize(212, 112));
  shown.map.setPicture({}, {});
  shown.map.setViewport(viewAt({1, 1}, 1));
  QTest::mouseClick(&shown.map, Qt::LeftButton, {}, QPoint(106, 56));
  turn(shown.map, 120);
  QTest::keyClick(&shown.map, Qt::Key_Left);
  EXPECT_TRUE(shown.centres.isEmpty());
  EXPECT_TRUE(shown.zooms.isEmpty());
  EXPECT_FALSE(shown.map.grab().isNull());
}

}  // namespace
}  // namespace snitt

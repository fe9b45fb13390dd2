// What a hand does in a view, and what it shows meanwhile.
#include "ui/view/slide_view.h"

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QSignalSpy>

#include <cmath>

#include <gtest/gtest.h>

#include "support/open_view.h"

namespace snitt {
namespace {

using test::Gate;
using test::mouse;
using test::OpenView;
using test::SlowSlide;
using test::waitFor;
using test::wheel;

std::function<std::unique_ptr<SlideReader>()> slideOf(std::int64_t width, std::int64_t height,
                                                      std::shared_ptr<Gate> gate = nullptr) {
  return [=] { return std::make_unique<SlowSlide>(width, height, gate); };
}

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

TEST(SlideView, ANewSlideIsShownWhole) {
  OpenView slide(slideOf(8000, 3000));
  ASSERT_TRUE(slide.open());
  const QRectF whole = slide.at().slideToScreen().mapRect(QRectF(0, 0, 8000, 3000));
  EXPECT_TRUE(QRectF(0, 0, 800, 600).contains(whole));
  EXPECT_GT(whole.width(), 0.94 * 800);
}

TEST(SlideView, TheWheelZoomsToTheCursorAndNoFurtherThanFourPixelsASlidePixel) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  const QPointF cursor(213, 377);
  const QPointF under = slide.at().toSlide(cursor);
  for (int notch = 0; notch < 40; ++notch) {
    wheel(*slide.view, cursor, 1);
    // Also while it moves.
    QTest::qWait(5);
    EXPECT_LT(distance(slide.at().toScreen(under), cursor), 1) << notch;
  }
  ASSERT_TRUE(slide.atRest());
  EXPECT_DOUBLE_EQ(slide.at().downsample, 0.25);
  EXPECT_LT(distance(slide.at().toScreen(under), cursor), 1);
  for (int notch = 0; notch < 80; ++notch) wheel(*slide.view, cursor, -1);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(slide.at().downsample, slide.view->coarsest(), 1e-9);
}

TEST(SlideView, QuickNotchesAddUp) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  const double before = slide.at().downsample;
  for (int notch = 0; notch < 4; ++notch) wheel(*slide.view, {400, 300}, 1);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(before / slide.at().downsample, std::pow(1.35, 4), 1e-6);
}

TEST(SlideView, AnInvertedWheelZoomsTheOtherWay) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->zoomTo(4);
  ASSERT_TRUE(slide.atRest());
  slide.view->setInvertedWheel(true);
  wheel(*slide.view, {400, 300}, 1);
  ASSERT_TRUE(slide.atRest());
  EXPECT_GT(slide.at().downsample, 4);
}

TEST(SlideView, ADragMovesTheSlideAsFarAsTheHand) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  for (const double rotation : {0.0, 90.0, 33.0}) {
    slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 1.7, rotation, rotation == 90});
    const QPointF under = slide.at().toSlide({400, 300});
    mouse(*slide.view, QEvent::MouseButtonPress, {400, 300});
    for (int step = 1; step <= 20; ++step)
      mouse(*slide.view, QEvent::MouseMove, QPointF(400 + 5 * step, 300 - 3 * step));
    EXPECT_LT(distance(slide.at().toScreen(under), {500, 240}), 1e-6) << rotation;
    // A hand that rested before it let go does not throw.
    QTest::qWait(120);
    mouse(*slide.view, QEvent::MouseButtonRelease, {500, 240});
    QTest::qWait(60);
    EXPECT_LT(distance(slide.at().toScreen(under), {500, 240}), 1e-6) << rotation;
  }
}

void throwSlide(OpenView& slide) {
  mouse(*slide.view, QEvent::MouseButtonPress, {400, 300});
  for (int step = 1; step <= 10; ++step) {
    QTest::qWait(3);
    mouse(*slide.view, QEvent::MouseMove, QPointF(400 + 8 * step, 300));
  }
  mouse(*slide.view, QEvent::MouseButtonRelease, {480, 300});
}

TEST(SlideView, AThrownSlideCoastsOnAndComesToRest) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 2, 0, false});
  throwSlide(slide);
  const QPointF letGo = slide.at().centre;
  ASSERT_TRUE(slide.atRest());
  EXPECT_LT(slide.at().centre.x(), letGo.x() - 20);
  EXPECT_EQ(slide.at().centre.y(), letGo.y());
}

TEST(SlideView, APressStopsASlideThatCoasts) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 2, 0, false});
  throwSlide(slide);
  QTest::qWait(20);
  mouse(*slide.view, QEvent::MouseButtonPress, {100, 100});
  const Viewport stopped = slide.at();
  QTest::qWait(100);
  EXPECT_EQ(slide.at(), stopped);
  mouse(*slide.view, QEvent::MouseButtonRelease, {100, 100});
  QTest::qWait(50);
  EXPECT_EQ(slide.at(), stopped);
}

TEST(SlideView, ADragEndsWithItsSlide) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  mouse(*slide.view, QEvent::MouseButtonPress, {400, 300});
  mouse(*slide.view, QEvent::MouseMove, {450, 300});
  slide.view->setDocument(nullptr);
  mouse(*slide.view, QEvent::MouseButtonRelease, {450, 300});
  slide.view->setDocument(slide.document.get());
  const Viewport before = slide.at();
  // No button is down: moving the mouse only points.
  mouse(*slide.view, QEvent::MouseMove, {300, 200}, Qt::NoButton);
  EXPECT_EQ(slide.at(), before);
}

TEST(SlideView, ArrowKeysMoveTheView) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 1, 0, false});
  QTest::keyClick(slide.view.get(), Qt::Key_Right);
  EXPECT_GT(slide.at().centre.x(), 4050);
  QTest::keyClick(slide.view.get(), Qt::Key_Left);
  EXPECT_EQ(slide.at().centre, QPointF(4000, 3000));
  QTest::keyClick(slide.view.get(), Qt::Key_Down);
  EXPECT_GT(slide.at().centre.y(), 3050);
  QTest::keyClick(slide.view.get(), Qt::Key_Up);
  EXPECT_EQ(slide.at().centre, QPointF(4000, 3000));
  // "Right" is the screen's, also of a turned slide.
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 1, 90, false});
  QTest::keyClick(slide.view.get(), Qt::Key_Right);
  EXPECT_LT(slide.at().centre.y(), 2950);
}

TEST(SlideView, ADoubleClickZoomsToWhatIsUnderIt) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 4, 0, false});
  const QPoint cursor(200, 150);
  const QPointF under = slide.at().toSlide(cursor);
  QTest::mouseDClick(slide.view.get(), Qt::LeftButton, Qt::NoModifier, cursor);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(slide.at().downsample, 2, 1e-9);
  EXPECT_LT(distance(slide.at().toScreen(under), cursor), 1);
  QTest::mouseDClick(slide.view.get(), Qt::LeftButton, Qt::ShiftModifier, cursor);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(slide.at().downsample, 4, 1e-9);
}

TEST(SlideView, TurnsAndMirrorsAroundTheMiddle) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 4, 0, false});
  for (int quarter = 1; quarter <= 4; ++quarter) {
    slide.view->turnBy(90);
    ASSERT_TRUE(slide.atRest());
    EXPECT_DOUBLE_EQ(slide.at().rotationDeg, quarter * 90 % 360);
    EXPECT_EQ(slide.at().centre, QPointF(4000, 3000));
  }
  wheel(*slide.view, {400, 300}, 2, Qt::AltModifier);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(slide.at().rotationDeg, 10, 1e-9);
  EXPECT_EQ(slide.at().downsample, 4);
  slide.view->mirror();
  EXPECT_TRUE(slide.at().flipped);
  EXPECT_EQ(slide.at().centre, QPointF(4000, 3000));
}

// A command that comes while the view still moves builds on where it was going.
TEST(SlideView, CommandsInQuickSuccessionAllCount) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  const Viewport begin{{800, 600}, {4000, 3000}, 4, 0, false};
  SlideView& view = *slide.view;
  const auto restart = [&] { view.setViewport(begin); };

  restart();
  view.turnBy(90);
  QTest::qWait(30);
  wheel(view, {400, 300}, 1);
  ASSERT_TRUE(slide.atRest());
  EXPECT_DOUBLE_EQ(slide.at().rotationDeg, 90) << "the wheel stopped a turn half way";

  restart();
  view.zoomBy(2);
  QTest::qWait(30);
  view.turnBy(90);
  ASSERT_TRUE(slide.atRest());
  EXPECT_DOUBLE_EQ(slide.at().rotationDeg, 90);
  EXPECT_NEAR(slide.at().downsample, 2, 1e-9) << "a turn stopped a zoom half way";

  restart();
  view.zoomTo(1);
  QTest::qWait(30);
  view.zoomTo(2);
  ASSERT_TRUE(slide.atRest());
  EXPECT_NEAR(slide.at().downsample, 2, 1e-9) << "a preset after a preset missed its magnification";

  restart();
  view.turnBy(90);
  QTest::qWait(30);
  view.fit();
  ASSERT_TRUE(slide.atRest());
  EXPECT_DOUBLE_EQ(slide.at().rotationDeg, 90) << "fitting stopped a turn half way";
}

TEST(SlideView, APinchZoomsAndTurns) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 4, 0, false});
  const QPointF fingers(300, 250);
  const QPointF under = slide.at().toSlide(fingers);
  const auto gesture = [&](Qt::NativeGestureType type, double value) {
    QNativeGestureEvent event(type, QPointingDevice::primaryPointingDevice(), 2, fingers, fingers,
                              slide.view->mapToGlobal(fingers), value, QPointF());
    QCoreApplication::sendEvent(slide.view.get(), &event);
  };
  gesture(Qt::ZoomNativeGesture, 0.25);
  EXPECT_NEAR(slide.at().downsample, 3.2, 1e-9);
  EXPECT_LT(distance(slide.at().toScreen(under), fingers), 1);
  gesture(Qt::RotateNativeGesture, 12);
  EXPECT_NEAR(slide.at().rotationDeg, 12, 1e-9);
}

TEST(SlideView, SomeOfTheSlideStaysInView) {
  OpenView slide(slideOf(8000, 6000));
  ASSERT_TRUE(slide.open());
  for (const double rotation : {0.0, 47.0}) {
    slide.view->setViewport(Viewport{{800, 600}, {4000, 3000}, 2, rotation, false});
    for (int step = 0; step < 300; ++step) slide.view->panBy({131, 77});
    const QRectF whole = slide.at().slideToScreen().mapRect(QRectF(0, 0, 8000, 6000));
    const QRectF seen = whole & QRectF(0, 0, 800, 600);
    EXPECT_GT(seen.width(), 100) << rotation;
    EXPECT_GT(seen.height(), 100) << rotation;
  }
  slide.view->setViewport(Viewport{{800, 600}, {-1e9, 1e9}, 1e9, 0, false});
  const double pixel = slide.at().downsample;
  EXPECT_TRUE(QRectF(0, 0, 8000, 6000).adjusted(-pixel, -pixel, pixel, pixel).contains(slide.at().centre));
  EXPECT_LE(slide.at().downsample, slide.view->coarsest());
}

// A screen with two device pixels a logical one.
class FineView : public SlideView {
 public:
  using SlideView::SlideView;
  void setRatio(double ratio) { m_ratio = ratio; }

 protected:
  int metric(PaintDeviceMetric metric) const override {
    if (metric == PdmDevicePixelRatio) return static_cast<int>(m_ratio);
    if (metric == PdmDevicePixelRatioScaled) return static_cast<int>(m_ratio * devicePixelRatioFScale());
    return SlideView::metric(metric);
  }

 private:
  double m_ratio = 2;
};

TEST(SlideView, OnAFineScreenPlacesAreThoseUnderTheCursor) {
  const auto document = test::documentOf(slideOf(8000, 6000));
  FineView view;
  view.resize(400, 300);
  view.setDocument(document.get());
  view.setVisible(true);
  ASSERT_TRUE(waitFor([&] { return view.complete(); }));
  EXPECT_EQ(view.viewport().sizePx, QSize(800, 600));
  EXPECT_EQ(view.picture().size(), QSize(800, 600));
  view.setViewport(Viewport{{}, {4000, 3000}, 2, 0, false});
  QSignalSpy hovered(&view, &SlideView::hovered);
  mouse(view, QEvent::MouseMove, {300, 150}, Qt::NoButton);
  // 100 logical, 200 device, 400 slide pixels to the right of the middle.
  ASSERT_EQ(hovered.count(), 1);
  EXPECT_EQ(hovered[0][0].toPointF(), QPointF(4400, 3000));
  const QPointF under(4400, 3000);
  wheel(view, {300, 150}, 1);
  ASSERT_TRUE(waitFor([&] { return view.complete(); }));
  EXPECT_LT(distance(view.viewport().toScreen(under), {600, 300}), 1);
  mouse(view, QEvent::MouseButtonPress, {300, 150});
  mouse(view, QEvent::MouseMove, {310, 150});
  mouse(view, QEvent::MouseMove, {200, 100});
  EXPECT_LT(distance(view.viewport().toScreen(under), {400, 200}), 1);
}

TEST(SlideView, AWindowThatMovesToAFinerScreenIsDrawnForIt) {
  const auto document = test::documentOf(slideOf(8000, 6000));
  FineView view;
  view.setRatio(1);
  view.resize(400, 300);
  view.setDocument(document.get());
  view.setVisible(true);
  ASSERT_TRUE(waitFor([&] { return view.complete(); }));
  ASSERT_EQ(view.viewport().sizePx, QSize(400, 300));
  view.setRatio(2);
  view.repaint();
  EXPECT_EQ(view.viewport().sizePx, QSize(800, 600));
}

QRgb pixelAt(SlideView& view, QPoint at) { return view.picture().pixel(at); }

TEST(SlideView, CoarseTilesStandInUntilFineOnesCome) {
  auto gate = std::make_shared<Gate>();
  gate->open();
  OpenView slide(slideOf(12000, 9000, gate));
  ASSERT_TRUE(slide.open());
  gate->close();
  slide.view->setViewport(Viewport{{800, 600}, {9000, 7000}, 1, 0, false});
  ASSERT_FALSE(slide.view->complete());
  // From afar the slide's shades are there.
  const QRgb coarse = pixelAt(*slide.view, {400, 300});
  EXPECT_NEAR(qRed(coarse), 9000 / 64, 4);
  EXPECT_NEAR(qGreen(coarse), 7000 / 64, 4);
  gate->open();
  ASSERT_TRUE(slide.atRest());
  const QRgb fine = pixelAt(*slide.view, {400, 300});
  EXPECT_EQ(qRed(fine), 9000 / 64);
  EXPECT_EQ(qBlue(fine), (9000 / 16 + 7000 / 16) % 2 * 200);
}

// Counts how often the view is painted.
class CountingView : public SlideView {
 public:
  int paints = 0;

 protected:
  void paintEvent(QPaintEvent* event) override {
    ++paints;
    SlideView::paintEvent(event);
  }
};

TEST(SlideView, TilesThatAreNotInViewPaintNothing) {
  auto gate = std::make_shared<Gate>();
  gate->open();
  SlowSlide* raw = nullptr;
  const auto document = test::documentOf([&] {
    auto made = std::make_unique<SlowSlide>(12000, 9000, gate);
    raw = made.get();
    return made;
  });
  CountingView view;
  view.resize(800, 600);
  view.setDocument(document.get());
  view.setVisible(true);
  ASSERT_TRUE(waitFor([&] { return view.complete() && document->idle(); }));
  view.setViewport(Viewport{{800, 600}, {9000, 6000}, 1, 0, false});
  ASSERT_TRUE(waitFor([&] { return view.complete() && document->idle(); }));
  QTest::qWait(50);
  const int before = view.paints;
  const int decoded = raw->decoded();
  // A place that nobody looks at any more, as of a pan that was taken back.
  std::vector<DisplayTile> elsewhere;
  for (int i = 0; i < 8; ++i) elsewhere.push_back({0, 2 + i, 2});
  document->tiles().want(elsewhere);
  ASSERT_TRUE(waitFor([&] { return document->idle(); }));
  QTest::qWait(50);
  EXPECT_GT(raw->decoded(), decoded);
  EXPECT_EQ(view.paints, before);
}

TEST(SlideView, ANewListOfTilesReplacesThatOfThePlaceThatWasLeft) {
  auto gate = std::make_shared<Gate>();
  gate->open();
  SlowSlide* raw = nullptr;
  OpenView slide([&] {
    auto made = std::make_unique<SlowSlide>(12000, 9000, gate);
    raw = made.get();
    return made;
  });
  ASSERT_TRUE(slide.open());
  ASSERT_TRUE(waitFor([&] { return slide.document->idle(); }));
  gate->close();
  const int before = raw->decoded();
  // Twenty places in a row, at none of which anything could be read.
  for (int i = 0; i < 20; ++i)
    slide.view->setViewport(Viewport{{800, 600}, {600.0 + 550 * i, 2000 + 5000.0 * (i % 2)}, 1, 0, false});
  gate->open();
  ASSERT_TRUE(slide.atRest());
  ASSERT_TRUE(waitFor([&] { return slide.document->idle(); }));
  // The last place with its margins is some dozens of blocks; all twenty would be many hundreds.
  EXPECT_LT(raw->decoded() - before, 200);
}

}  // namespace
}  // namespace snitt

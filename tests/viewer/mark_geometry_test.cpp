#include "ui/marks/mark_geometry.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

const Mpp kQuarter{0.25, 0.25};

FieldFrame frameAt(double x, double y, FrameShape shape = FrameShape::circle, double areaMm2 = 0.785) {
  FieldFrame frame;
  frame.id = "frame";
  frame.shape = shape;
  frame.areaMm2 = areaMm2;
  frame.centre = {x, y};
  return frame;
}

Ruler rulerOf(Point from, Point to) {
  Ruler ruler;
  ruler.id = "ruler";
  ruler.from = from;
  ruler.to = to;
  return ruler;
}

TEST(MarkGeometry, FramesHaveTheSizeOfTheirArea) {
  // 0.785 mm² is a circle of 1 mm across: 4000 px of 0.25 µm, to the three digits of the area.
  EXPECT_NEAR(frameSize(FrameShape::circle, 0.785, kQuarter).width(), 4000, 2);
  EXPECT_DOUBLE_EQ(frameSize(FrameShape::square, 1, kQuarter).width(), 4000);
  EXPECT_NEAR(frameSize(FrameShape::square, 2, kQuarter).height(), 5656.85, 0.01);
  EXPECT_NEAR(frameSize(FrameShape::circle, 2, kQuarter).height(), 6383.08, 0.01);  // 1.59577 mm
}

TEST(MarkGeometry, PixelsThatAreNotSquareMakeEllipses) {
  const QSizeF size = frameSize(FrameShape::square, 1, {0.25, 0.5});
  EXPECT_DOUBLE_EQ(size.width(), 4000);
  EXPECT_DOUBLE_EQ(size.height(), 2000);
}

TEST(MarkGeometry, RulersMeasureAlongBothAxes) {
  const Ruler ruler = rulerOf({100, 100}, {400, 500});
  EXPECT_DOUBLE_EQ(rulerLengthPx(ruler), 500);
  EXPECT_DOUBLE_EQ(rulerLengthUm(ruler, kQuarter), 125);
  EXPECT_DOUBLE_EQ(rulerLengthUm(ruler, {0.5, 0.25}), std::hypot(150, 100));
}

TEST(MarkGeometry, LengthsAreReadable) {
  const auto text = [](double px, std::optional<Mpp> mpp) { return rulerText(rulerOf({0, 0}, {px, 0}), mpp); };
  EXPECT_EQ(text(33.6, kQuarter), "8.40 µm");
  EXPECT_EQ(text(400, kQuarter), "100 µm");
  EXPECT_EQ(text(3998.8, kQuarter), "1.00 mm");
  EXPECT_EQ(text(4960, kQuarter), "1.24 mm");
  EXPECT_EQ(text(853.4, std::nullopt), "853 px");
  EXPECT_EQ(areaText(0.785), "0.785 mm²");
  EXPECT_EQ(areaText(2), "2 mm²");
}

TEST(MarkGeometry, DistanceToACircleIsOnTheScreen) {
  // Radius 2000 px, a tenth of that on the screen; the frame lies in the middle of the view.
  const Viewport view{QSize(800, 600), QPointF(9000, 9000), 10, 30, true};
  const FieldFrame frame = frameAt(9000, 9000, FrameShape::circle, 0.78539816339);
  EXPECT_NEAR(distanceToFrameEdge({400, 300}, frame, kQuarter, view), 200, 1e-3);
  EXPECT_NEAR(distanceToFrameEdge({400 + 205, 300}, frame, kQuarter, view), 5, 1e-3);
  EXPECT_NEAR(distanceToFrameEdge({400, 300 - 190}, frame, kQuarter, view), 10, 1e-3);
}

TEST(MarkGeometry, DistanceToAnEllipseIsThatToItsNearestPoint) {
  // Half axes 200 and 100 px on the screen; by brute force over the outline.
  const Viewport view{QSize(800, 600), QPointF(0, 0), 10, 0, false};
  const FieldFrame frame = frameAt(0, 0, FrameShape::circle, 0.78539816339);
  const Mpp mpp{0.25, 0.5};
  for (const QPointF away : {QPointF(150, 90), QPointF(-30, 20), QPointF(0, -130), QPointF(190, 1), QPointF(5, 0)}) {
    double nearest = 1e9;
    for (int i = 0; i < 100000; ++i) {
      const double angle = i * 2 * M_PI / 100000;
      nearest = std::min(nearest, std::hypot(away.x() - 200 * std::cos(angle), away.y() - 100 * std::sin(angle)));
    }
    EXPECT_NEAR(distanceToFrameEdge(QPointF(400, 300) + away, frame, mpp, view), nearest, 0.5) << away.x();
  }
}

TEST(MarkGeometry, HandlesAreHitBeforeLines) {
  const Viewport view{QSize(800, 600), QPointF(0, 0), 10, 90, false};
  SlideNotes notes;
  notes.frames = {frameAt(0, 0, FrameShape::square, 1)};  // 400 px across on the screen
  notes.rulers = {rulerOf({0, 500}, {0, 1500})};          // a quarter turn: from (350, 300) to (250, 300)
  const auto hit = [&](QPointF at) { return hitMark(at, notes, kQuarter, view, 6); };
  EXPECT_EQ(hit({403, 302}), (MarkHit{MarkPart::frameCentre, "frame"}));
  EXPECT_EQ(hit({595, 250}), (MarkHit{MarkPart::frameEdge, "frame"}));
  EXPECT_EQ(hit({352, 302}), (MarkHit{MarkPart::rulerFrom, "ruler"}));
  EXPECT_EQ(hit({248, 299}), (MarkHit{MarkPart::rulerTo, "ruler"}));
  EXPECT_EQ(hit({300, 304}), (MarkHit{MarkPart::rulerLine, "ruler"}));
  EXPECT_FALSE(hit({300, 340}));
  // What is not drawn for want of a scale is not hit either.
  EXPECT_FALSE(hitMark({595, 250}, notes, std::nullopt, view, 6));
}

TEST(MarkGeometry, ConstrainsToEighthTurns) {
  const auto near = [](QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()) < 1e-9; };
  EXPECT_TRUE(near(constrained({10, 10}, {110, 20}), {110, 10}));
  EXPECT_TRUE(near(constrained({10, 10}, {12, -90}), {10, -90}));
  EXPECT_TRUE(near(constrained({0, 0}, {-90, 110}), {-100, 100}));
  EXPECT_TRUE(near(constrained({5, 5}, {5, 5}), {5, 5}));
}

}  // namespace
}  // namespace snitt

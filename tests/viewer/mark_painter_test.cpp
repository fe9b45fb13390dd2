#include "ui/marks/mark_painter.h"

#include <QImage>
#include <QPainter>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace snitt {
namespace {

constexpr double kMpp = 0.25;

struct Turned {
  double rotationDeg;
  bool flipped;
};

class MarkPainter : public testing::TestWithParam<Turned> {
 protected:
  [[nodiscard]] Viewport view() const {
    return {QSize(800, 600), QPointF(20000, 15000), 10, GetParam().rotationDeg, GetParam().flipped};
  }

  // Where a slide position lies, by hand: mirrored, then turned clockwise, around the middle of the screen.
  [[nodiscard]] QPointF onScreen(double x, double y) const {
    const double angle = GetParam().rotationDeg * std::numbers::pi / 180;
    const double dx = (GetParam().flipped ? -1 : 1) * (x - 20000) / 10;
    const double dy = (y - 15000) / 10;
    return {400 + dx * std::cos(angle) - dy * std::sin(angle), 300 + dx * std::sin(angle) + dy * std::cos(angle)};
  }

  [[nodiscard]] QImage painted(const SlideNotes& notes, std::optional<Mpp> mpp = Mpp{kMpp, kMpp},
                               const MarkSelection& selection = {}) const {
    QImage image(800, 600, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintMarks(painter, view(), notes, mpp, selection, 1);
    return image;
  }

  // Middle of the drawn line along a ray, as a distance from its start; the line is dark where it has its halo.
  static double lineAlong(const QImage& image, QPointF from, QPointF direction, double nearest, double farthest) {
    double first = -1;
    double last = -1;
    for (double at = nearest; at <= farthest; at += 0.1) {
      const QPointF spot = from + direction * at;
      const int x = static_cast<int>(std::floor(spot.x()));
      const int y = static_cast<int>(std::floor(spot.y()));
      if (!image.valid(x, y) || image.pixel(x, y) == 0xFFFFFFFFU) continue;
      if (first < 0) first = at;
      last = at;
    }
    return (first + last) / 2;
  }

  static FieldFrame frame(FrameShape shape, double areaMm2) {
    FieldFrame one;
    one.id = "f";
    one.name = "Frame 1";
    one.shape = shape;
    one.areaMm2 = areaMm2;
    one.centre = {20300, 14900};
    return one;
  }
};

TEST_P(MarkPainter, ACirclesEdgeLiesWhereItShould) {
  SlideNotes notes;
  notes.frames = {frame(FrameShape::circle, 0.785)};
  const QImage image = painted(notes);
  const QPointF centre = onScreen(20300, 14900);
  const double radius = std::sqrt(0.785 / std::numbers::pi) * 1000 / kMpp / 10;
  for (int step = 0; step < 16; ++step) {
    const double angle = step * std::numbers::pi / 8;
    if (step >= 11 && step <= 13) continue;  // the label stands there
    const QPointF direction(std::cos(angle), std::sin(angle));
    EXPECT_NEAR(lineAlong(image, centre, direction, radius - 20, radius + 20), radius, 1) << step;
  }
}

TEST_P(MarkPainter, ASquaresEdgesTurnWithTheSlide) {
  SlideNotes notes;
  notes.frames = {frame(FrameShape::square, 1)};
  const QImage image = painted(notes);
  const QPointF centre = onScreen(20300, 14900);
  int seen = 0;
  for (const QPointF side : {QPointF(2000, 0), QPointF(-2000, 0), QPointF(0, 2000), QPointF(0, -2000)}) {
    const QPointF middle = onScreen(20300 + side.x(), 14900 + side.y());
    if (middle.y() < centre.y() - 150) continue;  // the label stands there
    ++seen;
    const double edge = std::hypot(middle.x() - centre.x(), middle.y() - centre.y());
    EXPECT_NEAR(lineAlong(image, centre, (middle - centre) / edge, 180, 220), 200, 1);
  }
  EXPECT_GE(seen, 3);
}

TEST_P(MarkPainter, ARulerRunsFromEndToEnd) {
  SlideNotes notes;
  Ruler ruler;
  ruler.id = "r";
  ruler.from = {19000, 14500};
  ruler.to = {21000, 15500};
  notes.rulers = {ruler};
  const QImage image = painted(notes);
  const QPointF from = onScreen(19000, 14500);
  const QPointF to = onScreen(21000, 15500);
  const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
  const QPointF along = (to - from) / length;
  const QPointF across(-along.y(), along.x());
  for (const double share : {0.1, 0.5, 0.9})
    EXPECT_NEAR(lineAlong(image, from + (to - from) * share - across * 5, across, 0, 10), 5, 1) << share;
  // The line ends where it should, with a tick across.
  for (const QPointF end : {from, to}) EXPECT_NEAR(lineAlong(image, end + across * 5 - along * 8, along, 0, 16), 8, 1);
}

TEST_P(MarkPainter, NothingIsDrawnOfAFrameWithoutScale) {
  SlideNotes notes;
  notes.frames = {frame(FrameShape::circle, 1)};
  QImage white(800, 600, QImage::Format_RGB32);
  white.fill(Qt::white);
  EXPECT_EQ(painted(notes, std::nullopt), white);
}

INSTANTIATE_TEST_SUITE_P(Views, MarkPainter,
                         testing::Values(Turned{0, false}, Turned{30, false}, Turned{90, false}, Turned{0, true},
                                         Turned{30, true}, Turned{90, true}));

}  // namespace
}  // namespace snitt

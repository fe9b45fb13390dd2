// What lies over a slide lies where the slide has it: a slide with black squares, and each kind of layer made from the
// same squares over a white slide, may differ by a screen pixel at their edges and no more.
#include <cmath>

#include <gtest/gtest.h>

#include "support/open_view.h"
#include "ui/layers/grid_layer.h"
#include "ui/layers/hatch_layer.h"
#include "ui/layers/mask_layer.h"
#include "ui/layers/outline_layer.h"

namespace snitt {
namespace {

constexpr int kWidth = 6000;
constexpr int kHeight = 4500;
constexpr int kCell = 125;  // a square's edge, level-0 pixels; no multiple of any tile's

// No repeat and no symmetry: a pattern that was moved, turned or mirrored is another one.
bool inSquare(std::int64_t column, std::int64_t row) { return (column * 7 + row * row * 3 + column * row) % 5 == 0; }

std::unique_ptr<SlideReader> slide(bool squares) {
  return std::make_unique<test::FakeSlide>(kWidth, kHeight,
                                           [squares](std::int64_t x, std::int64_t y, std::uint8_t* rgb) {
                                             const bool dark = squares && inSquare(x / kCell, y / kCell);
                                             rgb[0] = rgb[1] = rgb[2] = dark ? 0 : 255;
                                           });
}

// True where the picture is marked, pixel by pixel.
using Marks = Grid<std::uint8_t>;

Marks marksOf(const QImage& picture, int below) {
  Marks marks(picture.width(), picture.height());
  for (int y = 0; y < picture.height(); ++y)
    for (int x = 0; x < picture.width(); ++x) marks.at(x, y) = qGreen(picture.pixel(x, y)) < below ? 1 : 0;
  return marks;
}

bool anyWithin(const Marks& marks, int x, int y, int reach, std::uint8_t wanted) {
  for (int nearY = std::max(0, y - reach); nearY <= std::min(marks.height - 1, y + reach); ++nearY)
    for (int nearX = std::max(0, x - reach); nearX <= std::min(marks.width - 1, x + reach); ++nearX)
      if (marks.at(nearX, nearY) == wanted) return true;
  return false;
}

// Marks of `a` that are farther than a pixel from all marks of `b`.
int strays(const Marks& a, const Marks& b, int reach = 1) {
  int count = 0;
  for (int y = 2; y < a.height - 2; ++y)
    for (int x = 2; x < a.width - 2; ++x) count += a.at(x, y) != 0 && !anyWithin(b, x, y, reach, 1) ? 1 : 0;
  return count;
}

// The marked pixels with an unmarked one at one of their sides.
Marks edgesOf(const Marks& marks) {
  Marks edges(marks.width, marks.height);
  for (int y = 1; y < marks.height - 1; ++y)
    for (int x = 1; x < marks.width - 1; ++x) {
      const bool inside = marks.at(x - 1, y) && marks.at(x + 1, y) && marks.at(x, y - 1) && marks.at(x, y + 1);
      edges.at(x, y) = marks.at(x, y) != 0 && !inside ? 1 : 0;
    }
  return edges;
}

// Each to a pixel, with the benefit of those that a square only touches.
void expectSameSquares(const Marks& touched, const Marks&, const Marks& filled, const Marks& layer) {
  EXPECT_EQ(strays(layer, touched), 0);
  EXPECT_EQ(strays(filled, layer), 0);
}

// The border between dark and light is where the lines are. Where squares meet at a corner the slide's interpolation
// bends the border by another pixel.
void expectOnLines(const Marks& border, const Marks& lines) {
  const auto length = std::count(border.values.begin(), border.values.end(), 1);
  EXPECT_EQ(strays(border, lines, 2), 0);
  EXPECT_LE(strays(border, lines), length / 500);
}

struct Look {
  double downsample;
  double rotationDeg;
  bool flipped;
  QPointF centre{2871.3, 2143.8};
};

std::vector<Look> looks() {
  std::vector<Look> all;
  for (const double downsample : {8.0, 3.7, 1.0, 0.61, 0.25})
    for (const double rotation : {0.0, 90.0, 180.0, 270.0, 30.0})
      for (const bool flipped : {false, true}) all.push_back({downsample, rotation, flipped});
  return all;
}

class OverlayPosition : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(m_squares.open());
    ASSERT_TRUE(m_white.open());
  }

  // Rendered from scratch as a view that a person has come to.
  static QImage render(test::OpenView& slide, const Look& look) {
    slide.view->setViewport(Viewport{{640, 480}, look.centre, look.downsample, look.rotationDeg, look.flipped});
    EXPECT_TRUE(slide.atRest());
    return slide.view->picture();
  }

  void show(std::unique_ptr<Layer> layer) {
    layer->setOpacity(1);
    layer->setVisible(true);
    m_white.document->layers().add(std::move(layer));
  }

  using Check = std::function<void(const Marks& touched, const Marks& half, const Marks& filled, const Marks& layer)>;

  // `check` gets the pixels that a square touches, those that it covers half and all of, and the marks of the layer.
  void atEveryLook(int below, const Check& check) {
    for (const Look& look : looks()) {
      SCOPED_TRACE(testing::Message() << "downsample " << look.downsample << ", " << look.rotationDeg << " degrees"
                                      << (look.flipped ? ", mirrored" : ""));
      const QImage squares = render(m_squares, look);
      const Marks filled = marksOf(squares, 30);
      const Marks layer = marksOf(render(m_white, look), below);
      const auto count = std::count(filled.values.begin(), filled.values.end(), 1);
      ASSERT_GT(count, 1000) << "the slide shows nothing to compare with";
      check(marksOf(squares, 230), marksOf(squares, 128), filled, layer);
    }
  }

  test::OpenView m_squares{[] { return slide(true); }, {640, 480}};
  test::OpenView m_white{[] { return slide(false); }, {640, 480}};
};

TEST_F(OverlayPosition, AHeatmapLiesOnItsTissue) {
  ValueGrid grid;
  grid.stepXPx = grid.stepYPx = kCell;
  grid.values = Grid<float>(kWidth / kCell, kHeight / kCell);
  for (int y = 0; y < grid.values.height; ++y)
    for (int x = 0; x < grid.values.width; ++x) grid.values.at(x, y) = inSquare(x, y) ? 0.0F : std::nanf("");
  // Viridis begins in a dark violet.
  show(std::make_unique<GridLayer>(LayerKind::heatmap, "squares", std::move(grid)));
  atEveryLook(128, expectSameSquares);
}

// Tiles far smaller than a screen pixel, as a slide with a million of them has: still where the tissue is.
TEST_F(OverlayPosition, AFineHeatmapLiesOnItsTissueFromAfar) {
  constexpr int kFine = 5;
  ValueGrid grid;
  grid.stepXPx = grid.stepYPx = kFine;
  grid.values = Grid<float>(kWidth / kFine, kHeight / kFine);
  for (int y = 0; y < grid.values.height; ++y)
    for (int x = 0; x < grid.values.width; ++x)
      grid.values.at(x, y) = inSquare(x * kFine / kCell, y * kFine / kCell) ? 0.0F : std::nanf("");
  show(std::make_unique<GridLayer>(LayerKind::heatmap, "squares", std::move(grid)));
  atEveryLook(128, expectSameSquares);
}

TEST_F(OverlayPosition, AHeatmapOfTilesWithACrookedStepLiesOnItsTissue) {
  // Tiles of 118 µm at 0.2503 µm/px, from an origin of their own.
  constexpr double kStep = 471.4342;
  ValueGrid grid;
  grid.stepXPx = grid.stepYPx = kStep;
  grid.originXPx = 37;
  grid.originYPx = 61;
  grid.values = Grid<float>(10, 8);
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 10; ++x) grid.values.at(x, y) = inSquare(x, y) ? 0.0F : std::nanf("");
  const ValueGrid plain = grid;
  show(std::make_unique<GridLayer>(LayerKind::heatmap, "squares", std::move(grid)));
  for (const Look& look : looks()) {
    const QImage picture = render(m_white, look);
    const Viewport& view = m_white.at();
    int wrong = 0;
    for (int y = 2; y < 478; ++y)
      for (int x = 2; x < 638; ++x) {
        // Compared with the value at the pixel's middle, except within a screen pixel of a cell's edge.
        const QPointF at = view.toSlide({x + 0.5, y + 0.5});
        const double column = (at.x() - plain.originXPx) / kStep;
        const double row = (at.y() - plain.originYPx) / kStep;
        const double rim = 1.5 * look.downsample / kStep;
        const auto nearEdge = [rim](double value) { return std::abs(value - std::round(value)) < rim; };
        if (column < 0 || row < 0 || column >= 10 || row >= 8 || nearEdge(column) || nearEdge(row)) continue;
        const bool expected = inSquare(static_cast<int>(column), static_cast<int>(row));
        wrong += expected != (qGreen(picture.pixel(x, y)) < 128) ? 1 : 0;
      }
    EXPECT_EQ(wrong, 0) << look.downsample << ", " << look.rotationDeg << ", " << look.flipped;
  }
}

TEST_F(OverlayPosition, AMaskLiesOnItsTissue) {
  constexpr int kMaskPx = 25;
  MaskLayer::Area area{Mask(kWidth / kMaskPx, kHeight / kMaskPx), "squares", QColor(0, 0, 0)};
  for (int y = 0; y < area.mask.height; ++y)
    for (int x = 0; x < area.mask.width; ++x)
      area.mask.at(x, y) = inSquare(x * kMaskPx / kCell, y * kMaskPx / kCell) ? 1 : 0;
  std::vector<MaskLayer::Area> areas;
  areas.push_back(std::move(area));
  show(std::make_unique<MaskLayer>(LayerKind::tissue, "squares", std::move(areas), kMaskPx));
  atEveryLook(128, expectSameSquares);
}

// Squares that stand alone, so that their outline is the border between dark and light.
std::vector<QRectF> joined() {
  std::vector<QRectF> rects;
  for (int row = 0; row < kHeight / kCell; ++row)
    for (int column = 0; column < kWidth / kCell; ++column)
      if (inSquare(column, row)) rects.emplace_back(column * kCell, row * kCell, kCell, kCell);
  return rects;
}

TEST_F(OverlayPosition, AnOutlineFollowsTheBorderOfItsTissue) {
  std::vector<Polygon> polygons;
  for (const QRectF& rect : joined()) {
    Polygon polygon;
    polygon.outer = {{rect.left(), rect.top()},
                     {rect.right(), rect.top()},
                     {rect.right(), rect.bottom()},
                     {rect.left(), rect.bottom()}};
    polygons.push_back(polygon);
  }
  show(std::make_unique<OutlineLayer>(LayerKind::tumour, "squares", polygons, QColor(200, 0, 0)));
  atEveryLook(170, [](const Marks& slide, const Marks& half, const Marks&, const Marks& layer) {
    const Marks border = edgesOf(half);
    // The line is two pixels wide: one to each side of the border.
    expectOnLines(border, layer);
    int astray = 0;
    for (int y = 4; y < layer.height - 4; ++y)
      for (int x = 4; x < layer.width - 4; ++x)
        // Squares that touch have a line between them and no border.
        astray += layer.at(x, y) != 0 && slide.at(x, y) == 0 && !anyWithin(border, x, y, 2, 1) ? 1 : 0;
    EXPECT_EQ(astray, 0);
  });
}

TEST_F(OverlayPosition, HatchingCoversItsTileAndNoMore) {
  show(std::make_unique<HatchLayer>(LayerKind::unreadable, "squares", joined()));
  atEveryLook(200, [](const Marks& touched, const Marks& half, const Marks& filled, const Marks& layer) {
    EXPECT_EQ(strays(layer, touched), 0);
    // Its rim is drawn through; the lines inside stand some pixels apart.
    expectOnLines(edgesOf(half), layer);
    EXPECT_EQ(strays(filled, layer, 8), 0);
  });
}

// Where tiles of the slide or cells of a heatmap meet, nothing shines through.
TEST(OverlaySeams, ThereAreNoPinholesBetweenTiles) {
  test::OpenView black([] {
    return std::make_unique<test::FakeSlide>(
        kWidth, kHeight, [](std::int64_t, std::int64_t, std::uint8_t* rgb) { rgb[0] = rgb[1] = rgb[2] = 0; });
  });
  ASSERT_TRUE(black.open());
  ValueGrid grid;
  grid.stepXPx = grid.stepYPx = 91.3;
  grid.values = Grid<float>(60, 45, 1.0F);
  auto layer = std::make_unique<GridLayer>(LayerKind::heatmap, "all", std::move(grid));
  layer->setOpacity(1);
  Layer* heatmap = black.document->layers().add(std::move(layer));
  for (const bool shown : {false, true}) {
    heatmap->setVisible(shown);
    for (const double downsample : {5.3, 3.7, 2.2, 1.0, 0.6})
      for (const double rotation : {0.0, 3.0, 30.0, 45.0, 77.7, 211.0}) {
        black.view->setViewport(Viewport{{}, {2871.3, 2143.8}, downsample, rotation, false});
        ASSERT_TRUE(black.atRest());
        const QImage picture = black.view->picture();
        // Viridis ends in yellow. What lies well inside of both the slide and the heatmap is of one colour.
        const QRgb expected = picture.pixel(400, 300);
        int holes = 0;
        for (int y = 0; y < 600; ++y)
          for (int x = 0; x < 800; ++x)
            holes += QRectF(50, 50, 5300, 4000).contains(black.at().toSlide({x + 0.5, y + 0.5})) &&
                             picture.pixel(x, y) != expected
                         ? 1
                         : 0;
        EXPECT_EQ(holes, 0) << downsample << ", " << rotation << (shown ? ", with the heatmap" : "");
      }
  }
}

// A view that was moved pixel by pixel shows what one that is drawn anew shows.
TEST_F(OverlayPosition, SlideAndHeatmapStayTogetherWhilePanning) {
  ValueGrid grid;
  grid.stepXPx = grid.stepYPx = kCell;
  grid.values = Grid<float>(kWidth / kCell, kHeight / kCell);
  for (int y = 0; y < grid.values.height; ++y)
    for (int x = 0; x < grid.values.width; ++x) grid.values.at(x, y) = inSquare(x, y) ? 0.0F : std::nanf("");
  show(std::make_unique<GridLayer>(LayerKind::heatmap, "squares", std::move(grid)));
  for (const double rotation : {0.0, 90.0, 30.0}) {
    const Look look{1.3, rotation, false};
    render(m_squares, look);
    render(m_white, look);
    for (int step = 0; step < 60; ++step)
      for (test::OpenView* one : {&m_squares, &m_white}) {
        one->view->panBy({step % 7 - 2, 3 - step % 5});
        one->view->repaint();
      }
    ASSERT_TRUE(m_squares.atRest());
    ASSERT_TRUE(m_white.atRest());
    SCOPED_TRACE(rotation);
    const QImage squares = m_squares.view->picture();
    expectSameSquares(marksOf(squares, 230), {}, marksOf(squares, 30), marksOf(m_white.view->picture(), 128));
  }
}

}  // namespace
}  // namespace snitt

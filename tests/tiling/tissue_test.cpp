#include "tiling/tissue.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/paint_overview.h"
#include "tiling/mask_ops.h"

namespace snitt {
namespace {

using namespace test;

Image glass() { return Image(400, 300, 3, 245); }

double shareInside(const Mask& mask, const Shape& shape) {
  std::int64_t inside = 0;
  std::int64_t total = 0;
  for (int y = 0; y < mask.height; ++y)
    for (int x = 0; x < mask.width; ++x) {
      if (!shape(x, y)) continue;
      ++total;
      if (mask.at(x, y) != 0) ++inside;
    }
  return static_cast<double>(inside) / static_cast<double>(total);
}

Shape outsideOf(Shape shape) {
  return [shape = std::move(shape)](int x, int y) { return !shape(x, y); };
}

TissueMap mapped(Image overview) { return mapTissue(std::move(overview), 8, 32); }

struct Ink {
  std::string name;
  Dye dye;
};

// Measured on real pens (blue, red, green) or mixed to look like them.
const std::vector<Ink> inks{
    {"blue", {0.75, 0.36, 0.10}},  {"pale blue", {0.35, 0.15, 0.04}}, {"dark blue", {1.3, 1.0, 0.4}},
    {"green", {0.8, 0.25, 0.55}},  {"turquoise", {0.7, 0.2, 0.25}},   {"red", {0.10, 1.1, 0.95}},
    {"orange", {0.03, 0.4, 1.0}},  {"yellow", {0.01, 0.06, 0.7}},     {"black", {1.1, 1.1, 1.1}},
    {"purple", {0.5, 1.05, 0.26}}, {"pink", {0.05, 0.8, 0.25}},
};

TEST(Tissue, isFoundOnGlassAndNowhereElse) {
  Image overview = glass();
  layTissue(overview, ellipse(200, 150, 100, 80));
  const TissueMap map = mapped(overview);
  EXPECT_GT(shareInside(map.tissue, ellipse(200, 150, 97, 77)), 0.999);
  EXPECT_LT(shareInside(map.tissue, outsideOf(ellipse(200, 150, 105, 85))), 0.0001);
  EXPECT_EQ(countInside(map.pen), 0);
  EXPECT_EQ(map.stain, StainKind::haematoxylinEosin);
  EXPECT_EQ(map.overview, overview);
  EXPECT_EQ(map.downsample, 32);
}

TEST(Tissue, emptyGlassHasNone) {
  for (const int light : {255, 245, 225}) {
    const TissueMap map = mapped(Image(400, 300, 3, static_cast<std::uint8_t>(light)));
    EXPECT_EQ(countInside(map.tissue), 0);
    EXPECT_EQ(countInside(map.pen), 0);
    EXPECT_EQ(countInside(map.fold), 0);
  }
}

TEST(Tissue, noisyGlassHasNone) {
  std::mt19937 random(5);
  Image overview = glass();
  for (std::uint8_t& value : overview.bytes) value = static_cast<std::uint8_t>(value - random() % 9);
  EXPECT_EQ(countInside(mapped(overview).tissue), 0);
}

TEST(Tissue, pictureWithoutGlassIsAllTissue) {
  Image overview = glass();
  layTissue(overview, everywhere());
  const TissueMap map = mapped(overview);
  EXPECT_GT(shareInside(map.tissue, everywhere()), 0.999);
  EXPECT_EQ(map.stain, StainKind::haematoxylinEosin);
}

TEST(Tissue, paleSheetWithoutGlassIsAllTissue) {
  Image overview = glass();
  layTissue(overview, everywhere(), {0.12, 0.14, 0.06}, {0.03, 0.35, 0.08});
  EXPECT_GT(shareInside(mapped(overview).tissue, everywhere()), 0.97);
}

TEST(Tissue, shadeIsNone) {
  Image overview = glass();
  layShade(overview, 0.10);  // 245 at the left, 195 at the right
  EXPECT_EQ(countInside(mapped(overview).tissue), 0);
  layTissue(overview, ellipse(330, 150, 50, 50));
  const TissueMap map = mapped(overview);
  EXPECT_GT(shareInside(map.tissue, ellipse(330, 150, 47, 47)), 0.999);
  EXPECT_LT(shareInside(map.tissue, outsideOf(ellipse(330, 150, 55, 55))), 0.0001);
}

TEST(Tissue, tintedGlassIsNone) {
  Image overview = glass();
  lay(overview, everywhere(), {0.03, 0.025, 0});  // a bluish lamp
  layTissue(overview, ellipse(200, 150, 80, 60));
  const TissueMap map = mapped(overview);
  EXPECT_LT(shareInside(map.tissue, outsideOf(ellipse(200, 150, 86, 66))), 0.0001);
  EXPECT_GT(shareInside(map.tissue, ellipse(200, 150, 77, 57)), 0.999);
}

TEST(Tissue, inkOnGlassIsPenAndNoTissue) {
  for (const Ink& ink : inks) {
    Image overview = glass();
    lay(overview, box(100, 80, 200, 30), ink.dye);
    const TissueMap map = mapped(overview);
    EXPECT_EQ(countInside(map.tissue), 0) << ink.name;
    EXPECT_GT(shareInside(map.pen, box(100, 80, 200, 30)), 0.99) << ink.name;
    EXPECT_LT(shareInside(map.pen, outsideOf(box(92, 72, 216, 46))), 0.001) << ink.name;
  }
}

TEST(Tissue, inkOverTissueIsCutOut) {
  const Shape stroke = box(120, 140, 160, 24);
  for (const Ink& ink : inks) {
    // Yellow, orange and pink ink over pink tissue is beyond what colour can tell.
    if (ink.name == "pale blue" || ink.name == "yellow" || ink.name == "orange" || ink.name == "purple" ||
        ink.name == "pink")
      continue;
    Image overview = glass();
    layTissue(overview, ellipse(200, 150, 120, 100));
    lay(overview, stroke, ink.dye);
    const TissueMap map = mapped(overview);
    EXPECT_LT(shareInside(map.tissue, stroke), 0.05) << ink.name;
    EXPECT_GT(shareInside(map.pen, stroke), 0.95) << ink.name;
    EXPECT_GT(shareInside(map.tissue, ellipse(200, 100, 70, 30)), 0.99) << ink.name;
    EXPECT_EQ(map.stain, StainKind::haematoxylinEosin) << ink.name;
  }
}

TEST(Tissue, tissueIsNoInk) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Image overview = glass();
    layTissue(overview, ellipse(200, 150, 150, 120), haematoxylin, eosin, seed);
    EXPECT_EQ(countInside(mapped(overview).pen), 0) << seed;
  }
}

TEST(Tissue, scannerFrameIsNeitherTissueNorPen) {
  Image overview = glass();
  layTissue(overview, ellipse(200, 150, 80, 60));
  for (const Shape& bar : {box(0, 0, 400, 25), box(0, 275, 400, 25), box(0, 0, 20, 300), box(370, 0, 30, 300)})
    lay(overview, bar, {1, 1, 1}, 1.5);
  const TissueMap map = mapped(overview);
  EXPECT_LT(shareInside(map.tissue, outsideOf(ellipse(200, 150, 86, 66))), 0.0001);
  EXPECT_GT(shareInside(map.tissue, ellipse(200, 150, 77, 57)), 0.999);
  EXPECT_EQ(countInside(map.pen), 0);
}

TEST(Tissue, thinLinesAtTheEdgeAreNone) {
  Image overview = glass();
  lay(overview, box(0, 2, 400, 2), {0.3, 0.35, 0.4});  // a coverslip's edge with its fringe of colour
  lay(overview, box(397, 0, 1, 300), {0.5, 0.5, 0.5});
  EXPECT_EQ(countInside(mapped(overview).tissue), 0);
}

TEST(Tissue, touchesTheBorder) {
  Image overview = glass();
  layTissue(overview, box(0, 0, 120, 300));
  const TissueMap map = mapped(overview);
  EXPECT_GT(shareInside(map.tissue, box(0, 0, 118, 300)), 0.999);
  EXPECT_LT(shareInside(map.tissue, box(126, 0, 274, 300)), 0.0001);
}

TEST(Tissue, luminaBelongToItAndLargeHolesDoNot) {
  Image overview = glass();
  const Shape lumen = ellipse(150, 150, 10, 10);  // 0.02 mm²
  const Shape hole = ellipse(250, 150, 30, 30);   // 0.18 mm²
  layTissue(overview, [&](int x, int y) { return ellipse(200, 150, 150, 100)(x, y) && !lumen(x, y) && !hole(x, y); });
  const TissueMap map = mapped(overview);
  EXPECT_EQ(shareInside(map.tissue, lumen), 1);
  EXPECT_LT(shareInside(map.tissue, ellipse(250, 150, 25, 25)), 0.01);
}

TEST(Tissue, specksAreDropped) {
  Image overview = glass();
  for (int i = 0; i < 20; ++i) layTissue(overview, box(20 * i, 40, 4, 4));
  layTissue(overview, box(100, 150, 25, 25));  // a biopsy's fragment, 0.04 mm²
  const TissueMap map = mapped(overview);
  EXPECT_EQ(countComponents(map.tissue), 1);
  EXPECT_GT(shareInside(map.tissue, box(101, 151, 23, 23)), 0.99);
}

TEST(Tissue, tinyAndEmptyPicturesAreMapped) {
  for (const auto& [width, height] : std::vector<std::pair<int, int>>{{1, 1}, {3, 2}, {1, 50}, {0, 0}}) {
    const TissueMap map = mapped(Image(width, height, 3, 245));
    EXPECT_EQ(map.tissue.width, width);
    EXPECT_EQ(map.fold.height, height);
    EXPECT_EQ(countInside(map.tissue), 0);
  }
  EXPECT_EQ(mapped(Image(3, 2, 3, 0)).tissue.width, 3);
}

TEST(Tissue, sameEachTime) {
  Image overview = glass();
  layTissue(overview, ellipse(200, 150, 120, 100));
  lay(overview, box(20, 20, 90, 30), inks[0].dye);
  const TissueMap first = mapped(overview);
  const TissueMap second = mapped(overview);
  EXPECT_EQ(first.tissue, second.tissue);
  EXPECT_EQ(first.pen, second.pen);
  EXPECT_EQ(first.fold, second.fold);
}

TEST(Tissue, foldIsABandOfDoubledTissue) {
  const Shape tissue = ellipse(200, 150, 150, 120);
  const Shape band = [&](int x, int y) { return std::abs(y - 110 - x / 5) < 6 && x > 110 && x < 290; };
  Image overview = glass();
  layTissue(overview, tissue);
  EXPECT_LT(shareInside(mapped(overview).fold, tissue), 0.005);
  // A second and the edge of a third layer.
  layTissue(overview, band, haematoxylin, eosin, 9);
  layTissue(overview, band, haematoxylin, eosin, 10);
  const TissueMap map = mapped(overview);
  EXPECT_GT(shareInside(map.fold, band), 0.7);
  EXPECT_LT(shareInside(map.fold, [&](int x, int y) { return tissue(x, y) && !band(x, y); }), 0.02);
  EXPECT_EQ(countInside(intersect(map.fold, map.tissue)), countInside(map.fold));
}

TEST(Tissue, denseFollicleIsNoFold) {
  Image overview = glass();
  layTissue(overview, ellipse(200, 150, 150, 120));
  const Shape follicle = ellipse(200, 150, 30, 28);
  lay(overview, follicle, haematoxylin, 0.5);
  EXPECT_LT(shareInside(mapped(overview).fold, follicle), 0.05);
}

}  // namespace
}  // namespace snitt

// StainKind: told by pixels alone.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "support/load_picture.h"
#include "support/paint_overview.h"
#include "support/shared_data.h"
#include "tiling/mask_ops.h"
#include "tiling/tissue.h"

namespace snitt {
namespace {

using namespace test;

StainKind kindOf(const Image& overview) { return mapTissue(overview, 8, 32).stain; }

// Takes haematoxylin and eosin apart (least squares over the three densities) and puts `brown` in eosin's place.
Image restained(const Image& image, const Dye& brown) {
  const Dye h = haematoxylin;
  const Dye e = eosin;
  const double hh = h.red * h.red + h.green * h.green + h.blue * h.blue;
  const double ee = e.red * e.red + e.green * e.green + e.blue * e.blue;
  const double he = h.red * e.red + h.green * e.green + h.blue * e.blue;
  Image out = image;
  for (std::size_t i = 0; i + 2 < out.bytes.size(); i += 3) {
    const auto density = [&](std::size_t channel) { return -std::log10((image.bytes[i + channel] + 1) / 256.0); };
    const double dotH = h.red * density(0) + h.green * density(1) + h.blue * density(2);
    const double dotE = e.red * density(0) + e.green * density(1) + e.blue * density(2);
    const double amountH = std::max(0.0, (dotH * ee - dotE * he) / (hh * ee - he * he));
    const double amountE = std::max(0.0, (dotE * hh - dotH * he) / (hh * ee - he * he));
    const std::array<double, 3> mixed{amountH * h.red + amountE * brown.red, amountH * h.green + amountE * brown.green,
                                      amountH * h.blue + amountE * brown.blue};
    for (std::size_t channel = 0; channel < 3; ++channel)
      out.bytes[i + channel] = static_cast<std::uint8_t>(std::lround(255 * std::pow(10, -mixed[channel])));
  }
  return out;
}

TEST(StainKind, texts) {
  EXPECT_EQ(toText(StainKind::haematoxylinEosin), "H&E");
  EXPECT_EQ(toText(StainKind::haematoxylinDab), "H-DAB");
  EXPECT_EQ(toText(StainKind::unknown), "unknown");
}

TEST(StainKind, haematoxylinAndDab) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    Image overview(300, 300, 3, 245);
    layTissue(overview, ellipse(150, 150, 120, 120), haematoxylin, dab, seed);
    EXPECT_EQ(kindOf(overview), StainKind::haematoxylinDab) << seed;
  }
}

TEST(StainKind, dabInAFewPlacesOnly) {
  Image overview(300, 300, 3, 245);
  const Shape tissue = ellipse(150, 150, 120, 120);
  layTissue(overview, tissue, haematoxylin, {0.09, 0.1, 0.04});
  layTissue(overview, ellipse(120, 120, 35, 35), dab, dab, 3);
  EXPECT_EQ(kindOf(overview), StainKind::haematoxylinDab);
}

TEST(StainKind, fluorescence) {
  Image overview(300, 300, 3, 4);
  for (int y = 80; y < 220; ++y)
    for (int x = 80; x < 220; ++x) {
      overview.pixel(x, y)[2] = static_cast<std::uint8_t>(40 + (x * 7 + y * 13) % 120);  // DAPI
      overview.pixel(x, y)[1] = static_cast<std::uint8_t>((x * 3 + y * 5) % 60);
    }
  const TissueMap map = mapTissue(overview, 8, 32);
  EXPECT_EQ(map.stain, StainKind::fluorescence);
  EXPECT_NEAR(static_cast<double>(countInside(map.tissue)), 140 * 140, 2500);
}

TEST(StainKind, unstained) {
  std::mt19937 random(2);
  Image overview(300, 300, 3, 240);
  for (int y = 60; y < 240; ++y)
    for (int x = 60; x < 240; ++x) {
      const auto light = static_cast<std::uint8_t>(205 + random() % 36);
      for (int channel = 0; channel < 3; ++channel) overview.pixel(x, y)[channel] = light;
    }
  EXPECT_EQ(kindOf(overview), StainKind::unstained);
}

TEST(StainKind, nothingToJudgeIsUnknown) {
  EXPECT_EQ(kindOf(Image(200, 200, 3, 245)), StainKind::unknown);
  EXPECT_EQ(kindOf(Image(200, 200, 3, 0)), StainKind::unknown);
}

TEST(StainKind, blueStainIsNeitherInkNorHaematoxylinEosin) {
  Image overview(300, 300, 3, 245);
  layTissue(overview, ellipse(150, 150, 120, 120), {0.9, 0.5, 0.2}, {0.5, 0.3, 0.1});
  const TissueMap map = mapTissue(overview, 8, 32);
  EXPECT_EQ(map.stain, StainKind::unknown);
  EXPECT_GT(countInside(map.tissue), 40000);
}

// One picture of tiles side by side, each shrunk to 8 µm/px.
Image mosaic(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  constexpr int edge = 28;
  Image out(edge * 10, edge * 8);
  for (std::size_t i = 0; i < files.size() && i < 80; ++i) {
    const Image tile = loadPicture(files[i], 1.0 / 8);
    const int left = static_cast<int>(i % 10) * edge;
    const int top = static_cast<int>(i / 10) * edge;
    for (int y = 0; y < edge; ++y) std::copy_n(tile.row(y), 3 * edge, out.pixel(left, top + y));
  }
  return out;
}

TEST(StainKind, realTilesAreHaematoxylinEosin) {
  SNITT_NEEDS_SHARED_DATA();
  for (const char* group : {"AC", "H", "S", "T", "V"}) {
    const Image picture = mosaic(sharedData() / "tiles" / "colorectal" / group);
    EXPECT_EQ(kindOf(picture), StainKind::haematoxylinEosin) << group;
    EXPECT_EQ(kindOf(restained(picture, dab)), StainKind::haematoxylinDab) << group;
  }
  for (const auto& entry : std::filesystem::directory_iterator(sharedData() / "tiles" / "glas" / "images")) {
    const Image picture = loadPicture(entry.path(), 1.0 / 8);
    EXPECT_EQ(kindOf(picture), StainKind::haematoxylinEosin) << entry.path();
    EXPECT_EQ(kindOf(restained(picture, dab)), StainKind::haematoxylinDab) << entry.path();
  }
}

TEST(StainKind, realPicturesWithPenAreHaematoxylinEosin) {
  SNITT_NEEDS_SHARED_DATA();
  for (const char* name : {"qc/tcga-lung-rgb.png", "qc/tcga-red-pen.png", "qc/wsi-blue-pen.png",
                           "stain/torchstain_source.png", "stain/torchstain_target.png"})
    EXPECT_EQ(kindOf(loadPicture(sharedData() / name)), StainKind::haematoxylinEosin) << name;
}

}  // namespace
}  // namespace snitt

#include "core/colour_map.h"

#include <cmath>

#include <gtest/gtest.h>

namespace snitt {
namespace {

using Rgb = std::array<std::uint8_t, 3>;

void expectNear(const Rgb& found, const Rgb& published) {
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(found[i], published[i], 3);
}

// Entries 0, 85 and 255 of the maps as matplotlib publishes them.
TEST(ColourMap, agreesWithThePublishedTables) {
  expectNear(colourAt(ColourMap::viridis, 0), {68, 1, 84});
  expectNear(colourAt(ColourMap::viridis, 85.0 / 255), {49, 104, 142});
  expectNear(colourAt(ColourMap::viridis, 1), {253, 231, 37});
  expectNear(colourAt(ColourMap::magma, 1), {252, 253, 191});
  expectNear(colourAt(ColourMap::inferno, 1), {252, 255, 164});
  expectNear(colourAt(ColourMap::plasma, 0), {13, 8, 135});
  expectNear(colourAt(ColourMap::coolwarm, 0), {59, 76, 192});
  expectNear(colourAt(ColourMap::coolwarm, 1), {180, 4, 38});
}

TEST(ColourMap, clampsWhatLiesOutside) {
  EXPECT_EQ(colourAt(ColourMap::magma, -3), colourAt(ColourMap::magma, 0));
  EXPECT_EQ(colourAt(ColourMap::magma, 7), colourAt(ColourMap::magma, 1));
  EXPECT_EQ(colourAt(ColourMap::magma, std::nan("")), colourAt(ColourMap::magma, 0));
}

}  // namespace
}  // namespace snitt

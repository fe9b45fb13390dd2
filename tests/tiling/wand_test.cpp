#include "tiling/wand.h"

#include <gtest/gtest.h>

#include "tiling/mask_ops.h"

namespace snitt {
namespace {

// A purple disc of radius 40 in the middle of pink, with a paler half and a dot of another colour in it.
Image picture() {
  Image image(200, 150, 3);
  for (int y = 0; y < 150; ++y)
    for (int x = 0; x < 200; ++x) {
      const int dx = x - 100;
      const int dy = y - 75;
      std::array<std::uint8_t, 3> rgb{235, 180, 210};
      if (dx * dx + dy * dy <= 1600)
        rgb = dx < 0 ? std::array<std::uint8_t, 3>{110, 60, 140} : std::array<std::uint8_t, 3>{122, 70, 150};
      if ((dx - 15) * (dx - 15) + dy * dy <= 4) rgb = {255, 255, 255};
      std::ranges::copy(rgb, image.bytes.begin() + (static_cast<std::ptrdiff_t>(y) * 200 + x) * 3);
    }
  return image;
}

TEST(Wand, TakesTheDiscAndFillsItsDot) {
  const Mask mask = likeArea(picture(), 80, 75, 15);
  EXPECT_NEAR(static_cast<double>(countInside(mask)), 3.14159 * 1600, 260);
  EXPECT_EQ(mask.at(115, 75), 255);
  EXPECT_EQ(mask.at(5, 5), 0);
}

TEST(Wand, ASmallToleranceTakesTheDarkerHalfAlone) {
  const Mask mask = likeArea(picture(), 80, 75, 2);
  EXPECT_EQ(mask.at(70, 75), 255);
  EXPECT_EQ(mask.at(125, 90), 0);
  EXPECT_EQ(mask.at(5, 5), 0);
}

TEST(Wand, NothingButThePlaceWhereEverythingIsUnlike) {
  EXPECT_GE(countInside(likeArea(picture(), 0, 0, 0)), 1);
  EXPECT_EQ(countInside(likeArea(picture(), 199, 149, 500)), 200 * 150);
}

}  // namespace
}  // namespace snitt

#include "inference/engine/tile_input_p.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(TileInput, NormalisesInterleavedBytes) {
  const Normalisation normalisation{{0.5, 0.25, 0}, {0.5, 0.25, 2}};
  const TileInput input(normalisation, {});
  // Two tiles of 2×2 px; the first pixel of each is looked at.
  std::vector<std::uint8_t> rgb(2 * 4 * 3, 0);
  rgb[0] = 255;
  rgb[1] = 51;
  rgb[2] = 102;
  rgb[12] = 0;
  rgb[13] = 255;
  rgb[14] = 255;
  const at::Tensor tiles = input.prepare(rgb, 2);
  ASSERT_EQ(tiles.sizes().vec(), (std::vector<std::int64_t>{2, 3, 2, 2}));
  EXPECT_TRUE(tiles.is_contiguous(at::MemoryFormat::ChannelsLast));
  const auto pixel = [&](int tile) { return tiles[tile].select(1, 0).select(1, 0); };
  // (1 − .5) / .5, (.2 − .25) / .25, .4 / 2
  EXPECT_TRUE(pixel(0).allclose(torch::tensor({1.0F, -0.2F, 0.2F})));
  EXPECT_TRUE(pixel(1).allclose(torch::tensor({-1.0F, 3.0F, 0.5F})));
}

TEST(TileInput, GivesBf16WhereAsked) {
  const TileInput input({}, {"cpu", Precision::bf16});
  const std::vector<std::uint8_t> rgb(4 * 3, 255);
  const at::Tensor tiles = input.prepare(rgb, 2);
  EXPECT_EQ(tiles.scalar_type(), at::kBFloat16);
  EXPECT_EQ(tiles.max().item<float>(), 1);
}

}  // namespace
}  // namespace snitt

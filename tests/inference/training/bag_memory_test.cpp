#include <gtest/gtest.h>

#include "core/os/os.h"
#include "tests/inference/training/training_fixture.h"
#include "tests/support/soak.h"

namespace snitt {
namespace {

// Grey tiles, made when they are asked for.
class GreyTiles : public BagTiles {
 public:
  explicit GreyTiles(std::size_t tiles) : m_tiles(tiles) {}
  std::size_t size() const override { return m_tiles; }
  Result<void> read(std::size_t first, std::size_t count, std::span<float> out) const override {
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<float>((first + i / (out.size() / count)) % 7) / 7 - 0.5F;
    return {};
  }

 private:
  std::size_t m_tiles;
};

// Held at once, activations of 4,096 such tiles would take 7 GB, and their pixels alone 200 MB.
TEST(SoakBagMemory, IsThatOfAFewTilesHoweverLargeTheBag) {
  os::tuneAllocator();
  const auto network = BagNetwork::create(test::smallSpec(), 2).value();
  const auto peakAfter = [&](std::size_t tiles) {
    const GreyTiles bag(tiles);
    const auto loss = [](std::span<const double> outputs) { return labelLoss(outputs, std::vector<std::uint8_t>{1}); };
    const auto step = network->gradient({&bag}, loss, {});
    EXPECT_TRUE(step) << step.error().message;
    return static_cast<double>(os::peakMemoryBytes()) / 1e6;
  };
  const double small = peakAfter(64);
  const double large = peakAfter(static_cast<std::size_t>(test::soaked(4096)));
  EXPECT_LT(large - small, 20) << small << " MB at first, " << large << " MB at the end";
}

}  // namespace
}  // namespace snitt

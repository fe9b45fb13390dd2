// Slides in memory whose tumour is a disc of another texture, that a small network learns from in seconds.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "inference/training/segmentation_loss.h"
#include "inference/training/segmentation_options.h"
#include "inference/training/segmentation_tiles.h"

namespace snitt::test {

inline SegmentationNetworkSpec smallUNet() {
  SegmentationNetworkSpec spec;
  spec.network.architecture = "unet";
  spec.network.baseChannels = 4;
  spec.network.depth = 2;
  spec.cropPx = 48;
  return spec;
}

// Stripes in tissue and squares of the same two colours in the disc, so that one pixel does not tell; white glass
// beside them. A strip at the top could not be read. Every `emptyEach`th slide has no tumour.
class DiscTiles : public SegmentationTiles {
 public:
  DiscTiles(std::size_t slides, std::uint64_t seed, std::size_t emptyEach = 5)
      : m_slides(slides), m_seed(seed), m_emptyEach(emptyEach) {}

  std::size_t slideCount() const override { return m_slides; }
  std::size_t coverCount(std::size_t, int) const override { return 4; }

  Result<void> draw(std::size_t slide, statistics::CounterRandom random, int cropPx, std::span<std::uint8_t> rgb,
                    std::span<std::uint8_t> classes) const override {
    const auto range = static_cast<std::uint32_t>(kSlidePx - cropPx / 2);
    const int x = static_cast<int>(random.below(range));
    const int y = static_cast<int>(random.below(range));
    paint(slide, x, y, cropPx, rgb, classes);
    return {};
  }
  Result<void> cover(std::size_t slide, std::size_t number, int cropPx, std::span<std::uint8_t> rgb,
                     std::span<std::uint8_t> classes) const override {
    const int place = static_cast<int>(number);
    paint(slide, place % 2 * cropPx, place / 2 * cropPx, cropPx, rgb, classes);
    return {};
  }

 private:
  static constexpr int kSlidePx = 96;

  void paint(std::size_t slide, int left, int top, int cropPx, std::span<std::uint8_t> rgb,
             std::span<std::uint8_t> classes) const {
    statistics::CounterRandom random(m_seed, slide);
    const double centreX = 30 + 36 * random.uniform();
    const double centreY = 30 + 36 * random.uniform();
    const double radius = slide % m_emptyEach == m_emptyEach - 1 ? 0 : 14 + 10 * random.uniform();
    const int tint = static_cast<int>(random.below(40));
    std::size_t at = 0;
    for (int y = top; y < top + cropPx; ++y)
      for (int x = left; x < left + cropPx; ++x, ++at) {
        const bool glass = x < 6 || x >= kSlidePx - 6 || y >= kSlidePx - 6;
        const bool tumour = !glass && std::hypot(x - centreX, y - centreY) < radius;
        classes[at] = y < 3 ? ignoredPixel : glass ? std::uint8_t{0} : tumour ? std::uint8_t{2} : std::uint8_t{1};
        const int stripe = (y / 2 + (tumour ? x / 2 : 0)) % 2 * 80;
        for (std::size_t c = 0; c < 3; ++c)
          rgb[3 * at + c] = static_cast<std::uint8_t>(glass ? 245 : 90 + tint + stripe + (c == 1 ? -40 : 0));
      }
  }

  std::size_t m_slides;
  std::uint64_t m_seed;
  std::size_t m_emptyEach;
};

}  // namespace snitt::test

// Bags in memory that a small network learns from in seconds.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/statistics/resampling/counter_random.h"
#include "inference/training/bag_network.h"
#include "inference/training/bag_source.h"
#include "inference/training/prepared_bag.h"

namespace snitt::test {

inline BagNetworkSpec smallSpec(HeadKind head = HeadKind::noisyAnd) {
  BagNetworkSpec spec;
  spec.network.architecture = "mobilenet_v2";
  spec.network.width = 0.25;
  spec.network.head.kind = head;
  spec.tilePx = 64;
  spec.tilesPerChunk = 3;
  return spec;
}

// Tiles of coloured noise. A poor bag has a share of tiles with fine dark grains, a good one the same grains, coarse
// and pale: only what is in a tile tells, not the bag's colour.
class NoiseBags : public BagSource {
 public:
  NoiseBags(std::size_t bags, std::size_t tiles, int tilePx, std::uint64_t seed)
      : m_tilePx(static_cast<std::size_t>(tilePx)) {
    for (std::size_t bag = 0; bag < bags; ++bag) {
      statistics::CounterRandom random(seed, bag);
      const bool poor = bag % 2 == 1;
      // Poor ones die early; who lives is censored late.
      m_outcomes.push_back({poor, poor ? 1 + random.uniform() : 3 + random.uniform(), poor || random.below(4) == 0});
      const std::size_t telling = 2 + random.below(static_cast<std::uint32_t>(tiles - 1));
      m_tiles.emplace_back();
      for (std::size_t tile = 0; tile < tiles; ++tile) m_tiles.back().push_back(draw(poor && tile < telling, random));
    }
  }

  std::size_t bagCount() const override { return m_outcomes.size(); }
  BagOutcome outcome(std::size_t bag) const override { return m_outcomes[bag]; }
  std::size_t tileCount(std::size_t bag) const override { return m_tiles[bag].size(); }
  Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const override {
    const std::size_t bytes = m_tilePx * m_tilePx * 3;
    for (std::size_t i = 0; i < tiles.size(); ++i)
      std::ranges::copy(m_tiles[bag][tiles[i]], rgb.begin() + static_cast<std::ptrdiff_t>(i * bytes));
    return {};
  }

 private:
  std::vector<std::uint8_t> draw(bool telling, statistics::CounterRandom& random) const {
    const double tint = 20 * random.uniform();
    const std::uint32_t grain = telling ? 2 : 8;  // px
    std::vector<std::uint8_t> rgb(m_tilePx * m_tilePx * 3);
    for (std::size_t y = 0; y < m_tilePx; y += grain)
      for (std::size_t x = 0; x < m_tilePx; x += grain) {
        const double dark = 90 * random.uniform();
        for (std::size_t dy = 0; dy < grain; ++dy)
          for (std::size_t dx = 0; dx < grain; ++dx) {
            std::uint8_t* pixel = &rgb[((y + dy) * m_tilePx + x + dx) * 3];
            pixel[0] = static_cast<std::uint8_t>(230 - dark);
            pixel[1] = static_cast<std::uint8_t>(200 - dark - tint);
            pixel[2] = static_cast<std::uint8_t>(225 - dark / 2 - tint / 2);
          }
      }
    return rgb;
  }

  std::size_t m_tilePx;
  std::vector<BagOutcome> m_outcomes;
  std::vector<std::vector<std::vector<std::uint8_t>>> m_tiles;
};

// All tiles of some bags, as they are.
inline std::vector<PreparedBag> allTiles(const BagSource& source, const BagNetworkSpec& spec) {
  std::vector<PreparedBag> bags;
  for (std::size_t bag = 0; bag < source.bagCount(); ++bag)
    bags.emplace_back(source, bag, drawTiles(source.tileCount(bag), 0, {1, 1}),
                      BagPreparation{spec.tilePx, channelScale(spec.normalisation), {}, 1, 0});
  return bags;
}

inline Bags pointersTo(const std::vector<PreparedBag>& bags) {
  Bags result;
  for (const PreparedBag& bag : bags) result.push_back(&bag);
  return result;
}

}  // namespace snitt::test

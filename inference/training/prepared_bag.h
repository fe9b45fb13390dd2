// A bag of a source as a network takes it: the tiles that were drawn for this epoch, changed, and normalised.
#pragma once

#include <cstdint>
#include <vector>

#include "core/statistics/resampling/counter_random.h"
#include "inference/training/bag_source.h"
#include "inference/training/bag_tiles.h"

namespace snitt {

// What a stream of random numbers is for. Streams of different purposes or epochs have nothing in common.
enum class Draw : std::uint64_t { order = 1, tiles, change, sample };

// The numbers for one bag (or tile of it) in one epoch: a function of its arguments alone.
[[nodiscard]] statistics::CounterRandom drawFor(std::uint64_t seed, Draw draw, std::uint64_t epoch,
                                                std::uint64_t bag = 0, std::uint64_t tile = 0);

// `most` of 0 … count − 1 in rising order, each subset equally likely; all of them where `most` is 0 or not less.
[[nodiscard]] std::vector<std::uint32_t> drawTiles(std::size_t count, std::size_t most,
                                                   statistics::CounterRandom random);

// The source must outlive it.
class PreparedBag : public BagTiles {
 public:
  PreparedBag(const BagSource& source, std::size_t bag, std::vector<std::uint32_t> tiles, BagPreparation preparation)
      : m_source(source), m_bag(bag), m_tiles(std::move(tiles)), m_preparation(std::move(preparation)) {}

  [[nodiscard]] std::size_t size() const override { return m_tiles.size(); }
  [[nodiscard]] Result<void> read(std::size_t first, std::size_t count, std::span<float> out) const override;

 private:
  const BagSource& m_source;
  std::size_t m_bag;
  std::vector<std::uint32_t> m_tiles;
  BagPreparation m_preparation;
};

}  // namespace snitt

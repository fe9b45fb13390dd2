#include "inference/training/prepared_bag.h"

#include <algorithm>
#include <numeric>

namespace snitt {
namespace {

// Splitmix64's mixing (Steele, Lea and Flood, OOPSLA 2014).
std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace

statistics::CounterRandom drawFor(std::uint64_t seed, Draw draw, std::uint64_t epoch, std::uint64_t bag,
                                  std::uint64_t tile) {
  return {mixed(mixed(seed + static_cast<std::uint64_t>(draw)) + epoch), (bag << 32) | tile};
}

std::vector<std::uint32_t> drawTiles(std::size_t count, std::size_t most, statistics::CounterRandom random) {
  std::vector<std::uint32_t> tiles(count);
  std::iota(tiles.begin(), tiles.end(), 0U);
  if (most == 0 || most >= count) return tiles;
  for (std::size_t i = 0; i < most; ++i)
    std::swap(tiles[i], tiles[i + random.below(static_cast<std::uint32_t>(count - i))]);
  tiles.resize(most);
  std::ranges::sort(tiles);
  return tiles;
}

std::unique_ptr<BagTiles> BagSource::prepare(std::size_t bag, std::vector<std::uint32_t> tiles,
                                             const BagPreparation& preparation) const {
  return std::make_unique<PreparedBag>(*this, bag, std::move(tiles), preparation);
}

Result<void> PreparedBag::read(std::size_t first, std::size_t count, std::span<float> out) const {
  const std::span<const std::uint32_t> tiles = std::span(m_tiles).subspan(first, count);
  const auto tileValues = static_cast<std::size_t>(m_preparation.tilePx) * std::size_t(m_preparation.tilePx) * 3;
  if (out.size() != count * tileValues) return fail(ErrorKind::usage, "pixels are no input of this network");
  std::vector<std::uint8_t> rgb(out.size());
  if (auto read = m_source.read(m_bag, tiles, rgb); !read) return read;
  const std::size_t bytes = out.size() / count;
  for (std::size_t i = 0; i < count; ++i) {
    TileChange change;
    if (m_preparation.augment) {
      auto random = drawFor(m_preparation.seed, Draw::change, m_preparation.epoch, m_bag, tiles[i]);
      change = drawTileChange(*m_preparation.augment, random);
    }
    changeTile(std::span(rgb).subspan(i * bytes, bytes), m_preparation.tilePx, change, m_preparation.channels,
               out.subspan(i * bytes, bytes));
  }
  return {};
}

}  // namespace snitt

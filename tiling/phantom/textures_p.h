// Textures that the pixels of phantom slides are taken from; private to this folder. Made once for the process.
#pragma once

#include <cstdint>
#include <vector>

namespace snitt::phantom {

inline constexpr int textureSizePx = 1024;  // they repeat after this
inline constexpr int textureMask = textureSizePx - 1;
inline constexpr float texelsPerUm = 4;
inline constexpr float patchTexelsPerUm = 2;

// Every texture has each of its 256 values equally often, so that a threshold is a share of the area.
struct Textures {
  std::vector<std::uint8_t> fibre;      // streaks along x, some 2 µm thick
  std::vector<std::uint8_t> grain;      // cytoplasm: cloudy, 1 to 16 µm
  std::vector<std::uint8_t> patch;      // the same, larger: 4 to 48 µm, at half the texels a µm
  std::vector<std::uint8_t> bundle;     // polygons and dots of some 5 µm: muscle cut across
  std::vector<std::uint8_t> chromatin;  // fine, about 0.6 µm
  std::vector<std::uint8_t> clumps;     // coarse, about 1.6 µm
};

[[nodiscard]] const Textures& textures();

}  // namespace snitt::phantom

#include "core/colour_map.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace snitt {

namespace {

constexpr std::size_t kAnchors = 33;  // evenly spaced; between them the maps are as good as linear
using Anchors = std::array<std::uint32_t, kAnchors>;

constexpr Anchors kViridis{0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453681, 0x424086, 0x3f4989, 0x3b528b,
                           0x375a8d, 0x33638d, 0x2f6a8e, 0x2c728e, 0x297a8e, 0x26818e, 0x23898e, 0x21908c, 0x1f988b,
                           0x1f9f88, 0x21a685, 0x28ae80, 0x31b57b, 0x3ebc74, 0x4cc26c, 0x5dc963, 0x6ece58, 0x82d34c,
                           0x96d83f, 0xabdc32, 0xc0df24, 0xd5e21a, 0xeae51a, 0xfde725};
constexpr Anchors kMagma{0x000004, 0x030311, 0x0a0822, 0x130d33, 0x1d1146, 0x28115a, 0x36106a, 0x430f76, 0x50127c,
                         0x5d177f, 0x691c81, 0x762181, 0x822681, 0x8f2a81, 0x9c2e7f, 0xa9327d, 0xb63779, 0xc33b75,
                         0xcf4170, 0xdb486a, 0xe65163, 0xee5c5e, 0xf5695c, 0xf9785d, 0xfb8761, 0xfd9668, 0xfea571,
                         0xfeb47b, 0xfec387, 0xfed194, 0xfde0a2, 0xfceeb0, 0xfcfdbf};
constexpr Anchors kInferno{0x000004, 0x040312, 0x0b0724, 0x150b37, 0x210c4a, 0x2e0a5a, 0x3c0965, 0x4a0c6b, 0x57106d,
                           0x63146e, 0x70196e, 0x7d1e6d, 0x89226a, 0x962766, 0xa32b61, 0xaf315c, 0xbb3755, 0xc63e4d,
                           0xd14644, 0xdb4f3b, 0xe35932, 0xeb6528, 0xf1711e, 0xf67f14, 0xf98d0a, 0xfb9c06, 0xfcab0f,
                           0xfbba1f, 0xf9ca32, 0xf5d949, 0xf2e865, 0xf3f586, 0xfcffa4};
constexpr Anchors kPlasma{0x0d0887, 0x220690, 0x310596, 0x3f049c, 0x4c02a1, 0x5901a5, 0x6600a7, 0x7201a8, 0x7e03a8,
                          0x8909a6, 0x9511a2, 0x9f1a9c, 0xa92396, 0xb22c8e, 0xbb3587, 0xc33e80, 0xcb4778, 0xd25071,
                          0xd9596a, 0xe06263, 0xe66c5c, 0xeb7555, 0xf07f4f, 0xf48a48, 0xf89441, 0xfb9f3a, 0xfdab33,
                          0xfeb72d, 0xfdc328, 0xfcd025, 0xf9dd25, 0xf5eb27, 0xf0f921};
constexpr Anchors kCoolwarm{0x3b4cc0, 0x445acc, 0x4d68d7, 0x5775e1, 0x6282ea, 0x6c8ef1, 0x779af7, 0x82a5fb, 0x8db0fe,
                            0x98b9ff, 0xa3c2fe, 0xaec9fc, 0xb8d0f9, 0xc2d5f4, 0xccd9ee, 0xd5dbe6, 0xdddddd, 0xe5d8d1,
                            0xecd3c5, 0xf1ccb9, 0xf4c4ad, 0xf7bba0, 0xf7b194, 0xf7a687, 0xf49a7b, 0xf18d6f, 0xec7f63,
                            0xe57058, 0xde604d, 0xd55042, 0xcb3e38, 0xc0282f, 0xb40426};

const Anchors& anchorsOf(ColourMap map) {
  switch (map) {
    case ColourMap::magma:
      return kMagma;
    case ColourMap::inferno:
      return kInferno;
    case ColourMap::plasma:
      return kPlasma;
    case ColourMap::coolwarm:
      return kCoolwarm;
    case ColourMap::viridis:
      break;
  }
  return kViridis;
}

}  // namespace

std::array<std::uint8_t, 3> colourAt(ColourMap map, double value) {
  const Anchors& anchors = anchorsOf(map);
  const double at = (value > 0 ? std::fmin(value, 1.0) : 0.0) * (kAnchors - 1);
  const std::size_t below = std::min(static_cast<std::size_t>(at), kAnchors - 2);
  const double share = at - static_cast<double>(below);
  std::array<std::uint8_t, 3> rgb{};
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const unsigned shift = 16 - 8 * static_cast<unsigned>(channel);
    const double from = (anchors[below] >> shift) & 0xffU;
    const double to = (anchors[below + 1] >> shift) & 0xffU;
    rgb[channel] = static_cast<std::uint8_t>(std::lround(from + (to - from) * share));
  }
  return rgb;
}

}  // namespace snitt

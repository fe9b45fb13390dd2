// From 8-bit RGB of any device to 8-bit sRGB (IEC 61966-2-1) by a table of 33 x 33 x 33 colours, with tetrahedral
// interpolation between them (Kasson, Plouffe and Nin, 1993); private to this folder. The table holds linear light,
// also that which sRGB cannot show, and sRGB's curve comes last: so a step of 8 levels is fine enough even in the dark,
// where a table of finished levels is off by ten. Immutable once made: any number of threads may use one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace snitt {

// Light of one of sRGB's channels, 1 at its most, as a level from 0 to 255 with its fraction.
[[nodiscard]] double srgbLevel(double light);

class ColourGrid {
 public:
  // Converts 8-bit RGB to light of sRGB's channels; both spans have the same size.
  using Exact = std::function<void(std::span<const std::uint8_t> rgb, std::span<float> light)>;

  explicit ColourGrid(const Exact& convert);

  // `out` has the size of `rgb`; they do not overlap.
  void apply(std::span<const std::uint8_t> rgb, std::span<std::uint8_t> out) const;

 private:
  // Where the middle corners of a colour's tetrahedron lie behind its cell's first node, and all weights in eighths.
  // The first corner is that node, the last one always the opposite one.
  struct Tetrahedron {
    std::array<std::uint16_t, 2> between;
    std::array<std::uint8_t, 4> weights;
  };

  std::vector<std::uint64_t> m_nodes;  // three fields of 21 bits: red, green, blue
  std::array<Tetrahedron, 512> m_tetrahedra{};
  std::vector<std::uint8_t> m_levels;  // by light
};

}  // namespace snitt

// One stain of a stained slide alone; private to this folder.
//
// Colour deconvolution (Ruifrok and Johnston, 2001): stains add up in optical density (Beer-Lambert), so the densities
// of red, green and blue are a sum of the stains' vectors, and the inverse gives each stain's amount. Vectors of
// haematoxylin and eosin as ImageJ's "H&E" has them; the residual's is normal to both. Bare glass is 255.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tiling/display_look.h"

namespace snitt {

// Immutable once made: any number of threads may use one.
class StainTable {
 public:
  // `stain` is not StainView::colour. `tone` is laid over each channel of what is shown.
  StainTable(StainView stain, const std::array<std::uint8_t, 256>& tone);

  // 8-bit RGB to 0xFFRRGGBB: the stain's amount in the stain's own colour on white; less than none of it is white.
  void apply(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const;

 private:
  std::array<std::array<std::int32_t, 256>, 3> m_amounts{};  // what each channel's light adds to the index of a colour
  std::vector<std::uint32_t> m_colours;                      // by amount
};

}  // namespace snitt

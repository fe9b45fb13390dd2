#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tiling/slide_writer/pyramid_shape_p.h"
#include "tiling/slide_writer/tile_pixels_p.h"

namespace snitt {

namespace {

constexpr unsigned kArea = kLevelFactor * kLevelFactor;

// Sums of four rows lie in `sums`; the compiler makes vector code of this, which is where nearly all the time goes.
void addRows(const Image& tile, int top, std::vector<std::uint16_t>& sums) {
  const std::uint8_t* a = tile.row(top);
  const std::uint8_t* b = tile.row(top + 1);
  const std::uint8_t* c = tile.row(top + 2);
  const std::uint8_t* d = tile.row(top + 3);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] = static_cast<std::uint16_t>(a[i] + b[i] + c[i] + d[i]);
}

}  // namespace

void repeatEdges(Image& tile, int widthInsidePx, int heightInsidePx) {
  if (widthInsidePx < tile.widthPx)
    for (int y = 0; y < heightInsidePx; ++y)
      for (int x = widthInsidePx; x < tile.widthPx; ++x) std::copy_n(tile.pixel(x - 1, y), 3, tile.pixel(x, y));
  for (int y = heightInsidePx; y < tile.heightPx; ++y) std::copy_n(tile.row(y - 1), tile.rowBytes(), tile.row(y));
}

void shrinkInto(const Image& tile, Image& parent, int left, int top) {
  std::vector<std::uint16_t> sums(tile.rowBytes());
  for (int y = 0; y < tile.heightPx / kLevelFactor; ++y) {
    addRows(tile, y * kLevelFactor, sums);
    std::uint8_t* to = parent.pixel(left, top + y);
    const std::uint16_t* from = sums.data();
    for (int x = 0; x < tile.widthPx / kLevelFactor; ++x, to += 3, from += 3 * kLevelFactor)
      for (int c = 0; c < 3; ++c) {
        const unsigned sum = 0U + from[c] + from[c + 3] + from[c + 6] + from[c + 9];
        to[c] = static_cast<std::uint8_t>((sum + kArea / 2) / kArea);
      }
  }
}

}  // namespace snitt

// JPEG tiles (ITU-T T.81) to RGB with libjpeg-turbo: exact integer transform and smooth chroma upsampling, the same
// settings and so the same pixels as OpenSlide. Always at full size: libjpeg's decoding at a half, a quarter or an
// eighth gives other bytes than averaging full-size pixels does (a third of them differ, by up to 2), also without
// chroma subsampling. Stateless; any number of threads.
#pragma once

#include <cstddef>
#include <span>

#include "core/image.h"
#include "core/result.h"

namespace snitt {

struct JpegTile {
  std::span<const std::byte> tables;  // abbreviated table stream shared by all tiles, may be empty
  std::span<const std::byte> data;
  bool yCbCr = true;  // what the container says of the stored colours; the stream's own markers are not asked
};

// `rgb` has the size that the tile must have: a stream of another size is refused before anything is allocated for it.
// Anything that libjpeg would only warn of (data that end early, invalid codes) is an error of kind corrupt, and so are
// data left over in number, which mean that the decoder lost its place. The message is the reason alone.
[[nodiscard]] Result<void> decodeJpegTile(const JpegTile& tile, Image& rgb);

}  // namespace snitt

// What the readers of tiled TIFFs share: one stored JPEG tile, the downsample of a level, the edge of a slide.
#pragma once

#include <cstdint>

#include "core/image.h"
#include "core/os/os.h"
#include "core/result.h"
#include "tiling/readers/tiff_structure.h"

namespace snitt {

// Fills `tile`, which has the tile's size. Any number of threads. Errors: corrupt, io; the message is the reason alone.
[[nodiscard]] Result<void> readJpegTile(const os::ReadOnlyFile& file, const TiffLevel& level, std::size_t index,
                                        Image& tile);

// OpenSlide's formula, so that all readers speak of the same downsamples.
[[nodiscard]] double downsampleOf(const TiffLevel& level, const TiffLevel& finest);

// What lies in a stored tile beyond the level's edge is padding of the encoder, not tissue: it becomes white.
void whitenBeyond(const TiffLevel& level, std::int64_t column, std::int64_t row, Image& tile);

}  // namespace snitt

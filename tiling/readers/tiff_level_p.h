// One level of a tiled TIFF, for the readers that know libtiff.
#pragma once

#include <filesystem>

#include "core/os/os.h"
#include "core/result.h"
#include "tiling/readers/tiff_handle_p.h"
#include "tiling/readers/tiff_structure.h"

namespace snitt {

// Of the current directory, which is tiled: sizes checked against the file, then places of the tiles (of all planes,
// one plane after the other, where colours are stored apart). `tilesBefore`: tiles of the levels that were read
// already. Error: corrupt.
[[nodiscard]] Result<TiffLevel> readTiffLevel(TIFF* tiff, const os::ReadOnlyFile& file,
                                              const std::filesystem::path& path, std::int64_t tilesBefore);

}  // namespace snitt

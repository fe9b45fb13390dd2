// A mask as a tiled, deflate-compressed, 8-bit grey TIFF (0 and 255) with its µm/px in the resolution tags. It covers
// the whole slide from the origin.
#pragma once

#include <filesystem>
#include <string>

#include "core/image.h"
#include "core/result.h"

namespace snitt {

// `mpp`: µm per mask pixel. `notice` becomes the image description where it is not empty. Appears whole or not at all.
[[nodiscard]] Result<void> writeMaskTiff(const std::filesystem::path& file, const Mask& mask, double mpp,
                                         const std::string& notice = {});

}  // namespace snitt

// Slides as Aperio's scanners write them: level 0 in JPEG tiles, each further level a quarter of the edge of the one
// before until the longest edge is at most 1500 px, a thumbnail, and label and macro photographs. OpenSlide opens them
// as "aperio", Snitt's direct reader without OpenSlide.
#pragma once

#include <filesystem>

#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_writer/svs_recipe.h"

namespace snitt {

// Draws, compresses and writes with `threads` threads; the same recipe gives the same bytes whatever their number. A
// smaller level is the average of 4 x 4 pixels of the level above it before compression, rounded. Memory does not grow
// with the slide's height, and with its width by some 60 bytes a pixel; the thumbnail takes up to 27 MB.
// The file appears whole or not at all. Reports stage "write" in tiles of level 0.
// Errors: usage (a recipe that makes no slide); io or notFound, with the system's reason; cancelled.
[[nodiscard]] Result<void> writeSvs(const std::filesystem::path& file, const SvsRecipe& recipe,
                                    const RunControl& control, int threads);

}  // namespace snitt

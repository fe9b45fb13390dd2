// Everything that OpenSlide opens. Blocks are the level's own tiles where their size is told and reasonable, else
// 512 px.
//
// OpenSlide's error state is sticky: a handle that has met one damaged tile fails for ever. After a failure the block
// is tried once on a fresh handle, which then serves everyone, or, if that fails as well, the block alone is reported
// and the next read opens another handle. Others may still be reading through the old one; it lives until they end.
//
// OpenSlide addresses all levels in level-0 pixels. On a level whose downsample is no whole number a block therefore
// begins up to half a level-0 pixel beside the level's own grid, and OpenSlide interpolates; near the slide's origin
// and on levels with a whole downsample pixels are exact.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tiling/slide_reader.h"

namespace snitt {

// Errors: unsupported (OpenSlide does not know the file, or its colours cannot be trusted), corrupt.
[[nodiscard]] Result<std::unique_ptr<SlideReader>> openWithOpenSlide(const std::filesystem::path& path,
                                                                     std::size_t cacheBytes);

// OpenSlide's name for the file's vendor, empty where it knows none.
[[nodiscard]] std::string openSlideVendor(const std::filesystem::path& path);

}  // namespace snitt

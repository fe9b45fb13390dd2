// Pixels as OpenSlide itself gives them, without any of our reading code: what the readers are compared with.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/image.h"

namespace snitt::test {

// A region of a level over white; x and y in level-0 pixels. Throws std::runtime_error where OpenSlide fails.
[[nodiscard]] Image openSlidePixels(const std::filesystem::path& file, int level, std::int64_t x, std::int64_t y,
                                    int widthPx, int heightPx);

}  // namespace snitt::test

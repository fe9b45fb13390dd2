// Pictures of the shared data as plain images.
#pragma once

#include <filesystem>

#include "core/image.h"

namespace snitt::test {

// PNG, JPEG or TIFF as RGB, shrunk by area to `scale` of its size. Throws std::runtime_error where that fails.
[[nodiscard]] Image loadPicture(const std::filesystem::path& file, double scale = 1);

// The same picture in another size, each pixel the mean of its area.
[[nodiscard]] Image shrunk(const Image& image, int widthPx, int heightPx);

// The same picture out of focus (Gaussian), and after JPEG.
[[nodiscard]] Image defocused(const Image& image, double sigmaPx);
[[nodiscard]] Image throughJpeg(const Image& image, int quality);

}  // namespace snitt::test

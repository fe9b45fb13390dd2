// One flat picture, opened by the one libvips loader for its kind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/result.h"
#include "tiling/readers/pixel_store.h"
#include "tiling/readers/vips_reader.h"
#include "tiling/vips_p.h"

namespace snitt {

// The header is read, no pixel decoded: size, channels and memory that decoding would take are sound. The message names
// the file. `kind` is not none.
[[nodiscard]] Result<VipsImagePointer> openPicture(const std::filesystem::path& path, PictureKind kind,
                                                   std::uint64_t fileBytes);

// EXIF's orientation, 1 where the file states none.
[[nodiscard]] int orientationOf(VipsImage* picture);

// Empty where there is none, or one of more than 16 MiB.
[[nodiscard]] std::vector<std::uint8_t> iccProfileOf(VipsImage* picture);

// All rows as RGB; consumes the picture, which can be read once. The message is the reason alone.
[[nodiscard]] Result<PixelStore> decodePicture(VipsImage* picture);

}  // namespace snitt

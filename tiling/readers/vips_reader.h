// Flat pictures through libvips: PNG, JPEG and TIFF that is not tiled (of a tiled one its first directory, when this
// reader is asked for by name). 8-bit RGB, grey or palette; transparency is laid over white.
//
// Such files can only be decoded as a whole: that happens once, when the first pixel is asked for, into memory (up to
// 64 MiB of pixels) or a nameless temporary file. A fault anywhere in the file fails every read, since what follows it
// depends on what came before. Refused without decoding: more than 2^31 pixels, or far more pixels than a picture of
// tissue packs into so many bytes (a decompression bomb).
//
// Pixels are as they are stored: an orientation in the file (EXIF) turns nothing and becomes a finding, so that
// coordinates are those of the file. PNG and JPEG have no scale: their resolution is a printer's, and counts as absent.
#pragma once

#include <filesystem>
#include <memory>

#include "tiling/slide_reader.h"

namespace snitt {

enum class PictureKind { none, png, jpeg, tiff };

// By its first bytes.
[[nodiscard]] PictureKind pictureKind(const std::filesystem::path& path);

// Errors: unsupported, corrupt, io; each names the file.
[[nodiscard]] Result<std::unique_ptr<SlideReader>> openWithVips(const std::filesystem::path& path,
                                                                std::size_t cacheBytes);

}  // namespace snitt

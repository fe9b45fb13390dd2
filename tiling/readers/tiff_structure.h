// The structure of a tiled JPEG TIFF or SVS: where each tile lies in the file. Taken with libtiff once, when a slide is
// opened; no pixel is read through libtiff. Every size that the file claims is checked against the file before memory
// is taken for it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/os/os.h"
#include "core/result.h"

namespace snitt {

struct TiffLevel {
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  int tileWidthPx = 0;
  int tileHeightPx = 0;
  std::int64_t tilesAcross = 0;
  bool yCbCr = true;
  std::vector<std::uint64_t> offsets;     // one a tile, row by row
  std::vector<std::uint64_t> byteCounts;  // 0 = a tile that the file leaves out
  std::vector<std::byte> jpegTables;
};

struct TiffStructure {
  std::string vendor;                             // "aperio" or "generic-tiff"
  std::vector<TiffLevel> levels;                  // as OpenSlide finds and orders them
  std::map<std::string, std::string> properties;  // under OpenSlide's names
  std::vector<std::string> associatedImages;
  std::vector<std::uint8_t> iccProfile;
};

// Errors: unsupported = a sound file of a kind that this reader leaves to OpenSlide (not a TIFF, another vendor's,
// another compression, ...); corrupt = a damaged file, or one that claims sizes which it cannot hold.
[[nodiscard]] Result<TiffStructure> readTiffStructure(const os::ReadOnlyFile& file, const std::filesystem::path& path);

}  // namespace snitt

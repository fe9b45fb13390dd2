// A libtiff handle over a ReadOnlyFile: no memory map, no global error handlers, at most 64 MiB in one allocation.
#pragma once

#include <tiffio.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/os/os.h"

namespace snitt {

// What libtiff reads through; lives longer than the handle.
struct TiffSource {
  const os::ReadOnlyFile* file = nullptr;
  std::uint64_t position = 0;
  std::string error;  // libtiff's first complaint
};

struct TiffCloser {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffHandle = std::unique_ptr<TIFF, TiffCloser>;

// The header (TIFF 6.0, BigTIFF). Errors: unsupported (not a TIFF), corrupt (its first directory lies beyond the end).
[[nodiscard]] Result<void> checkTiffHeader(const os::ReadOnlyFile& file, const std::filesystem::path& path);

// Null on failure, with source.error set. The first directory is current; tile offsets are loaded when asked for.
[[nodiscard]] TiffHandle openTiff(TiffSource& source, const std::string& name);

template <class T>
[[nodiscard]] T tiffValue(TIFF* tiff, std::uint32_t tag, T absent) {
  T value = absent;
  return TIFFGetFieldDefaulted(tiff, tag, &value) != 0 ? value : absent;
}

[[nodiscard]] std::string tiffText(TIFF* tiff, std::uint32_t tag);

}  // namespace snitt

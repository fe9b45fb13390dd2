// A first look at a TIFF: what its first directory holds, and whether Snitt can show it. Nothing is decoded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/os/os.h"
#include "core/result.h"

namespace snitt {

struct TiffLook {
  std::int64_t widthPx = 0;
  std::int64_t heightPx = 0;
  bool tiled = false;
  bool planar = false;  // each colour apart
  int bitsPerSample = 1;
  int samplesPerPixel = 1;
  int sampleFormat = 1;
  int compression = 1;
  int photometric = 0;
  int orientation = 1;
  bool alpha = false;           // the channel beyond the colours is plain (unassociated) transparency
  std::int64_t stripBytes = 0;  // of a strip that can only be unpacked as a whole, else 0
  int images = 1;               // directories on the first chain, counted up to 1000
  std::string description;
  std::vector<std::uint64_t> subDirectories;
  std::map<std::string, std::string> properties;  // as a generic TIFF's
  std::vector<std::uint8_t> iccProfile;
};

// Errors: unsupported (not a TIFF), corrupt.
[[nodiscard]] Result<TiffLook> lookAtTiff(const os::ReadOnlyFile& file, const std::filesystem::path& path);

// A name for people; empty for the methods that Snitt and libtiff unpack.
[[nodiscard]] std::string unreadableCompression(int compression);

// Why such pixels are not those of an 8-bit colour or grey picture, in words that go on after the file's name; empty
// where they are.
[[nodiscard]] std::string unreadablePixels(const TiffLook& look);

}  // namespace snitt

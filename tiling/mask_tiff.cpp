#include "tiling/mask_tiff.h"

#include <tiffio.h>

#include <algorithm>
#include <memory>

#include "core/atomic_file.h"

namespace snitt {

namespace {

constexpr std::uint32_t kTilePx = 256;

struct Closer {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffFile = std::unique_ptr<TIFF, Closer>;

void describe(TIFF* tiff, const Mask& mask, double mpp) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(mask.width));
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(mask.height));
  TIFFSetField(tiff, TIFFTAG_TILEWIDTH, kTilePx);
  TIFFSetField(tiff, TIFFTAG_TILELENGTH, kTilePx);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
  TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
  TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 1e4 / mpp);
  TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 1e4 / mpp);
}

bool writeTiles(TIFF* tiff, const Mask& mask) {
  const int edge = static_cast<int>(kTilePx);
  for (int top = 0; top < mask.height; top += edge)
    for (int left = 0; left < mask.width; left += edge) {
      Mask tile(edge, edge);
      const int width = std::min(edge, mask.width - left);
      for (int y = 0; y < std::min(edge, mask.height - top); ++y)
        std::copy_n(&mask.at(left, top + y), width, &tile.at(0, y));
      const auto index = TIFFComputeTile(tiff, static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(top), 0, 0);
      if (TIFFWriteEncodedTile(tiff, index, tile.values.data(), static_cast<tmsize_t>(tile.values.size())) < 0)
        return false;
    }
  return TIFFWriteDirectory(tiff) == 1;
}

}  // namespace

Result<void> writeMaskTiff(const std::filesystem::path& file, const Mask& mask, double mpp) {
  const std::filesystem::path temporary = temporaryBeside(file);
  bool written = false;
  if (const TiffFile tiff{TIFFOpen(temporary.c_str(), "w")}; tiff != nullptr) {
    describe(tiff.get(), mask, mpp);
    written = writeTiles(tiff.get(), mask);
  }
  if (written) return commitFile(temporary, file);
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  return fail(ErrorKind::io, "could not write " + file.string());
}

}  // namespace snitt

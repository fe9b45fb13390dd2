// repeat_slide IN OUT TIMES: a slide of TIMES x TIMES copies of another one. Its JPEG tiles are copied as they are,
// never encoded again, so that slides of all sizes cost the same a tile. Copied are the levels down to a 32nd of the
// size, cut to as many tiles as make whole tiles in all of them, and no label or macro picture.
#include <tiffio.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

namespace {

struct TiffCloser {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using Tiff = std::unique_ptr<TIFF, TiffCloser>;

constexpr std::array<ttag_t, 6> kShortTags{TIFFTAG_BITSPERSAMPLE, TIFFTAG_SAMPLESPERPIXEL, TIFFTAG_PLANARCONFIG,
                                           TIFFTAG_COMPRESSION,   TIFFTAG_PHOTOMETRIC,     TIFFTAG_RESOLUTIONUNIT};

constexpr std::uint32_t kMostDownsample = 32;

struct Level {
  tdir_t page = 0;
  std::uint32_t downsample = 1;
  std::uint32_t tileWidth = 0;
  std::uint32_t tileHeight = 0;
  std::uint32_t columns = 0;  // whole tiles
  std::uint32_t rows = 0;
};

// Levels to copy, finest first, `columns` and `rows` of all of them covering the same part of the slide.
std::vector<Level> levelsOf(TIFF* in) {
  std::vector<Level> levels;
  std::uint32_t finest = 0;
  do {
    if (TIFFIsTiled(in) == 0) continue;
    Level level;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    TIFFGetField(in, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(in, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetField(in, TIFFTAG_TILEWIDTH, &level.tileWidth);
    TIFFGetField(in, TIFFTAG_TILELENGTH, &level.tileHeight);
    if (levels.empty()) finest = width;
    level.page = TIFFCurrentDirectory(in);
    level.downsample = static_cast<std::uint32_t>(std::lround(static_cast<double>(finest) / width));
    level.columns = width / level.tileWidth;
    level.rows = height / level.tileHeight;
    if (level.downsample <= kMostDownsample) levels.push_back(level);
  } while (TIFFReadDirectory(in) == 1);
  if (levels.empty()) return levels;
  const std::uint32_t coarsest = levels.back().downsample;
  const std::uint32_t columns = levels.front().columns / coarsest;
  const std::uint32_t rows = levels.front().rows / coarsest;
  for (Level& level : levels) {
    level.columns = columns * (coarsest / level.downsample);
    level.rows = rows * (coarsest / level.downsample);
  }
  return levels;
}

void copyTags(TIFF* in, TIFF* out, const Level& level) {
  TIFFSetField(out, TIFFTAG_TILEWIDTH, level.tileWidth);
  TIFFSetField(out, TIFFTAG_TILELENGTH, level.tileHeight);
  for (const ttag_t tag : kShortTags) {
    std::uint16_t value = 0;
    if (TIFFGetField(in, tag, &value) == 1) TIFFSetField(out, tag, value);
  }
  std::array<std::uint16_t, 2> subsampling{};
  if (TIFFGetField(in, TIFFTAG_YCBCRSUBSAMPLING, &subsampling[0], &subsampling[1]) == 1)
    TIFFSetField(out, TIFFTAG_YCBCRSUBSAMPLING, subsampling[0], subsampling[1]);
  for (const ttag_t tag : {ttag_t{TIFFTAG_XRESOLUTION}, ttag_t{TIFFTAG_YRESOLUTION}}) {
    float value = 0;
    if (TIFFGetField(in, tag, &value) == 1) TIFFSetField(out, tag, value);
  }
  std::uint32_t tableBytes = 0;
  void* tables = nullptr;
  if (TIFFGetField(in, TIFFTAG_JPEGTABLES, &tableBytes, &tables) == 1)
    TIFFSetField(out, TIFFTAG_JPEGTABLES, tableBytes, tables);
  const char* description = nullptr;
  if (TIFFGetField(in, TIFFTAG_IMAGEDESCRIPTION, &description) == 1)
    TIFFSetField(out, TIFFTAG_IMAGEDESCRIPTION, description);
  if (level.downsample > 1) TIFFSetField(out, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
}

bool copyLevel(TIFF* in, TIFF* out, const Level& level, std::uint32_t times) {
  if (TIFFSetDirectory(in, level.page) != 1) return false;
  TIFFSetField(out, TIFFTAG_IMAGEWIDTH, times * level.columns * level.tileWidth);
  TIFFSetField(out, TIFFTAG_IMAGELENGTH, times * level.rows * level.tileHeight);
  copyTags(in, out, level);
  std::vector<std::uint8_t> bytes;
  for (std::uint32_t row = 0; row < times * level.rows; ++row)
    for (std::uint32_t column = 0; column < times * level.columns; ++column) {
      const auto from =
          TIFFComputeTile(in, column % level.columns * level.tileWidth, row % level.rows * level.tileHeight, 0, 0);
      bytes.resize(TIFFGetStrileByteCount(in, from));
      const auto size = static_cast<tmsize_t>(bytes.size());
      if (TIFFReadRawTile(in, from, bytes.data(), size) != size) return false;
      const auto to = TIFFComputeTile(out, column * level.tileWidth, row * level.tileHeight, 0, 0);
      if (TIFFWriteRawTile(out, to, bytes.data(), size) != size) return false;
    }
  return TIFFWriteDirectory(out) == 1;
}

}  // namespace

int main(int argc, char** argv) {
  const int times = argc == 4 ? std::atoi(argv[3]) : 0;
  if (times < 1) {
    std::fputs("usage: repeat_slide IN OUT TIMES\n", stderr);
    return 2;
  }
  const Tiff in(TIFFOpen(argv[1], "rm"));
  const Tiff out(TIFFOpen(argv[2], "w8"));
  if (!in || !out) return 1;
  const std::vector<Level> levels = levelsOf(in.get());
  for (const Level& level : levels)
    if (!copyLevel(in.get(), out.get(), level, static_cast<std::uint32_t>(times))) {
      std::fprintf(stderr, "repeat_slide: a tile of %s could not be copied\n", argv[1]);
      return 1;
    }
  return levels.empty() ? 1 : 0;
}

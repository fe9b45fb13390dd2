#include "support/make_slide.h"

#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace snitt::test {

namespace {

struct TiffCloser {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffFile = std::unique_ptr<TIFF, TiffCloser>;

void require(bool ok, const std::string& what) {
  if (!ok) throw std::runtime_error("fixture: " + what);
}

// Shrinks rows by a whole factor as they come, so that level 0 never lies in memory as a whole.
class Shrinker {
 public:
  Shrinker(int widthPx, int heightPx, int factor)
      : m_factor(factor), m_image(widthPx / factor, heightPx / factor), m_sums(m_image.rowBytes()) {}

  void addRow(int y, const std::uint8_t* rgb) {
    const int target = y / m_factor;
    if (target >= m_image.heightPx) return;
    for (int x = 0; x < m_image.widthPx * m_factor; ++x)
      for (int c = 0; c < 3; ++c)
        m_sums[static_cast<std::size_t>(x / m_factor * 3 + c)] += rgb[static_cast<std::size_t>(x) * 3 + c];
    if (y % m_factor != m_factor - 1) return;
    const auto area = static_cast<unsigned>(m_factor * m_factor);
    std::uint8_t* row = m_image.row(target);
    for (std::size_t i = 0; i < m_sums.size(); ++i) row[i] = static_cast<std::uint8_t>((m_sums[i] + area / 2) / area);
    std::fill(m_sums.begin(), m_sums.end(), 0U);
  }

  [[nodiscard]] Image take() { return std::move(m_image); }

 private:
  int m_factor;
  Image m_image;
  std::vector<unsigned> m_sums;
};

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4f", value);
  return text.data();
}

std::string sizeText(int width, int height) { return std::to_string(width) + "x" + std::to_string(height); }

std::string description(const SlideRecipe& recipe, int width, int height, bool first) {
  const std::string whole = sizeText(recipe.widthPx, recipe.heightPx);
  std::string text = "Aperio Image Library v12.0.0\r\n" + whole + " [0,0 " + whole + "] (" +
                     sizeText(recipe.tilePx, recipe.tilePx) + ")";
  if (!first) text += " -> " + sizeText(width, height);
  text += " JPEG/RGB Q=" + std::to_string(recipe.quality);
  if (!first) return text;
  if (recipe.magnification) text += "|AppMag = " + std::to_string(static_cast<int>(std::lround(*recipe.magnification)));
  if (recipe.mpp) text += "|MPP = " + number(*recipe.mpp);
  if (!recipe.scanner.empty()) text += "|ScanScope ID = " + recipe.scanner;
  return text;
}

void writeTags(TIFF* tiff, const SlideRecipe& recipe, int width, int height, bool first) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_TILEWIDTH, recipe.tilePx);
  TIFFSetField(tiff, TIFFTAG_TILELENGTH, recipe.tilePx);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  const int subsampling = recipe.chromaSubsampled ? 2 : 1;
  TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, subsampling, subsampling);
  TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, recipe.quality);
  TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  if (recipe.aperio) TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description(recipe, width, height, first).c_str());
  if (recipe.resolutionTagUm) {
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 1e4 / *recipe.resolutionTagUm);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 1e4 / *recipe.resolutionTagUm);
  }
  if (!first) TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
}

// Writes one level tile by tile; `paint` fills a tile, `shrink` gets every row of the level in order.
void writeLevel(TIFF* tiff, const SlideRecipe& recipe, int width, int height,
                const std::function<void(std::int64_t, std::int64_t, Image&)>& paint, Shrinker& shrink) {
  const int tilePx = recipe.tilePx;
  const int across = (width + tilePx - 1) / tilePx;
  Image strip(across * tilePx, tilePx);
  Image tile(tilePx, tilePx);
  for (int top = 0; top < height; top += tilePx) {
    for (int column = 0; column < across; ++column) {
      paint(std::int64_t{column} * tilePx, top, tile);
      for (int y = 0; y < tilePx; ++y) std::copy_n(tile.row(y), tile.rowBytes(), strip.pixel(column * tilePx, y));
      const auto index =
          TIFFComputeTile(tiff, static_cast<std::uint32_t>(column * tilePx), static_cast<std::uint32_t>(top), 0, 0);
      require(TIFFWriteEncodedTile(tiff, index, tile.bytes.data(), static_cast<tmsize_t>(tile.bytes.size())) >= 0,
              "a tile could not be written");
    }
    for (int y = 0; y < std::min(tilePx, height - top); ++y) shrink.addRow(top + y, strip.row(y));
  }
}

// Cuts tiles from an image; beyond its edges the last pixels are repeated, as scanners do.
std::function<void(std::int64_t, std::int64_t, Image&)> paintFrom(const Image& source) {
  return [&source](std::int64_t left, std::int64_t top, Image& tile) {
    for (int y = 0; y < tile.heightPx; ++y)
      for (int x = 0; x < tile.widthPx; ++x) {
        const auto sourceX = static_cast<int>(std::min<std::int64_t>(left + x, source.widthPx - 1));
        const auto sourceY = static_cast<int>(std::min<std::int64_t>(top + y, source.heightPx - 1));
        std::copy_n(source.pixel(sourceX, sourceY), 3, tile.pixel(x, y));
      }
  };
}

struct StoredTile {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

StoredTile findTile(const std::filesystem::path& file, int level, int column, int row) {
  const TiffFile tiff(TIFFOpen(file.c_str(), "rm"));
  require(tiff != nullptr, file.string() + " is no TIFF");
  for (int tiled = TIFFIsTiled(tiff.get()) ? 0 : -1; tiled < level;) {
    require(TIFFReadDirectory(tiff.get()) != 0, "there is no such level");
    if (TIFFIsTiled(tiff.get())) ++tiled;
  }
  std::uint32_t tileWidth = 0;
  std::uint32_t tileHeight = 0;
  TIFFGetField(tiff.get(), TIFFTAG_TILEWIDTH, &tileWidth);
  TIFFGetField(tiff.get(), TIFFTAG_TILELENGTH, &tileHeight);
  const auto index = TIFFComputeTile(tiff.get(), static_cast<std::uint32_t>(column) * tileWidth,
                                     static_cast<std::uint32_t>(row) * tileHeight, 0, 0);
  return {TIFFGetStrileOffset(tiff.get(), index), TIFFGetStrileByteCount(tiff.get(), index)};
}

}  // namespace

void makeSlide(const std::filesystem::path& file, const SlideRecipe& recipe) {
  const TiffFile tiff(TIFFOpen(file.c_str(), recipe.bigTiff ? "w8" : "w4"));
  require(tiff != nullptr, file.string() + " could not be made");
  int width = recipe.widthPx;
  int height = recipe.heightPx;
  auto paint = recipe.paint ? recipe.paint : paintTissue(width, height, 1);
  Image level;
  for (int index = 0; index < recipe.levels && width > 0 && height > 0; ++index) {
    writeTags(tiff.get(), recipe, width, height, index == 0);
    Shrinker shrink(width, height, recipe.levelFactor);
    writeLevel(tiff.get(), recipe, width, height, paint, shrink);
    require(TIFFWriteDirectory(tiff.get()) != 0, "a directory could not be written");
    level = shrink.take();
    paint = paintFrom(level);
    width = level.widthPx;
    height = level.heightPx;
  }
}

void corruptTile(const std::filesystem::path& file, int level, int column, int row) {
  const StoredTile tile = findTile(file, level, column, row);
  require(tile.bytes >= 16, "the tile is too small to be damaged");
  // Zeros are valid entropy code; the marker "end of image" behind them makes every decoder see that data is missing.
  std::string damage(tile.bytes / 3, '\0');
  std::fill(damage.begin() + static_cast<std::ptrdiff_t>(damage.size() / 2), damage.end(), '\xFF');
  damage.back() = '\xD9';
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(static_cast<std::streamoff>(tile.offset + tile.bytes / 3));
  stream.write(damage.data(), static_cast<std::streamsize>(damage.size()));
  require(stream.good(), file.string() + " could not be damaged");
}

}  // namespace snitt::test

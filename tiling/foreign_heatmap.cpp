// readForeignHeatmap: every size that the file claims is checked before memory is taken for it.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/os/os.h"
#include "core/text/number.h"
#include "tiling/guard_p.h"
#include "tiling/heatmap_scale_p.h"
#include "tiling/readers/tiff_handle_p.h"
#include "tiling/score_folder.h"

namespace snitt {

namespace {

constexpr std::uint64_t kMostPixels = std::uint64_t{1} << 27U;
constexpr std::uint64_t kMostTilePixels = std::uint64_t{1} << 24U;
constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

struct Shape {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint16_t bits = 0;
  std::uint16_t channels = 0;
  std::uint16_t format = 0;
  std::uint16_t compression = 0;

  [[nodiscard]] std::uint64_t pixels() const { return std::uint64_t{width} * height; }
  [[nodiscard]] std::size_t sampleBytes() const { return bits / 8U; }
};

Shape shapeOf(TIFF* tiff) {
  const auto number = [tiff](std::uint32_t tag) { return tiffValue<std::uint16_t>(tiff, tag, 0); };
  return {tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0),
          tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0),
          number(TIFFTAG_BITSPERSAMPLE),
          number(TIFFTAG_SAMPLESPERPIXEL),
          number(TIFFTAG_SAMPLEFORMAT),
          number(TIFFTAG_COMPRESSION)};
}

// How many bytes one packed byte can become at most; none where that has no useful bound.
std::optional<std::uint64_t> mostPacking(std::uint16_t compression) {
  switch (compression) {
    case COMPRESSION_NONE:
      return 1;
    case COMPRESSION_ADOBE_DEFLATE:
    case COMPRESSION_DEFLATE:
      return 1032;  // RFC 1951: 258 bytes in two bits
    case COMPRESSION_LZW:
      return 4096;  // the longest string of its table, in more than one byte
    case COMPRESSION_PACKBITS:
      return 64;
    default:
      return std::nullopt;
  }
}

class ForeignReader {
 public:
  ForeignReader(const os::ReadOnlyFile& file, TiffSource& source, TIFF* tiff, std::string name)
      : m_file(file), m_source(source), m_tiff(tiff), m_name(std::move(name)) {}

  Result<ForeignHeatmap> read() {
    if (auto found = goToFinestLevel(); !found) return fail(found.error());
    if (auto usable = check(); !usable) return fail(usable.error());
    m_noData = noData();
    ForeignHeatmap heatmap{{static_cast<int>(m_shape.width), static_cast<int>(m_shape.height), kNone}, 0, 0};
    const bool isTiled = TIFFIsTiled(m_tiff) != 0;
    auto done = isTiled                                   ? readTiles(heatmap.values)
                : m_shape.compression == COMPRESSION_NONE ? readPlainStrips(heatmap.values)
                                                          : readPackedStrips(heatmap.values);
    if (!done) return fail(done.error());
    addScale(heatmap);
    return heatmap;
  }

 private:
  [[nodiscard]] tl::unexpected<Error> unusable(const std::string& why) const {
    return fail(ErrorKind::unsupported, m_name + " cannot be shown as a heatmap: " + why);
  }

  [[nodiscard]] tl::unexpected<Error> damaged(const std::string& why) const {
    return fail(ErrorKind::corrupt, m_name + " is damaged: " + why +
                                        (m_source.error.empty() ? std::string() : " (" + m_source.error + ")"));
  }

  // Its levels may come in any order; several pictures of one size are channels or sections.
  Result<void> goToFinestLevel() {
    constexpr int mostDirectories = 1000;
    std::uint64_t most = 0;
    tdir_t finest = 0;
    int ofThatSize = 0;
    tdir_t directory = 0;
    do {
      const Shape shape = shapeOf(m_tiff);
      if (shape.pixels() > most) {
        most = shape.pixels();
        finest = directory;
        ofThatSize = 0;
      }
      if (shape.pixels() == most) ++ofThatSize;
    } while (++directory < mostDirectories && TIFFReadDirectory(m_tiff) != 0);
    if (ofThatSize > 1) return unusable("it holds " + std::to_string(ofThatSize) + " pictures of the same size");
    if (TIFFSetDirectory(m_tiff, finest) == 0) return damaged("its directory cannot be read");
    m_shape = shapeOf(m_tiff);
    return {};
  }

  Result<void> check() const {
    if (m_shape.channels != 1)
      return unusable("it has " + std::to_string(m_shape.channels) + " channels, and a heatmap has one");
    if (m_shape.format != SAMPLEFORMAT_IEEEFP || (m_shape.bits != 32 && m_shape.bits != 64))
      return unusable("its values are not floating-point numbers of 32 or 64 bits");
    if (TIFFIsCODECConfigured(m_shape.compression) == 0) return unusable("it is compressed in a way unknown here");
    const std::string size = std::to_string(m_shape.width) + " x " + std::to_string(m_shape.height) + " pixels";
    if (m_shape.width == 0 || m_shape.height == 0) return damaged("it claims " + size);
    const std::uint64_t fileBytes = m_file.sizeBytes();
    if (const auto packing = mostPacking(m_shape.compression);
        packing && m_shape.pixels() > fileBytes * *packing / m_shape.sampleBytes())
      return damaged("it claims " + size + " in " + std::to_string(fileBytes) + " bytes");
    if (m_shape.pixels() > kMostPixels) return unusable("its " + size + " are too many");
    return {};
  }

  // GDAL's: the number that stands for no value.
  [[nodiscard]] std::optional<double> noData() const {
    constexpr std::uint32_t tag = 42113;
    const TIFFField* field = TIFFFindField(m_tiff, tag, TIFF_ASCII);
    std::uint32_t count = 0;
    const char* text = nullptr;
    if (field == nullptr || TIFFFieldPassCount(field) == 0 || TIFFFieldReadCount(field) != TIFF_VARIABLE2 ||
        TIFFGetField(m_tiff, tag, &count, &text) == 0 || text == nullptr)
      return std::nullopt;
    return parseNumber(std::string_view(text, std::find(text, text + count, '\0') - text));
  }

  [[nodiscard]] float shown(double value) const {
    if (!(std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max()))) return kNone;
    const auto single = static_cast<float>(value);
    const bool isNone = m_noData && (value == *m_noData || single == static_cast<float>(*m_noData));
    return isNone ? kNone : single;
  }

  // `from` is in this machine's byte order.
  void copy(const std::byte* from, std::uint32_t count, float* to) const {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (m_shape.bits == 32) {
        float value = 0;
        std::memcpy(&value, from + std::size_t{i} * sizeof value, sizeof value);
        to[i] = shown(static_cast<double>(value));
      } else {
        double value = 0;
        std::memcpy(&value, from + std::size_t{i} * sizeof value, sizeof value);
        to[i] = shown(value);
      }
    }
  }

  Result<void> readTiles(Grid<float>& into) {
    const auto tileWidth = tiffValue<std::uint32_t>(m_tiff, TIFFTAG_TILEWIDTH, 0);
    const auto tileHeight = tiffValue<std::uint32_t>(m_tiff, TIFFTAG_TILELENGTH, 0);
    if (tileWidth == 0 || tileHeight == 0) return damaged("its tiles have no size");
    if (std::uint64_t{tileWidth} * tileHeight > kMostTilePixels) return unusable("its tiles are too large");
    std::vector<std::byte> tile(std::size_t{tileWidth} * tileHeight * m_shape.sampleBytes());
    const auto bytes = static_cast<tmsize_t>(tile.size());
    for (std::uint32_t top = 0; top < m_shape.height; top += tileHeight)
      for (std::uint32_t left = 0; left < m_shape.width; left += tileWidth) {
        const auto index = TIFFComputeTile(m_tiff, left, top, 0, 0);
        if (TIFFReadEncodedTile(m_tiff, index, tile.data(), bytes) != bytes)
          return damaged("the tile at (" + std::to_string(left) + ", " + std::to_string(top) + ") cannot be read");
        const std::uint32_t width = std::min(tileWidth, m_shape.width - left);
        for (std::uint32_t y = 0; y < std::min(tileHeight, m_shape.height - top); ++y)
          copy(tile.data() + std::size_t{y} * tileWidth * m_shape.sampleBytes(), width,
               &into.at(static_cast<int>(left), static_cast<int>(top + y)));
      }
    return {};
  }

  // Often one strip holds the whole picture, more than libtiff may take at once.
  Result<void> readPlainStrips(Grid<float>& into) {
    const auto stripRows = std::max<std::uint32_t>(1, tiffValue<std::uint32_t>(m_tiff, TIFFTAG_ROWSPERSTRIP, 1));
    std::vector<std::byte> row(std::size_t{m_shape.width} * m_shape.sampleBytes());
    for (std::uint32_t y = 0; y < m_shape.height; ++y) {
      const std::uint64_t strip = TIFFGetStrileOffset(m_tiff, y / stripRows);
      const std::uint64_t at = strip + std::uint64_t{y % stripRows} * row.size();
      if (strip == 0 || strip >= m_file.sizeBytes() || at + row.size() > m_file.sizeBytes())
        return damaged("its row " + std::to_string(y) + " lies beyond the end of the file");
      if (auto read = m_file.read(at, row); !read) return fail(read.error());
      if (TIFFIsByteSwapped(m_tiff) != 0) swapBytes(row);
      copy(row.data(), m_shape.width, &into.at(0, static_cast<int>(y)));
    }
    return {};
  }

  void swapBytes(std::span<std::byte> row) const {
    const auto each = static_cast<std::ptrdiff_t>(m_shape.sampleBytes());
    for (auto value = row.begin(); value != row.end(); value += each) std::reverse(value, value + each);
  }

  Result<void> readPackedStrips(Grid<float>& into) {
    std::vector<std::byte> row(std::size_t{m_shape.width} * m_shape.sampleBytes());
    if (TIFFScanlineSize(m_tiff) != static_cast<tmsize_t>(row.size())) return damaged("its rows have no clear length");
    for (std::uint32_t y = 0; y < m_shape.height; ++y) {
      if (TIFFReadScanline(m_tiff, row.data(), y, 0) != 1)
        return damaged("its row " + std::to_string(y) + " cannot be read");
      copy(row.data(), m_shape.width, &into.at(0, static_cast<int>(y)));
    }
    return {};
  }

  void addScale(ForeignHeatmap& heatmap) const {
    const auto stepX = tiffStepUm(m_tiff, TIFFTAG_XRESOLUTION);
    const auto stepY = tiffStepUm(m_tiff, TIFFTAG_YRESOLUTION);
    if (!stepX || !stepY || isForPrint(*stepX) || isForPrint(*stepY)) return;
    heatmap.stepUmX = exactStepUm(m_tiff, "stepUmX", *stepX);
    heatmap.stepUmY = exactStepUm(m_tiff, "stepUmY", *stepY);
  }

  // What libraries write that know no scale: dots per inch for print, or a pixel a millimetre.
  static bool isForPrint(double stepUm) {
    constexpr std::array<double, 7> printed{25400 / 72.0,  25400 / 96.0, 25400 / 150.0, 25400 / 300.0,
                                            25400 / 600.0, 25400,        1000};
    return std::ranges::any_of(printed, [&](double known) { return std::abs(stepUm / known - 1) < 1e-5; });
  }

  const os::ReadOnlyFile& m_file;
  TiffSource& m_source;
  TIFF* m_tiff;
  std::string m_name;
  Shape m_shape;
  std::optional<double> m_noData;
};

Result<ForeignHeatmap> readFrom(const std::filesystem::path& path) {
  const std::string name = path.string();
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  if (file->sizeBytes() == 0) return fail(ErrorKind::corrupt, name + " is empty");
  if (auto ok = checkTiffHeader(*file, path); !ok) return fail(std::move(ok.error()));
  TiffSource source{&*file, 0, {}};
  const TiffHandle tiff = openTiff(source, path.filename().string());
  if (!tiff)
    return fail(ErrorKind::corrupt, name + " is damaged: its first directory cannot be read (" + source.error + ")");
  return ForeignReader(*file, source, tiff.get(), name).read();
}

}  // namespace

Result<ForeignHeatmap> readForeignHeatmap(const std::filesystem::path& file) {
  return guarded("reading " + file.string(), [&] { return readFrom(file); });
}

}  // namespace snitt

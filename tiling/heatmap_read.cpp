// readHeatmap: every size that the file claims is checked against the file before memory is taken for it.
#include <algorithm>
#include <utility>
#include <vector>

#include "core/os/os.h"
#include "tiling/guard_p.h"
#include "tiling/heatmap_scale_p.h"
#include "tiling/heatmap_tiff.h"
#include "tiling/readers/tiff_handle_p.h"

namespace snitt {

namespace {

constexpr std::uint32_t kMostTileEdgePx = 4096;
constexpr std::uint64_t kMostPixels = std::uint64_t{1} << 27U;
// Deflate packs at most 1032 bytes into one (RFC 1951: 258 bytes in two bits).
constexpr std::uint64_t kMostPacking = 1032;

tl::unexpected<Error> noHeatmap(const std::string& name, const std::string& why) {
  return fail(ErrorKind::unsupported, name + " is not a heatmap of Snitt: " + why);
}

tl::unexpected<Error> damaged(const std::string& name, const std::string& why) {
  return fail(ErrorKind::corrupt, name + " is damaged: " + why);
}

struct Shape {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t tileWidth = 0;
  std::uint32_t tileHeight = 0;
};

Result<Shape> shapeOf(TIFF* tiff, std::uint64_t fileBytes, const std::string& name) {
  const auto number = [tiff](std::uint32_t tag) { return tiffValue<std::uint16_t>(tiff, tag, 0); };
  if (TIFFIsTiled(tiff) == 0 || number(TIFFTAG_BITSPERSAMPLE) != 32 || number(TIFFTAG_SAMPLESPERPIXEL) != 1 ||
      number(TIFFTAG_SAMPLEFORMAT) != SAMPLEFORMAT_IEEEFP)
    return noHeatmap(name, "it does not hold tiles of one 32-bit floating-point channel");
  if (const auto packing = number(TIFFTAG_COMPRESSION);
      packing != COMPRESSION_ADOBE_DEFLATE && packing != COMPRESSION_DEFLATE && packing != COMPRESSION_NONE)
    return noHeatmap(name, "it is compressed in another way");
  Shape shape{
      tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0), tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0),
      tiffValue<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0), tiffValue<std::uint32_t>(tiff, TIFFTAG_TILELENGTH, 0)};
  if (shape.width == 0 || shape.height == 0 || shape.tileWidth == 0 || shape.tileHeight == 0 ||
      std::max(shape.tileWidth, shape.tileHeight) > kMostTileEdgePx)
    return damaged(name, "its size or that of its tiles is impossible");
  const std::uint64_t pixels = std::uint64_t{shape.width} * shape.height;
  if (pixels > kMostPixels || pixels * sizeof(float) / kMostPacking > fileBytes)
    return damaged(name, "it claims " + std::to_string(shape.width) + " x " + std::to_string(shape.height) +
                             " pixels in " + std::to_string(fileBytes) + " bytes");
  return shape;
}

Result<Grid<float>> readPixels(TIFF* tiff, const Shape& shape, const TiffSource& source, const std::string& name) {
  Grid<float> grid(static_cast<int>(shape.width), static_cast<int>(shape.height));
  std::vector<float> tile(std::size_t{shape.tileWidth} * shape.tileHeight);
  const auto tileBytes = static_cast<tmsize_t>(tile.size() * sizeof(float));
  for (std::uint32_t top = 0; top < shape.height; top += shape.tileHeight)
    for (std::uint32_t left = 0; left < shape.width; left += shape.tileWidth) {
      const auto index = TIFFComputeTile(tiff, left, top, 0, 0);
      if (TIFFReadEncodedTile(tiff, index, tile.data(), tileBytes) != tileBytes)
        return damaged(name, "the tile at (" + std::to_string(left) + ", " + std::to_string(top) +
                                 ") cannot be read (" + source.error + ")");
      const std::uint32_t width = std::min(shape.tileWidth, shape.width - left);
      for (std::uint32_t y = 0; y < std::min(shape.tileHeight, shape.height - top); ++y)
        std::copy_n(tile.data() + std::size_t{y} * shape.tileWidth, width,
                    &grid.at(static_cast<int>(left), static_cast<int>(top + y)));
    }
  return grid;
}

Result<Heatmap> readFrom(const std::filesystem::path& path) {
  const std::string name = path.string();
  const auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(file.error());
  if (file->sizeBytes() == 0) return fail(ErrorKind::corrupt, name + " is empty");
  if (auto ok = checkTiffHeader(*file, path); !ok) return fail(std::move(ok.error()));
  TiffSource source{&*file, 0, {}};
  const TiffHandle tiff = openTiff(source, path.filename().string());
  if (!tiff) return damaged(name, "its first directory cannot be read (" + source.error + ")");
  const auto shape = shapeOf(tiff.get(), file->sizeBytes(), name);
  if (!shape) return fail(shape.error());
  const auto stepX = tiffStepUm(tiff.get(), TIFFTAG_XRESOLUTION);
  const auto stepY = tiffStepUm(tiff.get(), TIFFTAG_YRESOLUTION);
  if (!stepX || !stepY) return noHeatmap(name, "it states no scale");
  auto values = readPixels(tiff.get(), *shape, source, name);
  if (!values) return fail(values.error());
  return Heatmap{std::move(*values), exactStepUm(tiff.get(), "stepUmX", *stepX),
                 exactStepUm(tiff.get(), "stepUmY", *stepY)};
}

}  // namespace

Result<Heatmap> readHeatmap(const std::filesystem::path& file) {
  return guarded("reading " + file.string(), [&] { return readFrom(file); });
}

}  // namespace snitt

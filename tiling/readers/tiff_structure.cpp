#include "tiling/readers/tiff_structure.h"

#include <algorithm>
#include <utility>

#include "tiling/readers/ome_xml.h"
#include "tiling/readers/openslide_reader.h"
#include "tiling/readers/slide_files.h"
#include "tiling/readers/slide_properties.h"
#include "tiling/readers/tiff_level_p.h"
#include "tiling/readers/tiff_properties_p.h"

namespace snitt {

namespace {

constexpr int kMostTileEdgePx = 16384;
constexpr std::int64_t kMostTileBytes = std::int64_t{64} << 20;
// Sixteen bytes of memory each. A slide of 700,000 px both ways in tiles of 256 px has 7.5 million.
constexpr std::int64_t kMostTilesOfLevel = 8'000'000;
constexpr std::int64_t kMostTilesOfFile = 12'000'000;  // a pyramid has at most a third more than its finest level
constexpr std::uint64_t kMostDirectories = 1024;

tl::unexpected<Error> notForUs(const std::filesystem::path& path, const std::string& why) {
  return fail(ErrorKind::unsupported, path.string() + " " + why);
}

tl::unexpected<Error> damaged(const std::filesystem::path& path, const std::string& why) {
  return fail(ErrorKind::corrupt, path.string() + " is damaged: " + why);
}

std::string sizeText(std::int64_t width, std::int64_t height) {
  return std::to_string(width) + " x " + std::to_string(height);
}

// Only what decodeJpegTile and the tile arithmetic can do; everything else is OpenSlide's.
Result<void> checkKind(TIFF* tiff, const std::filesystem::path& path) {
  const auto photometric = tiffValue<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0xFFFF);
  if (tiffValue<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, 0) != COMPRESSION_JPEG)
    return notForUs(path, "is not compressed as JPEG");
  if (photometric != PHOTOMETRIC_YCBCR && photometric != PHOTOMETRIC_RGB)
    return notForUs(path, "stores colours neither as RGB nor as YCbCr");
  if (tiffValue<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 0) != 3 ||
      tiffValue<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 0) != 8 ||
      tiffValue<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, 0) != PLANARCONFIG_CONTIG ||
      tiffValue<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) != ORIENTATION_TOPLEFT ||
      tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGEDEPTH, 1) != 1)
    return notForUs(path, "does not store plain 8-bit RGB pixels");
  std::uint16_t subCount = 0;
  const std::uint64_t* subOffsets = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_SUBIFD, &subCount, &subOffsets) != 0) return notForUs(path, "has nested directories");
  return {};
}

Result<TiffLevel> levelShape(TIFF* tiff, const os::ReadOnlyFile& file, const std::filesystem::path& path,
                             std::int64_t tilesBefore) {
  const auto width = tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
  const auto height = tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
  const auto tileWidth = tiffValue<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0);
  const auto tileHeight = tiffValue<std::uint32_t>(tiff, TIFFTAG_TILELENGTH, 0);
  if (width == 0 || height == 0 || tileWidth == 0 || tileHeight == 0) return damaged(path, "a level has no size");
  if (tileWidth > kMostTileEdgePx || tileHeight > kMostTileEdgePx ||
      std::int64_t{tileWidth} * tileHeight * 3 > kMostTileBytes)
    return damaged(path, "its tiles claim " + sizeText(tileWidth, tileHeight) + " pixels");
  TiffLevel level;
  level.widthPx = width;
  level.heightPx = height;
  level.tileWidthPx = static_cast<int>(tileWidth);
  level.tileHeightPx = static_cast<int>(tileHeight);
  level.tilesAcross = (level.widthPx + tileWidth - 1) / tileWidth;
  const std::int64_t tiles = level.tilesAcross * ((level.heightPx + tileHeight - 1) / tileHeight);
  // A tile takes at least the four bytes of its offset.
  if (static_cast<std::uint64_t>(tiles) > file.sizeBytes() / 4)
    return damaged(path, "a level claims " + sizeText(level.widthPx, level.heightPx) + " pixels, more than a file of " +
                             std::to_string(file.sizeBytes()) + " bytes can hold");
  if (tiles > kMostTilesOfLevel || tiles > kMostTilesOfFile - tilesBefore)
    return damaged(path, "its levels claim more tiles than any slide has");
  level.offsets.resize(static_cast<std::size_t>(tiles));
  level.byteCounts.resize(static_cast<std::size_t>(tiles));
  return level;
}

}  // namespace

Result<TiffLevel> readTiffLevel(TIFF* tiff, const os::ReadOnlyFile& file, const std::filesystem::path& path,
                                std::int64_t tilesBefore) {
  auto level = levelShape(tiff, file, path, tilesBefore);
  if (!level) return level;
  const std::int64_t planes = tiffValue<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, 0) == PLANARCONFIG_SEPARATE
                                  ? tiffValue<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1)
                                  : 1;
  level->offsets.resize(level->offsets.size() * static_cast<std::size_t>(planes));
  level->byteCounts.resize(level->offsets.size());
  level->yCbCr = tiffValue<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0) == PHOTOMETRIC_YCBCR;
  const std::uint64_t* offsets = nullptr;
  const std::uint64_t* byteCounts = nullptr;
  if (TIFFNumberOfTiles(tiff) != level->offsets.size() || TIFFGetField(tiff, TIFFTAG_TILEOFFSETS, &offsets) == 0 ||
      TIFFGetField(tiff, TIFFTAG_TILEBYTECOUNTS, &byteCounts) == 0 || offsets == nullptr || byteCounts == nullptr)
    return damaged(path, "the list of a level's tiles cannot be read");
  std::copy_n(offsets, level->offsets.size(), level->offsets.begin());
  std::copy_n(byteCounts, level->byteCounts.size(), level->byteCounts.begin());
  std::uint32_t tableBytes = 0;
  const std::byte* tables = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_JPEGTABLES, &tableBytes, &tables) != 0 && tables != nullptr)
    level->jpegTables.assign(tables, tables + tableBytes);
  return level;
}

namespace {

// Aperio's other pictures are stripped directories: the second of all is the thumbnail, the rest carry their name as
// the first word of the description's second line.
std::string aperioImageName(TIFF* tiff, std::uint64_t index) {
  if (index == 1) return "thumbnail";
  const std::string description = tiffText(tiff, TIFFTAG_IMAGEDESCRIPTION);
  const auto lineEnd = description.find_first_of("\r\n");
  if (lineEnd == std::string::npos) return {};
  const auto start = lineEnd + 1;
  const auto end = description.find_first_of(" \r\n", start);
  return cleanText(description.substr(start, end == std::string::npos ? end : end - start));
}

bool isGenericLevel(TIFF* tiff, std::uint64_t index) {
  if (TIFFIsTiled(tiff) == 0) return false;
  std::uint32_t type = 0;
  return index == 0 || (TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &type) != 0 && (type & FILETYPE_REDUCEDIMAGE) != 0);
}

Result<void> readDirectory(TIFF* tiff, std::uint64_t index, const os::ReadOnlyFile& file,
                           const std::filesystem::path& path, TiffStructure& structure) {
  const bool aperio = structure.vendor == "aperio";
  if (aperio ? TIFFIsTiled(tiff) != 0 : isGenericLevel(tiff, index)) {
    std::int64_t tilesBefore = 0;
    for (const TiffLevel& before : structure.levels) tilesBefore += static_cast<std::int64_t>(before.offsets.size());
    if (auto ok = checkKind(tiff, path); !ok) return ok;
    auto level = readTiffLevel(tiff, file, path, tilesBefore);
    if (!level) return fail(std::move(level.error()));
    structure.levels.push_back(std::move(*level));
  } else if (aperio) {
    if (std::string name = aperioImageName(tiff, index); !name.empty())
      structure.associatedImages.push_back(std::move(name));
  }
  return {};
}

Result<void> readDirectories(TIFF* tiff, TiffSource& source, const std::filesystem::path& path,
                             TiffStructure& structure) {
  for (std::uint64_t index = 0;; ++index) {
    if (index >= kMostDirectories) return notForUs(path, "has too many directories");
    if (auto ok = readDirectory(tiff, index, *source.file, path, structure); !ok) return ok;
    if (TIFFLastDirectory(tiff) != 0) return {};
    source.error.clear();
    if (TIFFReadDirectory(tiff) == 0)
      return damaged(path, "directory " + std::to_string(index + 1) + " cannot be read (" + source.error + ")");
  }
}

Result<void> orderLevels(const std::filesystem::path& path, TiffStructure& structure) {
  auto& levels = structure.levels;
  if (structure.vendor == "generic-tiff")
    std::stable_sort(levels.begin(), levels.end(),
                     [](const TiffLevel& a, const TiffLevel& b) { return a.widthPx > b.widthPx; });
  for (std::size_t i = 1; i < levels.size(); ++i)
    if (levels[i].widthPx > levels[i - 1].widthPx || levels[i].heightPx > levels[i - 1].heightPx)
      return notForUs(path, "holds levels in an unusual order");
  // OpenSlide paints a tile that an Aperio file leaves out from the next finer level.
  if (structure.vendor == "aperio")
    for (const TiffLevel& level : levels)
      if (std::find(level.byteCounts.begin(), level.byteCounts.end(), 0U) != level.byteCounts.end())
        return notForUs(path, "leaves out tiles");
  return {};
}

}  // namespace

Result<TiffStructure> readTiffStructure(const os::ReadOnlyFile& file, const std::filesystem::path& path) {
  if (auto ok = checkTiffHeader(file, path); !ok) return fail(std::move(ok.error()));
  // Hamamatsu's NDPI is no proper TIFF beyond 4 GiB.
  if (lowerExtension(path) == ".ndpi") return notForUs(path, "is a Hamamatsu file");
  TiffSource source{&file, 0, {}};
  const TiffHandle tiff = openTiff(source, path.filename().string());
  if (!tiff) return damaged(path, "its first directory cannot be read (" + source.error + ")");
  if (TIFFIsTiled(tiff.get()) == 0) return notForUs(path, "is not tiled");

  TiffStructure structure;
  const std::string description = tiffText(tiff.get(), TIFFTAG_IMAGEDESCRIPTION);
  if (isOmeXml(description)) return notForUs(path, "is an OME-TIFF");
  structure.vendor = description.starts_with("Aperio") ? "aperio" : openSlideVendor(path);
  if (structure.vendor != "aperio" && structure.vendor != "generic-tiff")
    return notForUs(path, "is written in a vendor's own way");
  structure.properties = tiffProperties(tiff.get(), structure.vendor);
  structure.iccProfile = tiffIccProfile(tiff.get());
  if (auto ok = readDirectories(tiff.get(), source, path, structure); !ok) return fail(std::move(ok.error()));
  if (auto ok = orderLevels(path, structure); !ok) return fail(std::move(ok.error()));
  std::sort(structure.associatedImages.begin(), structure.associatedImages.end());
  return structure;
}

}  // namespace snitt

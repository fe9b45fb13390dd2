#include "tiling/readers/tiled_tiff_reader.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/text/number.h"
#include "tiling/guard_p.h"
#include "tiling/readers/ome_tiff.h"
#include "tiling/readers/slide_properties.h"
#include "tiling/readers/tiff_level_p.h"
#include "tiling/readers/tiff_tile.h"

namespace snitt {

// `source` stays where it is: libtiff holds its address.
struct TiledTiffReader::Handle {
  TiffSource source;
  TiffHandle tiff;
};

namespace {

Result<void> checkTiles(const TiffLook& look, const std::filesystem::path& path) {
  std::string why = unreadablePixels(look);
  const bool jpeg = look.compression == COMPRESSION_JPEG;
  if (why.empty() && (look.samplesPerPixel == 2 || look.samplesPerPixel == 4))
    why = "stores transparency beside its colours; export it as plain RGB";
  if (why.empty() && jpeg && (look.planar || look.samplesPerPixel != 3))
    why = "stores each colour as a JPEG of its own; export it as interleaved RGB";
  if (why.empty() && !jpeg && look.photometric != PHOTOMETRIC_RGB && look.photometric != PHOTOMETRIC_MINISBLACK)
    why = "stores its colours neither as RGB nor as grey; export it as 8-bit RGB";
  if (!why.empty()) return fail(ErrorKind::unsupported, path.string() + " " + why);
  return {};
}

void spread(const std::vector<std::uint8_t>& plane, int channel, Image& tile) {
  for (std::size_t i = 0; i < plane.size(); ++i) tile.bytes[3 * i + static_cast<std::size_t>(channel)] = plane[i];
}

}  // namespace

TiledTiffReader::TiledTiffReader(os::ReadOnlyFile file, TiffLook look, const std::filesystem::path& path,
                                 std::size_t cacheBytes)
    : SlideReader(cacheBytes), m_file(std::move(file)), m_look(std::move(look)) {
  m_info.path = path;
  m_info.files = {path};
  m_info.reader = "tiff";
}

TiledTiffReader::~TiledTiffReader() = default;

bool TiledTiffReader::claims(const TiffLook& look) {
  return look.tiled && (isOmeXml(look.description) || !look.subDirectories.empty());
}

Result<std::unique_ptr<SlideReader>> TiledTiffReader::open(const std::filesystem::path& path, std::size_t cacheBytes) {
  auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(std::move(file.error()));
  auto look = lookAtTiff(*file, path);
  if (!look) return fail(std::move(look.error()));
  if (!look->tiled) return fail(ErrorKind::unsupported, path.string() + " is not tiled");
  std::unique_ptr<TiledTiffReader> reader(new TiledTiffReader(std::move(*file), std::move(*look), path, cacheBytes));
  if (auto ok = reader->describe(); !ok) return fail(std::move(ok.error()));
  if (auto ok = checkTiles(reader->m_look, path); !ok) return fail(std::move(ok.error()));
  if (auto ok = reader->readLevels(); !ok) return fail(std::move(ok.error()));
  return reader;
}

Result<void> TiledTiffReader::describe() {
  m_info.vendor = "generic-tiff";
  m_info.properties = m_look.properties;
  if (isOmeXml(m_look.description))
    if (auto ok = describeOme(m_look, m_info); !ok) return ok;
  fillFromProperties(m_info);
  return {};
}

Result<std::unique_ptr<TiledTiffReader::Handle>> TiledTiffReader::takeHandle() {
  {
    const std::lock_guard lock(m_mutex);
    if (!m_idle.empty()) {
      auto handle = std::move(m_idle.back());
      m_idle.pop_back();
      return handle;
    }
  }
  auto handle = std::make_unique<Handle>(Handle{{&m_file, 0, {}}, nullptr});
  handle->tiff = openTiff(handle->source, "slide");
  if (!handle->tiff)
    return fail(ErrorKind::corrupt, "its first directory cannot be read (" + handle->source.error + ")");
  return handle;
}

Result<void> TiledTiffReader::addLevel(Handle& handle) {
  const auto before = std::accumulate(
      m_levels.begin(), m_levels.end(), std::int64_t{0},
      [](std::int64_t sum, const TiffLevel& level) { return sum + static_cast<std::int64_t>(level.offsets.size()); });
  TIFF* const tiff = handle.tiff.get();
  const auto number = [tiff](std::uint32_t tag) { return tiffValue<std::uint16_t>(tiff, tag, 1); };
  if (TIFFIsTiled(tiff) == 0 || number(TIFFTAG_SAMPLESPERPIXEL) != m_look.samplesPerPixel ||
      number(TIFFTAG_BITSPERSAMPLE) != m_look.bitsPerSample || number(TIFFTAG_COMPRESSION) != m_look.compression ||
      (number(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE) != m_look.planar)
    return fail(ErrorKind::unsupported,
                m_info.path.string() + " stores its levels in different ways; export it again as one pyramid");
  auto level = readTiffLevel(tiff, m_file, m_info.path, before);
  if (!level) return fail(std::move(level.error()));
  if (!m_levels.empty() && (level->widthPx >= m_levels.back().widthPx || level->heightPx > m_levels.back().heightPx))
    return fail(ErrorKind::corrupt, m_info.path.string() + " is damaged: its levels do not grow coarser");
  m_levels.push_back(std::move(*level));
  m_directories.push_back(TIFFCurrentDirOffset(tiff));
  return {};
}

Result<void> TiledTiffReader::readLevels() {
  auto handle = takeHandle();
  if (!handle) return failIn(m_info.path.string() + " is damaged", handle.error());
  if (auto ok = addLevel(**handle); !ok) return ok;
  for (const std::uint64_t directory : m_look.subDirectories) {
    if (TIFFSetSubDirectory((*handle)->tiff.get(), directory) == 0)
      return fail(ErrorKind::corrupt, m_info.path.string() + " is damaged: level " + std::to_string(m_levels.size()) +
                                          " cannot be read (" + (*handle)->source.error + ")");
    if (auto ok = addLevel(**handle); !ok) return ok;
  }
  for (const TiffLevel& level : m_levels)
    m_info.levels.push_back(
        {level.widthPx, level.heightPx, downsampleOf(level, m_levels.front()), level.tileWidthPx, level.tileHeightPx});
  return {};
}

Result<void> TiledTiffReader::unpack(int levelIndex, std::size_t index, Image& tile) {
  const TiffLevel& level = m_levels[static_cast<std::size_t>(levelIndex)];
  auto handle = takeHandle();
  if (!handle) return fail(handle.error());
  TIFF* const tiff = (*handle)->tiff.get();
  const std::uint64_t directory = m_directories[static_cast<std::size_t>(levelIndex)];
  if (TIFFCurrentDirOffset(tiff) != directory && TIFFSetSubDirectory(tiff, directory) == 0)
    return fail(ErrorKind::corrupt, (*handle)->source.error);
  const int planes = m_look.planar ? m_look.samplesPerPixel : 1;
  const int channels = m_look.samplesPerPixel / planes;
  const std::size_t tilesOfPlane = level.offsets.size() / static_cast<std::size_t>(planes);
  thread_local std::vector<std::uint8_t> bytes;
  bytes.resize(tile.bytes.size() / 3 * static_cast<std::size_t>(channels));
  for (int plane = 0; plane < planes; ++plane) {
    const auto stored = static_cast<std::uint32_t>(index + static_cast<std::size_t>(plane) * tilesOfPlane);
    const auto size = static_cast<tmsize_t>(bytes.size());
    // After a failure the handle is not used again.
    if (TIFFReadEncodedTile(tiff, stored, bytes.data(), size) != size)
      return fail(ErrorKind::corrupt, (*handle)->source.error.empty() ? "it is too short" : (*handle)->source.error);
    if (channels == 3)
      std::copy(bytes.begin(), bytes.end(), tile.bytes.begin());
    else if (planes == 3)
      spread(bytes, plane, tile);
    else
      for (int channel = 0; channel < 3; ++channel) spread(bytes, channel, tile);
  }
  const std::lock_guard lock(m_mutex);
  m_idle.push_back(std::move(*handle));
  return {};
}

Result<Image> TiledTiffReader::decodeBlock(int levelIndex, std::int64_t column, std::int64_t row) {
  const TiffLevel& level = m_levels[static_cast<std::size_t>(levelIndex)];
  const auto index = static_cast<std::size_t>(row * level.tilesAcross + column);
  Image tile(level.tileWidthPx, level.tileHeightPx);
  if (level.byteCounts[index] == 0) return tile;
  const auto ok = m_look.compression == COMPRESSION_JPEG ? readJpegTile(m_file, level, index, tile)
                                                         : unpack(levelIndex, index, tile);
  if (!ok)
    return fail(ok.error().kind, m_info.path.string() + ": tile (" + std::to_string(column) + ", " +
                                     std::to_string(row) + ") of level " + std::to_string(levelIndex) +
                                     " cannot be read: " + ok.error().message);
  whitenBeyond(level, column, row, tile);
  return tile;
}

Result<Image> TiledTiffReader::associatedImage(std::string_view name) {
  return fail(ErrorKind::notFound, m_info.path.string() + " has no image '" + std::string(name) + "'");
}

}  // namespace snitt

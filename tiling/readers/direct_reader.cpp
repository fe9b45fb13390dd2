#include "tiling/readers/direct_reader.h"

#include <algorithm>
#include <utility>

#include "tiling/readers/jpeg_decode.h"
#include "tiling/readers/openslide_reader.h"
#include "tiling/readers/slide_properties.h"

namespace snitt {

namespace {

// OpenSlide's formula, so that both readers speak of the same downsamples.
double downsampleOf(const TiffLevel& level, const TiffLevel& finest) {
  return (static_cast<double>(finest.widthPx) / static_cast<double>(level.widthPx) +
          static_cast<double>(finest.heightPx) / static_cast<double>(level.heightPx)) /
         2;
}

// What lies in a stored tile beyond the level's edge is padding of the encoder, not tissue.
void whitenBeyond(Image& tile, std::int64_t usedWidth, std::int64_t usedHeight) {
  for (int y = 0; y < tile.heightPx; ++y) {
    const std::int64_t keep = y < usedHeight ? std::min<std::int64_t>(usedWidth, tile.widthPx) : 0;
    std::fill(tile.row(y) + keep * 3, tile.row(y) + tile.rowBytes(), std::uint8_t{255});
  }
}

}  // namespace

DirectReader::DirectReader(os::ReadOnlyFile file, TiffStructure structure, const std::filesystem::path& path,
                           std::size_t cacheBytes)
    : SlideReader(cacheBytes), m_file(std::move(file)), m_structure(std::move(structure)) {
  m_info.path = path;
  m_info.files = {path};
  m_info.vendor = m_structure.vendor;
  m_info.reader = "direct";
  for (const TiffLevel& level : m_structure.levels)
    m_info.levels.push_back({level.widthPx, level.heightPx, downsampleOf(level, m_structure.levels.front()),
                             level.tileWidthPx, level.tileHeightPx});
  m_info.properties = m_structure.properties;
  m_info.associatedImages = m_structure.associatedImages;
  fillFromProperties(m_info);
}

Result<std::unique_ptr<SlideReader>> DirectReader::open(const std::filesystem::path& path, std::size_t cacheBytes) {
  auto file = os::ReadOnlyFile::open(path);
  if (!file) return fail(std::move(file.error()));
  auto structure = readTiffStructure(*file, path);
  if (!structure) return fail(std::move(structure.error()));
  return std::unique_ptr<SlideReader>(new DirectReader(std::move(*file), std::move(*structure), path, cacheBytes));
}

Result<void> DirectReader::decodeTile(const TiffLevel& level, std::size_t index, Image& tile) const {
  const std::uint64_t offset = level.offsets[index];
  const std::uint64_t bytes = level.byteCounts[index];
  if (offset > m_file.sizeBytes() || bytes > m_file.sizeBytes() - offset)
    return fail(ErrorKind::corrupt, "its data lie beyond the end of the file");
  // JPEG never needs that much more than the pixels themselves.
  if (bytes > tile.bytes.size() * 4 + 65536) return fail(ErrorKind::corrupt, "it claims far too many bytes");
  thread_local std::vector<std::byte> data;
  data.resize(bytes);
  if (auto ok = m_file.read(offset, data); !ok) return ok;
  return decodeJpegTile({level.jpegTables, data, level.yCbCr}, tile);
}

Result<Image> DirectReader::decodeBlock(int levelIndex, std::int64_t column, std::int64_t row) {
  const TiffLevel& level = m_structure.levels[static_cast<std::size_t>(levelIndex)];
  const auto index = static_cast<std::size_t>(row * level.tilesAcross + column);
  Image tile(level.tileWidthPx, level.tileHeightPx);
  if (level.byteCounts[index] == 0) return tile;
  if (const auto ok = decodeTile(level, index, tile); !ok)
    return fail(ok.error().kind, m_info.path.string() + ": tile (" + std::to_string(column) + ", " +
                                     std::to_string(row) + ") of level " + std::to_string(levelIndex) +
                                     " cannot be read: " + ok.error().message);
  const std::int64_t usedWidth = level.widthPx - column * level.tileWidthPx;
  const std::int64_t usedHeight = level.heightPx - row * level.tileHeightPx;
  if (usedWidth < level.tileWidthPx || usedHeight < level.tileHeightPx) whitenBeyond(tile, usedWidth, usedHeight);
  return tile;
}

Result<Image> DirectReader::associatedImage(std::string_view name) {
  auto other = openWithOpenSlide(m_info.path, 0);
  if (!other) return fail(std::move(other.error()));
  return (*other)->associatedImage(name);
}

}  // namespace snitt

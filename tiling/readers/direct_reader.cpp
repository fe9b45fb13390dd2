#include "tiling/readers/direct_reader.h"

#include <utility>

#include "tiling/readers/openslide_reader.h"
#include "tiling/readers/slide_properties.h"
#include "tiling/readers/tiff_tile.h"

namespace snitt {

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

Result<Image> DirectReader::decodeBlock(int levelIndex, std::int64_t column, std::int64_t row) {
  const TiffLevel& level = m_structure.levels[static_cast<std::size_t>(levelIndex)];
  const auto index = static_cast<std::size_t>(row * level.tilesAcross + column);
  Image tile(level.tileWidthPx, level.tileHeightPx);
  if (level.byteCounts[index] == 0) return tile;
  if (const auto ok = readJpegTile(m_file, level, index, tile); !ok)
    return fail(ok.error().kind, m_info.path.string() + ": tile (" + std::to_string(column) + ", " +
                                     std::to_string(row) + ") of level " + std::to_string(levelIndex) +
                                     " cannot be read: " + ok.error().message);
  whitenBeyond(level, column, row, tile);
  return tile;
}

Result<Image> DirectReader::associatedImage(std::string_view name) {
  auto other = openWithOpenSlide(m_info.path, 0);
  if (!other) return fail(std::move(other.error()));
  return (*other)->associatedImage(name);
}

}  // namespace snitt

#include "tiling/readers/tiff_tile.h"

#include <algorithm>
#include <vector>

#include "tiling/readers/jpeg_decode.h"

namespace snitt {

Result<void> readJpegTile(const os::ReadOnlyFile& file, const TiffLevel& level, std::size_t index, Image& tile) {
  const std::uint64_t offset = level.offsets[index];
  const std::uint64_t bytes = level.byteCounts[index];
  if (offset > file.sizeBytes() || bytes > file.sizeBytes() - offset)
    return fail(ErrorKind::corrupt, "its data lie beyond the end of the file");
  // JPEG never needs that much more than the pixels themselves.
  if (bytes > tile.bytes.size() * 4 + 65536) return fail(ErrorKind::corrupt, "it claims far too many bytes");
  thread_local std::vector<std::byte> data;
  data.resize(bytes);
  if (auto ok = file.read(offset, data); !ok) return ok;
  return decodeJpegTile({level.jpegTables, data, level.yCbCr}, tile);
}

double downsampleOf(const TiffLevel& level, const TiffLevel& finest) {
  return (static_cast<double>(finest.widthPx) / static_cast<double>(level.widthPx) +
          static_cast<double>(finest.heightPx) / static_cast<double>(level.heightPx)) /
         2;
}

void whitenBeyond(const TiffLevel& level, std::int64_t column, std::int64_t row, Image& tile) {
  const std::int64_t usedWidth = level.widthPx - column * level.tileWidthPx;
  const std::int64_t usedHeight = level.heightPx - row * level.tileHeightPx;
  if (usedWidth >= level.tileWidthPx && usedHeight >= level.tileHeightPx) return;
  for (int y = 0; y < tile.heightPx; ++y) {
    const std::int64_t keep = y < usedHeight ? std::min<std::int64_t>(usedWidth, tile.widthPx) : 0;
    std::fill(tile.row(y) + keep * 3, tile.row(y) + tile.rowBytes(), std::uint8_t{255});
  }
}

}  // namespace snitt

#include "tiling/slide_reader.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "tiling/guard_p.h"
#include "tiling/resample.h"

namespace snitt {

namespace {

// Longest edge, in source pixels, of the piece that is resampled at once.
constexpr double kPieceSourcePx = 2048;
// Regions further out than this are a mistake of the caller; below it no product of coordinates overflows.
constexpr std::int64_t kFarthestPx = std::int64_t{1} << 40;
constexpr double kMostRatio = 1e6;
// Levels that differ from what was asked by rounding alone are taken as they are.
constexpr double kSameRatio = 1e-9;

Result<void> checkRequest(std::int64_t x, std::int64_t y, int widthPx, int heightPx, std::size_t bytes) {
  if (widthPx < 0 || heightPx < 0 || std::abs(x) > kFarthestPx || std::abs(y) > kFarthestPx)
    return fail(ErrorKind::usage, "a region of " + std::to_string(widthPx) + " x " + std::to_string(heightPx) +
                                      " pixels at (" + std::to_string(x) + ", " + std::to_string(y) +
                                      ") cannot be read");
  if (bytes != static_cast<std::size_t>(widthPx) * static_cast<std::size_t>(heightPx) * 3)
    return fail(ErrorKind::usage, "the buffer for a region has the wrong size");
  return {};
}

int finestThatSuffices(const std::vector<Level>& levels, double downsample) {
  int best = 0;
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i].downsample <= downsample * (1 + 1e-6) &&
        levels[i].downsample >= levels[static_cast<std::size_t>(best)].downsample)
      best = static_cast<int>(i);
  return best;
}

// Half-open range [first, end) along one axis.
struct Range {
  std::int64_t first = 0;
  std::int64_t end = 0;
  [[nodiscard]] std::int64_t length() const { return end - first; }
};

Range overlap(std::int64_t start, std::int64_t length, std::int64_t limitStart, std::int64_t limitLength) {
  return {std::max(start, limitStart), std::min(start + length, limitStart + limitLength)};
}

}  // namespace

SlideReader::SlideReader(std::size_t cacheBytes) : m_cache(cacheBytes) {}

void SlideReader::setCacheBytes(std::size_t bytes) {
  constexpr std::size_t kLeastBlocks = 16;
  std::size_t largest = 0;
  for (const Level& level : m_info.levels)
    largest = std::max(largest, std::size_t{3} * static_cast<std::size_t>(level.tileWidthPx) *
                                    static_cast<std::size_t>(level.tileHeightPx));
  m_cache.setBudget(std::clamp(largest * kLeastBlocks, bytes, std::max(bytes, kUsualCacheBytes)));
}

SlideReader::Block SlideReader::block(int level, std::int64_t column, std::int64_t row) {
  const BlockKey key{level, column, row};
  if (auto cached = m_cache.find(key)) return cached;
  return m_decoding.run(key, [&]() -> Block {
    // Between the look into the cache and here another thread may have brought it.
    if (auto cached = m_cache.find(key)) return cached;
    auto decoded = decodeBlock(level, column, row);
    if (!decoded) return fail(std::move(decoded.error()));
    auto shared = std::make_shared<const Image>(std::move(*decoded));
    m_cache.insert(key, shared);
    return shared;
  });
}

Result<void> SlideReader::readNative(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx,
                                     std::span<std::uint8_t> rgb) {
  return guarded("reading the slide", [&] { return copyBlocks(level, x, y, widthPx, heightPx, rgb); });
}

Result<void> SlideReader::copyBlocks(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx,
                                     std::span<std::uint8_t> rgb) {
  if (level < 0 || level >= static_cast<int>(m_info.levels.size()))
    return fail(ErrorKind::usage, m_info.path.string() + " has no level " + std::to_string(level));
  if (auto ok = checkRequest(x, y, widthPx, heightPx, rgb.size()); !ok) return ok;
  const Level& shape = m_info.levels[static_cast<std::size_t>(level)];
  const Range columns = overlap(x, widthPx, 0, shape.widthPx);
  const Range rows = overlap(y, heightPx, 0, shape.heightPx);
  if (columns.length() < widthPx || rows.length() < heightPx) std::fill(rgb.begin(), rgb.end(), std::uint8_t{255});
  if (columns.length() <= 0 || rows.length() <= 0) return {};

  const std::int64_t tileWidth = shape.tileWidthPx;
  const std::int64_t tileHeight = shape.tileHeightPx;
  for (std::int64_t row = rows.first / tileHeight; row * tileHeight < rows.end; ++row)
    for (std::int64_t column = columns.first / tileWidth; column * tileWidth < columns.end; ++column) {
      const auto tile = block(level, column, row);
      if (!tile) return fail(tile.error());
      const Range across = overlap(columns.first, columns.length(), column * tileWidth, tileWidth);
      const Range down = overlap(rows.first, rows.length(), row * tileHeight, tileHeight);
      for (std::int64_t line = down.first; line < down.end; ++line) {
        const std::uint8_t* from = (*tile)->pixel(static_cast<int>(across.first - column * tileWidth),
                                                  static_cast<int>(line - row * tileHeight));
        std::copy_n(from, across.length() * 3, rgb.data() + ((line - y) * widthPx + (across.first - x)) * 3);
      }
    }
  return {};
}

Result<Image> SlideReader::readNative(int level, std::int64_t x, std::int64_t y, int widthPx, int heightPx) {
  return guarded("reading the slide", [&]() -> Result<Image> {
    Image image(std::max(widthPx, 0), std::max(heightPx, 0));
    if (const auto done = copyBlocks(level, x, y, widthPx, heightPx, image.bytes); !done) return fail(done.error());
    return image;
  });
}

Result<void> SlideReader::resampleFrom(int level, const Region& region, std::span<std::uint8_t> rgb) {
  const double ratio = region.downsample / m_info.levels[static_cast<std::size_t>(level)].downsample;
  const SourceRows source = [this, level](std::int64_t x, std::int64_t y, int width, int rows,
                                          std::span<std::uint8_t> into) {
    return readNative(level, x, y, width, rows, into);
  };
  const int side = std::max(1, static_cast<int>(kPieceSourcePx / std::max(ratio, 1.0)));
  if (region.widthPx <= side && region.heightPx <= side)
    return resample({ratio, region.x, region.y, region.widthPx, region.heightPx}, source, rgb);
  // In square pieces, so that the blocks in use at a time fit the cache however large the region's source is.
  std::vector<std::uint8_t> piece;
  for (int top = 0; top < region.heightPx; top += side)
    for (int left = 0; left < region.widthPx; left += side) {
      const int width = std::min(side, region.widthPx - left);
      const int height = std::min(side, region.heightPx - top);
      piece.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
      auto done = resample({ratio, region.x + left, region.y + top, width, height}, source, piece);
      if (!done) return done;
      const auto rowBytes = static_cast<std::size_t>(width) * 3;
      for (int y = 0; y < height; ++y)
        std::copy_n(piece.data() + static_cast<std::size_t>(y) * rowBytes, rowBytes,
                    rgb.data() + (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(region.widthPx) +
                                  static_cast<std::size_t>(left)) *
                                     3);
    }
  return {};
}

Result<void> SlideReader::read(const Region& region, std::span<std::uint8_t> rgb) {
  if (auto ok = checkRequest(region.x, region.y, region.widthPx, region.heightPx, rgb.size()); !ok) return ok;
  if (!(region.downsample > 0) || !(region.downsample < kMostRatio))
    return fail(ErrorKind::usage, "a region cannot be read at downsample " + std::to_string(region.downsample));
  const int level = finestThatSuffices(m_info.levels, region.downsample);
  const double ratio = region.downsample / m_info.levels[static_cast<std::size_t>(level)].downsample;
  if (std::abs(ratio - 1) < kSameRatio)
    return readNative(level, region.x, region.y, region.widthPx, region.heightPx, rgb);
  return guarded("reading the slide", [&] { return resampleFrom(level, region, rgb); });
}

Result<Image> SlideReader::read(const Region& region) {
  return guarded("reading the slide", [&]() -> Result<Image> {
    Image image(std::max(region.widthPx, 0), std::max(region.heightPx, 0));
    if (const auto done = read(region, image.bytes); !done) return fail(done.error());
    return image;
  });
}

}  // namespace snitt

#include "inference/learning/picture_bags.h"

#include <algorithm>
#include <cmath>

#include "core/sha256.h"
#include "inference/training/lanes.h"
#include "tiling/image_fingerprint.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

constexpr std::size_t kBlock = 64;  // pictures that are decoded side by side, then written in order
constexpr std::size_t kCacheBytes = std::size_t{16} << 20;

std::size_t tileBytes(int tilePx) { return static_cast<std::size_t>(tilePx) * static_cast<std::size_t>(tilePx) * 3; }

Result<std::unique_ptr<SlideReader>> openPictureFile(const std::filesystem::path& file) {
  OpenOptions options;
  options.cacheBytes = kCacheBytes;
  return openSlide(file, options);
}

// A fault of the picture, as against one of the machine or of the person who stops it.
Result<Image> squareOf(const std::filesystem::path& file, int tilePx) {
  auto reader = openPictureFile(file);
  if (!reader) return fail(reader.error());
  const Level& level = (*reader)->info().levels.front();
  const auto edge = static_cast<double>(std::min(level.widthPx, level.heightPx));
  Region region{edge / tilePx, 0, 0, tilePx, tilePx};
  // Whole output pixels, so that a picture of the right height is copied and not interpolated.
  region.x = std::llround((static_cast<double>(level.widthPx) - edge) / 2 / region.downsample);
  region.y = std::llround((static_cast<double>(level.heightPx) - edge) / 2 / region.downsample);
  auto image = (*reader)->read(region);
  if (!image) return failIn(file.string(), image.error());
  return image;
}

Result<PictureLook> lookAt(const std::filesystem::path& file, const std::stop_token& stop) {
  PictureLook look;
  look.file = file;
  auto hash = sha256OfFile(file, stop);
  if (!hash && hash.error().kind == ErrorKind::cancelled) return fail(hash.error());
  if (!hash) {
    look.unreadable = hash.error().message;
    return look;
  }
  look.sha256 = std::move(*hash);
  const auto reader = openPictureFile(file);
  if (!reader) {
    look.unreadable = reader.error().message;
    return look;
  }
  const Level& level = (*reader)->info().levels.front();
  look.widthPx = static_cast<int>(level.widthPx);
  look.heightPx = static_cast<int>(level.heightPx);
  return look;
}

}  // namespace

Result<std::vector<PictureLook>> lookAtPictures(std::span<const std::filesystem::path> files, int threads,
                                                const RunControl& control) {
  std::vector<PictureLook> looks(files.size());
  for (std::size_t first = 0; first < files.size(); first += kBlock) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const std::size_t count = std::min(kBlock, files.size() - first);
    auto done = onLanes(count, threads, control.stop, [&](std::size_t i, const std::stop_token& stop) -> Result<void> {
      auto look = lookAt(files[first + i], stop);
      if (!look) return fail(look.error());
      looks[first + i] = std::move(*look);
      return {};
    });
    if (!done) return fail(done.error());
    control.report("look", static_cast<std::int64_t>(first + count), static_cast<std::int64_t>(files.size()));
  }
  return looks;
}

Result<PictureStore> PictureStore::read(std::span<const std::filesystem::path> files, int tilePx, int threads,
                                        const RunControl& control) {
  const std::size_t bytes = tileBytes(tilePx);
  auto file = os::ScratchFile::create(bytes * files.size());
  if (!file) return fail(file.error());
  PictureStore store(std::move(*file), tilePx);
  for (std::size_t first = 0; first < files.size(); first += kBlock) {
    if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
    const std::size_t count = std::min(kBlock, files.size() - first);
    std::vector<Image> tiles(count);
    std::vector<std::string> unreadable(count);
    auto done = onLanes(count, threads, control.stop, [&](std::size_t i, const std::stop_token&) -> Result<void> {
      auto square = squareOf(files[first + i], tilePx);
      if (!square) unreadable[i] = square.error().message;
      tiles[i] = square ? std::move(*square) : Image(tilePx, tilePx);
      return {};
    });
    for (std::size_t i = 0; done && i < count; ++i) {
      store.m_hashes.push_back(imageFingerprint(tiles[i]));
      store.m_unreadable.push_back(std::move(unreadable[i]));
      done = store.m_file.append(std::as_bytes(std::span(tiles[i].bytes)));
    }
    if (!done) return fail(done.error());
    control.report("read", static_cast<std::int64_t>(first + count), static_cast<std::int64_t>(files.size()));
  }
  return store;
}

Result<void> PictureStore::tile(std::size_t picture, std::span<std::uint8_t> rgb) const {
  return m_file.read(picture * tileBytes(m_tilePx), std::as_writable_bytes(rgb));
}

Result<void> PictureBags::read(std::size_t bag, std::span<const std::uint32_t> tiles,
                               std::span<std::uint8_t> rgb) const {
  const std::size_t bytes = tileBytes(m_store.tilePx());
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    auto read = m_store.tile(m_bags[bag].pictures[tiles[i]], rgb.subspan(i * bytes, bytes));
    if (!read) return read;
  }
  return {};
}

}  // namespace snitt

#include "ui/panels/thumbnail.h"

#include <exception>

#include "tiling/thumbnail.h"
#include "ui/document/to_qimage.h"

namespace snitt {

namespace {

constexpr std::size_t kCacheBytes = std::size_t{16} << 20;

}  // namespace

Thumbnail makeThumbnail(const std::filesystem::path& slide, const SlideOpener& opener, int edgePx,
                        const std::stop_token& stop, bool withFingerprint) try {
  const auto reader = opener ? opener(slide) : openSlide(slide, {ReaderChoice::automatic, kCacheBytes});
  if (!reader) return {slide, {}, QString::fromStdString(reader.error().message)};
  const auto image = slideThumbnail(**reader, edgePx, {stop, {}, nullptr});
  if (!image) return {slide, {}, QString::fromStdString(image.error().message)};
  return {slide, toQImage(*image), {}, withFingerprint ? fingerprintOf((*reader)->info()).value_or("") : ""};
} catch (const std::exception& error) {
  return {slide, {}, QString::fromLocal8Bit(error.what())};
}

}  // namespace snitt

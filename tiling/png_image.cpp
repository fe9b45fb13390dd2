#include "tiling/png_image.h"

#include <algorithm>
#include <cstdint>

#include "tiling/guard_p.h"
#include "tiling/vips_p.h"

namespace snitt {

namespace {

constexpr std::int64_t kMostPixels = std::int64_t{64} << 20;
constexpr int kCompression = 6;

Result<std::string> encode(const Image& image) {
  if (auto ok = startVips(); !ok) return fail(ok.error());
  if (image.bytes.empty()) return fail(ErrorKind::usage, "an empty image cannot be a PNG");
  const VipsImagePointer view(vips_image_new_from_memory(image.bytes.data(), image.bytes.size(), image.widthPx,
                                                         image.heightPx, image.channels, VIPS_FORMAT_UCHAR));
  void* bytes = nullptr;
  std::size_t size = 0;
  if (!view || vips_pngsave_buffer(view.get(), &bytes, &size, "compression", kCompression, "strip", TRUE, nullptr) != 0)
    return fail(ErrorKind::io, "an image could not be made a PNG: " + vipsComplaint());
  std::string png(static_cast<const char*>(bytes), size);
  g_free(bytes);
  return png;
}

Result<Image> decode(std::string_view bytes) {
  if (auto ok = startVips(); !ok) return fail(ok.error());
  if (!bytes.starts_with("\x89PNG\r\n\x1a\n")) return fail(ErrorKind::unsupported, "this is not a PNG");
  VipsImage* opened = nullptr;
  // The view must be of a kind that libvips will not free; it only reads.
  if (vips_pngload_buffer(const_cast<char*>(bytes.data()), bytes.size(), &opened, "access", VIPS_ACCESS_SEQUENTIAL,
                          "fail_on", VIPS_FAIL_ON_ERROR, nullptr) != 0)
    return fail(ErrorKind::corrupt, "the PNG is damaged: " + vipsComplaint());
  const VipsImagePointer png(opened);
  const int channels = vips_image_get_bands(png.get());
  if (vips_image_get_format(png.get()) != VIPS_FORMAT_UCHAR || (channels != 1 && channels != 3))
    return fail(ErrorKind::unsupported, "the PNG holds neither 8-bit RGB nor 8-bit grey");
  const int width = vips_image_get_width(png.get());
  const int height = vips_image_get_height(png.get());
  if (std::int64_t{width} * height > kMostPixels)
    return fail(ErrorKind::unsupported,
                "the PNG claims " + std::to_string(width) + " x " + std::to_string(height) + " pixels, too many");
  std::size_t size = 0;
  const std::unique_ptr<void, void (*)(void*)> pixels(vips_image_write_to_memory(png.get(), &size), g_free);
  if (!pixels) return fail(ErrorKind::corrupt, "the PNG is damaged: " + vipsComplaint());
  Image image(width, height, channels);
  std::copy_n(static_cast<const std::uint8_t*>(pixels.get()), std::min(size, image.bytes.size()), image.bytes.begin());
  return image;
}

}  // namespace

Result<std::string> encodePng(const Image& image) {
  return guarded("making a PNG", [&] { return encode(image); });
}

Result<Image> decodePng(std::string_view bytes) {
  return guarded("reading a PNG", [&] { return decode(bytes); });
}

}  // namespace snitt

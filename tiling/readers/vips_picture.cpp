#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "tiling/readers/vips_picture_p.h"

namespace snitt {

namespace {

constexpr std::int64_t kMostPixels = std::int64_t{1} << 31;
constexpr std::int64_t kMostWholeBytes = std::int64_t{1} << 30;  // where libvips has to hold a picture as a whole
// JPEG of empty glass has some 60 pixels a byte, tissue a few. Small pictures may be as plain as they like.
constexpr std::int64_t kSmallPixels = std::int64_t{64} << 20;
constexpr std::int64_t kMostPixelsAByte = 200;
constexpr std::size_t kMostIccBytes = std::size_t{16} << 20;
constexpr std::int64_t kStripBytes = std::int64_t{4} << 20;

VipsImage* load(const std::string& path, PictureKind kind) {
  VipsImage* picture = nullptr;
  const auto access = VIPS_ACCESS_SEQUENTIAL;
  // A JPEG that libjpeg warns of has lost its place; libpng and libtiff warn of harmless metadata.
  if (kind == PictureKind::png)
    vips_pngload(path.c_str(), &picture, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, nullptr);
  else if (kind == PictureKind::jpeg)
    vips_jpegload(path.c_str(), &picture, "access", access, "fail_on", VIPS_FAIL_ON_WARNING, nullptr);
  else
    vips_tiffload(path.c_str(), &picture, "access", access, "fail_on", VIPS_FAIL_ON_ERROR, nullptr);
  return picture;
}

bool hasField(VipsImage* picture, const char* name) { return vips_image_get_typeof(picture, name) != 0; }

// In words that go on after the file's name; empty where the picture can be shown.
std::string whyNot(VipsImage* picture, PictureKind kind) {
  constexpr const char* kConvert = "; convert it to 8-bit RGB (`vips colourspace IN OUT.tif srgb`)";
  if (vips_image_get_interpretation(picture) == VIPS_INTERPRETATION_CMYK)
    return std::string("stores its colours as CMYK, which is meant for print").append(kConvert);
  if (vips_image_get_format(picture) != VIPS_FORMAT_UCHAR)
    return std::string("stores more than 8 bits a colour, whose range is not told").append(kConvert);
  const int bands = vips_image_get_bands(picture);
  if (bands < 1 || bands > 4) return "stores " + std::to_string(bands) + " channels, not the three of a picture";
  const std::int64_t bytes = std::int64_t{vips_image_get_width(picture)} * vips_image_get_height(picture) * bands;
  // A progressive JPEG is kept as coefficients of two bytes, an interlaced PNG as pixels.
  const bool progressive = kind == PictureKind::jpeg && hasField(picture, "jpeg-multiscan");
  const bool interlaced = kind == PictureKind::png && hasField(picture, "interlaced");
  if ((progressive ? 2 * bytes : interlaced ? bytes : 0) > kMostWholeBytes)
    return "is interlaced (progressive), which at its size takes too much memory; save it without";
  return {};
}

Result<void> checkSize(VipsImage* picture, std::uint64_t fileBytes, const std::string& name) {
  const std::int64_t width = vips_image_get_width(picture);
  const std::int64_t height = vips_image_get_height(picture);
  const std::string claim = " claims " + std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width * height > kSmallPixels && width * height / kMostPixelsAByte > static_cast<std::int64_t>(fileBytes))
    return fail(ErrorKind::corrupt, name + claim + " in " + std::to_string(fileBytes) +
                                        " bytes, which no picture of tissue does; it is damaged or made to harm");
  if (width * height > kMostPixels)
    return fail(ErrorKind::unsupported,
                name + claim +
                    ", too many for a flat picture; make it a pyramid "
                    "(`vips tiffsave IN OUT.tif --tile --pyramid --compression jpeg --Q 90 --bigtiff`)");
  return {};
}

// One row of 1 to 4 channels to RGB; transparency over white.
void toRgb(const std::uint8_t* from, int widthPx, int bands, std::uint8_t* rgb) {
  const bool grey = bands < 3;
  for (int x = 0; x < widthPx; ++x, from += bands, rgb += 3) {
    const unsigned alpha = bands == 2 || bands == 4 ? from[bands - 1] : 255U;
    for (int channel = 0; channel < 3; ++channel) {
      const unsigned value = from[grey ? 0 : channel];
      rgb[channel] = static_cast<std::uint8_t>((value * alpha + 255U * (255U - alpha) + 127U) / 255U);
    }
  }
}

}  // namespace

Result<VipsImagePointer> openPicture(const std::filesystem::path& path, PictureKind kind, std::uint64_t fileBytes) {
  if (auto ok = startVips(); !ok) return fail(std::move(ok.error()));
  VipsImagePointer picture(load(path.string(), kind));
  if (!picture) return fail(ErrorKind::corrupt, path.string() + " is damaged: " + vipsComplaint());
  if (const std::string why = whyNot(picture.get(), kind); !why.empty())
    return fail(ErrorKind::unsupported, path.string() + " " + why);
  if (auto ok = checkSize(picture.get(), fileBytes, path.string()); !ok) return fail(std::move(ok.error()));
  return picture;
}

int orientationOf(VipsImage* picture) { return vips_image_get_orientation(picture); }

std::vector<std::uint8_t> iccProfileOf(VipsImage* picture) {
  const void* data = nullptr;
  std::size_t bytes = 0;
  if (!hasField(picture, VIPS_META_ICC_NAME) || vips_image_get_blob(picture, VIPS_META_ICC_NAME, &data, &bytes) != 0 ||
      bytes > kMostIccBytes)
    return {};
  const auto* first = static_cast<const std::uint8_t*>(data);
  return {first, first + bytes};
}

Result<PixelStore> decodePicture(VipsImage* picture) {
  const int width = vips_image_get_width(picture);
  const int height = vips_image_get_height(picture);
  const int bands = vips_image_get_bands(picture);
  auto store = PixelStore::create(width, height);
  if (!store) return store;
  const VipsRegionPointer region(vips_region_new(picture));
  const int rows = static_cast<int>(std::clamp<std::int64_t>(kStripBytes / (std::int64_t{width} * bands), 1, 512));
  std::vector<std::uint8_t> rgb;
  for (int top = 0; top < height; top += rows) {
    const VipsRect strip{0, top, width, std::min(rows, height - top)};
    if (vips_region_prepare(region.get(), &strip) != 0)
      return fail(ErrorKind::corrupt,
                  "it cannot be decoded beyond row " + std::to_string(top) + ": " + vipsComplaint());
    const std::size_t rowBytes = static_cast<std::size_t>(width) * 3;
    rgb.resize(rowBytes * static_cast<std::size_t>(strip.height));
    for (int y = 0; y < strip.height; ++y)
      toRgb(VIPS_REGION_ADDR(region.get(), 0, top + y), width, bands,
            rgb.data() + static_cast<std::size_t>(y) * rowBytes);
    if (auto ok = store->append(rgb); !ok) return fail(std::move(ok.error()));
  }
  return store;
}

}  // namespace snitt

#include "tiling/readers/tiff_look.h"

#include <algorithm>
#include <utility>

#include "tiling/readers/tiff_properties_p.h"

namespace snitt {

namespace {

constexpr int kMostImages = 1000;
constexpr std::uint16_t kMostSubDirectories = 64;

// Methods that libtiff knows by number alone, or that its builds leave out.
constexpr std::pair<int, const char*> kCompressions[] = {
    {6, "old-style JPEG"}, {22610, "JPEG XR (NDPI)"}, {33003, "JPEG 2000"},        {33004, "JPEG 2000"},
    {33005, "JPEG 2000"},  {34712, "JPEG 2000"},      {34892, "lossy JPEG (DNG)"}, {34934, "JPEG XR"},
    {50002, "JPEG XL"},    {52546, "JPEG XL"}};

const char* photometricName(int photometric) {
  switch (photometric) {
    case PHOTOMETRIC_SEPARATED:
      return "CMYK, which is meant for print";
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
    case PHOTOMETRIC_ITULAB:
      return "CIE L*a*b*";
    case PHOTOMETRIC_MINISWHITE:
      return "inverted grey";
    case PHOTOMETRIC_MASK:
      return "a transparency mask";
    default:
      return "photometric kind ";
  }
}

}  // namespace

std::string unreadableCompression(int compression) {
  for (const auto& [number, name] : kCompressions)
    if (number == compression) return name;
  if (TIFFIsCODECConfigured(static_cast<std::uint16_t>(compression)) != 0) return {};
  return "method " + std::to_string(compression);
}

std::string unreadablePixels(const TiffLook& look) {
  constexpr const char* kToEightBits = "; convert it to 8-bit RGB (`vips colourspace IN OUT.tif srgb`)";
  if (const std::string packing = unreadableCompression(look.compression); !packing.empty())
    return "is compressed by " + packing +
           ", which Snitt cannot unpack; convert it (`bfconvert -compression JPEG IN OUT.ome.tiff`)";
  if (look.bitsPerSample == 1) return "stores 1 bit a pixel: it is a mask or a fax, not a picture of tissue";
  if (look.sampleFormat == SAMPLEFORMAT_IEEEFP) return "stores floating-point values: it is a map, not a picture";
  if (look.bitsPerSample != 8 || look.sampleFormat != SAMPLEFORMAT_UINT)
    return "stores " + std::to_string(look.bitsPerSample) + " bits a colour, whose range is not told" + kToEightBits;
  const bool colour = look.photometric == PHOTOMETRIC_RGB || look.photometric == PHOTOMETRIC_YCBCR;
  const bool grey = look.photometric == PHOTOMETRIC_MINISBLACK;
  if (!colour && !grey && look.photometric != PHOTOMETRIC_PALETTE) {
    std::string why = std::string("stores its colours as ") + photometricName(look.photometric);
    if (why.back() == ' ') why += std::to_string(look.photometric);
    return why + kToEightBits;
  }
  const int least = colour ? 3 : 1;
  if (look.samplesPerPixel != least && !(look.samplesPerPixel == least + 1 && look.alpha))
    return "stores " + std::to_string(look.samplesPerPixel) + " channels, not the three of a brightfield picture";
  return {};
}

Result<TiffLook> lookAtTiff(const os::ReadOnlyFile& file, const std::filesystem::path& path) {
  if (auto ok = checkTiffHeader(file, path); !ok) return fail(std::move(ok.error()));
  TiffSource source{&file, 0, {}};
  const TiffHandle handle = openTiff(source, path.filename().string());
  TIFF* const tiff = handle.get();
  if (tiff == nullptr)
    return fail(ErrorKind::corrupt,
                path.string() + " is damaged: its first directory cannot be read (" + source.error + ")");
  const auto number = [tiff](std::uint32_t tag, std::uint16_t absent) {
    return tiffValue<std::uint16_t>(tiff, tag, absent);
  };
  TiffLook look;
  look.widthPx = tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
  look.heightPx = tiffValue<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
  if (look.widthPx == 0 || look.heightPx == 0)
    return fail(ErrorKind::corrupt, path.string() + " is damaged: its picture has no size");
  look.tiled = TIFFIsTiled(tiff) != 0;
  look.planar = number(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  look.bitsPerSample = number(TIFFTAG_BITSPERSAMPLE, 1);
  look.samplesPerPixel = number(TIFFTAG_SAMPLESPERPIXEL, 1);
  look.sampleFormat = number(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  look.compression = number(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  look.photometric = number(TIFFTAG_PHOTOMETRIC, 0xFFFF);
  look.orientation = number(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  if (!look.tiled && (look.planar || look.compression == COMPRESSION_JPEG))
    look.stripBytes =
        std::min<std::int64_t>(tiffValue<std::uint32_t>(tiff, TIFFTAG_ROWSPERSTRIP, 0xFFFFFFFF), look.heightPx) *
        look.widthPx * (look.planar ? 1 : look.samplesPerPixel);
  std::uint16_t extras = 0;
  const std::uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds) != 0 && extras == 1 && kinds != nullptr)
    look.alpha = kinds[0] == EXTRASAMPLE_UNASSALPHA;
  look.description = tiffText(tiff, TIFFTAG_IMAGEDESCRIPTION);
  look.properties = tiffProperties(tiff, "generic-tiff");
  look.iccProfile = tiffIccProfile(tiff);
  std::uint16_t count = 0;
  const std::uint64_t* offsets = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_SUBIFD, &count, &offsets) != 0 && offsets != nullptr)
    look.subDirectories.assign(offsets, offsets + std::min(count, kMostSubDirectories));
  while (look.images < kMostImages && TIFFLastDirectory(tiff) == 0 && TIFFReadDirectory(tiff) != 0) ++look.images;
  return look;
}

}  // namespace snitt

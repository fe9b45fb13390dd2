#include "tiling/readers/ome_tiff.h"

#include <utility>

#include "core/text/number.h"

namespace snitt {

namespace {

std::string whyNoSlide(const OmeImage& image, const TiffLook& look) {
  const auto many = [](int count, const char* what) { return "holds " + std::to_string(count) + " " + what; };
  if (image.sizeZ > 1) return many(image.sizeZ, "focus planes; export the best one (`bfconvert -z 0 IN OUT.ome.tiff`)");
  if (image.sizeT > 1) return many(image.sizeT, "time points; Snitt reads one brightfield picture");
  if (image.sizeC > look.samplesPerPixel)
    return many(image.sizeC, "channels, as fluorescence images do; Snitt reads brightfield slides in RGB");
  if (!image.pixelType.empty() && image.pixelType != "uint8" && look.bitsPerSample == 8)
    return "says its pixels are " + image.pixelType + " but stores 8-bit ones, so they cannot be trusted";
  return {};
}

}  // namespace

Result<void> describeOme(const TiffLook& look, SlideInfo& info) {
  auto image = parseOmeXml(look.description);
  if (!image) {
    image.error().message.insert(0, info.path.string() + " ");
    return fail(std::move(image.error()));
  }
  if (const std::string why = whyNoSlide(*image, look); !why.empty())
    return fail(ErrorKind::unsupported, info.path.string() + " " + why);
  info.vendor = "ome-tiff";
  // The whole XML is no property; what counts of it is listed one by one.
  info.properties.erase("tiff.ImageDescription");
  info.properties.erase("openslide.mpp-x");
  info.properties.erase("openslide.mpp-y");
  info.properties["openslide.vendor"] = info.vendor;
  info.properties.merge(image->properties);
  if (image->mppX) info.properties["openslide.mpp-x"] = shortest(*image->mppX);
  if (image->mppY) info.properties["openslide.mpp-y"] = shortest(*image->mppY);
  if (image->magnification) info.properties["openslide.objective-power"] = shortest(*image->magnification);
  return {};
}

}  // namespace snitt

#include <array>
#include <utility>

#include "core/text/number.h"
#include "tiling/readers/slide_properties.h"
#include "tiling/readers/tiff_properties_p.h"

namespace snitt {

namespace {

constexpr std::uint32_t kMostIccBytes = 16U << 20U;

using Properties = std::map<std::string, std::string>;

void addResolution(TIFF* tiff, const std::string& vendor, Properties& properties) {
  const auto unit = tiffValue<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const double umPerUnit = unit == RESUNIT_CENTIMETER ? 1e4 : unit == RESUNIT_INCH ? 25400 : 0;
  properties["tiff.ResolutionUnit"] = unit == RESUNIT_CENTIMETER ? "centimeter"
                                      : unit == RESUNIT_INCH     ? "inch"
                                                                 : "none";
  for (const auto& [tag, axis] : {std::pair<std::uint32_t, std::string>{TIFFTAG_XRESOLUTION, "x"},
                                  std::pair<std::uint32_t, std::string>{TIFFTAG_YRESOLUTION, "y"}}) {
    float perUnit = 0;
    if (TIFFGetField(tiff, tag, &perUnit) == 0) continue;
    properties[axis == "x" ? "tiff.XResolution" : "tiff.YResolution"] = shortest(perUnit);
    if (vendor == "generic-tiff" && umPerUnit > 0 && perUnit > 0)
      properties["openslide.mpp-" + axis] = shortest(umPerUnit / static_cast<double>(perUnit));
  }
}

}  // namespace

std::map<std::string, std::string> tiffProperties(TIFF* tiff, const std::string& vendor) {
  Properties properties;
  const std::array<std::pair<std::uint32_t, const char*>, 5> texts{{{TIFFTAG_IMAGEDESCRIPTION, "tiff.ImageDescription"},
                                                                    {TIFFTAG_MAKE, "tiff.Make"},
                                                                    {TIFFTAG_MODEL, "tiff.Model"},
                                                                    {TIFFTAG_SOFTWARE, "tiff.Software"},
                                                                    {TIFFTAG_DATETIME, "tiff.DateTime"}}};
  for (const auto& [tag, name] : texts)
    if (const std::string text = tiffText(tiff, tag); !text.empty()) properties[name] = cleanText(text);
  properties["openslide.vendor"] = vendor;
  addResolution(tiff, vendor, properties);
  if (vendor == "aperio") {
    properties.merge(aperioProperties(tiffText(tiff, TIFFTAG_IMAGEDESCRIPTION)));
    const auto copy = [&properties](const char* from, const char* to) {
      if (const auto found = properties.find(from); found != properties.end()) properties[to] = found->second;
    };
    copy("aperio.MPP", "openslide.mpp-x");
    copy("aperio.MPP", "openslide.mpp-y");
    copy("aperio.AppMag", "openslide.objective-power");
  }
  return properties;
}

std::vector<std::uint8_t> tiffIccProfile(TIFF* tiff) {
  std::uint32_t bytes = 0;
  const std::uint8_t* profile = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &bytes, &profile) == 0 || profile == nullptr || bytes > kMostIccBytes)
    return {};
  return {profile, profile + bytes};
}

}  // namespace snitt

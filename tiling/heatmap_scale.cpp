#include <cmath>

#include "core/text/number.h"
#include "tiling/heatmap_scale_p.h"

namespace snitt {

std::optional<double> tiffStepUm(TIFF* tiff, std::uint32_t tag) {
  float perUnit = 0;
  const auto unit = tiffValue<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  if (unit == RESUNIT_NONE || TIFFGetField(tiff, tag, &perUnit) == 0 || !std::isfinite(perUnit) || !(perUnit > 0))
    return std::nullopt;
  return (unit == RESUNIT_CENTIMETER ? 1e4 : 25400) / static_cast<double>(perUnit);
}

double exactStepUm(TIFF* tiff, const std::string& key, double fromTag) {
  const std::string description = tiffText(tiff, TIFFTAG_IMAGEDESCRIPTION);
  const std::size_t at = description.find("\n" + key + " = ");
  if (at == std::string::npos) return fromTag;
  const std::size_t begin = at + key.size() + 4;
  const auto stated = parseNumber(std::string_view(description).substr(begin, description.find('\n', begin) - begin));
  constexpr double singlePrecision = 1e-6;
  return stated && std::abs(*stated - fromTag) < singlePrecision * fromTag ? *stated : fromTag;
}

}  // namespace snitt

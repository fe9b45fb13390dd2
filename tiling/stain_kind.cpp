#include <algorithm>
#include <array>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "tiling/stain_kind_p.h"

namespace snitt {
namespace {

constexpr int glassLight = 170;
constexpr int darkLight = 60;
constexpr double mostGlass = 0.02;  // of a fluorescence image
constexpr double leastDark = 0.5;
constexpr double leastGlow = 0.002;  // brighter than the dark ground by a clear step
constexpr std::int64_t leastPixels = 30;
constexpr float colouredChroma = 0.05F;
constexpr double unstainedShare = 0.1;  // of tissue that has any colour

// Shares of red and blue density in the green one. Eosin has (0.1, 0.1–0.3), haematoxylin (0.9, 0.4), DAB (0.5, 1.4);
// mixtures lie between. Scanners move all of them by up to a third.
constexpr float brownBlue = 0.82F;
constexpr float faintBrownBlue = 0.65F;  // where there is no eosin: haematoxylin alone has 0.4
constexpr float brownRed = 0.3F;
constexpr float mostBlueOfHe = 0.8F;
constexpr float mostRedOfHe = 1.0F;
constexpr float eosinRed = 0.72F;  // with this little blue, no mixture of haematoxylin and DAB is below 0.77
constexpr float eosinBlue = 0.75F;
constexpr double leastFaintBrown = 0.05;
constexpr double leastBrownBesideEosin = 0.2;
constexpr double leastEosin = 0.1;

struct Colours {
  std::int64_t pixels = 0;
  std::int64_t coloured = 0;
  double red = 0;  // sums of density
  double green = 0;
  double blue = 0;
  double brownGreen = 0;  // green density of pixels that are brown, and so on
  double faintBrownGreen = 0;
  double eosinGreen = 0;
};

Colours coloursOf(const Density& density, const cv::Mat& tissue) {
  Colours sums;
  for (int y = 0; y < tissue.rows; ++y) {
    for (int x = 0; x < tissue.cols; ++x) {
      if (tissue.at<std::uint8_t>(y, x) == 0) continue;
      ++sums.pixels;
      const float red = density.red.at<float>(y, x);
      const float green = density.green.at<float>(y, x);
      const float blue = density.blue.at<float>(y, x);
      if (std::max({red, green, blue}) - std::min({red, green, blue}) < colouredChroma) continue;
      ++sums.coloured;
      sums.red += red;
      sums.green += green;
      sums.blue += blue;
      if (blue > brownBlue * green && red > brownRed * green) sums.brownGreen += green;
      if (blue > faintBrownBlue * green && red > brownRed * green) sums.faintBrownGreen += green;
      if (red < eosinRed * green && blue < eosinBlue * green) sums.eosinGreen += green;
    }
  }
  return sums;
}

}  // namespace

bool isFluorescence(const Image& overview) {
  std::array<std::int64_t, 256> histogram{};
  std::int64_t glass = 0;
  for (std::size_t i = 0; i + 2 < overview.bytes.size(); i += 3) {
    const auto [least, most] = std::minmax({overview.bytes[i], overview.bytes[i + 1], overview.bytes[i + 2]});
    ++histogram[most];
    if (least >= glassLight) ++glass;
  }
  const double total = static_cast<double>(overview.bytes.size()) / 3;
  std::int64_t dark = 0;
  int ground = -1;  // the commonest light
  for (int light = 0; light < 256; ++light) {
    const std::int64_t count = histogram[static_cast<std::size_t>(light)];
    if (light < darkLight) dark += count;
    if (ground < 0 || count > histogram[static_cast<std::size_t>(ground)]) ground = light;
  }
  std::int64_t glow = 0;
  for (int light = ground + 12; light < 256; ++light) glow += histogram[static_cast<std::size_t>(light)];
  return total > 0 && static_cast<double>(dark) > leastDark * total && static_cast<double>(glow) > leastGlow * total &&
         static_cast<double>(glass) <= std::max(mostGlass * total, 0.2 * static_cast<double>(glow));
}

StainKind stainOf(const Density& density, const cv::Mat& tissue) {
  const Colours sums = coloursOf(density, tissue);
  if (sums.pixels < leastPixels) return StainKind::unknown;
  if (static_cast<double>(sums.coloured) < unstainedShare * static_cast<double>(sums.pixels))
    return StainKind::unstained;
  const double eosin = sums.eosinGreen / sums.green;
  const bool isBrown = eosin < leastEosin ? sums.faintBrownGreen >= leastFaintBrown * sums.green
                                          : sums.brownGreen >= leastBrownBesideEosin * sums.green;
  if (isBrown) {
    const bool haematoxylinOrBrown = sums.red > brownRed * sums.green && sums.red < mostRedOfHe * 1.1 * sums.green;
    return haematoxylinOrBrown ? StainKind::haematoxylinDab : StainKind::unknown;
  }
  const bool purpleOrPink = sums.green >= sums.red / mostRedOfHe && sums.blue < mostBlueOfHe * sums.green;
  return purpleOrPink && eosin >= leastEosin ? StainKind::haematoxylinEosin : StainKind::unknown;
}

}  // namespace snitt

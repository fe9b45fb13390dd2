#include "tiling/icc_transform_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>

#include <lcms2.h>

#include "tiling/icc_name_p.h"

namespace snitt {
namespace {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct CloseTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
struct FreeCurve {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, CloseTransform>;

// sRGB's primaries and white (ITU-R BT.709) with linear light. Version 2, as Little CMS switches black point
// compensation on by itself towards a version 4 profile.
Profile linearSrgb() {
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
  const std::unique_ptr<cmsToneCurve, FreeCurve> straight(cmsBuildGamma(nullptr, 1));
  if (straight == nullptr) return nullptr;
  std::array<cmsToneCurve*, 3> curves{straight.get(), straight.get(), straight.get()};
  Profile profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
  if (profile != nullptr) cmsSetProfileVersion(profile.get(), 2.1);
  return profile;
}

// Perceptual is the intent for which scanners' makers build their tables. Black point compensation stays off: it would
// stretch each scanner's own darkest colour to the screen's black, so that the same nucleus had another darkness on
// each. Floating point without Little CMS's optimisations: exact, and light beyond sRGB is not cut off. NOCACHE: else a
// transform remembers its last pixel, which threads would fight over.
Transform exactTransform(cmsHPROFILE from) {
  const Profile to = linearSrgb();
  if (to == nullptr) return nullptr;
  return Transform(cmsCreateTransform(from, TYPE_RGB_8, to.get(), TYPE_RGB_FLT, INTENT_PERCEPTUAL,
                                      cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE));
}

bool isSrgb(const ColourGrid::Exact& convert) {
  std::vector<std::uint8_t> rgb;
  for (int grey = 0; grey < 256; ++grey) rgb.insert(rgb.end(), 3, static_cast<std::uint8_t>(grey));
  for (int red = 0; red < 256; red += 15)
    for (int green = 0; green < 256; green += 15)
      for (int blue = 0; blue < 256; blue += 15)
        for (const int level : {red, green, blue}) rgb.push_back(static_cast<std::uint8_t>(level));
  std::vector<float> light(rgb.size());
  convert(rgb, light);
  for (std::size_t i = 0; i < rgb.size(); ++i)
    if (!(std::abs(srgbLevel(light[i]) - rgb[i]) <= 1)) return false;
  return true;
}

std::string whyNotRgb(cmsHPROFILE profile) {
  const cmsColorSpaceSignature space = cmsGetColorSpace(profile);
  if (space == cmsSigGrayData) return "it is made for grey pictures, not for RGB";
  if (space != cmsSigRgbData) return "it is not made for RGB pictures";
  const cmsProfileClassSignature kind = cmsGetDeviceClass(profile);
  const bool isDevice = kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigColorSpaceClass ||
                        kind == cmsSigOutputClass;
  return isDevice ? "" : "it does not describe the colours of a device";
}

Result<std::shared_ptr<const IccTransform>> makeNew(std::span<const std::uint8_t> bytes) {
  Profile profile;
  if (bytes.size() <= std::numeric_limits<cmsUInt32Number>::max())
    profile.reset(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  if (profile == nullptr) return fail(ErrorKind::corrupt, "it is damaged or incomplete");
  if (std::string why = whyNotRgb(profile.get()); !why.empty()) return fail(ErrorKind::unsupported, std::move(why));
  const Transform exact = exactTransform(profile.get());
  if (exact == nullptr) return fail(ErrorKind::corrupt, "it is damaged or incomplete");
  const ColourGrid::Exact convert = [&exact](std::span<const std::uint8_t> rgb, std::span<float> light) {
    cmsDoTransform(exact.get(), rgb.data(), light.data(), static_cast<cmsUInt32Number>(rgb.size() / 3));
  };

  auto made = std::make_shared<IccTransform>();
  made->profile.assign(bytes.begin(), bytes.end());
  made->name = iccNameOf(profile.get());
  if (!isSrgb(convert)) made->toSrgb.emplace(convert);
  return made;
}

}  // namespace

Result<std::shared_ptr<const IccTransform>> iccTransformOf(std::span<const std::uint8_t> profile) {
  // A slider makes a new look many times a second, always with the same profile.
  static std::mutex mutex;
  static std::weak_ptr<const IccTransform> last;
  const std::scoped_lock lock(mutex);
  if (std::shared_ptr<const IccTransform> known = last.lock();
      known != nullptr && std::ranges::equal(known->profile, profile))
    return known;
  Result<std::shared_ptr<const IccTransform>> made = makeNew(profile);
  if (made) last = *made;
  return made;
}

}  // namespace snitt

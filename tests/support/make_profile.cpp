#include "support/make_profile.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include <lcms2.h>

namespace snitt::test {
namespace {

struct Close {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct CloseTransform {
  void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
struct Free {
  void operator()(cmsToneCurve* curve) const { cmsFreeToneCurve(curve); }
  void operator()(cmsPipeline* pipeline) const { cmsPipelineFree(pipeline); }
  void operator()(cmsMLU* text) const { cmsMLUfree(text); }
};
using Profile = std::unique_ptr<void, Close>;
using Curve = std::unique_ptr<cmsToneCurve, Free>;

Bytes saved(const Profile& profile) {
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem(profile.get(), nullptr, &size);
  Bytes bytes(size);
  if (size == 0 || cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0)
    throw std::runtime_error("Little CMS wrote no profile");
  return bytes;
}

struct Scanner {
  double blackness;
  bool isVersion4;
};

// Wider primaries than sRGB's, as matrices of a light's share in XYZ (ROMM's, D50).
int scannerColour(const cmsUInt16Number in[], cmsUInt16Number out[], void* cargo) {
  const auto* scanner = static_cast<const Scanner*>(cargo);
  std::array<double, 3> light{};
  for (std::size_t i = 0; i < 3; ++i) light[i] = std::pow(in[i] / 65535.0, 2.2);
  const cmsCIEXYZ xyz{0.7977 * light[0] + 0.1352 * light[1] + 0.0313 * light[2],
                      0.2880 * light[0] + 0.7119 * light[1] + 0.0001 * light[2], 0.8249 * light[2]};
  cmsCIELab lab;
  cmsXYZ2Lab(cmsD50_XYZ(), &lab, &xyz);
  lab.L = scanner->blackness + lab.L * (100 - scanner->blackness) / 100;
  if (scanner->isVersion4)
    cmsFloat2LabEncoded(out, &lab);
  else
    cmsFloat2LabEncodedV2(out, &lab);
  return 1;
}

}  // namespace

Bytes matrixProfile(const Primaries& primaries, double gamma, const std::wstring& name, double version) {
  const cmsCIExyY white{0.3127, 0.3290, 1};
  const cmsCIExyYTRIPLE lights{{primaries[0][0], primaries[0][1], 1},
                               {primaries[1][0], primaries[1][1], 1},
                               {primaries[2][0], primaries[2][1], 1}};
  const Curve curve(cmsBuildGamma(nullptr, gamma));
  std::array<cmsToneCurve*, 3> curves{curve.get(), curve.get(), curve.get()};
  const Profile profile(cmsCreateRGBProfile(&white, &lights, curves.data()));
  cmsSetProfileVersion(profile.get(), version);
  if (!name.empty()) {
    const std::unique_ptr<cmsMLU, Free> text(cmsMLUalloc(nullptr, 1));
    cmsMLUsetWide(text.get(), "en", "US", name.c_str());
    cmsWriteTag(profile.get(), cmsSigProfileDescriptionTag, text.get());
  }
  return saved(profile);
}

Bytes tableProfile(double blackness, double version) {
  const Profile profile(cmsCreateProfilePlaceholder(nullptr));
  cmsSetProfileVersion(profile.get(), version);
  cmsSetDeviceClass(profile.get(), cmsSigInputClass);
  cmsSetColorSpace(profile.get(), cmsSigRgbData);
  cmsSetPCS(profile.get(), cmsSigLabData);
  const std::unique_ptr<cmsPipeline, Free> pipeline(cmsPipelineAlloc(nullptr, 3, 3));
  const Curve straight(cmsBuildGamma(nullptr, 1));
  std::array<cmsToneCurve*, 3> curves{straight.get(), straight.get(), straight.get()};
  Scanner scanner{blackness, version >= 4};
  cmsStage* table = cmsStageAllocCLut16bit(nullptr, 17, 3, 3, nullptr);
  cmsStageSampleCLut16bit(table, scannerColour, &scanner, 0);
  cmsPipelineInsertStage(pipeline.get(), cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, curves.data()));
  cmsPipelineInsertStage(pipeline.get(), cmsAT_END, table);
  cmsPipelineInsertStage(pipeline.get(), cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, curves.data()));
  cmsWriteTag(profile.get(), cmsSigAToB0Tag, pipeline.get());
  cmsWriteTag(profile.get(), cmsSigMediaWhitePointTag, cmsD50_XYZ());
  return saved(profile);
}

Bytes srgbProfile() { return saved(Profile(cmsCreate_sRGBProfile())); }

Bytes greyProfile() {
  const Curve curve(cmsBuildGamma(nullptr, 2.2));
  return saved(Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve.get())));
}

Bytes labProfile() { return saved(Profile(cmsCreateLab4Profile(nullptr))); }

std::vector<double> srgbByLcms(const Bytes& bytes, std::span<const std::uint8_t> rgb) {
  const Profile from(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
  const Profile to(cmsCreate_sRGBProfile());
  cmsSetProfileVersion(to.get(), 2.1);  // else Little CMS compensates black points unasked
  const std::unique_ptr<void, CloseTransform> transform(
      from == nullptr ? nullptr
                      : cmsCreateTransform(from.get(), TYPE_RGB_FLT, to.get(), TYPE_RGB_FLT, INTENT_PERCEPTUAL, 0));
  if (transform == nullptr) throw std::runtime_error("Little CMS refuses the profile");
  std::vector<float> in(rgb.size());
  std::transform(rgb.begin(), rgb.end(), in.begin(),
                 [](std::uint8_t level) { return static_cast<float>(level) / 255; });
  std::vector<float> out(rgb.size());
  cmsDoTransform(transform.get(), in.data(), out.data(), static_cast<cmsUInt32Number>(rgb.size() / 3));
  std::vector<double> levels(rgb.size());
  std::transform(out.begin(), out.end(), levels.begin(),
                 [](float level) { return 255.0 * std::clamp<double>(level, 0, 1); });
  return levels;
}

}  // namespace snitt::test

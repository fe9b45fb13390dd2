#include "tiling/slide_scale.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/text/number.h"

namespace snitt {

namespace {

constexpr double kLeastMpp = 0.05;
constexpr double kMostMpp = 20;
constexpr double kLeastUsualMpp = 0.1;
constexpr double kMostUsualMpp = 1.5;
constexpr double kHintTolerance = 0.15;
constexpr double kFileTolerance = 0.02;
constexpr double kMostStretch = 0.1;
// 0.25 · 1.15 is not exact in binary: a value right at a limit must not fall on its far side by rounding.
constexpr double kRounding = 1e-9;

bool differs(double value, double reference, double tolerance) {
  return std::abs(value / reference - 1) > tolerance + kRounding;
}

bool isBlank(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isspace(c) != 0; });
}

std::string implausible(double mpp) {
  // Hundreds of digits would say less than none.
  const bool readable = std::abs(mpp) >= 1e-3 && std::abs(mpp) < 1e5;
  return "--mpp " + (readable ? shortest(mpp) + " " : std::string()) + "must lie between 0.05 and 20 µm/px";
}

// Why a typed value needs a reason, or nothing.
std::string doubt(double mpp, const SlideInfo& info) {
  const std::string typed = "--mpp " + shortest(mpp);
  if (mpp < kLeastUsualMpp || mpp > kMostUsualMpp) return typed + " is outside the usual 0.1 to 1.5 µm/px";
  if (info.magnification && *info.magnification > 0 && differs(mpp, 10 / *info.magnification, kHintTolerance))
    return typed + " is more than 15 % from the " + shortest(10 / *info.magnification) + " µm/px that the file's own " +
           shortest(*info.magnification) + "x suggests";
  return {};
}

Result<SlideScale> fromFile(const SlideInfo& info) {
  if (!info.mpp) return fail(ErrorKind::usage, "there is no usable scale (" + info.mppOrigin + "): give it with --mpp");
  SlideScale scale;
  scale.mpp = *info.mpp;
  scale.source = "file";
  scale.inFile = (info.mpp->x + info.mpp->y) / 2;
  const std::string both = fixed(info.mpp->x, 4) + " x " + fixed(info.mpp->y, 4) + " µm";
  if (differs(info.mpp->x, info.mpp->y, kMostStretch))
    return fail(ErrorKind::outOfScope, "its pixels are not square (" + both +
                                           ") and the networks would see stretched tissue; if the file is wrong, give "
                                           "the true scale with --mpp");
  if (differs(info.mpp->x, info.mpp->y, kFileTolerance))
    scale.findings.push_back("its pixels are not square (" + both + ")");
  return scale;
}

}  // namespace

bool plausibleMpp(double mpp) { return std::isfinite(mpp) && mpp >= kLeastMpp && mpp <= kMostMpp; }

Result<SlideScale> resolveScale(const SlideInfo& info, const std::optional<TypedMpp>& typed) {
  if (!typed) return fromFile(info);
  if (!plausibleMpp(typed->mpp)) return fail(ErrorKind::usage, implausible(typed->mpp));
  const std::string reason = isBlank(typed->reason) ? std::string() : typed->reason;
  if (reason.empty())
    if (const std::string why = doubt(typed->mpp, info); !why.empty())
      return fail(ErrorKind::usage, why + "; give the reason with --mpp-reason");
  SlideScale scale;
  scale.mpp = {typed->mpp, typed->mpp};
  scale.source = "typed by " + typed->typedBy;
  scale.reason = reason;
  if (!info.mpp) return scale;
  scale.inFile = (info.mpp->x + info.mpp->y) / 2;
  if (differs(typed->mpp, *scale.inFile, kFileTolerance))
    scale.findings.push_back("the typed " + shortest(typed->mpp) + " µm/px differs by more than 2 % from the file's " +
                             fixed(*scale.inFile, 4) + " µm/px");
  return scale;
}

}  // namespace snitt

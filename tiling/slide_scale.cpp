#include "tiling/slide_scale.h"

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
// 0.25 · 1.15 is not exact in binary: a value right at a limit must not fall on its far side by rounding.
constexpr double kRounding = 1e-9;

bool differs(double value, double reference, double tolerance) {
  return std::abs(value / reference - 1) > tolerance + kRounding;
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
  const std::string name = info.path.filename().string();
  if (!info.mpp)
    return fail(ErrorKind::usage, name + " has no usable scale (" + info.mppOrigin + "): give it with --mpp");
  SlideScale scale;
  scale.mpp = *info.mpp;
  scale.source = "file";
  scale.inFile = (info.mpp->x + info.mpp->y) / 2;
  return scale;
}

}  // namespace

bool plausibleMpp(double mpp) { return std::isfinite(mpp) && mpp >= kLeastMpp && mpp <= kMostMpp; }

Result<SlideScale> resolveScale(const SlideInfo& info, const std::optional<TypedMpp>& typed) {
  if (!typed) return fromFile(info);
  if (!std::isfinite(typed->mpp) || typed->mpp <= 0)
    return fail(ErrorKind::usage, "--mpp " + shortest(typed->mpp) + " is not a positive number of µm per pixel");
  if (typed->reason.empty())
    if (const std::string why = doubt(typed->mpp, info); !why.empty())
      return fail(ErrorKind::usage, info.path.filename().string() + ": " + why + "; give the reason with --mpp-reason");
  SlideScale scale;
  scale.mpp = {typed->mpp, typed->mpp};
  scale.source = "typed by " + typed->typedBy;
  scale.reason = typed->reason;
  if (!info.mpp) return scale;
  scale.inFile = (info.mpp->x + info.mpp->y) / 2;
  if (differs(typed->mpp, *scale.inFile, kFileTolerance))
    scale.findings.push_back("the typed " + shortest(typed->mpp) + " µm/px differs by more than 2 % from the file's " +
                             shortest(*scale.inFile) + " µm/px");
  return scale;
}

}  // namespace snitt

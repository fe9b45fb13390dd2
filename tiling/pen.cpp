#include <algorithm>
#include <cmath>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"
#include "tiling/pen_p.h"

namespace snitt {
namespace {

constexpr float frameDensity = 0.55F;       // lighter grey is shade or dust
constexpr float frameChroma = 0.2F;         // of its density
constexpr double frameShareOfEdge = 0.3;    // a frame covers at least this much of one edge of the image
constexpr double leastInkUm2 = 4000;        // dust of any colour stays below
constexpr double seedUm2 = 1500;
constexpr double softEdgeUm = 24;
constexpr double gapUm = 40;                // between strokes of a hatched area
constexpr double smoothWindowUm = 40;
constexpr double mostMppForSmoothness = 12;  // beyond this, averaging makes tissue as smooth as ink
constexpr float smoothSpread = 0.04F;       // standard deviation of ink in the window, as a share of its density
constexpr float smoothDensity = 0.65F;

cv::Mat disc(double radiusPx) {
  const int radius = std::max(1, static_cast<int>(std::lround(radiusPx)));
  return cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
}

// Ink that could be no stain. `sure` starts an area of ink, `!sure` lets it grow to its paler edges.
bool isInkColour(float red, float green, float blue, bool sure) {
  const float most = std::max({red, green, blue});
  if (most < (sure ? 0.22F : 0.08F)) return false;
  const float least = std::min({red, green, blue});
  const bool bluish = red > (sure ? 1.3F : 1.15F) * green && red - green > (sure ? 0.1F : 0.02F);
  const bool reddish = most > (sure ? 0.6F : 0.12F) && red < (sure ? 0.3F : 0.36F) * green &&
                       blue > (sure ? 0.77F : 0.72F) * green;
  const bool yellowish = blue > 1.2F * green && red < (sure ? 0.12F : 0.2F) * blue;
  const bool black = most > (sure ? 0.6F : 0.35F) && least > (sure ? 0.8F : 0.75F) * most;
  return bluish || reddish || yellowish || black;
}

cv::Mat inkColour(const Density& density, bool sure) {
  cv::Mat mask(density.red.size(), CV_8U);
  for (int y = 0; y < mask.rows; ++y) {
    const auto* red = density.red.ptr<float>(y);
    const auto* green = density.green.ptr<float>(y);
    const auto* blue = density.blue.ptr<float>(y);
    auto* out = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < mask.cols; ++x) out[x] = isInkColour(red[x], green[x], blue[x], sure) ? 255 : 0;
  }
  return mask;
}

// Dense and without texture.
cv::Mat smoothInk(const Density& density, double mpp) {
  if (mpp > mostMppForSmoothness) return cv::Mat::zeros(density.red.size(), CV_8U);
  const cv::Mat most = density.most();
  const int window = std::max(3, static_cast<int>(std::lround(smoothWindowUm / mpp)) | 1);
  cv::Mat mean;
  cv::Mat square;
  cv::blur(most, mean, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  cv::blur(most.mul(most), square, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  const cv::Mat variance = square - mean.mul(mean);
  const cv::Mat limit = smoothSpread * mean;
  cv::Mat smooth = (variance < limit.mul(limit)) & (mean > smoothDensity);
  // The window must lie inside the stroke, so what it found is smaller than the stroke by its radius.
  cv::dilate(smooth, smooth, cv::getStructuringElement(cv::MORPH_RECT, {window, window}));
  return smooth;
}

}  // namespace

cv::Mat scannerFrame(const Density& density) {
  const cv::Mat most = density.most();
  cv::Mat dark = (most > frameDensity) & (density.chroma() < frameChroma * most);
  cv::Mat seeds = cv::Mat::zeros(dark.size(), CV_8U);
  if (dark.empty()) return dark;
  const auto mark = [&](const cv::Rect& edge) {
    const cv::Mat strip = dark(edge);
    if (cv::countNonZero(strip) > frameShareOfEdge * edge.area()) strip.copyTo(seeds(edge));
  };
  mark({0, 0, dark.cols, 1});
  mark({0, dark.rows - 1, dark.cols, 1});
  mark({0, 0, 1, dark.rows});
  mark({dark.cols - 1, 0, 1, dark.rows});
  return reachedFrom(seeds, dark);
}

cv::Mat penInk(const Density& density, const cv::Mat& frame, double mpp) {
  cv::Mat sure = inkColour(density, true);
  cv::Mat seeds = sure | smoothInk(density, mpp);
  seeds.setTo(0, frame);
  dropObjects(seeds, seedUm2 / (mpp * mpp));
  const cv::Mat weak = (inkColour(density, false) | seeds) & ~frame;
  cv::Mat ink = reachedFrom(seeds, weak);
  dropObjects(ink, leastInkUm2 / (mpp * mpp));
  if (cv::countNonZero(ink) == 0) return ink;
  cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, disc(gapUm / 2 / mpp));
  cv::dilate(ink, ink, disc(softEdgeUm / mpp));
  ink.setTo(0, frame);
  return ink;
}

}  // namespace snitt

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"
#include "tiling/pen_p.h"

namespace snitt {
namespace {

constexpr float frameDensity = 0.55F;     // lighter grey is shade or dust
constexpr float frameChroma = 0.2F;       // of its density
constexpr double frameShareOfEdge = 0.3;  // a frame covers at least this much of one edge of the image
constexpr double leastInkUm2 = 4000;      // dust of any colour stays below
constexpr double seedUm2 = 1500;
constexpr double softEdgeUm = 24;
constexpr double surroundUm = 64;
constexpr double hueStep = 0.12;  // between shares of red or blue in the green density
constexpr double gapUm = 40;      // between strokes of a hatched area
constexpr double smoothWindowUm = 40;
constexpr double mostMppForSmoothness = 12;  // beyond this, averaging makes tissue as smooth as ink
constexpr float smoothSpread = 0.04F;        // standard deviation of ink in the window, as a share of its density
constexpr float smoothDensity = 0.65F;
constexpr double stainShare = 0.6;    // of all colour on the slide: more of one ink than this may be its stain
constexpr float stainSpread = 0.08F;  // texture that tells a blue stain from blue ink
constexpr float colouredChroma = 0.05F;

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
  const bool reddish =
      most > (sure ? 0.6F : 0.12F) && red < (sure ? 0.3F : 0.36F) * green && blue > (sure ? 0.77F : 0.72F) * green;
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

struct Texture {
  cv::Mat mean;
  cv::Mat variance;
  int windowPx = 0;

  // Where the standard deviation is below this share of the mean.
  [[nodiscard]] cv::Mat smootherThan(double spread) const {
    const cv::Mat limit = spread * mean;
    return variance < limit.mul(limit);
  }
};

Texture textureOf(const Density& density, double mpp) {
  const cv::Mat most = density.most();
  Texture texture;
  const int window = std::max(3, static_cast<int>(std::lround(smoothWindowUm / mpp)) | 1);
  texture.windowPx = window;
  cv::Mat square;
  cv::blur(most, texture.mean, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  cv::blur(most.mul(most), square, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  texture.variance = square - texture.mean.mul(texture.mean);
  return texture;
}

// Mean colour of many pixels.
struct MeanDensity {
  double red = 0;
  double green = 0;
  double blue = 0;
  int pixels = 0;

  void add(const Density& density, int x, int y) {
    red += density.red.at<float>(y, x);
    green += density.green.at<float>(y, x);
    blue += density.blue.at<float>(y, x);
    ++pixels;
  }

  [[nodiscard]] bool sameHue(const MeanDensity& other) const {
    const auto apart = [](double a, double aGreen, double b, double bGreen) {
      return std::abs(a / std::max(aGreen, 1e-6) - b / std::max(bGreen, 1e-6));
    };
    return apart(red, green, other.red, other.green) < hueStep && apart(blue, green, other.blue, other.green) < hueStep;
  }
};

// Drops the pieces that have the hue of the tissue around them: a fold or a clot is dense and smooth as well.
void dropFolds(cv::Mat& ink, const Density& density, double mpp) {
  if (cv::countNonZero(ink) == 0) return;
  cv::Mat near;
  cv::dilate(ink, near, disc(softEdgeUm / mpp));
  cv::Mat around;
  cv::dilate(near, around, disc(surroundUm / mpp));
  cv::Mat labels;
  const auto count = static_cast<std::size_t>(cv::connectedComponents(around, labels, 8, CV_32S));
  const cv::Mat coloured = density.chroma() > colouredChroma;
  std::vector<int> ringPixels(count, 0);
  std::vector<MeanDensity> ring(count);
  std::vector<MeanDensity> piece(count);
  const auto labelAt = [&](int x, int y) { return static_cast<std::size_t>(labels.at<int>(y, x)); };
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      const std::size_t label = labelAt(x, y);
      if (ink.at<std::uint8_t>(y, x) != 0) piece[label].add(density, x, y);
      if (near.at<std::uint8_t>(y, x) != 0) continue;
      ++ringPixels[label];
      if (coloured.at<std::uint8_t>(y, x) != 0) ring[label].add(density, x, y);
    }
  for (int y = 0; y < ink.rows; ++y)
    for (int x = 0; x < ink.cols; ++x) {
      const std::size_t label = labelAt(x, y);
      const bool inTissue = 2 * ring[label].pixels > ringPixels[label];
      if (inTissue && piece[label].sameHue(ring[label])) ink.at<std::uint8_t>(y, x) = 0;
    }
}

// Dense and without texture.
cv::Mat smoothInk(const Texture& texture, const Density& density, double mpp) {
  if (mpp > mostMppForSmoothness) return cv::Mat::zeros(texture.mean.size(), CV_8U);
  cv::Mat smooth = texture.smootherThan(smoothSpread) & (texture.mean > smoothDensity);
  // The window must lie inside the stroke, so what it found is smaller than the stroke by its radius.
  cv::dilate(smooth, smooth, cv::getStructuringElement(cv::MORPH_RECT, {texture.windowPx, texture.windowPx}));
  dropFolds(smooth, density, mpp);
  return smooth;
}

// A blue stain (Giemsa, say) has ink's colour, but it is nearly all the colour there is, and it has tissue's texture.
bool isTheSlidesStain(const cv::Mat& ink, const Density& density, const Texture& texture) {
  const int coloured = cv::countNonZero(density.chroma() > colouredChroma);
  if (cv::countNonZero(ink) < stainShare * coloured) return false;
  cv::Mat inner;
  cv::erode(ink, inner, cv::getStructuringElement(cv::MORPH_RECT, {texture.windowPx, texture.windowPx}));
  const int smooth = cv::countNonZero(inner & texture.smootherThan(stainSpread));
  return 2 * smooth < cv::countNonZero(inner);
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
  return cv::countNonZero(seeds) == 0 ? seeds : reachedFrom(seeds, dark);
}

cv::Mat penInk(const Density& density, const cv::Mat& frame, double mpp, const RunControl& control) {
  const Texture texture = textureOf(density, mpp);
  if (!control.proceed()) return {};
  const cv::Mat likely = inkColour(density, false) & ~frame;
  if (isTheSlidesStain(likely, density, texture)) return cv::Mat::zeros(frame.size(), CV_8U);
  if (!control.proceed()) return {};
  cv::Mat seeds = smoothInk(texture, density, mpp);
  if (!control.proceed()) return {};
  seeds |= inkColour(density, true);
  seeds.setTo(0, frame);
  dropObjects(seeds, seedUm2 / (mpp * mpp));
  if (cv::countNonZero(seeds) == 0) return seeds;
  if (!control.proceed()) return {};
  const cv::Mat weak = likely | seeds;
  cv::Mat ink = reachedFrom(seeds, weak);
  dropObjects(ink, leastInkUm2 / (mpp * mpp));
  if (cv::countNonZero(ink) == 0) return ink;
  if (!control.proceed()) return {};
  cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, disc(gapUm / 2 / mpp));
  cv::dilate(ink, ink, disc(softEdgeUm / mpp));
  ink.setTo(0, frame);
  return ink;
}

}  // namespace snitt

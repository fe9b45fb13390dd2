#include "tiling/label/macro_image.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/label/photograph_p.h"
#include "tiling/opencv_p.h"

namespace snitt {

namespace {

using statistics::CounterRandom;

constexpr std::uint64_t kStream = 0x4d4143524f;    // "MACRO"
constexpr double kPxPerMm = kMacroWidthPx / 76.0;  // a slide is 76 mm long (ISO 8037-1)
const cv::Rect kGlass(4, 12, 1262, 407);
const cv::Rect kLabelPlace(6, 20, 392, 392);
const cv::Rect kCoverslip(440, 34, 690, 362);
const cv::Scalar kHousing(14, 14, 16);
const cv::Scalar kBright(234, 235, 236);

// Coordinates are drawn one after the other: the order in which a call's arguments are computed is the compiler's.
cv::Point pointIn(const cv::Rect& box, CounterRandom& random) {
  const double x = between(random, box.x, box.br().x);
  const double y = between(random, box.y, box.br().y);
  return {static_cast<int>(std::floor(x)), static_cast<int>(std::floor(y))};
}

cv::Mat emptyGlass(CounterRandom& random) {
  cv::Mat scene(kMacroHeightPx, kMacroWidthPx, CV_32FC3, kHousing);
  cv::rectangle(scene, kGlass, kBright, cv::FILLED);
  cv::rectangle(scene, {kGlass.br().x - 3, kGlass.y, 3, kGlass.height}, {120, 132, 130}, cv::FILLED);
  const cv::Rect slip = kCoverslip + pointIn({-14, -6, 28, 12}, random);
  cv::rectangle(scene, slip, {240, 241, 241}, cv::FILLED);
  cv::rectangle(scene, slip, {205, 210, 212}, 1, cv::LINE_AA);
  cv::line(scene, slip.tl() + cv::Point(2, 2), {slip.br().x - 2, slip.y + 2}, {226, 228, 222}, 1, cv::LINE_AA);
  return scene;
}

// Fluff and scratches, as every lens sees them.
void addDust(cv::Mat& scene, CounterRandom& random) {
  const cv::Rect bare(kLabelPlace.br().x + 10, kGlass.y + 4, kGlass.br().x - kLabelPlace.br().x - 18,
                      kGlass.height - 8);
  for (int i = 0; i < 90; ++i) {
    const cv::Point at = pointIn(bare, random);
    const double grey = between(random, 165, 222);
    if (i % 3 != 0) {
      cv::circle(scene, at, random.below(5) == 0 ? 1 : 0, cv::Scalar::all(grey), cv::FILLED, cv::LINE_AA);
      continue;
    }
    const cv::Point radii = pointIn({3, 1, 8, 4}, random);
    const double turn = between(random, 0, 180);
    const double from = between(random, 0, 360);
    const double to = from + between(random, 60, 170);
    cv::ellipse(scene, at, {radii.x, radii.y}, turn, from, to, cv::Scalar::all(grey + 6), 1, cv::LINE_AA);
  }
}

// The level that all but a twentieth of a channel's pixels stay below: what is bare glass in the thumbnail.
double bareGlass(const cv::Mat& channel) {
  std::vector<std::uint8_t> values(channel.begin<std::uint8_t>(), channel.end<std::uint8_t>());
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 95 / 100);
  std::nth_element(values.begin(), at, values.end());
  return std::max(1.0, static_cast<double>(*at));
}

// How much light each place lets through, fading to all of it at the frame so that no rectangle shows.
cv::Mat transmission(const Image& thumbnail, cv::Size size) {
  cv::Mat small;
  cv::resize(viewOf(thumbnail), small, size, 0, 0, cv::INTER_AREA);
  std::vector<cv::Mat> channels;
  cv::split(small, channels);
  cv::Mat fade(size, CV_32F);
  const double band = 0.05 * std::min(size.width, size.height) + 1;
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const int inward = std::min({x + 1, y + 1, size.width - x, size.height - y});
      fade.at<float>(y, x) = static_cast<float>(std::min(1.0, inward / band));
    }
  for (cv::Mat& channel : channels) {
    const double glass = bareGlass(channel);
    channel.convertTo(channel, CV_32F, 1 / glass);
    channel = 1 - (1 - cv::min(channel, 1.0)).mul(fade);
  }
  cv::Mat through;
  cv::merge(channels, through);
  return through;
}

cv::Rect tissuePlace(const Image& thumbnail, double tissueMm, CounterRandom& random) {
  const double longest = std::max(thumbnail.widthPx, thumbnail.heightPx);
  const double factor =
      std::min({std::max(tissueMm, 4.0) * kPxPerMm / longest, 0.92 * kCoverslip.width / thumbnail.widthPx,
                0.90 * kCoverslip.height / thumbnail.heightPx});
  const cv::Size size(std::max(1, static_cast<int>(std::lround(thumbnail.widthPx * factor))),
                      std::max(1, static_cast<int>(std::lround(thumbnail.heightPx * factor))));
  const cv::Point room(kCoverslip.width - size.width, kCoverslip.height - size.height);
  const cv::Rect near(room.x * 3 / 10, room.y * 7 / 20, room.x * 4 / 10, room.y * 3 / 10);
  return {kCoverslip.tl() + pointIn(near, random), size};
}

void layLabel(cv::Mat& scene, const Image& label) {
  if (label.bytes.empty()) return;
  cv::Mat small;
  cv::resize(viewOf(label), small, kLabelPlace.size(), 0, 0, cv::INTER_AREA);
  small.convertTo(scene(kLabelPlace), CV_32FC3);
}

}  // namespace

Image macroImage(const Image& label, const Image& thumbnail, const MacroLook& look) {
  CounterRandom random(look.seed, kStream);
  cv::Mat scene = emptyGlass(random);
  addDust(scene, random);
  cv::Rect place;
  if (!thumbnail.bytes.empty()) {
    place = tissuePlace(thumbnail, look.tissueMm, random);
    cv::Mat under = scene(place);
    cv::Mat(under.mul(transmission(thumbnail, place.size()))).copyTo(under);
  }
  const cv::Mat light = unevenLight(scene.size(), 0.03, random);
  for (int y = 0; y < scene.rows; ++y)
    for (int x = 0; x < scene.cols; ++x) scene.at<cv::Vec3f>(y, x) *= light.at<float>(y, x);
  layLabel(scene, label);
  cv::Mat photograph = exposed(scene, 0.7, 1.2, random);
  if (!place.empty()) cv::rectangle(photograph, place, {0, 255, 0}, 2);
  Image macro(kMacroWidthPx, kMacroHeightPx);
  cv::Mat target = viewOf(macro);
  photograph.copyTo(target);
  return macro;
}

}  // namespace snitt

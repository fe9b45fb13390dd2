#include "tiling/image_fingerprint.h"

#include <algorithm>
#include <array>

#include <opencv2/imgproc.hpp>

#include "tiling/opencv_p.h"
#include "tiling/thumbnail.h"

namespace snitt {
namespace {

constexpr int kSmall = 32;
constexpr int kLow = 8;
constexpr int kThumbnailPx = 256;

}  // namespace

std::uint64_t imageFingerprint(const Image& rgb) {
  cv::Mat grey;
  cv::cvtColor(viewOf(rgb), grey, cv::COLOR_RGB2GRAY);
  cv::resize(grey, grey, {kSmall, kSmall}, 0, 0, cv::INTER_AREA);
  cv::Mat waves;
  grey.convertTo(waves, CV_32F);
  cv::dct(waves, waves);
  std::array<float, kLow * kLow> low{};
  for (int y = 0; y < kLow; ++y)
    for (int x = 0; x < kLow; ++x) low[static_cast<std::size_t>(y * kLow + x)] = waves.at<float>(y + 1, x + 1);
  auto sorted = low;
  std::ranges::sort(sorted);
  const float median = (sorted[sorted.size() / 2 - 1] + sorted[sorted.size() / 2]) / 2;
  std::uint64_t bits = 0;
  for (const float value : low) bits = bits << 1 | (value > median ? 1U : 0U);
  return bits;
}

Result<std::uint64_t> imageFingerprint(SlideReader& slide, const RunControl& control) {
  const auto thumbnail = slideThumbnail(slide, kThumbnailPx, control);
  if (!thumbnail) return fail(thumbnail.error());
  return imageFingerprint(*thumbnail);
}

}  // namespace snitt

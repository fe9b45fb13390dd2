// tumourMask: the post-processing of arXiv 2510.11182.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"
#include "tiling/opencv_p.h"
#include "tiling/probability_map.h"

namespace snitt {
namespace {

int oddSize(int size) { return size | 1; }

cv::Mat smoothed(const cv::Mat& raw, const SegmentationPost& post) {
  cv::Mat map = raw.clone();
  const bool shrinks = post.smoothScale > 0 && post.smoothScale < 1;
  if (shrinks) {
    const cv::Size size(std::max(1, static_cast<int>(std::lround(raw.cols * post.smoothScale))),
                        std::max(1, static_cast<int>(std::lround(raw.rows * post.smoothScale))));
    cv::resize(raw, map, size, 0, 0, cv::INTER_AREA);
  }
  if (post.medianPx > 1) cv::medianBlur(map, map, oddSize(post.medianPx));
  if (post.gaussianPx > 1) {
    const int size = oddSize(post.gaussianPx);
    cv::GaussianBlur(map, map, {size, size}, 0, 0, cv::BORDER_REPLICATE);
  }
  if (shrinks) cv::resize(map, map, raw.size(), 0, 0, cv::INTER_LINEAR);
  return map;
}

using Histogram = std::array<std::int64_t, 256>;

int valueAtRank(const Histogram& histogram, std::int64_t rank) {
  std::int64_t below = 0;
  for (int value = 0; value < 256; ++value) {
    below += histogram[static_cast<std::size_t>(value)];
    if (below > rank) return value;
  }
  return 255;
}

double percentileOf(const Histogram& histogram, double percentile) {
  std::int64_t total = 0;
  for (const std::int64_t count : histogram) total += count;
  const double rank = std::clamp(percentile, 0.0, 100.0) / 100 * static_cast<double>(total - 1);
  const auto lower = static_cast<std::int64_t>(rank);
  const int from = valueAtRank(histogram, lower);
  const int to = valueAtRank(histogram, std::min(lower + 1, total - 1));
  return from + (rank - static_cast<double>(lower)) * (to - from);
}

// Keeps the components of `mask` whose raw probabilities are high enough. A smear of middling values that smoothing
// lifted over the threshold is no tumour.
void keepConfident(const cv::Mat& raw, const SegmentationPost& post, cv::Mat& mask) {
  cv::Mat labels;
  const int count = cv::connectedComponents(mask, labels, 8, CV_32S);
  std::vector<Histogram> histograms(static_cast<std::size_t>(count), Histogram{});
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      if (const int label = labels.at<int>(y, x); label != 0)
        ++histograms[static_cast<std::size_t>(label)][raw.at<std::uint8_t>(y, x)];
  std::vector<char> keep(static_cast<std::size_t>(count), 0);
  for (std::size_t label = 1; label < keep.size(); ++label)
    keep[label] = percentileOf(histograms[label], post.percentile) > post.percentileAbove ? 1 : 0;
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      if (keep[static_cast<std::size_t>(labels.at<int>(y, x))] == 0) mask.at<std::uint8_t>(y, x) = 0;
}

void morph(cv::Mat& mask, int operation, int size) {
  if (size < 2) return;
  const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {oddSize(size), oddSize(size)});
  cv::morphologyEx(mask, mask, operation, kernel);
}

}  // namespace

Mask tumourMask(const Grid<std::uint8_t>& probabilities, const Mask& tissue, const SegmentationPost& post) {
  if (probabilities.empty()) return Mask(probabilities.width, probabilities.height);
  const cv::Mat raw = viewOf(probabilities);
  const cv::Mat smooth = smoothed(raw, post);
  cv::Mat mask = reachedFrom(smooth > post.highThreshold, smooth > post.lowThreshold);
  keepConfident(raw, post, mask);
  cv::bitwise_and(mask, viewOf(tissue), mask);
  morph(mask, cv::MORPH_CLOSE, post.closePx);
  fillHoles(mask, post.fillHolesPx);
  morph(mask, cv::MORPH_OPEN, post.openPx);
  dropObjects(mask, post.dropPx);
  return maskOf(mask);
}

}  // namespace snitt

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"
#include "tiling/fold_p.h"

namespace snitt {
namespace {

constexpr double smoothUm = 12;
constexpr double aroundUm = 250;
constexpr float timesAround = 1.5F;  // two layers make 2; the mean around a band holds part of the band
constexpr double timesSlide = 1.7;   // of the slide's median density
constexpr double sureTimesSlide = 2.0;
constexpr double leastDensity = 0.45;  // in the strongest colour; paler tissue cannot be told from a dense spot
constexpr double timesRedness = 1.15;  // share of red in the density: more of it is haematoxylin, not a second layer
constexpr double leastFoldUm2 = 8000;
constexpr double mostHalfWidthUm = 200;
constexpr double leastElongation = 8;  // area / (half width)²: a disc has 3.1, a band four times as long as wide 16

double medianOf(const cv::Mat& values, const cv::Mat& mask) {
  std::vector<float> inside;
  for (int y = 0; y < values.rows; ++y)
    for (int x = 0; x < values.cols; ++x)
      if (mask.at<std::uint8_t>(y, x) != 0) inside.push_back(values.at<float>(y, x));
  if (inside.empty()) return 0;
  const auto middle = inside.begin() + static_cast<std::ptrdiff_t>(inside.size() / 2);
  std::nth_element(inside.begin(), middle, inside.end());
  return *middle;
}

cv::Mat blurred(const cv::Mat& values, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(values, out, {}, sigma, sigma, cv::BORDER_REFLECT_101);
  return out;
}

// Mean over the tissue within `aroundUm`, glass left out.
cv::Mat meanAround(const cv::Mat& values, const cv::Mat& tissue, double mpp) {
  const int window = 2 * std::max(1, static_cast<int>(std::lround(aroundUm / mpp))) + 1;
  cv::Mat weight;
  tissue.convertTo(weight, CV_32F, 1.0 / 255);
  cv::Mat sum;
  cv::Mat count;
  cv::blur(values.mul(weight), sum, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  cv::blur(weight, count, {window, window}, {-1, -1}, cv::BORDER_REFLECT_101);
  cv::Mat mean;
  cv::divide(sum, cv::max(count, 1e-3), mean);
  return mean;
}

// Drops what is too small, too broad or too round to be a fold.
void keepBands(cv::Mat& mask, double mpp) {
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids, 8, CV_32S);
  cv::Mat distance;
  cv::distanceTransform(mask, distance, cv::DIST_L2, cv::DIST_MASK_5);
  std::vector<float> halfWidth(static_cast<std::size_t>(count), 0.0F);
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x) {
      float& widest = halfWidth[static_cast<std::size_t>(labels.at<int>(y, x))];
      widest = std::max(widest, distance.at<float>(y, x));
    }
  const auto isBand = [&](int label) {
    const double area = stats.at<int>(label, cv::CC_STAT_AREA);
    const double radius = halfWidth[static_cast<std::size_t>(label)];
    return area * mpp * mpp >= leastFoldUm2 && radius * mpp <= mostHalfWidthUm &&
           area >= leastElongation * radius * radius;
  };
  std::vector<char> keep(static_cast<std::size_t>(count), 0);
  for (int label = 1; label < count; ++label) keep[static_cast<std::size_t>(label)] = isBand(label) ? 1 : 0;
  for (int y = 0; y < mask.rows; ++y)
    for (int x = 0; x < mask.cols; ++x)
      if (keep[static_cast<std::size_t>(labels.at<int>(y, x))] == 0) mask.at<std::uint8_t>(y, x) = 0;
}

}  // namespace

cv::Mat foldsOf(const Density& density, const cv::Mat& tissue, double mpp, const RunControl& control) {
  if (tissue.empty() || cv::countNonZero(tissue) == 0) return cv::Mat::zeros(tissue.size(), CV_8U);
  const double sigma = std::max(0.5, smoothUm / mpp);
  const cv::Mat total = blurred(density.red + density.green + density.blue, sigma);
  const cv::Mat chroma = blurred(density.chroma(), sigma);
  if (!control.proceed()) return {};
  const double median = medianOf(total, tissue);
  const double medianChroma = medianOf(chroma, tissue);

  const cv::Mat denser = total > timesAround * meanAround(total, tissue, mpp);
  if (!control.proceed()) return {};
  const cv::Mat moreColour = chroma > timesAround * meanAround(chroma, tissue, mpp);
  if (!control.proceed()) return {};
  const cv::Mat slideWide = (total > timesSlide * median) & (chroma > timesSlide * medianChroma);
  const cv::Mat dense = blurred(density.most(), sigma) > leastDensity;
  if (!control.proceed()) return {};
  const cv::Mat red = blurred(density.red, sigma);
  const cv::Mat sameHue = red < (timesRedness * medianOf(red, tissue) / std::max(median, 1e-3)) * total;
  const cv::Mat weak = denser & moreColour & slideWide & dense & sameHue & tissue;
  const cv::Mat sure = weak & (total > sureTimesSlide * median);
  if (!control.proceed()) return {};
  cv::Mat folds = reachedFrom(sure, weak);
  keepBands(folds, mpp);
  return folds;
}

}  // namespace snitt

#include "tiling/label/label_view_p.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace snitt {
namespace {

// `outer` after `inner`.
cv::Matx23d chained(const cv::Matx23d& outer, const cv::Matx23d& inner) {
  const cv::Matx33d one(outer(0, 0), outer(0, 1), outer(0, 2), outer(1, 0), outer(1, 1), outer(1, 2), 0, 0, 1);
  const cv::Matx33d other(inner(0, 0), inner(0, 1), inner(0, 2), inner(1, 0), inner(1, 1), inner(1, 2), 0, 0, 1);
  const cv::Matx33d both = one * other;
  return {both(0, 0), both(0, 1), both(0, 2), both(1, 0), both(1, 1), both(1, 2)};
}

}  // namespace

LabelView scaled(const LabelView& view, double factor) {
  LabelView result;
  cv::resize(view.grey, result.grey, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  result.toLabel = chained(view.toLabel, {1 / factor, 0, 0, 0, 1 / factor, 0});
  return result;
}

LabelView turned(const LabelView& view, double degrees) {
  const cv::Size2d size(view.grey.cols, view.grey.rows);
  const double sine = std::abs(std::sin(degrees * CV_PI / 180));
  const double cosine = std::abs(std::cos(degrees * CV_PI / 180));
  const cv::Size room(static_cast<int>(std::ceil(size.width * cosine + size.height * sine - 1e-6)),
                      static_cast<int>(std::ceil(size.width * sine + size.height * cosine - 1e-6)));
  cv::Mat forth = cv::getRotationMatrix2D(cv::Point2d((size.width - 1) / 2, (size.height - 1) / 2), degrees, 1);
  forth.at<double>(0, 2) += (room.width - size.width) / 2;
  forth.at<double>(1, 2) += (room.height - size.height) / 2;
  cv::Mat back;
  cv::invertAffineTransform(forth, back);
  LabelView result;
  cv::warpAffine(view.grey, result.grey, forth, room, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  result.toLabel = chained(view.toLabel, cv::Matx23d(back.ptr<double>()));
  return result;
}

LabelView sharpened(const LabelView& view) {
  cv::Mat soft;
  cv::GaussianBlur(view.grey, soft, {}, 2);
  LabelView result{{}, view.toLabel};
  cv::addWeighted(view.grey, 2.5, soft, -1.5, 0, result.grey);
  return result;
}

LabelView smoothed(const LabelView& view) {
  LabelView result{{}, view.toLabel};
  cv::medianBlur(view.grey, result.grey, 3);
  cv::GaussianBlur(result.grey, result.grey, {}, 1);
  return result;
}

LabelView evened(const LabelView& view) {
  constexpr double kLeastSd = 2;  // below it there is nothing but grain
  constexpr double kSd = 60;
  const int window = std::max(16, std::max(view.grey.cols, view.grey.rows) / 6);
  cv::Mat values;
  view.grey.convertTo(values, CV_32F);
  cv::Mat mean;
  cv::Mat squares;
  cv::blur(values, mean, {window, window});
  cv::blur(values.mul(values), squares, {window, window});
  cv::Mat sd = cv::max(squares - mean.mul(mean), 0);
  cv::sqrt(sd, sd);
  LabelView result{{}, view.toLabel};
  cv::Mat((values - mean).mul(kSd / (sd + kLeastSd)) + 128).convertTo(result.grey, CV_8U);
  return result;
}

}  // namespace snitt

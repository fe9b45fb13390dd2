#include "tiling/wand.h"

#include <opencv2/imgproc.hpp>

#include "tiling/opencv_p.h"

namespace snitt {

Mask likeArea(const Image& rgb, int x, int y, double tolerance) {
  cv::Mat smooth;
  cv::GaussianBlur(viewOf(rgb), smooth, cv::Size(3, 3), 0, 0, cv::BORDER_REPLICATE);
  cv::Mat levels;
  smooth.convertTo(levels, CV_32FC3, 1.0 / 255);
  cv::Mat lab;
  cv::cvtColor(levels, lab, cv::COLOR_RGB2Lab);
  const cv::Vec3f seed = lab.at<cv::Vec3f>(y, x);
  cv::Mat like(lab.rows, lab.cols, CV_8UC1);
  const auto most = static_cast<float>(tolerance * tolerance);
  for (int row = 0; row < lab.rows; ++row)
    for (int column = 0; column < lab.cols; ++column) {
      const cv::Vec3f away = lab.at<cv::Vec3f>(row, column) - seed;
      like.at<std::uint8_t>(row, column) = away.dot(away) <= most ? 255 : 0;
    }
  // 128 marks what is connected.
  cv::floodFill(like, cv::Point(x, y), 128, nullptr, cv::Scalar(), cv::Scalar(), 4);
  cv::Mat inside = like == 128;
  std::vector<std::vector<cv::Point>> contours;
  std::vector<cv::Vec4i> order;
  cv::findContours(inside, contours, order, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);
  constexpr double smallHole = 1.0 / 100;
  const double large = cv::countNonZero(inside) * smallHole;
  for (std::size_t i = 0; i < contours.size(); ++i)
    if (order[i][3] >= 0 && cv::contourArea(contours[i]) < large)
      cv::drawContours(inside, contours, static_cast<int>(i), cv::Scalar(255), cv::FILLED);
  return maskOf(inside);
}

}  // namespace snitt

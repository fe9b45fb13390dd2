#include "support/load_picture.h"

#include <stdexcept>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace snitt::test {
namespace {

cv::Mat viewOf(const Image& image) {
  return {image.heightPx, image.widthPx, CV_8UC3, const_cast<std::uint8_t*>(image.bytes.data())};
}

Image imageOf(const cv::Mat& rgb) {
  Image image(rgb.cols, rgb.rows);
  rgb.copyTo(viewOf(image));
  return image;
}

}  // namespace

Image loadPicture(const std::filesystem::path& file, double scale) {
  cv::Mat picture = cv::imread(file.string(), cv::IMREAD_COLOR);
  if (picture.empty()) throw std::runtime_error("cannot read the picture " + file.string());
  cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
  if (scale != 1) cv::resize(picture, picture, {}, scale, scale, cv::INTER_AREA);
  return imageOf(picture);
}

Image shrunk(const Image& image, int widthPx, int heightPx) {
  cv::Mat out;
  cv::resize(viewOf(image), out, {widthPx, heightPx}, 0, 0, cv::INTER_AREA);
  return imageOf(out);
}

Image defocused(const Image& image, double sigmaPx) {
  cv::Mat out;
  cv::GaussianBlur(viewOf(image), out, {}, sigmaPx);
  return imageOf(out);
}

Image throughJpeg(const Image& image, int quality) {
  cv::Mat bgr;
  cv::cvtColor(viewOf(image), bgr, cv::COLOR_RGB2BGR);
  std::vector<std::uint8_t> bytes;
  cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
  cv::Mat back = cv::imdecode(bytes, cv::IMREAD_COLOR);
  cv::cvtColor(back, back, cv::COLOR_BGR2RGB);
  return imageOf(back);
}

}  // namespace snitt::test

#include "tiling/label/label_image.h"

#include <array>

#include <opencv2/imgproc.hpp>

#include "tiling/guard_p.h"
#include "tiling/label/label_print_p.h"
#include "tiling/label/photograph_p.h"
#include "tiling/opencv_p.h"

namespace snitt {

namespace {

using statistics::CounterRandom;

constexpr std::uint64_t kStream = 0x4c4142454c;  // "LABEL"
constexpr float kShadow = 0.55F;
const cv::Rect kFrostedEnd(8, 22, kLabelEdgePx, kLabelEdgePx - 44);
const cv::Vec3f kHousing(16, 16, 19);
const cv::Vec3f kInk(34, 32, 36);
const cv::Vec3f kInShadow(30, 30, 30);
// Frosted ends as they are sold: white, blue, pink, yellow, green.
const std::array<cv::Vec3f, 5> kFrosted{cv::Vec3f(214, 216, 216), cv::Vec3f(108, 150, 204), cv::Vec3f(222, 150, 170),
                                        cv::Vec3f(222, 196, 110), cv::Vec3f(140, 186, 140)};

cv::Rect middle(int widthPx, int heightPx) {
  return {(kLabelEdgePx - widthPx) / 2, (kLabelEdgePx - heightPx) / 2, widthPx, heightPx};
}

cv::Mat paperOf(const Image& print) {
  cv::Mat paper;
  cv::resize(viewOf(print), paper, {kPaperWidthPx, kPaperHeightPx}, 0, 0, cv::INTER_AREA);
  return paper;
}

// Moves and turns what lies on the paper to where the camera sees it.
cv::Mat placed(const cv::Mat& paper, const cv::Mat& where, double outside) {
  cv::Mat scene;
  cv::warpAffine(paper, scene, where, {kLabelEdgePx, kLabelEdgePx}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 cv::Scalar::all(outside));
  return scene;
}

cv::Mat somewhere(CounterRandom& random) {
  const double degrees = between(random, -1.4, 1.4);
  const double scale = between(random, 0.985, 1.0);
  cv::Mat where = cv::getRotationMatrix2D({kPaperWidthPx / 2.0F, kPaperHeightPx / 2.0F}, degrees, scale);
  const cv::Rect place = middle(kPaperWidthPx, kPaperHeightPx);
  where.at<double>(0, 2) += place.x + between(random, -5, 7);
  where.at<double>(1, 2) += place.y + between(random, -8, 8);
  return where;
}

cv::Vec3f mixed(const cv::Vec3f& from, const cv::Vec3f& to, float share) { return from + (to - from) * share; }

cv::Mat photographOf(const Image& print, std::uint64_t seed) {
  CounterRandom random(seed, kStream);
  const cv::Vec3f frosted = kFrosted[random.below(kFrosted.size())];
  const cv::Vec3f white(238, 236, static_cast<float>(between(random, 218, 228)));
  const cv::Mat where = somewhere(random);
  const cv::Mat paper = placed(cv::Mat(kPaperHeightPx, kPaperWidthPx, CV_32F, cv::Scalar(1)), where, 0);
  const cv::Mat blank = placed(paperOf(print), where, 255);
  // The paper's edge throws a soft shadow.
  cv::Mat shadow;
  cv::GaussianBlur(paper, shadow, {}, 5);
  const cv::Mat light = unevenLight(paper.size(), 0.10, random);
  cv::Mat scene(paper.size(), CV_32FC3);
  for (int y = 0; y < scene.rows; ++y)
    for (int x = 0; x < scene.cols; ++x) {
      const cv::Vec3f under = kFrostedEnd.contains({x, y}) ? frosted : kHousing;
      const cv::Vec3f printed = mixed(kInk, white, static_cast<float>(blank.at<std::uint8_t>(y, x)) / 255);
      const cv::Vec3f seen =
          mixed(mixed(under, kInShadow, kShadow * shadow.at<float>(y, x)), printed, paper.at<float>(y, x));
      scene.at<cv::Vec3f>(y, x) = seen * light.at<float>(y, x);
    }
  const double blurPx = between(random, 0.5, 0.8);
  const double grain = between(random, 1.5, 3.5);
  return exposed(scene, blurPx, grain, random);
}

Result<Image> makeLabel(const LabelText& text, const LabelLook& look) {
  const auto print = labelPrint(text);
  if (!print) return fail(print.error());
  Image label(kLabelEdgePx, kLabelEdgePx);
  cv::Mat target = viewOf(label);
  if (look.photographed) {
    photographOf(*print, look.seed).copyTo(target);
  } else {
    cv::cvtColor(paperOf(*print), target(middle(kPaperWidthPx, kPaperHeightPx)), cv::COLOR_GRAY2RGB);
  }
  return label;
}

}  // namespace

Result<Image> labelImage(const LabelText& text, const LabelLook& look) {
  return guarded("drawing a label", [&] { return makeLabel(text, look); });
}

}  // namespace snitt

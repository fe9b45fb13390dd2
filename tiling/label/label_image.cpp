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
const cv::Scalar kHousing(16, 16, 19);
// Frosted ends as they are sold: white, blue, pink, yellow, green.
const std::array<cv::Scalar, 5> kFrosted{cv::Scalar(214, 216, 216), cv::Scalar(108, 150, 204),
                                         cv::Scalar(222, 150, 170), cv::Scalar(222, 196, 110),
                                         cv::Scalar(140, 186, 140)};

cv::Rect middle(int widthPx, int heightPx) {
  return {(kLabelEdgePx - widthPx) / 2, (kLabelEdgePx - heightPx) / 2, widthPx, heightPx};
}

// Where the paper lies, as a mask with soft edges.
cv::Mat turned(const cv::Mat& from, const cv::Mat& by, double outside) {
  cv::Mat to;
  cv::warpAffine(from, to, by, {kLabelEdgePx, kLabelEdgePx}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 cv::Scalar::all(outside));
  return to;
}

void blend(cv::Mat& into, const cv::Mat& share, const cv::Mat& colour) {
  cv::Mat shares;
  cv::merge(std::vector<cv::Mat>(3, share), shares);
  into = into.mul(cv::Scalar::all(1) - shares) + colour.mul(shares);
}

cv::Mat paperOf(const Image& print) {
  cv::Mat paper;
  cv::resize(viewOf(print), paper, {kPaperWidthPx, kPaperHeightPx}, 0, 0, cv::INTER_AREA);
  return paper;
}

cv::Mat photographOf(const Image& print, std::uint64_t seed) {
  CounterRandom random(seed, kStream);
  cv::Mat scene(kLabelEdgePx, kLabelEdgePx, CV_32FC3, kHousing);
  cv::rectangle(scene, {8, 22, kLabelEdgePx, kLabelEdgePx - 44}, kFrosted[random.below(kFrosted.size())], cv::FILLED);
  cv::Mat turn = cv::getRotationMatrix2D({kPaperWidthPx / 2.0F, kPaperHeightPx / 2.0F}, between(random, -1.4, 1.4),
                                         between(random, 0.985, 1.0));
  const cv::Rect place = middle(kPaperWidthPx, kPaperHeightPx);
  turn.at<double>(0, 2) += place.x + between(random, -5, 7);
  turn.at<double>(1, 2) += place.y + between(random, -8, 8);
  const cv::Mat share = turned(cv::Mat(kPaperHeightPx, kPaperWidthPx, CV_32F, cv::Scalar(1)), turn, 0);
  // The paper's edge throws a soft shadow.
  cv::Mat shadow;
  cv::GaussianBlur(share, shadow, {}, 5);
  blend(scene, shadow * 0.55, cv::Mat(scene.size(), CV_32FC3, cv::Scalar::all(30)));
  cv::Mat ink;
  paperOf(print).convertTo(ink, CV_32F, 1 / 255.0);
  ink = turned(ink, turn, 1);
  cv::Mat paper(scene.size(), CV_32FC3, cv::Scalar(238, 236, 228 - between(random, 0, 10)));
  blend(paper, 1 - ink, cv::Mat(scene.size(), CV_32FC3, cv::Scalar(34, 32, 36)));
  blend(scene, share, paper);
  cv::Mat lights;
  cv::merge(std::vector<cv::Mat>(3, unevenLight(scene.size(), 0.10, random)), lights);
  return exposed(scene.mul(lights), between(random, 0.5, 0.8), between(random, 1.5, 3.5), random);
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

#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/components_p.h"

namespace snitt {
namespace {

struct Pieces {
  cv::Mat labels;
  cv::Mat stats;
  int count = 0;  // 0 is what lies outside all of them

  [[nodiscard]] int stat(int label, int column) const { return stats.at<int>(label, column); }
};

Pieces piecesOf(const cv::Mat& mask, int connectivity) {
  Pieces pieces;
  cv::Mat centroids;
  pieces.count = cv::connectedComponentsWithStats(mask, pieces.labels, pieces.stats, centroids, connectivity, CV_32S);
  return pieces;
}

// Sets the pixels of each label that `chosen` names.
void paint(const cv::Mat& labels, const std::vector<char>& chosen, std::uint8_t value, cv::Mat& mask) {
  for (int y = 0; y < mask.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    std::uint8_t* out = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < mask.cols; ++x)
      if (chosen[static_cast<std::size_t>(label[x])] != 0) out[x] = value;
  }
}

}  // namespace

void dropObjects(cv::Mat& mask, double leastPx) {
  if (mask.empty()) return;
  const Pieces pieces = piecesOf(mask, 8);
  std::vector<char> small(static_cast<std::size_t>(pieces.count), 0);
  for (int label = 1; label < pieces.count; ++label)
    small[static_cast<std::size_t>(label)] = pieces.stat(label, cv::CC_STAT_AREA) < leastPx ? 1 : 0;
  paint(pieces.labels, small, 0, mask);
}

void fillHoles(cv::Mat& mask, double leastPx) {
  if (mask.empty()) return;
  const cv::Mat outside = ~mask;
  const Pieces pieces = piecesOf(outside, 4);
  std::vector<char> holes(static_cast<std::size_t>(pieces.count), 0);
  for (int label = 1; label < pieces.count; ++label) {
    const int left = pieces.stat(label, cv::CC_STAT_LEFT);
    const int top = pieces.stat(label, cv::CC_STAT_TOP);
    const bool enclosed = left > 0 && top > 0 && left + pieces.stat(label, cv::CC_STAT_WIDTH) < mask.cols &&
                          top + pieces.stat(label, cv::CC_STAT_HEIGHT) < mask.rows;
    holes[static_cast<std::size_t>(label)] = enclosed && pieces.stat(label, cv::CC_STAT_AREA) < leastPx ? 1 : 0;
  }
  paint(pieces.labels, holes, 255, mask);
}

void dropLinesAtEdge(cv::Mat& mask, double thicknessPx) {
  // Small pictures hold nothing but edge.
  if (mask.cols < 4 * thicknessPx || mask.rows < 4 * thicknessPx) return;
  const Pieces pieces = piecesOf(mask, 8);
  std::vector<char> lines(static_cast<std::size_t>(pieces.count), 0);
  for (int label = 1; label < pieces.count; ++label) {
    const int left = pieces.stat(label, cv::CC_STAT_LEFT);
    const int top = pieces.stat(label, cv::CC_STAT_TOP);
    const int right = left + pieces.stat(label, cv::CC_STAT_WIDTH);
    const int bottom = top + pieces.stat(label, cv::CC_STAT_HEIGHT);
    lines[static_cast<std::size_t>(label)] = right <= thicknessPx || bottom <= thicknessPx ||
                                                     left >= mask.cols - thicknessPx || top >= mask.rows - thicknessPx
                                                 ? 1
                                                 : 0;
  }
  paint(pieces.labels, lines, 0, mask);
}

cv::Mat reachedFrom(const cv::Mat& strong, const cv::Mat& weak) {
  cv::Mat reached = cv::Mat::zeros(weak.size(), CV_8U);
  if (weak.empty()) return reached;
  const Pieces pieces = piecesOf(weak, 8);
  std::vector<char> chosen(static_cast<std::size_t>(pieces.count), 0);
  for (int y = 0; y < weak.rows; ++y)
    for (int x = 0; x < weak.cols; ++x)
      if (strong.at<std::uint8_t>(y, x) != 0) chosen[static_cast<std::size_t>(pieces.labels.at<int>(y, x))] = 1;
  chosen[0] = 0;
  paint(pieces.labels, chosen, 255, reached);
  return reached;
}

}  // namespace snitt

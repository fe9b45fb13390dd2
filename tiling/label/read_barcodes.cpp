#include "tiling/label/read_barcodes.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "core/os/usage.h"
#include "tiling/guard_p.h"
#include "tiling/label/bar_direction_p.h"
#include "tiling/label/codes_in_view_p.h"
#include "tiling/label/label_view_p.h"
#include "tiling/opencv_p.h"

namespace snitt {
namespace {

// Of the processor: on a busy machine the same codes are read.
constexpr auto kMostTime = std::chrono::milliseconds(700);
// A label is about 25 mm wide: finer than 50 px/mm nothing is printed, and time goes by pixels.
constexpr int kMostEdgePx = 1400;
constexpr int kSmallEdgePx = 700;
constexpr double kUprightDegrees = 2;

int longestEdge(const cv::Mat& picture) { return std::max(picture.cols, picture.rows); }

class Reading {
 public:
  explicit Reading(LabelView label) : m_label(std::move(label)) {}

  std::vector<LabelBarcode> run() {
    easy();
    if (m_found.empty()) hard();
    return std::move(m_found);
  }

 private:
  [[nodiscard]] bool late() const { return os::threadCpuTime() - m_began > kMostTime; }
  [[nodiscard]] bool done() const { return !m_found.empty() || late(); }

  // All codes of a label that is fairly photographed.
  void easy() {
    add(squaresIn(m_label));
    bars(m_label, 3);
    if (!m_found.empty() && !late()) add(squaresBesideOthers(m_label));
    if (longestEdge(m_label.grey) < kSmallEdgePx && !late()) {
      const LabelView large = scaled(m_label, 2);
      add(squaresIn(large));
      bars(large, 1);
    }
  }

  // Any code at all.
  void hard() {
    const LabelView soft = smoothed(m_label);
    for (const LabelView& view : {soft, sharpened(m_label), evened(m_label), scaled(m_label, 0.6)}) {
      if (!done()) add(squaresIn(view));
      if (!done()) bars(view, 1);
    }
    for (const double degrees : {45.0, 22.5, 67.5})
      if (!done()) add(squaresIn(turned(soft, degrees)));
    if (done()) return;
    const LabelView large = scaled(m_label, longestEdge(m_label.grey) < kSmallEdgePx ? 3 : 1.7);
    for (const LabelView& view : {large, smoothed(large), sharpened(large)}) {
      if (!done()) add(squaresIn(view));
      if (!done()) bars(view, 1);
    }
  }

  // Turns the picture so that lines meet the bars squarely.
  void bars(const LabelView& view, int directions) {
    for (const double degrees : barDirections(view.grey, directions)) {
      if (late()) return;
      const bool upright = degrees < kUprightDegrees || degrees > 180 - kUprightDegrees;
      add(barsIn(upright ? view : turned(view, degrees)));
    }
  }

  void add(std::vector<LabelBarcode> barcodes) {
    for (LabelBarcode& barcode : barcodes) {
      const auto isIt = [&](const LabelBarcode& one) { return one.text == barcode.text && one.kind == barcode.kind; };
      if (!barcode.text.empty() && std::ranges::none_of(m_found, isIt)) m_found.push_back(std::move(barcode));
    }
  }

  LabelView m_label;
  std::chrono::nanoseconds m_began = os::threadCpuTime();
  std::vector<LabelBarcode> m_found;
};

LabelView labelView(const Image& label) {
  LabelView view;
  if (label.channels == 1)
    view.grey = viewOf(label).clone();
  else
    cv::cvtColor(viewOf(label), view.grey, cv::COLOR_RGB2GRAY);
  const int longest = longestEdge(view.grey);
  return longest > kMostEdgePx ? scaled(view, static_cast<double>(kMostEdgePx) / longest) : view;
}

}  // namespace

Result<std::vector<LabelBarcode>> readBarcodes(const Image& label) {
  return guarded("reading a label", [&]() -> Result<std::vector<LabelBarcode>> {
    if (label.widthPx < 8 || label.heightPx < 8) return std::vector<LabelBarcode>();
    return Reading(labelView(label)).run();
  });
}

}  // namespace snitt

// Connected pieces of a mask, private to this folder. All masks hold 0 and 255 alone.
#pragma once

#include <opencv2/core.hpp>

namespace snitt {

// Drops 8-connected objects of fewer than `leastPx` pixels.
void dropObjects(cv::Mat& mask, double leastPx);

// Fills 4-connected holes of fewer than `leastPx` pixels that do not touch the edge of the image.
void fillHoles(cv::Mat& mask, double leastPx);

// Drops 8-connected objects along an edge of the image that are at most `thicknessPx` thick, counted from that edge.
void dropLinesAtEdge(cv::Mat& mask, double thicknessPx);

// The 8-connected components of `weak` that hold at least one pixel of `strong`.
[[nodiscard]] cv::Mat reachedFrom(const cv::Mat& strong, const cv::Mat& weak);

}  // namespace snitt

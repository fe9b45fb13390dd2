// Optical density of an overview, private to this folder.
//
// Stains add up in optical density (Beer-Lambert; Ruifrok & Johnston 2001): -log10(light / light of bare glass), one
// value for each of red, green and blue. Grey shade has the same density in all three; stain and ink do not.
#pragma once

#include <array>

#include <opencv2/core.hpp>

#include "core/image.h"

namespace snitt {

struct Density {
  cv::Mat red;  // CV_32F, never below 0
  cv::Mat green;
  cv::Mat blue;

  [[nodiscard]] cv::Mat most() const;  // of the three
  [[nodiscard]] cv::Mat least() const;
  [[nodiscard]] cv::Mat chroma() const;  // most minus least
};

using Rgb = std::array<double, 3>;

// Light through bare glass: the brightest near-grey pixels of the overview. Its tint is followed only as far as lamps
// and coverslips go, so that pale tissue without any glass beside it is not taken for glass.
[[nodiscard]] Rgb glassColour(const Image& overview);

[[nodiscard]] Density densityOf(const Image& overview, const Rgb& glass);

}  // namespace snitt

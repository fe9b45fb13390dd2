// What a camera adds to a flat picture. One seed and stream give the same pixels.
#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

#include "core/statistics/resampling/counter_random.h"

namespace snitt {

// Uniform between both.
[[nodiscard]] double between(statistics::CounterRandom& random, double least, double most);

// Light that falls off from one side and in soft patches: factors around 1, as floats.
[[nodiscard]] cv::Mat unevenLight(cv::Size size, double strength, statistics::CounterRandom& random);

// `picture`: 3 floats a pixel, 0 … 255. Blurs by `sigmaPx`, adds grain of `noise` grey levels, gives 8 bits.
[[nodiscard]] cv::Mat exposed(const cv::Mat& picture, double sigmaPx, double noise, statistics::CounterRandom& random);

}  // namespace snitt

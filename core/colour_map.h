// Colour maps for heatmaps: viridis, magma, inferno, plasma (Smith and van der Walt, 2015) and coolwarm (Moreland,
// "Diverging Color Maps for Scientific Visualization", 2009), each within 3 of 255 of its published values. Pure
// functions.
#pragma once

#include <array>
#include <cstdint>

namespace snitt {

enum class ColourMap { viridis, magma, inferno, plasma, coolwarm };

// Red, green, blue of a value in [0, 1]; what lies outside is clamped, NaN gives the colour of 0.
[[nodiscard]] std::array<std::uint8_t, 3> colourAt(ColourMap map, double value);

}  // namespace snitt

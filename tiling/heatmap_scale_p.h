// The scale of a heatmap's pixels, as its tags and its description say it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "tiling/readers/tiff_handle_p.h"

namespace snitt {

// µm per pixel, from pixels per centimetre or inch (TIFFTAG_XRESOLUTION or -YRESOLUTION).
[[nodiscard]] std::optional<double> tiffStepUm(TIFF* tiff, std::uint32_t tag);

// The tags hold single precision; the description of Snitt's heatmaps has every digit ("stepUmX = …"), which is taken
// where both say the same.
[[nodiscard]] double exactStepUm(TIFF* tiff, const std::string& key, double fromTag);

}  // namespace snitt

// The files of SegmentationSlides: a slide at one µm/px with its classes, whole and checked.
//
// A line with the format, a line with the SHA-256 of all that follows it, a line with the key, a line with width and
// height; then width·height RGB pixels and as many classes, row by row.
#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "core/progress.h"
#include "core/result.h"
#include "inference/learning/segmentation_slides.h"

namespace snitt {

// The slide's file in `folder`: as it is there, or made where it is missing, damaged or of another key.
[[nodiscard]] Result<KeptSlide> keptSlide(const SegmentationSlide& slide, double mpp,
                                          const std::filesystem::path& folder, const RunControl& control);

// A square of it from (x, y), which may lie outside: white there, of class `outside`. io where the file is gone.
[[nodiscard]] Result<void> readSquare(const KeptSlide& slide, int x, int y, int edgePx, std::uint8_t outside,
                                      std::span<std::uint8_t> rgb, std::span<std::uint8_t> classes);

}  // namespace snitt

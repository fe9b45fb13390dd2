// A heatmap over the pale slide, as one raster picture.
#pragma once

#include <QtGui/QImage>

#include <array>
#include <cstdint>

#include "ui/report/view_p.h"

namespace snitt::report {

inline constexpr double kPixelsPerMm = 12;  // 305 dots an inch

// The part of the thumbnail in `view`, at the page's resolution; white where there is no thumbnail.
[[nodiscard]] QImage slidePicture(const QImage& thumbnail, const View& view, const ScoredSlide& slide);

// The slide in pale grey, and over it the tiles that have a score.
[[nodiscard]] QImage heatmapPicture(const QImage& thumbnail, const ReportHeatmap& heatmap, const View& view,
                                    const ScoredSlide& slide);

// Of a value in [0, 1].
[[nodiscard]] std::array<std::uint8_t, 3> heatmapColour(double value);

}  // namespace snitt::report

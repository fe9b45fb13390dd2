// Sizes of annotations as a person reads them. Pure functions; without a scale in pixels.
#pragma once

#include <QString>

#include <optional>

#include "core/annotation/annotation.h"
#include "tiling/slide_info.h"

namespace snitt {

[[nodiscard]] QString areaText(double areaMm2);  // "0.785 mm²", "820 µm²"
[[nodiscard]] QString lengthText(double um);     // "8.4 µm", "1.24 mm"
// Area, length or number of points, by what it holds.
[[nodiscard]] QString sizeText(const Geometry& geometry, const std::optional<Mpp>& scale);

}  // namespace snitt

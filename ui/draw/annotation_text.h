// What is said of annotations, in the interface's language and QLocale's digits. Pure functions.
#pragma once

#include <QColor>
#include <QString>

#include <cstddef>
#include <optional>

#include "core/annotation/annotation_measure.h"
#include "tiling/slide_info.h"

namespace snitt {

[[nodiscard]] QString shapeText(Shape shape);
// Its name, else its class, else its shape with a number ("Rectangle 3").
[[nodiscard]] QString annotationTitle(const Annotation& annotation, std::size_t number);
[[nodiscard]] QString originText(Origin origin);

// In mm² or µm²; without a scale in px², or Mpx (millions of pixels).
[[nodiscard]] QString areaSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp);
// In mm or µm; px without a scale.
[[nodiscard]] QString lengthSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp);
// The one size that says most: area, length, or how many points.
[[nodiscard]] QString annotationSizeText(const Geometry& geometry, const std::optional<Mpp>& mpp);
// To sort by: points, then lines, then areas, each by size.
struct SizeKey {
  int kind = 0;
  double size = 0;
  auto operator<=>(const SizeKey&) const = default;
};
[[nodiscard]] SizeKey sizeKey(const Geometry& geometry);

// ISO 8601 in UTC as a local date and time; the text itself where it is none.
[[nodiscard]] QString timeText(const std::string& iso);

}  // namespace snitt

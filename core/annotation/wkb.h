// Geometries as well-known binary (OGC 06-103r4, little-endian, two dimensions). Every double comes back as it was.
// Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/annotation/annotation.h"
#include "core/result.h"

namespace snitt {

// MultiPolygon, MultiLineString or MultiPoint, by what the geometry holds; an empty MultiPoint where it holds nothing.
[[nodiscard]] std::string toWkb(const Geometry& geometry);
// Those three. Errors: corrupt, also for rings that are not closed and coordinates that are no finite number.
[[nodiscard]] Result<Geometry> fromWkb(std::string_view bytes);

}  // namespace snitt

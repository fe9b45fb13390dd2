// Annotations as GeoJSON in the form QuPath writes and reads: a FeatureCollection of features with a UUID `id`, closed
// rings in level-0 pixels, `properties.objectType`, `classification {name, color}`, `isLocked`, `measurements`. Pure
// functions.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

struct OutlineFeature {
  std::string id;  // UUID; made from the geometry when empty, so that the same outline gives the same file
  std::string className;
  std::array<int, 3> color{200, 0, 0};
  std::vector<Polygon> polygons;  // one: Polygon, several: MultiPolygon
  std::map<std::string, double> measurements;
  std::string notice;  // becomes properties.metadata.notice when not empty
};

// Coordinates must be finite. Features are locked, so that an outline which a score rests on is not moved by accident;
// one without polygons is left out. A made-up id is a UUID of version 8 (RFC 9562, section 5.8): the first 16 bytes of
// the SHA-256 of class name, line feed and coordinates as written, with the version's and variant's bits set.
[[nodiscard]] std::string formatOutlines(const std::vector<OutlineFeature>& features);

// The geometry alone, a Polygon or MultiPolygon on one line. At least one polygon; coordinates must be finite.
[[nodiscard]] std::string formatGeometry(const std::vector<Polygon>& polygons);

// Every Polygon and MultiPolygon of a FeatureCollection, a list of features (older QuPath), a Feature or a bare
// geometry; other geometries are counted as an error, as an outline that silently lost parts would be scored. Read as
// well: the older name/value list of measurements and packed `colorRGB`. Errors (kind corrupt) name the feature's
// number, counted from 1.
[[nodiscard]] Result<std::vector<OutlineFeature>> parseOutlines(std::string_view json);

}  // namespace snitt

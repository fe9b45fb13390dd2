// Detections of other programs (cells, glands) as GeoJSON: points and polygons with a class. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

struct DetectionClass {
  std::string name;  // empty: unclassified
  std::array<std::uint8_t, 3> colour{230, 60, 60};
};

struct Detection {
  std::size_t classIndex = 0;
  std::vector<Polygon> polygons;  // empty for points
  std::vector<Point> points;      // level-0 pixels
};

struct DetectionSet {
  std::string name;
  std::vector<DetectionClass> classes;
  std::vector<Detection> detections;
};

// A FeatureCollection, a list of features or one feature. Point, MultiPoint, LineString (its points), Polygon and
// MultiPolygon; colours from classification.color or colorRGB, else one that follows from the class's name. Errors
// (corrupt) name the feature's number, counted from 1.
[[nodiscard]] Result<DetectionSet> parseDetections(std::string_view json, std::string name);

}  // namespace snitt

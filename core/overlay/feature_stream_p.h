// GeoJSON feature by feature: a file of a million cells is never held as a tree. Only what an overlay shows is kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/polygon.h"
#include "core/result.h"

namespace snitt {

// A list of `coordinates` that has ended. The outermost list has the depth 1.
struct ClosedList {
  std::size_t depth = 0;
  std::size_t points = 0;  // how many had been read by then
};

struct StreamedFeature {
  std::size_t number = 0;    // counted from 1
  bool isUnlocated = false;  // `geometry` is null, which GeoJSON allows
  std::string geometry;      // its type
  std::size_t pointDepth = 0;
  std::vector<Point> points;
  std::vector<ClosedList> closed;  // all lists but the points themselves
  std::string className;
  std::optional<std::array<std::uint8_t, 3>> colour;
  std::vector<std::pair<std::string, double>> measurements;  // finite or NaN
};

using FeatureVisitor = std::function<Result<void>(const StreamedFeature&)>;

// Calls `visit` for each feature of a FeatureCollection, a list of features, one feature or a bare geometry; the first
// error ends it. The feature is used again afterwards. Errors: corrupt, the visitor's; where one is about a feature,
// its number stands before it.
[[nodiscard]] Result<void> streamFeatures(std::string_view json, const FeatureVisitor& visit);

// Of a Polygon or MultiPolygon. Errors: corrupt.
[[nodiscard]] Result<std::vector<Polygon>> polygonsOf(const StreamedFeature& feature);

}  // namespace snitt

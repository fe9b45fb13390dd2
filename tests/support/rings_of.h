// All lists of points of annotations, in order: of areas their outer rings and holes, then lines, then points.
#pragma once

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/annotation/annotation.h"

namespace snitt::test {

using PointList = std::vector<Point>;

inline std::vector<PointList> ringsOf(const std::vector<Annotation>& annotations) {
  std::vector<PointList> rings;
  for (const Annotation& annotation : annotations) {
    for (const Polygon& polygon : annotation.geometry.areas) {
      rings.push_back(polygon.outer);
      rings.insert(rings.end(), polygon.holes.begin(), polygon.holes.end());
    }
    rings.insert(rings.end(), annotation.geometry.lines.begin(), annotation.geometry.lines.end());
    if (!annotation.geometry.points.empty()) rings.push_back(annotation.geometry.points);
  }
  return rings;
}

// "x y x y …", a line each.
inline std::vector<PointList> parseRings(const std::string& text) {
  std::vector<PointList> rings;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream numbers(line);
    PointList ring;
    std::string x;
    std::string y;
    while (numbers >> x >> y) ring.push_back({std::stod(x), std::stod(y)});
    rings.push_back(std::move(ring));
  }
  return rings;
}

}  // namespace snitt::test

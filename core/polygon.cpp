#include "core/polygon.h"

#include <cmath>

namespace snitt {

double ringArea(const Ring& ring) {
  double twice = 0;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
    twice += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
  return std::abs(twice) / 2;
}

double polygonArea(const Polygon& polygon) {
  double area = ringArea(polygon.outer);
  for (const Ring& hole : polygon.holes) area -= ringArea(hole);
  return area;
}

}  // namespace snitt

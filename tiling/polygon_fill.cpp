// polygonsToMask: scan conversion at pixel centres.
#include <algorithm>
#include <cmath>
#include <vector>

#include "tiling/mask_ops.h"

namespace snitt {
namespace {

struct Crossing {
  int row = 0;
  double x = 0;  // mask pixels
  auto operator<=>(const Crossing&) const = default;
};

// The first pixel whose centre is at or beyond `position`, within [0, limit].
int firstCentre(double position, int limit) {
  return static_cast<int>(std::clamp(std::ceil(position - 0.5), 0.0, static_cast<double>(limit)));
}

bool isFinite(const Ring& ring) {
  return std::all_of(ring.begin(), ring.end(),
                     [](const Point& point) { return std::isfinite(point.x) && std::isfinite(point.y); });
}

// Where the ring crosses the lines through the centres of the rows, sorted; an even number on each row.
std::vector<Crossing> crossings(const Ring& ring, int height, double downsample) {
  std::vector<Crossing> found;
  if (ring.size() < 3 || !isFinite(ring)) return found;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    Point top{ring[j].x / downsample, ring[j].y / downsample};
    Point bottom{ring[i].x / downsample, ring[i].y / downsample};
    // Ordered, so that an edge shared by two polygons gives both the same crossing.
    if (top.y > bottom.y) std::swap(top, bottom);
    const int end = firstCentre(bottom.y, height);
    for (int row = firstCentre(top.y, height); row < end; ++row) {
      const double along = (row + 0.5 - top.y) / (bottom.y - top.y);
      found.push_back({row, top.x + along * (bottom.x - top.x)});
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void fill(const Ring& ring, double downsample, std::uint8_t value, Mask& mask) {
  const std::vector<Crossing> found = crossings(ring, mask.height, downsample);
  for (std::size_t i = 0; i + 1 < found.size(); i += 2) {
    const int begin = firstCentre(found[i].x, mask.width);
    const int end = firstCentre(found[i + 1].x, mask.width);
    for (int x = begin; x < end; ++x) mask.at(x, found[i].row) = value;
  }
}

struct Box {
  int minX = 0;
  int minY = 0;
  int maxX = 0;  // one beyond
  int maxY = 0;
};

Box boundsOf(const Ring& ring, int width, int height, double downsample) {
  Box box{width, height, 0, 0};
  for (const Point& point : ring) {
    box.minX = std::min(box.minX, firstCentre(point.x / downsample - 1, width));
    box.minY = std::min(box.minY, firstCentre(point.y / downsample - 1, height));
    box.maxX = std::max(box.maxX, firstCentre(point.x / downsample + 1, width));
    box.maxY = std::max(box.maxY, firstCentre(point.y / downsample + 1, height));
  }
  return box;
}

Ring moved(const Ring& ring, double byX, double byY) {
  Ring out = ring;
  for (Point& point : out) point = {point.x - byX, point.y - byY};
  return out;
}

// A polygon with holes is drawn apart, so that its holes do not cut into other polygons.
void join(const Polygon& polygon, double downsample, Mask& mask) {
  const Box box = boundsOf(polygon.outer, mask.width, mask.height, downsample);
  if (box.minX >= box.maxX || box.minY >= box.maxY) return;
  const double byX = box.minX * downsample;
  const double byY = box.minY * downsample;
  Mask own(box.maxX - box.minX, box.maxY - box.minY);
  fill(moved(polygon.outer, byX, byY), downsample, 255, own);
  for (const Ring& hole : polygon.holes) fill(moved(hole, byX, byY), downsample, 0, own);
  for (int y = 0; y < own.height; ++y)
    for (int x = 0; x < own.width; ++x)
      if (own.at(x, y) != 0) mask.at(box.minX + x, box.minY + y) = 255;
}

}  // namespace

Mask polygonsToMask(const std::vector<Polygon>& polygons, int width, int height, double downsample) {
  Mask mask(width, height);
  if (mask.empty() || !(downsample > 0)) return mask;
  for (const Polygon& polygon : polygons) {
    if (!isFinite(polygon.outer)) continue;
    if (polygon.holes.empty())
      fill(polygon.outer, downsample, 255, mask);
    else
      join(polygon, downsample, mask);
  }
  return mask;
}

}  // namespace snitt

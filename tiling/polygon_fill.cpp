// polygonsToMask: scan conversion at pixel centres by the even-odd rule.
#include <algorithm>
#include <cmath>

#include "tiling/mask_ops.h"

namespace snitt {
namespace {

// Mask pixels; the maxima are one beyond.
struct Box {
  int minX = 0;
  int minY = 0;
  int maxX = 0;
  int maxY = 0;
  [[nodiscard]] bool empty() const { return minX >= maxX || minY >= maxY; }
};

// The first pixel whose centre is at or beyond `position`, within [least, limit].
int firstCentre(double position, int least, int limit) {
  return static_cast<int>(
      std::clamp(std::ceil(position - 0.5), static_cast<double>(least), static_cast<double>(limit)));
}

bool isDrawable(const Ring& ring) {
  return ring.size() >= 3 && std::all_of(ring.begin(), ring.end(), [](const Point& point) {
           return std::isfinite(point.x) && std::isfinite(point.y);
         });
}

Box boundsOf(const Ring& ring, const Mask& mask, double downsample) {
  Box box{mask.width, mask.height, 0, 0};
  for (const Point& point : ring) {
    box.minX = std::min(box.minX, firstCentre(point.x / downsample - 1, 0, mask.width));
    box.minY = std::min(box.minY, firstCentre(point.y / downsample - 1, 0, mask.height));
    box.maxX = std::max(box.maxX, firstCentre(point.x / downsample + 1, 0, mask.width));
    box.maxY = std::max(box.maxY, firstCentre(point.y / downsample + 1, 0, mask.height));
  }
  return box;
}

// Turns the parity at the first pixel beyond each crossing of the ring with the lines through the rows' centres. No
// list of crossings is kept: a hostile ring has millions of them.
void toggleCrossings(const Ring& ring, double downsample, const Box& box, Mask& parity) {
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    Point top{ring[j].x / downsample, ring[j].y / downsample};
    Point bottom{ring[i].x / downsample, ring[i].y / downsample};
    // Ordered, so that an edge shared by two polygons gives both the same crossing.
    if (top.y > bottom.y) std::swap(top, bottom);
    const int end = firstCentre(bottom.y, box.minY, box.maxY);
    for (int row = firstCentre(top.y, box.minY, box.maxY); row < end; ++row) {
      const double along = (row + 0.5 - top.y) / (bottom.y - top.y);
      const int x = firstCentre(top.x + along * (bottom.x - top.x), box.minX, box.maxX);
      if (x < box.maxX) parity.at(x - box.minX, row - box.minY) ^= 255;
    }
  }
}

// What the ring encloses, over its own box.
Mask enclosed(const Ring& ring, double downsample, const Box& box) {
  Mask parity(box.maxX - box.minX, box.maxY - box.minY);
  toggleCrossings(ring, downsample, box, parity);
  for (int y = 0; y < parity.height; ++y)
    for (int x = 1; x < parity.width; ++x) parity.at(x, y) ^= parity.at(x - 1, y);
  return parity;
}

// A polygon's own pixels are worked out apart, so that its holes do not cut into other polygons.
void draw(const Polygon& polygon, double downsample, Mask& mask) {
  if (!isDrawable(polygon.outer)) return;
  const Box box = boundsOf(polygon.outer, mask, downsample);
  if (box.empty()) return;
  Mask own = enclosed(polygon.outer, downsample, box);
  for (const Ring& hole : polygon.holes) {
    if (!isDrawable(hole)) continue;
    Box part = boundsOf(hole, mask, downsample);
    part = {std::max(part.minX, box.minX), std::max(part.minY, box.minY), std::min(part.maxX, box.maxX),
            std::min(part.maxY, box.maxY)};
    if (part.empty()) continue;
    const Mask cut = enclosed(hole, downsample, part);
    for (int y = 0; y < cut.height; ++y)
      for (int x = 0; x < cut.width; ++x)
        if (cut.at(x, y) != 0) own.at(part.minX - box.minX + x, part.minY - box.minY + y) = 0;
  }
  for (int y = 0; y < own.height; ++y)
    for (int x = 0; x < own.width; ++x)
      if (own.at(x, y) != 0) mask.at(box.minX + x, box.minY + y) = 255;
}

}  // namespace

Mask polygonsToMask(const std::vector<Polygon>& polygons, int width, int height, double downsample) {
  Mask mask(width, height);
  if (mask.empty() || !(downsample > 0)) return mask;
  for (const Polygon& polygon : polygons) draw(polygon, downsample, mask);
  return mask;
}

}  // namespace snitt

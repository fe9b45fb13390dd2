// maskToPolygons: outlines traced between pixels.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "tiling/mask_ops.h"
#include "tiling/opencv_p.h"

namespace snitt {
namespace {

// Up, right, down, left; the next one is a quarter turn clockwise.
constexpr std::array<int, 4> stepX{0, 1, 0, -1};
constexpr std::array<int, 4> stepY{-1, 0, 1, 0};

// A pixel inside and the side on which its neighbour is outside: one point of one outline.
struct Border {
  int x = 0;
  int y = 0;
  int side = 0;
  bool operator==(const Border&) const = default;
};

class Tracer {
 public:
  Tracer(const Mask& mask, double downsample)
      : m_mask(mask), m_downsample(downsample), m_seen(mask.width, mask.height) {}

  [[nodiscard]] bool isNewBorder(const Border& at) const {
    return inside(at.x, at.y) && !inside(at.x + stepX[index(at.side)], at.y + stepY[index(at.side)]) &&
           (m_seen.at(at.x, at.y) & (1 << at.side)) == 0;
  }

  // Follows the outline with the inside on the right: outer rings run clockwise on the screen, holes the other way.
  Ring trace(const Border& start) {
    Ring ring;
    Border at = start;
    do {
      m_seen.at(at.x, at.y) = static_cast<std::uint8_t>(m_seen.at(at.x, at.y) | (1 << at.side));
      append(ring, {(at.x + 0.5 + 0.5 * stepX[index(at.side)]), (at.y + 0.5 + 0.5 * stepY[index(at.side)])});
      at = next(at);
    } while (!(at == start));
    dropStraightEnds(ring);
    for (Point& point : ring) point = {point.x * m_downsample, point.y * m_downsample};
    return ring;
  }

 private:
  static std::size_t index(int side) { return static_cast<std::size_t>(side); }

  [[nodiscard]] bool inside(int x, int y) const {
    return x >= 0 && y >= 0 && x < m_mask.width && y < m_mask.height && m_mask.at(x, y) != 0;
  }

  // The diagonal neighbour is asked first: that is what joins pixels which touch at a corner.
  [[nodiscard]] Border next(const Border& at) const {
    const int turn = (at.side + 1) % 4;
    const int sideX = at.x + stepX[index(turn)];
    const int sideY = at.y + stepY[index(turn)];
    const int diagonalX = sideX + stepX[index(at.side)];
    const int diagonalY = sideY + stepY[index(at.side)];
    if (inside(diagonalX, diagonalY)) return {diagonalX, diagonalY, (turn + 2) % 4};
    if (inside(sideX, sideY)) return {sideX, sideY, at.side};
    return {at.x, at.y, turn};
  }

  // Coordinates are multiples of 1/2 here, so that this comparison is exact.
  static bool straight(const Point& a, const Point& b, const Point& c) {
    return (b.x - a.x) * (c.y - b.y) == (b.y - a.y) * (c.x - b.x);
  }

  static void append(Ring& ring, const Point& point) {
    if (ring.size() >= 2 && straight(ring[ring.size() - 2], ring.back(), point)) ring.pop_back();
    ring.push_back(point);
  }

  static void dropStraightEnds(Ring& ring) {
    if (ring.size() > 3 && straight(ring[ring.size() - 2], ring.back(), ring.front())) ring.pop_back();
    if (ring.size() > 3 && straight(ring.back(), ring.front(), ring[1])) ring.erase(ring.begin());
  }

  const Mask& m_mask;
  double m_downsample;
  Grid<std::uint8_t> m_seen;  // one bit a side
};

}  // namespace

std::vector<Polygon> maskToPolygons(const Mask& mask, double downsample, double leastAreaPx) {
  if (mask.empty()) return {};
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(viewOf(mask), labels, stats, centroids, 8, CV_32S);

  // The first point met of a piece lies above its first pixel, on its outer ring; all its later rings are holes.
  std::vector<int> polygonOf(static_cast<std::size_t>(count), -1);
  std::vector<Polygon> polygons;
  Tracer tracer(mask, downsample);
  for (int y = 0; y < mask.height; ++y) {
    for (int x = 0; x < mask.width; ++x) {
      const int label = labels.at<int>(y, x);
      if (label == 0 || stats.at<int>(label, cv::CC_STAT_AREA) < leastAreaPx) continue;
      int& polygon = polygonOf[static_cast<std::size_t>(label)];
      for (int side = 0; side < 4; ++side) {
        if (!tracer.isNewBorder({x, y, side})) continue;
        Ring ring = tracer.trace({x, y, side});
        if (polygon < 0) {
          polygon = static_cast<int>(polygons.size());
          polygons.push_back({std::move(ring), {}});
        } else {
          polygons[static_cast<std::size_t>(polygon)].holes.push_back(std::move(ring));
        }
      }
    }
  }
  return polygons;
}

}  // namespace snitt

#include "inference/engine/random_tissue_p.h"

#include <algorithm>
#include <array>

namespace snitt {
namespace {

using Colour = std::array<double, 3>;
constexpr Colour glass{0.95, 0.94, 0.95};
constexpr Colour stroma{0.89, 0.62, 0.76};
constexpr Colour nuclei{0.42, 0.27, 0.55};

// A smooth random field in [0, 1]: bilinear between the points of a coarse grid.
class Field {
 public:
  Field(RandomSource& random, int cells)
      : m_cells(cells), m_points(static_cast<std::size_t>((cells + 1) * (cells + 1))) {
    for (double& point : m_points) point = random.uniform();
  }
  [[nodiscard]] double at(double x, double y) const {  // in [0, 1)
    const double gx = x * m_cells;
    const double gy = y * m_cells;
    const int cx = static_cast<int>(gx);
    const int cy = static_cast<int>(gy);
    const double fx = gx - cx;
    const double fy = gy - cy;
    const double top = point(cx, cy) * (1 - fx) + point(cx + 1, cy) * fx;
    const double bottom = point(cx, cy + 1) * (1 - fx) + point(cx + 1, cy + 1) * fx;
    return top * (1 - fy) + bottom * fy;
  }

 private:
  [[nodiscard]] double point(int x, int y) const {
    return m_points[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_cells + 1) + static_cast<std::size_t>(x)];
  }
  int m_cells;
  std::vector<double> m_points;
};

}  // namespace

double RandomSource::uniform() { return static_cast<double>(m_generator() >> 11) * 0x1p-53; }

double RandomSource::normal() {
  double sum = 0;
  for (int draw = 0; draw < 3; ++draw) {
    std::uint64_t bits = m_generator();
    for (int piece = 0; piece < 4; ++piece, bits >>= 16) sum += static_cast<double>(bits & 0xffff);
  }
  return (sum + 6) / 65536 - 6;
}

std::vector<float> randomTissue(RandomSource& random, int edgePx) {
  const Field glassField(random, 3);
  const Field nucleiField(random, edgePx / 6);
  const double glassShare = random.uniform() * 0.5;
  const double nucleiShare = random.uniform();
  const double darkness = 0.75 + 0.35 * random.uniform();
  const auto plane = static_cast<std::size_t>(edgePx) * static_cast<std::size_t>(edgePx);
  std::vector<float> planes(3 * plane);
  for (std::size_t i = 0; i < plane; ++i) {
    const std::size_t row = i / static_cast<std::size_t>(edgePx);
    const double x = static_cast<double>(i % static_cast<std::size_t>(edgePx)) / edgePx;
    const double y = static_cast<double>(row) / edgePx;
    const Colour& colour = glassField.at(x, y) < glassShare           ? glass
                           : nucleiField.at(x, y) < nucleiShare * 0.7 ? nuclei
                                                                      : stroma;
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const double value = 1 - (1 - colour[channel]) * darkness + 0.03 * random.normal();
      planes[channel * plane + i] = static_cast<float>(std::clamp(value, 0.0, 1.0));
    }
  }
  return planes;
}

}  // namespace snitt

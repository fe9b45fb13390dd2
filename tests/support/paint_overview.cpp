#include "support/paint_overview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>

namespace snitt::test {
namespace {

void darken(std::uint8_t* pixel, const Dye& dye, double amount) {
  const std::array<double, 3> density{dye.red, dye.green, dye.blue};
  for (std::size_t channel = 0; channel < 3; ++channel)
    pixel[channel] = static_cast<std::uint8_t>(std::lround(pixel[channel] * std::pow(10, -density[channel] * amount)));
}

// Random values on a coarse lattice, joined smoothly.
class Clumps {
 public:
  Clumps(int width, int height, int spacing, unsigned seed)
      : m_spacing(spacing), m_values(width / spacing + 2, height / spacing + 2) {
    std::mt19937 random(seed);
    for (double& value : m_values.values) value = static_cast<double>(random() >> 8) / (1 << 24);
  }

  [[nodiscard]] double at(int x, int y) const {
    const int column = x / m_spacing;
    const int row = y / m_spacing;
    const double alongX = static_cast<double>(x % m_spacing) / m_spacing;
    const double alongY = static_cast<double>(y % m_spacing) / m_spacing;
    const double top = std::lerp(m_values.at(column, row), m_values.at(column + 1, row), alongX);
    const double bottom = std::lerp(m_values.at(column, row + 1), m_values.at(column + 1, row + 1), alongX);
    return std::lerp(top, bottom, alongY);
  }

 private:
  int m_spacing;
  Grid<double> m_values;
};

}  // namespace

Shape box(int x, int y, int width, int height) {
  return [=](int atX, int atY) { return atX >= x && atX < x + width && atY >= y && atY < y + height; };
}

Shape ellipse(int centreX, int centreY, int radiusX, int radiusY) {
  return [=](int x, int y) {
    const double alongX = static_cast<double>(x - centreX) / radiusX;
    const double alongY = static_cast<double>(y - centreY) / radiusY;
    return alongX * alongX + alongY * alongY <= 1;
  };
}

Shape everywhere() {
  return [](int, int) { return true; };
}

void lay(Image& overview, const Shape& shape, const Dye& dye, double amount) {
  for (int y = 0; y < overview.heightPx; ++y)
    for (int x = 0; x < overview.widthPx; ++x)
      if (shape(x, y)) darken(overview.pixel(x, y), dye, amount);
}

void layTissue(Image& overview, const Shape& shape, const Dye& nuclear, const Dye& other, unsigned seed) {
  const Clumps glands(overview.widthPx, overview.heightPx, 16, seed);
  const Clumps cells(overview.widthPx, overview.heightPx, 3, seed + 1);
  for (int y = 0; y < overview.heightPx; ++y) {
    for (int x = 0; x < overview.widthPx; ++x) {
      if (!shape(x, y)) continue;
      const double cell = cells.at(x, y);
      darken(overview.pixel(x, y), nuclear, 0.08 + 0.35 * glands.at(x, y) * cell);
      darken(overview.pixel(x, y), other, 0.10 + 0.12 * (1 - glands.at(x, y)) + 0.06 * cell);
    }
  }
}

void layShade(Image& overview, double density) {
  for (int y = 0; y < overview.heightPx; ++y)
    for (int x = 0; x < overview.widthPx; ++x)
      darken(overview.pixel(x, y), {1, 1, 1}, density * x / std::max(1, overview.widthPx - 1));
}

}  // namespace snitt::test

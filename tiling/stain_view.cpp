#include <algorithm>
#include <cmath>

#include "tiling/stain_view_p.h"

namespace snitt {
namespace {

using Vector = std::array<double, 3>;

constexpr Vector haematoxylin{0.644211, 0.716556, 0.266844};
constexpr Vector eosin{0.092789, 0.954111, 0.283111};

// A colour changes by at most 255 · ln 10 levels for each unit of amount: by less than a third of a level a step.
constexpr double stepsPerAmount = 2048;
constexpr int fractionBits = 8;  // of the index, while the channels are added up

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

Vector scaled(const Vector& a, double by) { return {a[0] * by, a[1] * by, a[2] * by}; }
Vector normalised(const Vector& a) { return scaled(a, 1 / std::sqrt(dot(a, a))); }

// Half a level stands for the light of a pixel of 0, whose density would have no end.
double densityOf(int light) { return std::log10(255 / std::max<double>(light, 0.5)); }

struct Unmixing {
  Vector colour;   // the stain's own densities
  Vector weights;  // of red, green and blue density in its amount: a row of the inverse
};

Unmixing unmixingOf(StainView stain) {
  const Vector h = normalised(haematoxylin);
  const Vector e = normalised(eosin);
  const Vector residual = normalised(cross(h, e));
  const auto apart = [](const Vector& own, const Vector& a, const Vector& b) {
    const Vector normal = cross(a, b);
    return Unmixing{own, scaled(normal, 1 / dot(own, normal))};
  };
  if (stain == StainView::haematoxylin) return apart(h, e, residual);
  if (stain == StainView::eosin) return apart(e, residual, h);
  return apart(residual, h, e);
}

}  // namespace

StainTable::StainTable(StainView stain, const std::array<std::uint8_t, 256>& tone) {
  const Unmixing unmixing = unmixingOf(stain);
  double most = 0;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const double perDensity = unmixing.weights[channel] * stepsPerAmount;
    for (int light = 0; light < 256; ++light)
      m_amounts[channel][static_cast<std::size_t>(light)] =
          static_cast<std::int32_t>(std::lround(perDensity * densityOf(light) * (1 << fractionBits)));
    most += std::max(0.0, perDensity * densityOf(0));
  }
  m_colours.resize(static_cast<std::size_t>(most) + 2);
  for (std::size_t step = 0; step < m_colours.size(); ++step) {
    std::uint32_t colour = 0xFF;
    for (const double density : unmixing.colour) {
      // The residual's red and green are below no density at all, which a screen cannot show.
      const double light = std::min(255.0, 255 * std::pow(10, -density * static_cast<double>(step) / stepsPerAmount));
      colour = colour << 8U | tone[static_cast<std::size_t>(std::lround(light))];
    }
    m_colours[step] = colour;
  }
}

void StainTable::apply(std::span<const std::uint8_t> rgb, std::span<std::uint32_t> out) const {
  constexpr std::int32_t half = 1 << (fractionBits - 1);
  const auto most = static_cast<std::int32_t>(m_colours.size()) - 1;
  const std::uint32_t* colours = m_colours.data();
  const std::uint8_t* in = rgb.data();
  for (std::uint32_t& pixel : out) {
    const std::int32_t sum = m_amounts[0][in[0]] + m_amounts[1][in[1]] + m_amounts[2][in[2]] + half;
    pixel = colours[std::clamp(sum >> fractionBits, 0, most)];
    in += 3;
  }
}

}  // namespace snitt

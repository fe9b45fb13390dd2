#include <algorithm>
#include <array>
#include <cmath>

#include "support/make_slide.h"

namespace snitt::test {

namespace {

struct Colour {
  float r, g, b;
};

constexpr Colour kGlass{243, 242, 244};
constexpr Colour kStroma{226, 160, 196};
constexpr Colour kEpithelium{186, 118, 176};
constexpr Colour kLumen{236, 224, 236};
constexpr Colour kNucleus{92, 58, 132};

Colour blend(Colour a, Colour b, float share) {
  return {a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share, a.b + (b.b - a.b) * share};
}

std::uint32_t mix(std::int64_t x, std::int64_t y, std::uint32_t seed) {
  auto h =
      static_cast<std::uint32_t>(x) * 0x9E3779B1U ^ static_cast<std::uint32_t>(y) * 0x85EBCA77U ^ seed * 0xC2B2AE3DU;
  h ^= h >> 15;
  h *= 0x2C1B3C6DU;
  h ^= h >> 12;
  h *= 0x297A2D39U;
  return h ^ (h >> 15);
}

float unit(std::uint32_t hash) { return static_cast<float>(hash >> 8) / 16777216.0F; }

// Value noise with smooth steps, [0, 1].
float noise(float x, float y, std::uint32_t seed) {
  const float fx = std::floor(x);
  const float fy = std::floor(y);
  const auto ix = static_cast<std::int64_t>(fx);
  const auto iy = static_cast<std::int64_t>(fy);
  const auto smooth = [](float t) { return t * t * (3 - 2 * t); };
  const float sx = smooth(x - fx);
  const float sy = smooth(y - fy);
  const float top = unit(mix(ix, iy, seed)) * (1 - sx) + unit(mix(ix + 1, iy, seed)) * sx;
  const float bottom = unit(mix(ix, iy + 1, seed)) * (1 - sx) + unit(mix(ix + 1, iy + 1, seed)) * sx;
  return top * (1 - sy) + bottom * sy;
}

// Distance to the nearest of one random point a cell, in cells.
float cellDistance(float x, float y, std::uint32_t seed, float wander) {
  const auto ix = static_cast<std::int64_t>(std::floor(x));
  const auto iy = static_cast<std::int64_t>(std::floor(y));
  float best = 9;
  for (std::int64_t j = iy - 1; j <= iy + 1; ++j)
    for (std::int64_t i = ix - 1; i <= ix + 1; ++i) {
      const float px = static_cast<float>(i) + 0.5F + wander * (unit(mix(i, j, seed)) - 0.5F);
      const float py = static_cast<float>(j) + 0.5F + wander * (unit(mix(i, j, seed + 1)) - 0.5F);
      best = std::min(best, (px - x) * (px - x) + (py - y) * (py - y));
    }
  return std::sqrt(best);
}

class Tissue {
 public:
  Tissue(int widthPx, int heightPx, unsigned seed)
      : m_width(static_cast<float>(widthPx)), m_height(static_cast<float>(heightPx)), m_seed(seed * 16U + 7U) {}

  [[nodiscard]] Colour at(std::int64_t x, std::int64_t y) const {
    const auto fx = static_cast<float>(x);
    const auto fy = static_cast<float>(y);
    if (!inside(fx, fy)) return kGlass;
    const float gland = cellDistance(fx / 260, fy / 260, m_seed + 2, 0.5F);
    Colour colour = gland < 0.16F ? kLumen : gland < 0.34F ? kEpithelium : kStroma;
    const float texture = noise(fx / 9, fy / 9, m_seed + 4);
    colour = blend(colour, kGlass, 0.25F * texture);
    // Nuclei stand close in the epithelium and far apart in the stroma; lumens have none.
    const float spacing = gland < 0.34F ? 26.0F : 52.0F;
    if (gland >= 0.16F && cellDistance(fx / spacing, fy / spacing, m_seed + 6, 0.6F) * spacing < 8.5F)
      colour = blend(kNucleus, kEpithelium, 0.35F * texture);
    return colour;
  }

 private:
  [[nodiscard]] bool inside(float x, float y) const {
    const float u = (x / m_width - 0.5F) / 0.4F;
    const float v = (y / m_height - 0.5F) / 0.4F;
    const float wobble = noise(x / m_width * 7, y / m_height * 7, m_seed);
    return u * u + v * v < 0.55F + 0.6F * wobble;
  }

  float m_width;
  float m_height;
  std::uint32_t m_seed;
};

}  // namespace

std::function<void(std::int64_t, std::int64_t, Image&)> paintTissue(int widthPx, int heightPx, unsigned seed) {
  const Tissue tissue(widthPx, heightPx, seed);
  return [tissue, seed](std::int64_t left, std::int64_t top, Image& tile) {
    for (int y = 0; y < tile.heightPx; ++y)
      for (int x = 0; x < tile.widthPx; ++x) {
        const Colour colour = tissue.at(left + x, top + y);
        const float grain = 6.0F * (unit(mix(left + x, top + y, seed + 99U)) - 0.5F);
        std::uint8_t* pixel = tile.pixel(x, y);
        const std::array<float, 3> values{colour.r, colour.g, colour.b};
        for (std::size_t c = 0; c < 3; ++c)
          pixel[c] = static_cast<std::uint8_t>(std::clamp(values[c] + grain, 0.0F, 255.0F));
      }
  };
}

}  // namespace snitt::test

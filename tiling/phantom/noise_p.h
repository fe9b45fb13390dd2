// Hashes and value noise for phantom slides; private to this folder. Pure functions, the same on every machine with
// IEEE arithmetic.
#pragma once

#include <algorithm>
#include <cstdint>

namespace snitt::phantom {

// A well mixed function of a cell and a seed (the finaliser is that of Wellons' "hash prospector", lowbias32).
inline std::uint32_t hashOf(std::int32_t x, std::int32_t y, std::uint32_t seed) {
  std::uint32_t h = static_cast<std::uint32_t>(x) * 0x9E3779B1U + seed;
  h ^= h >> 16;
  h *= 0x7FEB352DU;
  h ^= static_cast<std::uint32_t>(y) * 0x85EBCA77U;
  h ^= h >> 15;
  h *= 0x846CA68BU;
  return h ^ (h >> 16);
}

// Uniform in [0, 1).
inline float unitOf(std::uint32_t hash) { return static_cast<float>(hash >> 8) * (1.0F / 16777216.0F); }

// Further numbers of the same cell.
class Draws {
 public:
  explicit Draws(std::uint32_t hash) : m_state(hash) {}
  float unit() { return unitOf(next()); }
  float between(float least, float most) { return least + (most - least) * unit(); }
  // About standard normal: a sum of four uniforms, within ±3.46.
  float normal() { return (unit() + unit() + unit() + unit() - 2.0F) * 1.7320508F; }
  std::uint32_t next() {
    m_state = hashOf(static_cast<std::int32_t>(m_state), 0x51ED27, 0xA511E9B3U);
    return m_state;
  }

 private:
  std::uint32_t m_state;
};

inline std::int32_t floorOf(float value) {
  const auto whole = static_cast<std::int32_t>(value);
  return whole - (value < static_cast<float>(whole) ? 1 : 0);
}

inline float mix(float a, float b, float share) { return a + (b - a) * share; }
inline float clamped(float value, float least = 0, float most = 1) { return std::min(std::max(value, least), most); }

// 0 below `from`, 1 above `to`, smooth between.
inline float smoothStep(float from, float to, float value) {
  const float t = clamped((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

// Smooth value noise in [-1, 1] with one random value a unit of x and y; standard deviation about 0.4.
inline float wave(float x, float y, std::uint32_t seed) {
  const std::int32_t ix = floorOf(x);
  const std::int32_t iy = floorOf(y);
  const float tx = x - static_cast<float>(ix);
  const float ty = y - static_cast<float>(iy);
  const float sx = tx * tx * (3 - 2 * tx);
  const float sy = ty * ty * (3 - 2 * ty);
  const float top = mix(unitOf(hashOf(ix, iy, seed)), unitOf(hashOf(ix + 1, iy, seed)), sx);
  const float bottom = mix(unitOf(hashOf(ix, iy + 1, seed)), unitOf(hashOf(ix + 1, iy + 1, seed)), sx);
  return 2 * mix(top, bottom, sy) - 1;
}

}  // namespace snitt::phantom

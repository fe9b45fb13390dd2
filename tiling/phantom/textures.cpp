#include <array>
#include <cmath>
#include <cstddef>

#include "tiling/phantom/noise_p.h"
#include "tiling/phantom/textures_p.h"

namespace snitt::phantom {
namespace {

constexpr auto texels = static_cast<std::size_t>(textureSizePx) * textureSizePx;

struct Octave {
  int periodsX;  // of the texture's width: texels a value = 1024 / periods
  int periodsY;
  float amplitude;
};

// Value noise that repeats after the texture's size. `bend` in texels moves rows along a smooth wave.
void add(std::vector<float>& out, const Octave& octave, std::uint32_t seed, float bend) {
  const auto wrapped = [&](std::int32_t ix, std::int32_t iy) {
    const std::int32_t x = (ix % octave.periodsX + octave.periodsX) % octave.periodsX;
    const std::int32_t y = (iy % octave.periodsY + octave.periodsY) % octave.periodsY;
    return unitOf(hashOf(x, y, seed));
  };
  const float stepX = static_cast<float>(octave.periodsX) / textureSizePx;
  const float stepY = static_cast<float>(octave.periodsY) / textureSizePx;
  constexpr float turn = 6.2831853F / textureSizePx;
  for (int y = 0; y < textureSizePx; ++y)
    for (int x = 0; x < textureSizePx; ++x) {
      const auto fx = static_cast<float>(x);
      const auto fy = static_cast<float>(y);
      const float lift = bend * (std::sin(turn * (5 * fx + 2 * fy)) + 0.6F * std::sin(turn * (11 * fx - 3 * fy) + 1));
      const float px = fx * stepX;
      const float py = (fy + lift) * stepY;
      const std::int32_t ix = floorOf(px);
      const std::int32_t iy = floorOf(py);
      const float tx = px - static_cast<float>(ix);
      const float ty = py - static_cast<float>(iy);
      const float sx = tx * tx * (3 - 2 * tx);
      const float sy = ty * ty * (3 - 2 * ty);
      out[static_cast<std::size_t>(y) * textureSizePx + static_cast<std::size_t>(x)] +=
          octave.amplitude *
          mix(mix(wrapped(ix, iy), wrapped(ix + 1, iy), sx), mix(wrapped(ix, iy + 1), wrapped(ix + 1, iy + 1), sx), sy);
    }
}

std::vector<std::uint8_t> levelled(const std::vector<float>& values) {
  constexpr std::size_t bins = 65536;
  std::vector<std::size_t> below(bins + 1, 0);
  const auto binOf = [](float value) {
    return static_cast<std::size_t>(clamped(value, 0, 0.99999F) * static_cast<float>(bins));
  };
  for (const float value : values) ++below[binOf(value) + 1];
  for (std::size_t i = 1; i <= bins; ++i) below[i] += below[i - 1];
  std::vector<std::uint8_t> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    out[i] = static_cast<std::uint8_t>(below[binOf(values[i])] * 256 / values.size());
  return out;
}

template <std::size_t n>
std::vector<std::uint8_t> texture(const std::array<Octave, n>& octaves, std::uint32_t seed, float bend = 0) {
  std::vector<float> values(texels, 0.0F);
  for (const Octave& octave : octaves) add(values, octave, seed++, bend);
  return levelled(values);
}

Textures make() {
  Textures all;
  all.fibre =
      texture(std::array<Octave, 4>{{{8, 60, 0.25F}, {10, 120, 0.4F}, {20, 220, 0.25F}, {64, 340, 0.1F}}}, 11, 7);
  all.grain =
      texture(std::array<Octave, 4>{{{16, 16, 0.15F}, {64, 64, 0.3F}, {170, 170, 0.3F}, {340, 340, 0.25F}}}, 21);
  all.patch = texture(std::array<Octave, 3>{{{11, 11, 0.25F}, {40, 40, 0.4F}, {120, 120, 0.35F}}}, 61);
  all.bundle = texture(std::array<Octave, 3>{{{24, 24, 0.2F}, {56, 56, 0.5F}, {150, 150, 0.3F}}}, 31);
  all.chromatin = texture(std::array<Octave, 2>{{{256, 256, 0.5F}, {420, 420, 0.5F}}}, 41);
  all.clumps = texture(std::array<Octave, 2>{{{120, 120, 0.65F}, {256, 256, 0.35F}}}, 51);
  return all;
}

}  // namespace

const Textures& textures() {
  static const Textures all = make();
  return all;
}

}  // namespace snitt::phantom

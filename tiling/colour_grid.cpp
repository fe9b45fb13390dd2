#include "tiling/colour_grid_p.h"

#include <algorithm>
#include <cmath>

namespace snitt {
namespace {

constexpr int nodes = 33;
constexpr std::size_t edge = nodes;
constexpr std::array<std::size_t, 3> stride{edge * edge, edge, 1};
constexpr std::size_t opposite = stride[0] + stride[1] + stride[2];

// A node's field holds light from -0.5 to 1.5 in 18 bits, which leaves 3 for the weights. 15 bits are plenty for the
// curve: where it is steepest one step is a fifth of a level.
constexpr int fieldBits = 21;
constexpr std::uint64_t field = (1U << fieldBits) - 1;
constexpr float leastLight = -0.5F;
constexpr float lightPerField = 1.0F / (1 << 17);
constexpr float mostInField = (1 << 18) - 1;
constexpr int levelBits = 15;

std::uint64_t pack(const std::array<float, 3>& lights) {
  std::uint64_t node = 0;
  for (const float light : lights) {
    const float steps = (light - leastLight) / lightPerField + 0.5F;
    const float bound = steps > 0 ? std::min(steps, mostInField) : 0;  // 0 for what is no number, too
    node = node << fieldBits | static_cast<std::uint64_t>(bound);
  }
  return node;
}

std::vector<float> sample(const ColourGrid::Exact& convert) {
  std::vector<std::uint8_t> rgb;
  rgb.reserve(3 * edge * edge * edge);
  const auto level = [](int node) { return static_cast<std::uint8_t>(std::min(8 * node, 255)); };
  for (int red = 0; red < nodes; ++red)
    for (int green = 0; green < nodes; ++green)
      for (int blue = 0; blue < nodes; ++blue) rgb.insert(rgb.end(), {level(red), level(green), level(blue)});
  std::vector<float> light(rgb.size());
  convert(rgb, light);
  return light;
}

std::vector<std::uint64_t> nodesOf(const std::vector<float>& light) {
  std::vector<std::uint64_t> packed(light.size() / 3);
  for (std::size_t node = 0; node < packed.size(); ++node) {
    // Cells are 8 levels wide so that weights are whole eighths, but the last one ends at 255: its far nodes are moved
    // out to 256, along the line on which they are used.
    std::size_t before = node;
    for (const std::size_t step : stride)
      if (node / step % nodes == nodes - 1) before -= step;
    std::array<float, 3> moved{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const float from = light[3 * before + channel];
      moved[channel] = from + (light[3 * node + channel] - from) * 8 / 7;  // in all other cells `from` is the node
    }
    packed[node] = pack(moved);
  }
  return packed;
}

}  // namespace

double srgbLevel(double light) {
  const double shown = std::clamp(light, 0.0, 1.0);
  return 255 * (shown <= 0.0031308 ? 12.92 * shown : 1.055 * std::pow(shown, 1 / 2.4) - 0.055);
}

ColourGrid::ColourGrid(const Exact& convert) : m_nodes(nodesOf(sample(convert))), m_levels(1U << levelBits) {
  for (unsigned within = 0; within < m_tetrahedra.size(); ++within) {
    const std::array<unsigned, 3> part{within >> 6U, within >> 3U & 7U, within & 7U};
    std::array<std::size_t, 3> order{0, 1, 2};
    std::ranges::sort(order, [&part](std::size_t a, std::size_t b) { return part[a] > part[b]; });
    const std::array<unsigned, 5> falling{8, part[order[0]], part[order[1]], part[order[2]], 0};
    Tetrahedron& corners = m_tetrahedra[within];
    for (std::size_t corner = 0; corner < 4; ++corner)
      corners.weights[corner] = static_cast<std::uint8_t>(falling[corner] - falling[corner + 1]);
    corners.between = {static_cast<std::uint16_t>(stride[order[0]]),
                       static_cast<std::uint16_t>(stride[order[0]] + stride[order[1]])};
  }
  for (std::size_t step = 0; step < m_levels.size(); ++step) {
    const double light = leastLight + (static_cast<double>(step) + 0.5) * 2 / static_cast<double>(m_levels.size());
    m_levels[step] = static_cast<std::uint8_t>(std::lround(srgbLevel(light)));
  }
}

void ColourGrid::apply(std::span<const std::uint8_t> rgb, std::span<std::uint8_t> out) const {
  const std::uint64_t* nodesAt = m_nodes.data();
  const std::uint8_t* levels = m_levels.data();
  const auto levelOf = [levels](std::uint64_t sum, int place) {
    return levels[(sum >> (place * fieldBits) & field) >> (fieldBits - levelBits)];
  };
  for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
    const unsigned red = rgb[i];
    const unsigned green = rgb[i + 1];
    const unsigned blue = rgb[i + 2];
    const Tetrahedron& corners = m_tetrahedra[(red & 7U) << 6U | (green & 7U) << 3U | (blue & 7U)];
    const std::uint64_t* cell = nodesAt + (red >> 3U) * stride[0] + (green >> 3U) * stride[1] + (blue >> 3U);
    const std::uint64_t sum = corners.weights[0] * cell[0] + corners.weights[1] * cell[corners.between[0]] +
                              corners.weights[2] * cell[corners.between[1]] + corners.weights[3] * cell[opposite];
    out[i] = levelOf(sum, 2);
    out[i + 1] = levelOf(sum, 1);
    out[i + 2] = levelOf(sum, 0);
  }
}

}  // namespace snitt

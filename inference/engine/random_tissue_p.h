// Seeded random numbers that are the same on every machine, and small images with the colours of stained tissue.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace snitt {

// The standard's distributions differ between libraries; the generator does not.
class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : m_generator(seed) {}

  // [0, 1)
  [[nodiscard]] double uniform();
  // Mean 0, sd 1: the sum of twelve uniform values, which needs no function whose last bit depends on the machine.
  [[nodiscard]] double normal();

 private:
  std::mt19937_64 m_generator;
};

// Three planes (R, G, B) of edgePx² values in [0, 1]: glass, stroma and nuclei in changing shares.
[[nodiscard]] std::vector<float> randomTissue(RandomSource& random, int edgePx);

}  // namespace snitt

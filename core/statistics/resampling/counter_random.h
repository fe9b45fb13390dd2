// Random numbers that are a function of seed, stream and position alone, so that it does not matter which thread draws
// them, or in which order streams are drawn.
//
// Source: Philox 4x32 with 10 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// SC '11, section 3.3). The numbers are the same on every machine, and none of them depends on the standard library's
// distributions.
#pragma once

#include <array>
#include <cstdint>

namespace snitt::statistics {

using PhiloxBlock = std::array<std::uint32_t, 4>;

[[nodiscard]] PhiloxBlock philox4x32(PhiloxBlock counter, std::array<std::uint32_t, 2> key);

// A stream: key = seed, counter = position (low half) and stream (high half). 2^66 numbers a stream. One thread at a
// time; copies go on independently from where they were copied.
class CounterRandom {
 public:
  CounterRandom(std::uint64_t seed, std::uint64_t stream) : m_seed(seed), m_stream(stream) {}

  [[nodiscard]] std::uint32_t next();
  // Uniform in 0 … n − 1 without bias, n > 0 (Lemire, ACM Trans Model Comput Simul 29:3, 2019).
  [[nodiscard]] std::uint32_t below(std::uint32_t n);
  // Uniform in the open interval (0, 1): odd multiples of 2^-53, so that its logarithm and quantiles are finite.
  [[nodiscard]] double uniform();
  // Standard normal, by the quantile of uniform().
  [[nodiscard]] double normal();

 private:
  std::uint64_t m_seed;
  std::uint64_t m_stream;
  std::uint64_t m_position = 0;
  PhiloxBlock m_block{};
  unsigned m_used = 4;
};

}  // namespace snitt::statistics

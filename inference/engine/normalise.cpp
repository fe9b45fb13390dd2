#include "inference/engine/normalise.h"

#include <bit>
#include <cstddef>

// The compiler vectorises the loops below by itself once it knows the processor; see CMakeLists.txt for this file's
// options (-O3, and no fused multiply-add, whose result has other last bits).

namespace snitt {
namespace {

// Three channels and sixteen lanes repeat after 48 values.
constexpr std::size_t period = 48;

struct Pattern {
  alignas(64) std::array<float, period> scale;
  alignas(64) std::array<float, period> offset;
};

Pattern repeated(const ChannelScale& channels) {
  Pattern pattern{};
  for (std::size_t i = 0; i < period; ++i) {
    pattern.scale[i] = channels.scale[i % 3];
    pattern.offset[i] = channels.offset[i % 3];
  }
  return pattern;
}

struct ToFloat {
  using Value = float;
  [[gnu::always_inline]] static inline float from(float value) { return value; }
};

struct ToBf16 {
  using Value = std::uint16_t;
  [[gnu::always_inline]] static inline std::uint16_t from(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
  }
};

template <class To>
[[gnu::always_inline]] inline void run(const std::uint8_t* rgb, std::size_t count, const Pattern& pattern,
                                       typename To::Value* out) {
  std::size_t i = 0;
  for (; i + period <= count; i += period)
    for (std::size_t k = 0; k < period; ++k)
      out[i + k] = To::from(static_cast<float>(rgb[i + k]) * pattern.scale[k] + pattern.offset[k]);
  for (std::size_t k = 0; i + k < count; ++k)
    out[i + k] = To::from(static_cast<float>(rgb[i + k]) * pattern.scale[k] + pattern.offset[k]);
}

template <class To>
void runAnywhere(const std::uint8_t* rgb, std::size_t count, const Pattern& pattern, typename To::Value* out) {
  run<To>(rgb, count, pattern, out);
}

#if defined(__x86_64__)
template <class To>
[[gnu::target("avx2")]] void runOnAvx2(const std::uint8_t* rgb, std::size_t count, const Pattern& pattern,
                                       typename To::Value* out) {
  run<To>(rgb, count, pattern, out);
}

template <class To>
[[gnu::target("avx512f,avx512bw,avx512vl,avx512dq")]] void runOnAvx512(const std::uint8_t* rgb, std::size_t count,
                                                                       const Pattern& pattern,
                                                                       typename To::Value* out) {
  run<To>(rgb, count, pattern, out);
}
#endif

template <class To>
void dispatch(std::span<const std::uint8_t> rgb, const ChannelScale& channels, typename To::Value* out) {
  const Pattern pattern = repeated(channels);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
    return runOnAvx512<To>(rgb.data(), rgb.size(), pattern, out);
  if (__builtin_cpu_supports("avx2")) return runOnAvx2<To>(rgb.data(), rgb.size(), pattern, out);
#endif
  runAnywhere<To>(rgb.data(), rgb.size(), pattern, out);
}

}  // namespace

ChannelScale channelScale(const Normalisation& normalisation) {
  ChannelScale channels;
  for (std::size_t c = 0; c < 3; ++c) {
    channels.scale[c] = static_cast<float>(1 / (255 * normalisation.sd[c]));
    channels.offset[c] = static_cast<float>(-normalisation.mean[c] / normalisation.sd[c]);
  }
  return channels;
}

void normalise(std::span<const std::uint8_t> rgb, const ChannelScale& channels, float* out) {
  dispatch<ToFloat>(rgb, channels, out);
}

void normaliseToBf16(std::span<const std::uint8_t> rgb, const ChannelScale& channels, std::uint16_t* out) {
  dispatch<ToBf16>(rgb, channels, out);
}

}  // namespace snitt

#include "core/bundle/half.h"

#include <bit>
#include <cmath>
#include <limits>

namespace snitt {
namespace {

// value / 2^shift, rounded to nearest, ties to even.
std::uint32_t shiftRounded(std::uint32_t value, std::uint32_t shift) {
  const std::uint32_t whole = value >> shift;
  const std::uint32_t rest = value & ((1U << shift) - 1U);
  const std::uint32_t tie = 1U << (shift - 1U);
  return whole + ((rest > tie || (rest == tie && (whole & 1U) != 0)) ? 1U : 0U);
}

}  // namespace

std::uint16_t halfBits(float value) {
  constexpr std::uint32_t infinity = 0x7c00;
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = (bits >> 16U) & 0x8000U;
  const std::uint32_t exponent = (bits >> 23U) & 0xffU;
  const std::uint32_t fraction = bits & 0x7fffffU;

  std::uint32_t half = 0;
  if (exponent == 0xff) {
    half = fraction != 0 ? infinity | 0x200U : infinity;
  } else if (exponent >= 143) {  // 2^16 and more
    half = infinity;
  } else if (exponent >= 113) {  // 2^-14 and more: normal numbers; a carry runs into the exponent, as it should
    half = shiftRounded(((exponent - 112U) << 23U) | fraction, 13);
  } else if (exponent >= 102) {  // 2^-25 and more: multiples of 2^-24
    half = shiftRounded(fraction | 0x800000U, 126U - exponent);
  }
  return static_cast<std::uint16_t>(sign | half);
}

float valueOfHalf(std::uint16_t bits) {
  const int exponent = (bits >> 10) & 0x1F;
  const int fraction = bits & 0x3FF;
  float size = 0;
  if (exponent == 0x1F) {
    size = fraction == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
  } else if (exponent == 0) {
    size = std::ldexp(static_cast<float>(fraction), -24);
  } else {
    size = std::ldexp(static_cast<float>(fraction + 0x400), exponent - 25);
  }
  return (bits & 0x8000) != 0 ? -size : size;
}

}  // namespace snitt

// IEEE 754 binary16, which C++20 has no type for. Pure functions.
#pragma once

#include <cstdint>

namespace snitt {

// The bits of the nearest half-precision number, ties to even; too large becomes infinity, NaN stays NaN.
[[nodiscard]] std::uint16_t halfBits(float value);
// Exact.
[[nodiscard]] float valueOfHalf(std::uint16_t bits);

}  // namespace snitt

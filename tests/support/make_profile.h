// ICC profiles made by Little CMS, and what it makes of colours itself.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace snitt::test {

using Bytes = std::vector<std::uint8_t>;

// x and y of red, green and blue.
using Primaries = std::array<std::array<double, 2>, 3>;
inline constexpr Primaries srgbPrimaries{{{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}}};

// Of a display with the white D65. `version` is ICC's, 2.1 or 4.3.
[[nodiscard]] Bytes matrixProfile(const Primaries& primaries, double gamma, const std::wstring& name = L"",
                                  double version = 4.3);

// A scanner's, with a table of 17 x 17 x 17 CIELAB colours: white is L* 100, black L* `blackness`; wide primaries.
[[nodiscard]] Bytes tableProfile(double blackness = 0, double version = 2.1);

[[nodiscard]] Bytes srgbProfile();
[[nodiscard]] Bytes greyProfile();
[[nodiscard]] Bytes labProfile();

// Perceptual and without black point compensation, in floating point: sRGB levels with their fractions. Throws
// std::runtime_error.
[[nodiscard]] std::vector<double> srgbByLcms(const Bytes& profile, std::span<const std::uint8_t> rgb);

}  // namespace snitt::test

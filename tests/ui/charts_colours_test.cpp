// Curves' colours seen with the three forms of colour-blindness.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "support/run_program.h"
#include "support/sample_charts.h"

namespace snitt::charts {
namespace {

using Colour = std::array<double, 3>;

Colour times(const std::array<Colour, 3>& matrix, const Colour& colour) {
  Colour result{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) result[i] += matrix[i][k] * colour[k];
  return result;
}

double linear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

// CIE Lab (D65) of linear sRGB.
Colour lab(Colour rgb) {
  for (double& value : rgb) value = std::min(1.0, std::max(0.0, value));
  Colour xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
  const Colour white{0.9505, 1, 1.089};
  for (std::size_t i = 0; i < 3; ++i) {
    const double share = xyz[i] / white[i];
    xyz[i] = share > 0.008856 ? std::cbrt(share) : 7.787 * share + 16.0 / 116;
  }
  return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

// The colours of the curves in the order of their groups, out of the file.
std::vector<Colour> curveColours() {
  const auto svg = kaplanMeier(test::kaplanMeierSample({6, 60}, test::Chance(2)), {.format = ChartFormat::svg});
  std::vector<Colour> colours;
  if (!svg) return colours;
  // Curves are the strokes of the curves' width, 0.45 mm.
  for (std::size_t at = svg->find("stroke=\"#"); at != std::string::npos; at = svg->find("stroke=\"#", at + 1)) {
    const std::string tag = svg->substr(at, svg->find('>', at) - at);
    if (tag.find("stroke-width=\"45\"") == std::string::npos) continue;
    const std::string hex = svg->substr(at + 9, 6);
    Colour colour{};
    for (std::size_t i = 0; i < 3; ++i) colour[i] = linear(std::stoi(hex.substr(2 * i, 2), nullptr, 16) / 255.0);
    if (colours.empty() || colours.back() != colour) colours.push_back(colour);
  }
  return colours;
}

// Simulations for full colour-blindness: Machado et al., IEEE Trans Vis Comput Graph 15:1291, 2009.
TEST(ChartsColours, stayApartForEveryEye) {
  const std::vector<Colour> colours = curveColours();
  ASSERT_EQ(colours.size(), 6U);
  const std::vector<std::array<Colour, 3>> eyes{
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
  for (std::size_t eye = 0; eye < eyes.size(); ++eye)
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t k = i + 1; k < colours.size(); ++k) {
        const Colour a = lab(times(eyes[eye], colours[i]));
        const Colour b = lab(times(eyes[eye], colours[k]));
        EXPECT_GT(std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), 16) << "eye " << eye << ": " << i << ", " << k;
      }
}

TEST(ChartsColours, standOutOnWhite) {
  for (const Colour& colour : curveColours()) {
    const double luminance = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
    EXPECT_GE(1.05 / (luminance + 0.05), 3.0);  // WCAG 2.1, 1.4.11: graphical objects
  }
}

}  // namespace
}  // namespace snitt::charts

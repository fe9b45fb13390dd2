// The colour of a number on the screen: a colour map spread over a range, nothing below a display threshold. Plain
// value.
#pragma once

#include <QColor>

#include <array>
#include <cstddef>

#include "core/colour_map.h"

namespace snitt {

class ValueColours {
 public:
  // `from` is the display threshold; a range without extent gives the lowest colour.
  ValueColours(ColourMap map, double low, double high, double from);

  // Transparent (0) for NaN and below the threshold.
  [[nodiscard]] QRgb at(float value) const { return at(value, value); }
  // Of several values in one place: their mean's colour, at the least the threshold's, as long as the highest of them
  // reaches it. A single value above the threshold is seen however many lie around it.
  [[nodiscard]] QRgb at(float mean, float highest) const;

 private:
  static constexpr std::size_t kColours = 1024;
  std::array<QRgb, kColours> m_colours{};
  double m_low;
  double m_scale;
  double m_from;
};

}  // namespace snitt

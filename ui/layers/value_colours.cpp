#include "ui/layers/value_colours.h"

#include <algorithm>
#include <cmath>

namespace snitt {

ValueColours::ValueColours(ColourMap map, double low, double high, double from)
    : m_low(low), m_scale(high > low ? (kColours - 1) / (high - low) : 0), m_from(from) {
  for (std::size_t i = 0; i < kColours; ++i) {
    const auto rgb = colourAt(map, static_cast<double>(i) / (kColours - 1.0));
    m_colours[i] = qRgb(rgb[0], rgb[1], rgb[2]);
  }
}

QRgb ValueColours::at(float mean, float highest) const {
  if (!std::isfinite(mean) || !(static_cast<double>(highest) >= m_from)) return 0;
  const double shown = std::max(static_cast<double>(mean), m_from);
  const double place = std::clamp((shown - m_low) * m_scale, 0.0, kColours - 1.0);
  return m_colours[static_cast<std::size_t>(std::lround(place))];
}

}  // namespace snitt

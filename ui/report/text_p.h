// Text as all of the report's drawings set it: the packaged font, sizes in points on a canvas in millimetres.
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>

#include <vector>

namespace snitt::report {

// The painter's unit is a hundredth of a millimetre, so that sizes of fonts are whole numbers of it.
inline constexpr double kUnitsPerMm = 100;
inline constexpr int kUnitsPerInch = 2540;
inline constexpr double kMmPerPoint = 25.4 / 72;

enum class Weight { regular, medium, bold };

struct TextStyle {
  double sizePt = 8;
  Weight weight = Weight::regular;
  QColor colour{0x1f, 0x24, 0x2b};
};

// The font for a painter with the unit above.
[[nodiscard]] QFont fontFor(const TextStyle& style);

// The lines that `words` take at a width; `most` > 0 limits them, and the last then ends in an ellipsis.
[[nodiscard]] std::vector<QString> wrapped(const QString& words, const QFont& font, double widthUnits, int most);

}  // namespace snitt::report

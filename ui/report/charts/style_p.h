// How all charts look.
#pragma once

#include <array>
#include <cstddef>

#include "ui/report/charts/canvas_p.h"

namespace snitt::charts {

inline const QColor kInk{0x1f, 0x24, 0x2b};
inline const QColor kFaint{0x55, 0x5d, 0x68};
inline const QColor kAxis{0x4a, 0x52, 0x5c};
inline const QColor kGuide{0xa3, 0xab, 0xb5};

inline const TextStyle kTitle{9.5, Weight::bold, kInk};
inline const TextStyle kNote{7.5, Weight::regular, kFaint};
inline const TextStyle kLabel{8, Weight::regular, kInk};  // of an axis
inline const TextStyle kTick{7, Weight::regular, kInk};
inline const TextStyle kTable{7, Weight::regular, kInk};

inline const QString kWithheld = QStringLiteral("·");  // in the place of a count that is not told
inline const TextStyle kWithheldStyle{10, Weight::bold, kInk};

inline constexpr double kMargin = 3;
inline constexpr double kAxisWidth = 0.25;
inline constexpr double kCurveWidth = 0.45;
inline constexpr double kTickLength = 1.3;

// Six colours that stay apart in all forms of colour-blindness (the nearest pair 16 CIE Lab units apart after the
// simulation by Machado et al., IEEE Trans Vis Comput Graph 15:1291, 2009), each at least 3.3:1 against white.
inline const std::array<QColor, 6> kColours{QColor(0x1a, 0x55, 0xb5), QColor(0xd9, 0x48, 0x0f),
                                            QColor(0x0f, 0x9b, 0x8e), QColor(0x7a, 0x3f, 0x86),
                                            QColor(0x2b, 0x2b, 0x2b), QColor(0x6f, 0x9a, 0x3a)};
// The second six curves have the first ones' colours with other dashes.
[[nodiscard]] QColor colourFor(std::size_t index);
[[nodiscard]] std::vector<double> dashFor(std::size_t index);
[[nodiscard]] Stroke strokeFor(std::size_t index);
[[nodiscard]] QColor tint(QColor colour, double opacity);
// The colour for words, at least 4.5:1 against white.
[[nodiscard]] TextStyle nameStyle(const QColor& colour);

}  // namespace snitt::charts

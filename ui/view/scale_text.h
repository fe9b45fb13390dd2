// Lengths, places and magnifications as people read them, in the digits and separators of QLocale's default.
// Pure functions. Micrometres change to millimetres where the number would grow long; three significant digits, which
// is what a ruler on tissue can bear. What is not finite gives an empty text.
#pragma once

#include <QPointF>
#include <QString>

#include "tiling/slide_info.h"

namespace snitt {

// Objective-equivalent: 10 divided by µm per screen pixel ("12.6×"). Empty where the scale is unknown (0).
[[nodiscard]] QString magnificationText(double umPerScreenPx);
// "0.794 µm/px"; empty where the scale is unknown (0).
[[nodiscard]] QString umPerPxText(double umPerPx);

// "x 12,345 px  y 6,789 px": the pixel that holds the place, as files count them.
[[nodiscard]] QString placeTextPx(QPointF slidePx);
// "x 3.086 mm  y 1.697 mm" from the slide's corner.
[[nodiscard]] QString placeTextMm(QPointF slidePx, const Mpp& mpp);

[[nodiscard]] QString lengthTextUm(double um);  // "34.7 µm", "347 µm", "1.24 mm"
[[nodiscard]] QString lengthTextPx(double px);  // "512 px"

// "40×", "12.6×": at most three significant digits, no zeros at the end.
[[nodiscard]] QString timesText(double factor);
// "40,000 × 30,000 px"
[[nodiscard]] QString sizeTextPx(std::int64_t widthPx, std::int64_t heightPx);

}  // namespace snitt

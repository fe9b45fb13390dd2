// A label as the printer makes it, before anybody photographs it.
#pragma once

#include "core/image.h"
#include "core/result.h"
#include "tiling/label/label_image.h"

namespace snitt {

inline constexpr int kPaperWidthPx = 540;
inline constexpr int kPaperHeightPx = 500;
// A printer's dots are finer than a camera's pixels.
inline constexpr int kDotsPerPx = 2;

// Grey, black on white, kDotsPerPx times as large as the paper. Errors: usage.
[[nodiscard]] Result<Image> labelPrint(const LabelText& text);

}  // namespace snitt

// From Snitt's pictures to Qt's. Any thread.
#pragma once

#include <QImage>

#include "core/image.h"
#include "tiling/display_look.h"

namespace snitt {

// RGB or grey; a copy. Null for an empty picture.
[[nodiscard]] QImage toQImage(const Image& image);
[[nodiscard]] QImage toQImage(const Image& rgb, const LookRenderer& look);

}  // namespace snitt

// What happens to the pixels of a tile on their way through the pyramid.
#pragma once

#include "core/image.h"

namespace snitt {

// Repeats the last column and row inside, as scanners do: a hard edge within a JPEG block would ring into the slide.
void repeatEdges(Image& tile, int widthInsidePx, int heightInsidePx);

// Averages of 4 x 4 pixels, rounded, into `parent` from (left, top) on. Both RGB; the tile's edges are multiples of 4.
void shrinkInto(const Image& tile, Image& parent, int left, int top);

}  // namespace snitt

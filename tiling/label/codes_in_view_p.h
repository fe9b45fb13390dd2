// What zxing-cpp reads in one picture.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tiling/label/label_view_p.h"
#include "tiling/label/read_barcodes.h"

namespace snitt {

// Squares of modules; their places are the label's. Any way they are turned, about.
[[nodiscard]] std::vector<LabelBarcode> squaresIn(const LabelView& view);

// A Data Matrix that is overlooked among other codes: looks at parts of the picture, each a quarter of it.
[[nodiscard]] std::vector<LabelBarcode> squaresBesideOthers(const LabelView& view);

// Bars that stand upright, or nearly. A code counts where several lines across it read the same.
[[nodiscard]] std::vector<LabelBarcode> barsIn(const LabelView& view);

}  // namespace snitt

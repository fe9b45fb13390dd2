// Paints what has no cells: stroma, muscle, cytoplasm, lumina, vessels, fat. Private to this folder.
#pragma once

#include "tiling/phantom/canvas_p.h"
#include "tiling/phantom/fields_p.h"

namespace snitt::phantom {

void paintGround(Canvas& canvas, const Fields& fields, std::uint32_t seed);

// Doubles the tissue in folds, after its cells were painted.
void paintFolds(Canvas& canvas, const Fields& fields);

}  // namespace snitt::phantom

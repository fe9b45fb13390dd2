// Puts cells where they belong and paints them: nuclei of every kind, goblets, red cells, debris, mitoses. Private to
// this folder.
#pragma once

#include "tiling/phantom/canvas_p.h"
#include "tiling/phantom/fields_p.h"
#include "tiling/phantom/nucleus_p.h"

namespace snitt::phantom {

// How far an object may reach from its place in the grid, µm: what it is moved by and its radius with outline and seam.
// An object that reached further would be cut off at the border of a tile.
inline constexpr float cellReachUm = 22;
// How far around a canvas the fields are asked for: further by the move and the steps of a slope.
inline constexpr float fieldReachUm = cellReachUm + 10;

// In an order that is the same for every pixel whatever the canvas.
void paintCells(Canvas& canvas, const Fields& fields, const Scene& scene);

// The tumour's nucleus at a place of the grid: what the cells' aggressiveness changes, and nothing else does.
[[nodiscard]] Nucleus tumourNucleus(float cells, float sizeFactor, Draws& draws);
[[nodiscard]] float mitosisChance(float cells);  // of a tumour nucleus

}  // namespace snitt::phantom

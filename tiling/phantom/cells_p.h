// Puts cells where they belong and paints them: nuclei of every kind, goblets, red cells, debris, mitoses. Private to
// this folder.
#pragma once

#include "tiling/phantom/canvas_p.h"
#include "tiling/phantom/fields_p.h"
#include "tiling/phantom/nucleus_p.h"

namespace snitt::phantom {

// How far from its cell of the grid an object may reach, µm: the fields must cover the canvas and twice this.
inline constexpr float cellReachUm = 15;

// In an order that is the same for every pixel whatever the canvas.
void paintCells(Canvas& canvas, const Fields& fields, const Scene& scene);

// The tumour's nucleus at a place of the grid: what the cells' aggressiveness changes, and nothing else does.
[[nodiscard]] Nucleus tumourNucleus(float cells, float sizeFactor, Draws& draws);
[[nodiscard]] float mitosisChance(float cells);  // of a tumour nucleus

}  // namespace snitt::phantom

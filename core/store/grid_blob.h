// A tile grid as the store keeps it: every position and every member's score of every tile, nothing rounded.
//
// Format 1: the eight bytes "SnGrid" 0 1, then one zstd frame (RFC 8878) with checksum. Inside, little-endian:
//   u32 length and bytes of the resolution's name; f64 downsample, i32 tilePx, i32 stepPx; u32 tiles; i32 column of
//   each tile, i32 row of each tile; u32 count and u32 index of each unreadable tile; u32 members, of each u32 length
//   and bytes of its id; of each member f64 score of each tile (NaN where unreadable).
// Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "core/tile_grid.h"

namespace snitt {

// Each member of the grid has a score for each tile.
[[nodiscard]] std::string packGrid(const TileGrid& grid);

// Errors: unsupported (a newer format), corrupt (anything that packGrid would not write, a failed checksum included).
[[nodiscard]] Result<TileGrid> unpackGrid(std::string_view blob);

}  // namespace snitt

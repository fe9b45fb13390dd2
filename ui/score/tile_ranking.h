// Which tiles of a table count most and least. Pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "core/overlay/tile_table.h"

namespace snitt {

enum class TileEnd { highest, lowest };

// Up to `most` tiles by the table's last column, the ensemble: from the highest down, or from the lowest up. Of equal
// ones the first in the plan's order comes first; a tile without a score is never among them. One pass over the table.
[[nodiscard]] std::vector<std::size_t> rankTiles(const TileTable& table, TileEnd end, std::size_t most);

}  // namespace snitt

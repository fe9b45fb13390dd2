// The rows of one score. Inside the caller's transaction; throws what SQLiteCpp throws.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/score.h"
#include "core/store/sqlite_p.h"

namespace snitt {

struct PackedGrid {
  std::string resolution;
  std::int64_t tiles = 0;
  std::string blob;  // packGrid
};

struct PreparedScore {
  std::string json;  // without the slide's path
  std::string sealedPath;
  std::string geometry;   // of the outline; empty without
  std::string outlineId;  // UUID
  std::vector<PackedGrid> grids;
  std::string parameters;
  std::string parametersSha256;
  std::string stored;  // when, ISO 8601, UTC
};

// Of slide and bundle, made where they are not there.
struct ScorePlace {
  std::int64_t slide = 0;
  std::int64_t bundle = 0;
};
[[nodiscard]] ScorePlace placeOfScore(const StoreDatabase& database, const Score& score);
// Score, run, members, grids and outline; the score's row.
[[nodiscard]] std::int64_t addScoreRows(const StoreDatabase& database, const ScorePlace& place, const Score& score,
                                        const PreparedScore& prepared);

}  // namespace snitt

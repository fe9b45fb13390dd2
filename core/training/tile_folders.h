// Tiles in folders, a folder a class, as bags to learn from: which tiles belong together, on which side they stand, and
// which bags are made of them. What belongs together is never parted, and sides are drawn before bags are made, so no
// tile, slide or patient is on two sides. Pure functions; whatever is drawn is a function of the seed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/cohort.h"
#include "core/training/split.h"

namespace snitt::training {

struct FolderTile {
  std::string path;  // relative to the folder of its class, '/' between its parts
  bool poor = false;
  std::uint64_t imageFingerprint = 0;
};

enum class TileGrouping {
  single,      // nothing tells which tiles are of one patient
  subfolders,  // a folder in the class's folder is a case
  pattern,     // what a regular expression finds in the path
};

struct TileGroups {
  TileGrouping rule = TileGrouping::single;
  std::vector<std::string> names;  // one a tile; tiles of one name are of one case, in both classes
};

// With a pattern (ECMAScript) the name is its first group, or all that it matches where it has none. Errors are usage:
// a pattern that is none, a path in which it finds nothing, tiles beside subfolders.
[[nodiscard]] Result<TileGroups> groupTiles(std::span<const FolderTile> tiles, const std::string& pattern);

struct NearTiles {
  std::size_t first;
  std::size_t second;
  int distance;  // bits that differ
  bool operator==(const NearTiles&) const = default;
};

// Tiles of different groups that are nearly the same picture: at most `mostDistance` of 64 bits differ. O(tiles²)
// comparisons, a second for 50,000 tiles.
[[nodiscard]] std::vector<NearTiles> nearTiles(std::span<const FolderTile> tiles, const TileGroups& groups,
                                               int mostDistance);

// One side a tile. Groups, and groups that have nearly the same tile, stay together; of each class the shares are met
// as nearly as that allows. Usage: shares that are not positive or do not add up to 1.
[[nodiscard]] Result<std::vector<Side>> splitTiles(std::span<const FolderTile> tiles, const TileGroups& groups,
                                                   std::span<const NearTiles> near, const SplitShares& shares);

struct TileBag {
  std::string name;  // "AC-train-03", or "AC/case-17"
  Side side = Side::train;
  bool poor = false;
  std::vector<std::uint32_t> tiles;  // rising
};

struct BagRule {
  std::string poorName;
  std::string goodName;
  std::size_t bagTiles = 8;
  int mosaics = 4;  // bags that a tile is in, where it trains or tunes; in the test it is in one
  std::uint64_t seed = 1;
};

// With groups a bag is what a class has of a group, all of it. Else bags are mosaics of about `bagTiles` tiles of one
// class and side. Usage, naming class and side, where there are fewer than two bags that train, or none that tune or
// test, or a side has too few tiles for a mosaic.
[[nodiscard]] Result<std::vector<TileBag>> makeBags(std::span<const FolderTile> tiles, const TileGroups& groups,
                                                    std::span<const Side> sides, const BagRule& rule);

}  // namespace snitt::training

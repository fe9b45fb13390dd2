// From folders of pictures to bags on three sides.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/snitt/train_from_tiles.h"
#include "app/snitt/train_from_tiles_folder.h"
#include "core/progress.h"
#include "core/training/tile_folders.h"
#include "inference/learning/picture_bags.h"

namespace snitt::app {

// The pictures as they lie there, before any is decoded.
struct TileFiles {
  ClassFolders classes;  // those that can be opened
  std::vector<PictureLook> looks;
  std::vector<std::string> unreadable;  // within the folder: "AC/a.jpg"
  int tilePx = 0;
  std::string sha256;  // of all names, classes and contents
};

// Reports "look". Errors: as listClasses; usage where a picture is smaller than 64 px or than --tile-px; corrupt where
// more than one in twenty cannot be read (a single one never counts for too many).
[[nodiscard]] Result<TileFiles> findTiles(const TrainFromTilesOptions& options, int threads, const RunControl& control);

struct TileData {
  TileFiles files;
  std::shared_ptr<const PictureStore> store;
  // One entry a tile; `pictures` are their places in the store.
  std::vector<training::FolderTile> tiles;
  std::vector<std::uint32_t> pictures;
  training::TileGroups groups;
  std::vector<training::NearTiles> near;
  std::vector<training::Side> sides;
  std::vector<training::TileBag> bags;

  [[nodiscard]] const std::string& className(bool poor) const { return poor ? files.classes.poor : files.classes.good; }
  [[nodiscard]] std::string nameOf(std::size_t tile) const {
    return className(tiles[tile].poor) + "/" + tiles[tile].path;
  }
  // The bags of one side, in their order.
  [[nodiscard]] PictureBags source(training::Side side) const;
  // Each of some tiles as a bag of its own.
  [[nodiscard]] PictureBags singles(const std::vector<std::size_t>& of) const;
  [[nodiscard]] std::vector<std::size_t> tilesOf(training::Side side) const;
};

inline constexpr int kNearBits = 4;  // of 64, up to which two pictures count as the same

// Reports "read". Errors: as findTiles, groupTiles and makeBags.
[[nodiscard]] Result<TileData> loadTiles(TileFiles files, const TrainFromTilesOptions& options, int threads,
                                         const RunControl& control);

}  // namespace snitt::app

// snitt train --from-tiles: a small bag network from two folders of pictures, judged on pictures that it never saw.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace snitt::app {

struct TrainFromTilesOptions {
  std::filesystem::path folder;  // one subfolder a class
  std::filesystem::path out;
  std::string poor;     // class that a high score stands for; empty: the first of exactly two by name
  std::string good;     // the other one
  int tilePx = 0;       // 0: the smallest picture's edge, up to 224
  std::string groupBy;  // regular expression on the path within the class's folder
  int bagTiles = 8;
  std::vector<double> shares{0.5, 0.15, 0.35};  // of tiles that train, tune, test
  std::filesystem::path weights;                // safetensors to start from; empty: random
  std::string padding;                          // torchvision or same; empty: as the weights say
  double width = 1;
  std::optional<int> frozenBlocks;
  int epochs = 0;           // 0: by whether there are weights
  double learningRate = 0;  // 0: likewise
  std::uint64_t seed = 1;
  EngineChoice engine;  // the device it is trained on
};

ExitCode trainFromTiles(const TrainFromTilesOptions& options, Session& session);

}  // namespace snitt::app

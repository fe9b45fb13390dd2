// What a training from tiles leaves behind, as texts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/snitt/train_from_tiles_data.h"
#include "core/statistics/estimate.h"
#include "inference/training/train.h"

namespace snitt::app {

struct TilesTraining {
  BagNetworkSpec spec;
  TrainingOptions options;
  std::string weightsSha256;  // empty: random weights
  std::int64_t bestEpoch = 0;
  std::vector<EpochReport> history;
  std::vector<double> bagScores{};       // of data.bags, in [0, 1]
  std::vector<double> testTileScores{};  // of data.tilesOf(test), each as a bag of its own
};

// Of the poor class's bags (or tiles) against the good one's; the interval takes them for independent.
struct TestFigure {
  statistics::Estimate auc;
  std::size_t poor = 0;
  std::size_t good = 0;
};
[[nodiscard]] TestFigure testFigure(std::span<const double> scores, const std::vector<bool>& poor);

[[nodiscard]] std::string curvesCsv(const TilesTraining& training);                        // an epoch a row
[[nodiscard]] std::string scoresCsv(const TileData& data, const TilesTraining& training);  // bag, side, label, score
[[nodiscard]] std::string tilesCsv(const TileData& data, const TilesTraining& training);   // tile, side, label, score

// summary.json (snitt-train-tiles/1), and the same for people.
[[nodiscard]] std::string summaryJson(const TileData& data, const TilesTraining& training);
[[nodiscard]] std::string summaryText(const TileData& data, const TilesTraining& training);

}  // namespace snitt::app

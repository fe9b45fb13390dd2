// What a training tells of itself in numbers: the tables of the bundle's folder `training`. Pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace snitt::training {

// One look at one network; NaN where there is no such figure.
struct CurvePoint {
  std::string resolution;
  int seed = 0;
  int epoch = 0;
  double learningRate = 0;
  double trainLoss = 0;
  double tuneLoss = 0;
  double figure = 0;
};

// "resolution,seed,epoch,learningRate,trainLoss,tuneLoss,<figure>"; six significant digits, NaN as an empty cell.
[[nodiscard]] std::string curvesCsv(std::span<const CurvePoint> points, std::string_view figure);

struct TunedNetwork {
  std::string resolution;
  int seed = 0;
  int epoch = 0;       // of the checkpoint that was kept
  double figure = 0;   // on tuning data
  std::string member;  // its id in the bundle; empty: not kept
  bool operator==(const TunedNetwork&) const = default;
};

// "resolution,seed,epoch,<figure>,member".
[[nodiscard]] std::string tuningCsv(std::span<const TunedNetwork> networks, std::string_view figure);

}  // namespace snitt::training

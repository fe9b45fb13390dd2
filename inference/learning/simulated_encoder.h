// An encoder that was trained beforehand on simulated tiles with known truth, for the scoring networks of a resolution
// to start from.
//
// The network learns to tell from a single tile the latent aggressiveness of its tumour, at the scale that the tile
// shows: a regression, since a number a tile says more than a label a patient does. What is kept is the encoder.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/result.h"
#include "inference/learning/simulated_bags.h"
#include "inference/training/train.h"

namespace snitt {

struct SimulatedEncoderPlan {
  NetworkSpec network;  // width, padding and bias are those of the networks to come; the head is not used
  Normalisation normalisation;
  int tilePx = 224;
  double mpp = 0.92;
  TruthWeights truth;              // truthAt
  double drawMpp = 0;              // drawMppFor
  std::size_t tumours = 1000;      // to learn from
  std::size_t tilesPerTumour = 4;  // of which one is taken in each epoch
  std::size_t tuningTumours = 40;  // of others, by which the best epoch is picked
  std::size_t tuningTiles = 8;     // of each
  int epochs = 20;
  int tilesPerStep = 32;  // whose batch norms are over 16 of them
  double learningRate = 3e-3;
  AugmentOptions augment;
  std::uint64_t seed = 1;
  std::string device = "cpu";  // as EngineChoice::device
  int tilesOfAPass = 32;       // of a GPU
};

// Architecture from 0.7 µm/px on, cells below: what is seen at 10x and at 40x.
[[nodiscard]] TruthWeights truthAt(double mpp);

// At what scale tiles of `mpp` are drawn, so that drawing is no bottleneck.
[[nodiscard]] double drawMppFor(double mpp);

// The network that is trained (features and head of the result fit it), how, and on what.
[[nodiscard]] BagNetworkSpec encoderSpec(const SimulatedEncoderPlan& plan);
[[nodiscard]] TrainingOptions encoderOptions(const SimulatedEncoderPlan& plan);
// Random weights (He et al., ICCV 2015, by outputs), and an output of zeros: a random output over so many features is
// noise that would have to be unlearned first.
[[nodiscard]] Result<SafetensorsFile> encoderStart(const SimulatedEncoderPlan& plan);
struct EncoderBags {
  std::unique_ptr<SimulatedBags> training;
  std::unique_ptr<SimulatedBags> tuning;  // null where fewer than two tumours are asked for
};
[[nodiscard]] Result<EncoderBags> encoderBags(const SimulatedEncoderPlan& plan);

struct SimulatedEncoder {
  NetworkTensors features;           // `features.*`, with torchvision's names: for BagNetwork::startFrom
  NetworkTensors head;               // what reads the latent from them; no part of what networks start from
  std::vector<EpochReport> history;  // tuningMetric: share of pairs of tuning tumours that are in their true order
  std::int64_t bestEpoch = 0;
};

// The same plan gives the same bits on one kind of CPU, whatever the threads and however often it was stopped and asked
// for again with the same checkpoint file (none is written where it is empty). Errors: usage, cancelled, io, model.
[[nodiscard]] Result<SimulatedEncoder> trainSimulatedEncoder(
    const SimulatedEncoderPlan& plan, int threads, const std::filesystem::path& checkpoint = {},
    const std::function<void(const TrainingProgress&)>& progress = {}, const std::stop_token& stop = {});

}  // namespace snitt

#include "inference/learning/simulated_encoder.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace snitt {
namespace {

constexpr double kArchitectureFromMpp = 0.7;
constexpr double kFinestDrawnMpp = 0.25;
constexpr int kTilesOfNorm = 16;
constexpr double kDrawnPixelsOfOne = 3;        // along an edge
constexpr std::size_t kTuningFrom = 1U << 30;  // tumours of the series that nobody learns from

// What the options and the network do not say of the run.
std::string dataOf(const SimulatedEncoderPlan& plan) {
  return fmt::format("simulated tiles/1 {} {} {} {} {} {} {} {}", plan.mpp, plan.drawMpp, plan.truth.architecture,
                     plan.truth.cells, plan.tumours, plan.tilesPerTumour, plan.tuningTumours, plan.tuningTiles);
}

Result<std::unique_ptr<SimulatedBags>> bagsOf(const SimulatedEncoderPlan& plan, std::size_t first, std::size_t count,
                                              std::size_t tiles) {
  SimulatedTumours tumours;
  tumours.seed = plan.seed;
  TileRequest request;
  request.tilePx = plan.tilePx;
  request.mpp = plan.mpp;
  request.tiles = static_cast<int>(tiles);
  request.drawMpp = plan.drawMpp;
  return tumourBags(tumours, first, count, request, plan.truth);
}

// He's initialisation by outputs in place of inputs (as torchvision starts MobileNetV2). Under norms of chunks the
// network computes the same, but small weights turn further in a step: those of depthwise convolutions, which are
// otherwise the largest, hardly move, and cells are not learned at all.
void spreadByOutputs(NetworkTensors& tensors) {
  for (auto& [name, tensor] : tensors) {
    if (tensor.shape.size() != 4) continue;
    const double inputsOfOutputs = static_cast<double>(tensor.shape[1]) / static_cast<double>(tensor.shape[0]);
    for (float& value : tensor.values) value *= static_cast<float>(std::sqrt(inputsOfOutputs));
  }
}

}  // namespace

TrainingOptions encoderOptions(const SimulatedEncoderPlan& plan) {
  TrainingOptions options;
  options.target = TrainingTarget::value;
  options.metric = TuningMetric::order;
  options.optimiser.learningRate = plan.learningRate;
  options.augment = plan.augment;
  options.epochs = plan.epochs;
  options.bagsPerStep = plan.tilesPerStep;
  options.mostTilesPerBag = 1;
  options.normTiles = 128;
  options.seed = plan.seed;
  return options;
}

Result<EncoderBags> encoderBags(const SimulatedEncoderPlan& plan) {
  EncoderBags bags;
  auto training = bagsOf(plan, 0, plan.tumours, plan.tilesPerTumour);
  if (!training) return fail(training.error());
  bags.training = *std::move(training);
  if (plan.tuningTumours < 2) return bags;
  auto tuning = bagsOf(plan, kTuningFrom, plan.tuningTumours, plan.tuningTiles);
  if (!tuning) return fail(tuning.error());
  bags.tuning = *std::move(tuning);
  return bags;
}

BagNetworkSpec encoderSpec(const SimulatedEncoderPlan& plan) {
  BagNetworkSpec spec;
  spec.network = plan.network;
  // With one tile, a linear layer on the features; with several, on their weighted mean.
  spec.network.head = {};
  spec.network.head.kind = HeadKind::attention;
  spec.network.head.encoder = {};
  spec.network.head.attention = 8;
  spec.normalisation = plan.normalisation;
  spec.tilePx = plan.tilePx;
  spec.tilesPerChunk = std::min(plan.tilesPerStep, kTilesOfNorm);
  spec.normsOfChunk = true;
  spec.seed = plan.seed;
  computeOn(spec, plan.device, plan.tilesOfAPass);
  return spec;
}

Result<SafetensorsFile> encoderStart(const SimulatedEncoderPlan& plan) {
  const auto network = BagNetwork::create(encoderSpec(plan), 1);
  if (!network) return fail(network.error());
  NetworkTensors tensors = (*network)->tensors();
  for (const char* name : {"head.output.weight", "head.output.bias"}) std::ranges::fill(tensors.at(name).values, 0.0F);
  spreadByOutputs(tensors);
  return SafetensorsFile::parse(writeSafetensors(tensors));
}

TruthWeights truthAt(double mpp) { return mpp >= kArchitectureFromMpp ? TruthWeights{1, 0} : TruthWeights{0, 1}; }

double drawMppFor(double mpp) {
  const double drawn = std::min(mpp / kDrawnPixelsOfOne, 2.0);
  return drawn > kFinestDrawnMpp ? drawn : 0;
}

Result<SimulatedEncoder> trainSimulatedEncoder(const SimulatedEncoderPlan& plan, int threads,
                                               const std::filesystem::path& checkpoint,
                                               const std::function<void(const TrainingProgress&)>& progress,
                                               const std::stop_token& stop) {
  const auto bags = encoderBags(plan);
  if (!bags) return fail(bags.error());
  const auto start = encoderStart(plan);
  if (!start) return fail(start.error());
  TrainingRun run;
  run.startFrom = &*start;
  run.threads = threads;
  run.checkpoint = checkpoint;
  run.data = dataOf(plan);
  run.stop = stop;
  run.progress = progress;
  auto trained = train(encoderSpec(plan), encoderOptions(plan), *bags->training, bags->tuning.get(), run);
  if (!trained) return fail(trained.error());
  SimulatedEncoder encoder{{}, {}, std::move(trained->history), trained->bestEpoch};
  for (auto& [name, tensor] : trained->tensors)
    (name.starts_with("features.") ? encoder.features : encoder.head).emplace(name, std::move(tensor));
  return encoder;
}

}  // namespace snitt

#include "app/snitt/train_from_tiles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <iostream>

#include "app/snitt/result_folder.h"
#include "app/snitt/train_from_tiles_data.h"
#include "app/snitt/train_from_tiles_report.h"
#include "app/snitt/train_from_tiles_weights.h"
#include "core/atomic_file.h"
#include "core/sha256.h"
#include "inference/training/whole_bags.h"

namespace snitt::app {
namespace {

namespace fs = std::filesystem;
using training::Side;

constexpr const char* kRunFile = "run.txt";  // what the folder is of: another run is not mixed with it
constexpr const char* kCheckpoint = "checkpoint";
constexpr const char* kSummary = "summary.json";
constexpr const char* kSummaryText = "summary.txt";
constexpr std::chrono::seconds kCheckpointEvery{20};

struct Plan {
  BagNetworkSpec spec;
  TrainingOptions training;
  std::optional<StartWeights> weights;
};

Result<std::optional<StartWeights>> weightsOf(const TrainFromTilesOptions& options, Session& session) {
  if (options.weights.empty()) {
    if (!options.padding.empty()) return fail(ErrorKind::usage, "--padding says how --weights were trained; give both");
    return std::nullopt;
  }
  auto weights = readStartWeights(options.weights);
  if (!weights) return fail(weights.error());
  if (!options.padding.empty()) weights->padding = options.padding == "same" ? Padding::same : Padding::torchvision;
  if (!weights->told)
    session.notify(fmt::format("{} does not say how it was trained; taken for torchvision's (padding {})",
                               options.weights.string(), paddingName(weights->padding)));
  return *std::move(weights);
}

Result<Plan> planOf(const TrainFromTilesOptions& options, Session& session) {
  Plan plan;
  auto weights = weightsOf(options, session);
  if (!weights) return fail(weights.error());
  plan.weights = *std::move(weights);
  const bool begun = plan.weights.has_value();
  plan.spec.network.architecture = "mobilenet_v2";
  plan.spec.network.width = options.width;
  if (begun) {
    plan.spec.network.padding = plan.weights->padding;
    plan.spec.network.convolutionBias = plan.weights->convolutionBias;
    plan.spec.normalisation = plan.weights->normalisation;
  }
  // The first blocks of a network that has seen a million pictures know edges and colours already.
  plan.spec.frozenBlocks = options.frozenBlocks.value_or(begun ? 14 : 0);
  plan.spec.seed = options.seed;
  computeOn(plan.spec, options.engine.device, options.engine.tilesPerPass);
  plan.training.seed = options.seed;
  plan.training.epochs = options.epochs > 0 ? options.epochs : begun ? 6 : 20;
  plan.training.bagsPerStep = 8;
  plan.training.optimiser.learningRate = options.learningRate > 0 ? options.learningRate : begun ? 5e-4 : 3e-3;
  return plan;
}

// Before anything else is done: do the weights fit the network?
Result<void> checkNetwork(const Plan& plan, const TrainFromTilesOptions& options) {
  const auto network = BagNetwork::create(plan.spec, 1);
  if (!network) return fail(ErrorKind::usage, network.error().message);
  if (!plan.weights) return {};
  if (auto started = (*network)->startFrom(plan.weights->file.tensors(), options.weights.string()); !started)
    return fail(ErrorKind::usage,
                fmt::format("{}; is it of another --width than {}?", started.error().message, options.width));
  return {};
}

// All that the run's files follow from.
std::string describe(const Plan& plan, const TrainFromTilesOptions& options, const TileFiles& files) {
  const std::string data =
      fmt::format("tiles {}\npoor {}\ngood {}\ngroup-by {}\nbag-tiles {}\nshares {}\nweights {}\n", files.sha256,
                  files.classes.poor, files.classes.good, options.groupBy, options.bagTiles,
                  fmt::join(options.shares, " "), plan.weights ? plan.weights->sha256 : "random");
  return fmt::format("snitt {}, training from tiles\n{}training {}\n", SNITT_VERSION, data,
                     trainingIdentity(plan.spec, plan.training, data));
}

// True where the folder holds this run already, begun or finished.
Result<bool> isSameRun(const fs::path& out, const std::string& description) {
  std::error_code ignored;
  if (!fs::exists(out / kRunFile, ignored)) {
    for (const char* name : {kSummary, "network.safetensors", "curves.csv", "scores.csv", "tiles.csv"})
      if (fs::exists(out / name, ignored))
        return fail(ErrorKind::usage,
                    fmt::format("{} has a {} that is of something else; name another folder", out.string(), name));
    return false;
  }
  const auto there = readFile(out / kRunFile);
  if (!there) return fail(there.error());
  if (*there == description) return true;
  return fail(
      ErrorKind::usage,
      fmt::format("{} holds a run of other tiles, options or weights, or on another device; name another folder",
                  out.string()));
}

Result<std::vector<double>> scoresOf(BagNetwork& network, const BagNetworkSpec& spec, const PictureBags& source,
                                     const std::stop_token& stop) {
  auto outputs = outputsOfWholeBags(network, spec, source, stop);
  if (!outputs) return fail(outputs.error());
  for (double& output : *outputs) output = 1 / (1 + std::exp(-output));
  return outputs;
}

Result<void> scoreAll(const TileData& data, const NetworkTensors& tensors, Session& session, TilesTraining& result) {
  const RunControl control = session.control();
  auto network = BagNetwork::create(result.spec, session.options().threadCount());
  if (!network) return fail(network.error());
  if (auto restored = (*network)->restore(tensors, "the trained network"); !restored) return restored;
  std::int64_t done = 0;
  // Bags of one side follow each other within their class only, so each finds its place by its number.
  result.bagScores.assign(data.bags.size(), 0);
  for (const Side side : {Side::train, Side::tune, Side::test}) {
    const PictureBags source = data.source(side);
    const auto scores = scoresOf(**network, result.spec, source, control.stop);
    if (!scores) return fail(scores.error());
    std::size_t next = 0;
    for (std::size_t i = 0; i < data.bags.size(); ++i)
      if (data.bags[i].side == side) result.bagScores[i] = (*scores)[next++];
    control.report("score", ++done, 4);
  }
  auto tiles = scoresOf(**network, result.spec, data.singles(data.tilesOf(Side::test)), control.stop);
  if (!tiles) return fail(tiles.error());
  result.testTileScores = *std::move(tiles);
  control.report("score", ++done, 4);
  return {};
}

Result<TrainedNetwork> trainOn(const TileData& data, const Plan& plan, const TrainFromTilesOptions& options,
                               const std::string& description, Session& session) {
  const RunControl control = session.control();
  TrainingRun run;
  run.threads = session.options().threadCount();
  run.checkpoint = options.out / kCheckpoint;
  run.checkpointEvery = kCheckpointEvery;
  run.data = sha256Of(description);
  run.startFrom = plan.weights ? &plan.weights->file : nullptr;
  run.stop = control.stop;
  run.progress = reportedAs(control, "train");
  const PictureBags training = data.source(Side::train);
  const PictureBags tuning = data.source(Side::tune);
  return train(plan.spec, plan.training, training, &tuning, run);
}

Result<void> write(const TileData& data, const TilesTraining& training, const NetworkTensors& tensors,
                   const fs::path& out) {
  const BagNetworkSpec& spec = training.spec;
  auto written =
      writeTogether(out,
                    {{"network.safetensors", writeWeights(tensors, spec.network.padding, spec.normalisation)},
                     {"curves.csv", curvesCsv(training)},
                     {"scores.csv", scoresCsv(data, training)},
                     {"tiles.csv", tilesCsv(data, training)},
                     {kSummaryText, summaryText(data, training)},
                     {kSummary, summaryJson(data, training)}},
                    kSummary);
  if (!written) return written;
  std::error_code ignored;
  fs::remove(out / kCheckpoint, ignored);
  return {};
}

Result<void> run(const TrainFromTilesOptions& options, Session& session) {
  const RunControl control = session.control();
  const int threads = session.options().threadCount();
  auto plan = planOf(options, session);
  if (!plan) return fail(plan.error());
  if (auto checked = checkNetwork(*plan, options); !checked) return checked;
  auto files = findTiles(options, threads, control);
  if (!files) return fail(files.error());
  plan->spec.tilePx = files->tilePx;
  const std::string description = describe(*plan, options, *files);
  const auto same = isSameRun(options.out, description);
  if (!same) return fail(same.error());
  std::error_code ignored;
  if (*same && fs::exists(options.out / kSummary, ignored)) {
    session.notify(options.out.string() + " holds this run, finished");
    return {};
  }
  auto data = loadTiles(*std::move(files), options, threads, control);
  if (!data) return fail(data.error());
  if (data->groups.rule != training::TileGrouping::single) {
    // A case may have a thousand tiles: as many as a mosaic has are drawn anew in each epoch.
    plan->training.mostTilesPerBag = static_cast<std::size_t>(options.bagTiles);
  }
  auto ready = makeFolder(options.out);
  if (ready && !*same) ready = writeFileAtomically(options.out / kRunFile, description);
  if (!ready) return ready;
  const auto trained = trainOn(*data, *plan, options, description, session);
  if (!trained) return fail(trained.error());
  TilesTraining result{plan->spec, plan->training, plan->weights ? plan->weights->sha256 : "", trained->bestEpoch,
                       trained->history};
  if (auto scored = scoreAll(*data, trained->tensors, session, result); !scored) return scored;
  return write(*data, result, trained->tensors, options.out);
}

}  // namespace

ExitCode trainFromTiles(const TrainFromTilesOptions& options, Session& session) {
  if (auto done = run(options, session); !done) {
    session.endProgress();
    return done.error().kind == ErrorKind::cancelled ? interrupted : complain(done.error());
  }
  session.endProgress();
  const auto summary = readFile(options.out / (session.options().json ? kSummary : kSummaryText));
  if (!summary) return complain(summary.error());
  std::cout << *summary << std::flush;
  return allDone;
}

}  // namespace snitt::app

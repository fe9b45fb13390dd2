// snitt train: a bundle from a cohort, or a small bag network from folders of tiles.
#include <CLI/CLI.hpp>

#include <memory>

#include "app/snitt/train_cohort.h"
#include "app/snitt/train_from_tiles.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"

namespace snitt::app {
namespace {

struct TrainOptions {
  TrainCohortOptions cohort;
  TrainFromTilesOptions tiles;
  std::filesystem::path out;
  std::vector<CLI::Option*> ofCohort;  // that are given with --cohort alone
  std::vector<CLI::Option*> ofTiles;
};

// One that was given although it belongs to the other mode.
const CLI::Option* stray(const std::vector<CLI::Option*>& options) {
  for (const CLI::Option* option : options)
    if (option->count() > 0) return option;
  return nullptr;
}

ExitCode wrong(std::string message) { return complain({ErrorKind::usage, std::move(message)}); }

ExitCode trainVerb(TrainOptions& options, Session& session) {
  const bool fromCohort = !options.cohort.cohort.empty();
  const bool fromTiles = !options.tiles.folder.empty();
  if (fromCohort == fromTiles) return wrong("train needs --cohort with --config, or --from-tiles (one of the two)");
  if (const CLI::Option* other = stray(fromCohort ? options.ofTiles : options.ofCohort); other != nullptr)
    return wrong(other->get_name() + " does not go with " + (fromCohort ? "--cohort" : "--from-tiles"));
  if (fromCohort && options.cohort.config.empty()) return wrong("--cohort needs --config TRAIN.toml");
  const auto engine = chooseEngine({session.options().engine.device, "fp32", "auto"}, {});
  if (!engine) return complain(engine.error());
  options.cohort.engine = options.tiles.engine = *engine;
  options.cohort.out = options.out;
  options.tiles.out = options.out;
  return fromCohort ? trainCohort(options.cohort, session) : trainFromTiles(options.tiles, session);
}

void addCohortOptions(CLI::App& verb, TrainOptions& options) {
  TrainCohortOptions& cohort = options.cohort;
  verb.add_option("--cohort", cohort.cohort, "Slide list with outcomes, CSV: trains a bundle")->check(notBlank());
  options.ofCohort = {
      verb.add_flag("--untrusted", cohort.untrusted, "Run a TorchScript extractor that nobody vouches for"),
      verb.add_option("--config", cohort.config, "TRAIN.toml, how it is trained")->check(notBlank()),
      verb.add_option("--only", cohort.only, "RESOLUTION/SEED: this network alone, for another machine")
          ->check(notBlank()),
      verb.add_option("--password-file", cohort.passwordFile, "Password of the training record")->check(notBlank())};
}

void addTilesOptions(CLI::App& verb, TrainOptions& options) {
  TrainFromTilesOptions& tiles = options.tiles;
  verb.add_option("--from-tiles", tiles.folder, "Folder with a subfolder of pictures a class: trains a small network")
      ->check(notBlank());
  const auto add = [&](CLI::Option* option) {
    options.ofTiles.push_back(option);
    return option;
  };
  add(verb.add_option("--poor", tiles.poor, "Class that a high score stands for (default: first of two by name)"))
      ->check(notBlank());
  add(verb.add_option("--good", tiles.good, "The class it is told from"))->check(notBlank());
  add(verb.add_option("--group-by", tiles.groupBy, "Regular expression that finds a tile's case in its file name"))
      ->check(notBlank());
  add(verb.add_option("--tile-px", tiles.tilePx, "Edge of a tile, px (default: the smallest picture's, up to 224)"))
      ->check(CLI::Range(64, 4096));
  add(verb.add_option("--bag-tiles", tiles.bagTiles, "Tiles of a bag"))
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  add(verb.add_option("--shares", tiles.shares, "Shares of the tiles that train, tune and test"))
      ->delimiter(',')
      ->expected(3)
      ->capture_default_str();
  add(verb.add_option("--weights", tiles.weights, "Safetensors of MobileNetV2 to start from (default: random)"))
      ->check(notBlank());
  add(verb.add_option("--padding", tiles.padding, "torchvision or same, where the weights do not say"))
      ->check(CLI::IsMember({"torchvision", "same"}));
  add(verb.add_option("--width", tiles.width, "Width of the network"))
      ->check(CLI::Range(0.1, 2.0))
      ->capture_default_str();
  add(verb.add_option("--frozen-blocks", tiles.frozenBlocks,
                      "First blocks of 19 that keep their weights (default: 14 with --weights, else 0)"))
      ->check(CLI::Range(0, 19));
  add(verb.add_option("--epochs", tiles.epochs, "Times through all bags"))->check(CLI::Range(1, 10000));
  add(verb.add_option("--learning-rate", tiles.learningRate, "Peak of the one-cycle"))->check(CLI::Range(1e-8, 1.0));
  add(verb.add_option("--seed", tiles.seed, "The same seed gives the same files"))->capture_default_str();
}

}  // namespace

void addTrain(CLI::App& app, Verb& run) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* verb = app.add_subcommand("train", "Trains networks; goes on where it stopped");
  verb->add_option("--out", options->out, "Folder for what is trained")->required()->check(notBlank());
  addCohortOptions(*verb, *options);
  addTilesOptions(*verb, *options);
  verb->callback([&run, options] { run = [options](Session& session) { return trainVerb(*options, session); }; });
}

}  // namespace snitt::app

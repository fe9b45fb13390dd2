// snitt train: a bundle learned from slides with outcomes.
#include <CLI/CLI.hpp>

#include "app/snitt/train_cohort.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"

namespace snitt::app {

void addTrain(CLI::App& app, Verb& run) {
  auto options = std::make_shared<TrainCohortOptions>();
  CLI::App* verb = app.add_subcommand("train", "Learn a bundle from slides with outcomes; goes on where it stopped");
  verb->add_option("--cohort", options->cohort, "Slide list with outcomes, CSV")->required()->check(notBlank());
  verb->add_option("--config", options->config, "Configuration, TOML")->required()->check(notBlank());
  verb->add_option("--out", options->out, "Folder for bundle, training record and work files")
      ->required()
      ->check(notBlank());
  verb->add_option("--only", options->only, "RESOLUTION/SEED: train this network alone")->check(notBlank());
  verb->add_option("--password-file", options->passwordFile, "Its first line seals the training record")
      ->check(notBlank());
  verb->callback([&run, options] { run = [options](Session& session) { return trainCohort(*options, session); }; });
}

}  // namespace snitt::app

#include "inference/learning/member_training.h"

#include <fmt/format.h>

#include "core/os/os.h"
#include "inference/learning/training_setup.h"

namespace snitt {

Result<LearnedNetwork> trainMember(const MemberTraining& training, int seed, const RunControl& control) {
  const std::string& resolution = training.resolution.tiles.name;
  const std::string name = fmt::format("{}-{}", resolution, seed);
  auto lock = os::FileLock::acquire(training.folder / (name + ".lock"), std::chrono::milliseconds(0));
  if (!lock)
    return fail(lock.error().kind, fmt::format("the network {}/{} is being trained by another process: {}", resolution,
                                               seed, lock.error().message));
  TrainingRun run;
  run.threads = training.threads;
  run.checkpoint = training.folder / (name + ".checkpoint");
  run.data = training.data;
  run.startFrom = training.startFrom;
  run.stop = control.stop;
  const std::string stage = fmt::format("train {}/{}", resolution, seed);
  run.progress = [&](const TrainingProgress& now) {
    control.report(stage, now.epoch * now.steps + now.step, now.epochs * now.steps);
    if (control.gate != nullptr) control.gate->wait(control.stop);
  };
  auto trained = train(networkSpecOf(training.resolution, seed), trainingOptionsOf(training.config, seed),
                       training.train, &training.tune, run);
  if (!trained) {
    if (trained.error().kind == ErrorKind::cancelled) return fail(trained.error());
    return failIn(fmt::format("network {}/{}", resolution, seed), trained.error());
  }
  LearnedNetwork learned{resolution, seed, std::move(*trained), 0};
  learned.figure = learned.trained.history.at(static_cast<std::size_t>(learned.trained.bestEpoch)).tuningMetric;
  return learned;
}

}  // namespace snitt

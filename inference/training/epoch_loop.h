// The course of a training: epochs of steps, the best epoch, checkpoints, an early end. What is learned, and how one
// step goes, is the derived class's.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "inference/training/checkpoint.h"
#include "inference/training/optimiser.h"
#include "inference/training/train.h"

namespace snitt {

struct EpochPlan {
  OptimiserOptions optimiser;
  std::int64_t epochs = 1;
  int patience = 0;    // epochs without a better one before the end, seen at a look; 0: never
  bool tunes = false;  // else the last epoch is kept
  int judgeEvery = 1;  // epochs between two looks; the last one is always looked at
};

// One training, used once, on one thread. A step that was stopped has changed nothing.
class EpochLoop {
 public:
  virtual ~EpochLoop() = default;
  EpochLoop(const EpochLoop&) = delete;
  EpochLoop& operator=(const EpochLoop&) = delete;

 protected:
  // The run must outlive it; `identity` is the checkpoint's.
  EpochLoop(const TrainingRun& run, std::string identity, const EpochPlan& plan)
      : m_run(run), m_identity(std::move(identity)), m_plan(plan) {}

  // From the checkpoint on, or from `begin`, to the end. Call when the optimiser stands.
  Result<void> runEpochs();

  // Weights to start from, and norms.
  virtual Result<void> begin() = 0;
  // The number of steps of the epoch that state() is in; called when it begins, and where a run goes on within it.
  virtual Result<std::int64_t> beginEpoch() = 0;
  // Step `number` of the epoch, with this learning rate: its loss.
  virtual Result<double> step(std::int64_t number, double learningRate) = 0;
  // What has to follow an epoch's last step before its weights are judged and kept; may be called again for the same.
  virtual Result<void> settle() { return {}; }
  // Fills the tuning figures.
  virtual Result<void> judge(EpochReport& report) = 0;
  [[nodiscard]] virtual NetworkTensors tensors() const = 0;
  virtual Result<void> restore(const NetworkTensors& tensors, std::string_view where) = 0;

  [[nodiscard]] const TrainingState& state() const { return m_state; }
  [[nodiscard]] const TrainingRun& request() const { return m_run; }
  [[nodiscard]] Optimiser& optimiser() { return *m_optimiser; }
  void optimise(std::span<const TrainedParameter> parameters) { m_optimiser.emplace(m_plan.optimiser, parameters); }

 private:
  Result<bool> resume();
  Result<void> epoch();
  Result<void> endEpoch(std::int64_t steps);
  Result<void> save();
  [[nodiscard]] bool isTurnToJudge() const;
  [[nodiscard]] bool isOver(bool judged) const;
  void report(std::int64_t steps, const EpochReport* epochReport) const;

  const TrainingRun& m_run;
  std::string m_identity;
  EpochPlan m_plan;
  std::optional<Optimiser> m_optimiser;
  TrainingState m_state;  // its tensors are filled when it is saved; but for `best`
  std::chrono::steady_clock::time_point m_saved = std::chrono::steady_clock::now();
};

}  // namespace snitt

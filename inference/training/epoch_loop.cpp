#include "inference/training/epoch_loop.h"

#include <algorithm>
#include <utility>

namespace snitt {

using Clock = std::chrono::steady_clock;

Result<bool> EpochLoop::resume() {
  if (m_run.checkpoint.empty() || !std::filesystem::exists(m_run.checkpoint)) return false;
  auto state = loadCheckpoint(m_run.checkpoint, m_identity);
  if (!state) return fail(state.error());
  m_state = std::move(*state);
  auto restored = restore(m_state.network, "checkpoint " + m_run.checkpoint.string());
  if (restored) restored = m_optimiser->restore(m_state.optimiserSteps, m_state.optimiser);
  if (!restored) return fail(restored.error());
  return true;
}

Result<void> EpochLoop::save() {
  m_saved = Clock::now();
  if (m_run.checkpoint.empty()) return {};
  m_state.optimiserSteps = m_optimiser->steps();
  m_state.network = tensors();
  m_state.optimiser = m_optimiser->state();
  return saveCheckpoint(m_run.checkpoint, m_identity, m_state);
}

void EpochLoop::report(std::int64_t steps, const EpochReport* epochReport) const {
  if (!m_run.progress) return;
  const std::int64_t done = epochReport == nullptr ? m_state.step : steps;
  const double loss = epochReport == nullptr ? m_state.lossSum / static_cast<double>(std::max<std::int64_t>(1, done))
                                             : epochReport->trainingLoss;
  m_run.progress(
      {epochReport == nullptr ? m_state.epoch : epochReport->epoch, m_plan.epochs, done, steps, loss, epochReport});
}

Result<void> EpochLoop::epoch() {
  const auto steps = beginEpoch();
  if (!steps) return fail(steps.error());
  while (m_state.step < *steps) {
    const auto loss = step(
        m_state.step, learningRateAt(m_plan.optimiser, m_state.epoch * *steps + m_state.step, m_plan.epochs * *steps));
    if (!loss) return fail(loss.error());
    m_state.lossSum += *loss;
    ++m_state.step;
    report(*steps, nullptr);
    if (m_state.step < *steps && Clock::now() - m_saved >= m_run.checkpointEvery)
      if (auto saved = save(); !saved) return saved;
  }
  return endEpoch(*steps);
}

bool EpochLoop::isTurnToJudge() const {
  const std::int64_t ended = m_state.epoch + 1;
  return m_plan.tunes && (ended % m_plan.judgeEvery == 0 || ended == m_plan.epochs);
}

// A crash between the epoch's last step and here repeats what follows, with the same answer.
Result<void> EpochLoop::endEpoch(std::int64_t steps) {
  EpochReport ended{m_state.epoch, m_state.lossSum / static_cast<double>(steps)};
  if (auto settled = settle(); !settled) return settled;
  const bool judges = isTurnToJudge();
  if (judges) {
    if (auto judged = judge(ended); !judged) return judged;
  }
  // Few tuning bags are soon all in order; of such epochs the first is the least trained, so the loss decides.
  const auto rank = [](const EpochReport& one) { return std::pair(one.tuningMetric, -one.tuningLoss); };
  const bool better = m_state.bestEpoch < 0 || rank(ended) > rank(m_state.history[std::size_t(m_state.bestEpoch)]);
  if (!m_plan.tunes || (judges && better)) {
    m_state.bestEpoch = m_state.epoch;
    m_state.best = tensors();
  }
  m_state.history.push_back(ended);
  ++m_state.epoch;
  m_state.step = 0;
  m_state.lossSum = 0;
  m_state.finished = isOver(judges);
  if (auto saved = save(); !saved) return saved;
  report(steps, &ended);
  return {};
}

bool EpochLoop::isOver(bool judged) const {
  if (m_state.epoch >= m_plan.epochs) return true;
  return judged && m_plan.patience > 0 && m_state.epoch - 1 - m_state.bestEpoch >= m_plan.patience;
}

Result<void> EpochLoop::runEpochs() {
  const auto resumed = resume();
  if (!resumed) return fail(resumed.error());
  if (!*resumed) {
    if (auto begun = begin(); !begun) return begun;
  }
  while (!m_state.finished) {
    auto done = epoch();
    if (done) continue;
    // Steps that were taken are kept; the one that was stopped has changed nothing.
    if (done.error().kind == ErrorKind::cancelled)
      if (auto saved = save(); !saved) return saved;
    return done;
  }
  return {};
}

}  // namespace snitt

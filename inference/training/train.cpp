#include "inference/training/train.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "inference/training/epoch_plan.h"
#include "inference/training/optimiser.h"
#include "inference/training/prepared_bag.h"
#include "inference/training/tuning.h"

namespace snitt {
namespace {

using Clock = std::chrono::steady_clock;

class Trainer {
 public:
  Trainer(const BagNetworkSpec& spec, const TrainingOptions& options, const BagSet& training, const BagSet* tuning,
          const TrainingRun& run)
      : m_spec(spec),
        m_options(options),
        m_training(training),
        m_tuning(tuning),
        m_run(run),
        m_identity(trainingIdentity(spec, options, dataIdentity())) {}

  Result<TrainedNetwork> run();

 private:
  std::string dataIdentity() const;
  Result<void> prepare();
  Result<void> begin();
  Result<bool> resume();
  Result<void> epoch();
  Result<void> step(const std::vector<std::size_t>& positions, std::int64_t steps);
  Result<void> endEpoch(std::int64_t steps);
  Result<void> judge(EpochReport& report);
  Result<void> estimateNorms(bool centre);
  Result<void> save();
  bool isOver(bool judged) const;
  bool isTurnToJudge() const;
  bool isEncoderFrozen() const { return m_state.epoch < m_options.frozenEpochs; }
  std::unique_ptr<BagTiles> prepared(const BagSet& source, std::size_t bag, std::vector<std::uint32_t> tiles,
                                     bool augment) const;
  void report(std::int64_t steps, const EpochReport* epochReport) const;

  const BagNetworkSpec& m_spec;
  const TrainingOptions& m_options;
  const BagSet& m_training;
  const BagSet* m_tuning;
  const TrainingRun& m_run;
  std::string m_identity;
  UsableBags m_usable;
  std::unique_ptr<BagNetwork> m_network;
  std::optional<Optimiser> m_optimiser;
  TrainingState m_state;  // its tensors are filled when it is saved; but for `best`
  Clock::time_point m_saved = Clock::now();
};

using PreparedBags = std::vector<std::unique_ptr<BagTiles>>;

Bags pointers(const PreparedBags& bags) {
  Bags result;
  for (const auto& bag : bags) result.push_back(bag.get());
  return result;
}

// Sets that name their contents do so beside what the caller says.
std::string Trainer::dataIdentity() const {
  const std::string training = m_training.identity();
  const std::string tuning = m_tuning == nullptr ? std::string() : m_tuning->identity();
  return training.empty() && tuning.empty() ? m_run.data : m_run.data + "\n" + training + "\n" + tuning;
}

std::unique_ptr<BagTiles> Trainer::prepared(const BagSet& source, std::size_t bag, std::vector<std::uint32_t> tiles,
                                            bool augment) const {
  BagPreparation preparation{
      m_spec.tilePx, channelScale(m_spec.normalisation), {}, m_options.seed, static_cast<std::uint64_t>(m_state.epoch)};
  if (augment) preparation.augment = m_options.augment;
  return source.prepare(bag, std::move(tiles), preparation);
}

Result<void> Trainer::prepare() {
  if (auto checked = checkTraining(m_options); !checked) return checked;
  auto usable = usableBags(m_training, m_options);
  if (!usable) return fail(usable.error());
  m_usable = std::move(*usable);
  auto network = BagNetwork::create(m_spec, m_run.threads);
  if (!network) return fail(network.error());
  m_network = std::move(*network);
  m_optimiser.emplace(m_options.optimiser, m_network->parameters());
  return {};
}

Result<bool> Trainer::resume() {
  if (m_run.checkpoint.empty() || !std::filesystem::exists(m_run.checkpoint)) return false;
  auto state = loadCheckpoint(m_run.checkpoint, m_identity);
  if (!state) return fail(state.error());
  m_state = std::move(*state);
  const std::string where = "checkpoint " + m_run.checkpoint.string();
  auto restored = m_network->restore(m_state.network, where);
  if (restored) restored = m_optimiser->restore(m_state.optimiserSteps, m_state.optimiser);
  if (!restored) return fail(restored.error());
  return true;
}

// A head that was given is not random: centring would spoil what it has learned.
Result<void> Trainer::begin() {
  bool hasHead = false;
  if (m_run.startFrom != nullptr) {
    const auto tensors = m_run.startFrom->tensors();
    if (auto started = m_network->startFrom(tensors, "start weights"); !started) return started;
    hasHead = std::ranges::any_of(tensors, [](const auto& item) { return item.first.starts_with("head."); });
  }
  return estimateNorms(!hasHead);
}

Result<void> Trainer::estimateNorms(bool centre) {
  PreparedBags bags;
  for (SampleBag& one : normSample(m_usable, m_training, m_options))
    bags.push_back(prepared(m_training, one.bag, std::move(one.tiles), false));
  return centre ? m_network->estimateNormsAndCentreHead(pointers(bags), m_run.stop)
                : m_network->estimateNorms(pointers(bags), m_run.stop);
}

Result<void> Trainer::save() {
  m_saved = Clock::now();
  if (m_run.checkpoint.empty()) return {};
  m_state.optimiserSteps = m_optimiser->steps();
  m_state.network = m_network->tensors();
  m_state.optimiser = m_optimiser->state();
  return saveCheckpoint(m_run.checkpoint, m_identity, m_state);
}

void Trainer::report(std::int64_t steps, const EpochReport* epochReport) const {
  if (!m_run.progress) return;
  const std::int64_t done = epochReport == nullptr ? m_state.step : steps;
  const double loss = epochReport == nullptr ? m_state.lossSum / static_cast<double>(std::max<std::int64_t>(1, done))
                                             : epochReport->trainingLoss;
  m_run.progress(
      {epochReport == nullptr ? m_state.epoch : epochReport->epoch, m_options.epochs, done, steps, loss, epochReport});
}

Result<void> Trainer::step(const std::vector<std::size_t>& positions, std::int64_t steps) {
  PreparedBags bags;
  std::vector<BagOutcome> outcomes;
  std::vector<double> weights;
  const auto epoch = static_cast<std::uint64_t>(m_state.epoch);
  for (const std::size_t position : positions) {
    const std::size_t bag = m_usable.bags[position];
    bags.push_back(prepared(m_training, bag,
                            drawTiles(m_training.tileCount(bag), m_options.mostTilesPerBag,
                                      drawFor(m_options.seed, Draw::tiles, epoch, bag)),
                            true));
    outcomes.push_back(m_usable.outcomes[position]);
    weights.push_back(m_usable.labelWeights[position]);
  }
  const auto loss = [&](std::span<const double> outputs) {
    return lossOf(outputs, outcomes, m_options.target, m_options.ties, weights);
  };
  m_network->freezeEncoder(isEncoderFrozen());
  const auto gradient = m_network->gradient(pointers(bags), loss, m_run.stop);
  if (!gradient) return fail(gradient.error());
  const double rate =
      learningRateAt(m_options.optimiser, m_state.epoch * steps + m_state.step, m_options.epochs * steps);
  auto stepped = m_optimiser->step(rate, isEncoderFrozen());
  if (!stepped) return stepped;
  m_state.lossSum += gradient->loss;
  ++m_state.step;
  report(steps, nullptr);
  return {};
}

Result<void> Trainer::epoch() {
  if (m_state.step == 0 && m_state.epoch > 0) {
    if (auto estimated = estimateNorms(false); !estimated) return estimated;
  }
  const auto plan = epochSteps(m_usable, m_options, m_state.epoch);
  const auto steps = static_cast<std::int64_t>(plan.size());
  while (m_state.step < steps) {
    auto stepped = step(plan[static_cast<std::size_t>(m_state.step)], steps);
    if (!stepped) return stepped;
    if (m_state.step < steps && Clock::now() - m_saved >= m_run.checkpointEvery)
      if (auto saved = save(); !saved) return saved;
  }
  return endEpoch(steps);
}

bool Trainer::isTurnToJudge() const {
  const std::int64_t ended = m_state.epoch + 1;
  return m_tuning != nullptr && (ended % m_options.checkEveryEpochs == 0 || ended == m_options.epochs);
}

Result<void> Trainer::judge(EpochReport& report) {
  PreparedBags bags;
  std::vector<BagOutcome> outcomes;
  for (std::size_t bag = 0; bag < m_tuning->bagCount(); ++bag) {
    const BagOutcome outcome = m_tuning->outcome(bag);
    const bool wanted = serves(outcome, m_options.metric) || serves(outcome, m_options.target);
    if (!wanted || m_tuning->tileCount(bag) == 0) continue;
    // The same tiles each epoch: what changes is the network.
    bags.push_back(prepared(*m_tuning, bag,
                            drawTiles(m_tuning->tileCount(bag), m_options.mostTilesPerTuning,
                                      drawFor(m_options.seed, Draw::sample, 2, bag)),
                            false));
    outcomes.push_back(outcome);
  }
  const auto outputs = m_network->outputs(pointers(bags), m_run.stop);
  if (!outputs) return fail(outputs.error());
  const auto metric = metricOf(*outputs, outcomes, m_options.metric);
  if (!metric) return fail(metric.error());
  report.tuningMetric = *metric;

  std::vector<double> served;
  std::vector<BagOutcome> servedOutcomes;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!serves(outcomes[i], m_options.target)) continue;
    served.push_back((*outputs)[i]);
    servedOutcomes.push_back(outcomes[i]);
  }
  if (served.empty()) return {};
  const auto loss = lossOf(served, servedOutcomes, m_options.target, m_options.ties);
  if (!loss) return fail(loss.error());
  report.tuningLoss = loss->loss;
  return {};
}

// A crash between the epoch's last step and here repeats what follows, with the same answer.
Result<void> Trainer::endEpoch(std::int64_t steps) {
  EpochReport ended{m_state.epoch, m_state.lossSum / static_cast<double>(steps)};
  const bool judges = isTurnToJudge();
  if (judges) {
    if (auto judged = judge(ended); !judged) return judged;
  }
  // Few tuning bags are soon all in order; of such epochs the first is the least trained, so the loss decides.
  const auto rank = [](const EpochReport& report) { return std::pair(report.tuningMetric, -report.tuningLoss); };
  const bool better = m_state.bestEpoch < 0 || rank(ended) > rank(m_state.history[std::size_t(m_state.bestEpoch)]);
  if (m_tuning == nullptr || (judges && better)) {
    m_state.bestEpoch = m_state.epoch;
    m_state.best = m_network->tensors();
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

bool Trainer::isOver(bool judged) const {
  if (m_state.epoch >= m_options.epochs) return true;
  return judged && m_options.patience > 0 && m_state.epoch - 1 - m_state.bestEpoch >= m_options.patience;
}

Result<TrainedNetwork> Trainer::run() {
  if (auto ready = prepare(); !ready) return fail(ready.error());
  const auto resumed = resume();
  if (!resumed) return fail(resumed.error());
  if (!*resumed) {
    if (auto begun = begin(); !begun) return fail(begun.error());
  }
  while (!m_state.finished) {
    auto done = epoch();
    if (done) continue;
    // Steps that were taken are kept; the one that was stopped has changed nothing.
    if (done.error().kind == ErrorKind::cancelled)
      if (auto saved = save(); !saved) return fail(saved.error());
    return fail(done.error());
  }
  return TrainedNetwork{m_state.best, m_state.bestEpoch, m_state.history};
}

}  // namespace

Result<TrainedNetwork> train(const BagNetworkSpec& spec, const TrainingOptions& options, const BagSet& training,
                             const BagSet* tuning, const TrainingRun& run) {
  return Trainer(spec, options, training, tuning, run).run();
}

}  // namespace snitt

#include "inference/training/train.h"

#include <algorithm>

#include "inference/training/epoch_loop.h"
#include "inference/training/epoch_plan.h"
#include "inference/training/prepared_bag.h"
#include "inference/training/tuning.h"

namespace snitt {
namespace {

class Trainer : public EpochLoop {
 public:
  Trainer(const BagNetworkSpec& spec, const TrainingOptions& options, const BagSet& training, const BagSet* tuning,
          const TrainingRun& run)
      : EpochLoop(run, trainingIdentity(spec, options, dataIdentity(training, tuning, run)),
                  {options.optimiser, options.epochs, options.patience, tuning != nullptr, options.checkEveryEpochs}),
        m_spec(spec),
        m_options(options),
        m_training(training),
        m_tuning(tuning) {}

  Result<TrainedNetwork> run();

 private:
  static std::string dataIdentity(const BagSet& training, const BagSet* tuning, const TrainingRun& run);
  Result<void> prepare();
  Result<void> begin() override;
  Result<std::int64_t> beginEpoch() override;
  Result<double> step(std::int64_t number, double learningRate) override;
  Result<void> settle() override;
  Result<void> judge(EpochReport& report) override;
  NetworkTensors tensors() const override { return m_network->tensors(); }
  Result<void> restore(const NetworkTensors& tensors, std::string_view where) override {
    return m_network->restore(tensors, where);
  }
  Result<void> estimateNorms(bool centre);
  bool isEncoderFrozen() const { return state().epoch < m_options.frozenEpochs; }
  std::unique_ptr<BagTiles> prepared(const BagSet& source, std::size_t bag, std::vector<std::uint32_t> tiles,
                                     bool augment) const;

  const BagNetworkSpec& m_spec;
  const TrainingOptions& m_options;
  const BagSet& m_training;
  const BagSet* m_tuning;
  UsableBags m_usable;
  std::vector<std::vector<std::size_t>> m_steps;  // of the epoch: places in m_usable
  std::unique_ptr<BagNetwork> m_network;
};

using PreparedBags = std::vector<std::unique_ptr<BagTiles>>;

Bags pointers(const PreparedBags& bags) {
  Bags result;
  for (const auto& bag : bags) result.push_back(bag.get());
  return result;
}

// Sets that name their contents do so beside what the caller says.
std::string Trainer::dataIdentity(const BagSet& training, const BagSet* tuning, const TrainingRun& run) {
  const std::string learned = training.identity();
  const std::string tuned = tuning == nullptr ? std::string() : tuning->identity();
  return learned.empty() && tuned.empty() ? run.data : run.data + "\n" + learned + "\n" + tuned;
}

std::unique_ptr<BagTiles> Trainer::prepared(const BagSet& source, std::size_t bag, std::vector<std::uint32_t> tiles,
                                            bool augment) const {
  BagPreparation preparation{
      m_spec.tilePx, channelScale(m_spec.normalisation), {}, m_options.seed, static_cast<std::uint64_t>(state().epoch)};
  if (augment) preparation.augment = m_options.augment;
  return source.prepare(bag, std::move(tiles), preparation);
}

Result<void> Trainer::prepare() {
  if (auto checked = checkTraining(m_options); !checked) return checked;
  auto usable = usableBags(m_training, m_options);
  if (!usable) return fail(usable.error());
  m_usable = std::move(*usable);
  auto network = BagNetwork::create(m_spec, request().threads);
  if (!network) return fail(network.error());
  m_network = std::move(*network);
  optimise(m_network->parameters());
  return {};
}

// A head that was given is not random: centring would spoil what it has learned.
Result<void> Trainer::begin() {
  bool hasHead = false;
  if (request().startFrom != nullptr) {
    const auto tensors = request().startFrom->tensors();
    if (auto started = m_network->startFrom(tensors, "start weights"); !started) return started;
    hasHead = std::ranges::any_of(tensors, [](const auto& item) { return item.first.starts_with("head."); });
  }
  return estimateNorms(!hasHead);
}

Result<void> Trainer::estimateNorms(bool centre) {
  PreparedBags bags;
  for (SampleBag& one : normSample(m_usable, m_training, m_options))
    bags.push_back(prepared(m_training, one.bag, std::move(one.tiles), false));
  return centre ? m_network->estimateNormsAndCentreHead(pointers(bags), request().stop)
                : m_network->estimateNorms(pointers(bags), request().stop);
}

Result<std::int64_t> Trainer::beginEpoch() {
  if (state().step == 0 && state().epoch > 0 && !m_spec.normsOfChunk) {
    if (auto estimated = estimateNorms(false); !estimated) return fail(estimated.error());
  }
  m_steps = epochSteps(m_usable, m_options, state().epoch);
  return static_cast<std::int64_t>(m_steps.size());
}

Result<double> Trainer::step(std::int64_t number, double learningRate) {
  PreparedBags bags;
  std::vector<BagOutcome> outcomes;
  std::vector<double> weights;
  const auto epoch = static_cast<std::uint64_t>(state().epoch);
  for (const std::size_t position : m_steps[static_cast<std::size_t>(number)]) {
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
  const auto gradient = m_network->gradient(pointers(bags), loss, request().stop);
  if (!gradient) return fail(gradient.error());
  if (auto stepped = optimiser().step(learningRate, isEncoderFrozen()); !stepped) return fail(stepped.error());
  return gradient->loss;
}

// Steps with norms of chunks took no notice of the statistics, which are still those of weights that are gone.
Result<void> Trainer::settle() { return m_spec.normsOfChunk ? estimateNorms(false) : Result<void>{}; }

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
  const auto outputs = m_network->outputs(pointers(bags), request().stop);
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

Result<TrainedNetwork> Trainer::run() {
  if (auto ready = prepare(); !ready) return fail(ready.error());
  if (auto ended = runEpochs(); !ended) return fail(ended.error());
  return TrainedNetwork{state().best, state().bestEpoch, state().history};
}

}  // namespace

std::function<void(const TrainingProgress&)> reportedAs(const RunControl& control, std::string stage) {
  return [&control, stage = std::move(stage)](const TrainingProgress& now) {
    control.report(stage, now.epoch * now.steps + now.step, now.epochs * now.steps);
    if (control.gate != nullptr) control.gate->wait(control.stop);
  };
}

Result<TrainedNetwork> train(const BagNetworkSpec& spec, const TrainingOptions& options, const BagSet& training,
                             const BagSet* tuning, const TrainingRun& run) {
  return Trainer(spec, options, training, tuning, run).run();
}

}  // namespace snitt

#include "inference/training/segmentation_train.h"

#include <optional>

#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

using Clock = std::chrono::steady_clock;

struct Place {
  std::size_t slide = 0;
  std::size_t number = 0;  // of its crops
};

class Trainer {
 public:
  Trainer(const SegmentationNetworkSpec& spec, const SegmentationOptions& options, const SegmentationTiles& training,
          const SegmentationTiles* tuning, const TrainingRun& run)
      : m_spec(spec),
        m_options(options),
        m_training(training),
        m_tuning(tuning),
        m_run(run),
        m_identity(segmentationIdentity(spec, options, run.data)),
        m_channels(channelScale(spec.normalisation)) {}

  Result<TrainedSegmentationNetwork> run();

 private:
  Result<void> prepare();
  Result<bool> resume();
  Result<void> begin();
  Result<void> epoch();
  Result<void> step(std::span<const Place> places, std::int64_t steps);
  Result<void> endEpoch(std::int64_t steps);
  Result<SegmentationJudgement> judge();
  Result<void> save();
  [[nodiscard]] bool isOver() const;
  [[nodiscard]] std::vector<Place> order() const;
  [[nodiscard]] Result<SegmentationCrop> changed(const Place& place, std::uint64_t epoch, bool augment) const;
  void report(std::int64_t steps, const EpochReport* epochReport) const;

  const SegmentationNetworkSpec& m_spec;
  const SegmentationOptions& m_options;
  const SegmentationTiles& m_training;
  const SegmentationTiles* m_tuning;
  const TrainingRun& m_run;
  std::string m_identity;
  ChannelScale m_channels;
  std::unique_ptr<SegmentationTrainee> m_network;
  std::optional<Optimiser> m_optimiser;
  TrainingState m_state;  // its tensors are filled when it is saved; but for `best`
  Clock::time_point m_saved = Clock::now();
};

// Bytes of one crop.
struct RawCrop {
  std::vector<std::uint8_t> rgb;
  std::vector<std::uint8_t> classes;

  explicit RawCrop(int cropPx)
      : rgb(3 * static_cast<std::size_t>(cropPx) * static_cast<std::size_t>(cropPx)), classes(rgb.size() / 3) {}
};

Result<SegmentationCrop> Trainer::changed(const Place& place, std::uint64_t epoch, bool augment) const {
  RawCrop raw(m_spec.cropPx);
  const Draw draw = augment ? Draw::tiles : Draw::sample;
  auto drawn = m_training.draw(place.slide, drawFor(m_options.seed, draw, epoch, place.slide, place.number),
                               m_spec.cropPx, raw.rgb, raw.classes);
  if (!drawn) return fail(drawn.error());
  TileChange change;
  if (augment) {
    auto random = drawFor(m_options.seed, Draw::change, epoch, place.slide, place.number);
    change = drawTileChange(m_options.augment, random);
  }
  return changedCrop(raw.rgb, raw.classes, m_spec.cropPx, change, m_channels);
}

Result<void> Trainer::prepare() {
  if (auto checked = checkSegmentationTraining(m_spec, m_options); !checked) return checked;
  if (m_training.slideCount() == 0) return fail(ErrorKind::usage, "there is no slide to learn the tumour from");
  auto network = SegmentationTrainee::create(m_spec, m_run.threads);
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
  auto restored = m_network->restore(viewsOf(m_state.network), "checkpoint " + m_run.checkpoint.string());
  if (restored) restored = m_optimiser->restore(m_state.optimiserSteps, m_state.optimiser);
  if (!restored) return fail(restored.error());
  return true;
}

Result<void> Trainer::begin() {
  if (m_run.startFrom != nullptr) return m_network->restore(m_run.startFrom->tensors(), "start weights");
  const auto crops = static_cast<std::size_t>(m_options.normCrops);
  return m_network->estimateNorms(
      crops,
      [&](std::size_t i) {
        return changed({i % m_training.slideCount(), i}, 0, false);
      },
      m_run.stop);
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

// All crops of an epoch in a random order.
std::vector<Place> Trainer::order() const {
  std::vector<Place> places;
  for (std::size_t slide = 0; slide < m_training.slideCount(); ++slide)
    for (int number = 0; number < m_options.cropsPerSlide; ++number)
      places.push_back({slide, static_cast<std::size_t>(number)});
  auto random = drawFor(m_options.seed, Draw::order, static_cast<std::uint64_t>(m_state.epoch));
  for (std::size_t i = places.size(); i > 1; --i)
    std::swap(places[i - 1], places[random.below(static_cast<std::uint32_t>(i))]);
  return places;
}

Result<void> Trainer::step(std::span<const Place> places, std::int64_t steps) {
  const auto epoch = static_cast<std::uint64_t>(m_state.epoch);
  const auto loss = m_network->gradient(
      places.size(), [&](std::size_t i) { return changed(places[i], epoch, true); }, m_run.stop);
  if (!loss) return fail(loss.error());
  auto stepped = m_optimiser->step(
      learningRateAt(m_options.optimiser, m_state.epoch * steps + m_state.step, m_options.epochs * steps));
  if (!stepped) return stepped;
  m_state.lossSum += *loss;
  ++m_state.step;
  report(steps, nullptr);
  return {};
}

Result<void> Trainer::epoch() {
  const std::vector<Place> places = order();
  const auto batch = static_cast<std::size_t>(m_options.batch);
  // A last step of a crop or two would be a loud one: crops are spread evenly over the steps.
  const std::size_t steps = (places.size() + batch - 1) / batch;
  while (m_state.step < static_cast<std::int64_t>(steps)) {
    const auto now = static_cast<std::size_t>(m_state.step);
    const std::size_t first = now * places.size() / steps;
    const std::size_t end = (now + 1) * places.size() / steps;
    auto stepped = step(std::span(places).subspan(first, end - first), static_cast<std::int64_t>(steps));
    if (!stepped) return stepped;
    if (now + 1 < steps && Clock::now() - m_saved >= m_run.checkpointEvery)
      if (auto saved = save(); !saved) return saved;
  }
  return endEpoch(static_cast<std::int64_t>(steps));
}

Result<SegmentationJudgement> Trainer::judge() {
  std::vector<Place> places;
  for (std::size_t slide = 0; slide < m_tuning->slideCount(); ++slide)
    for (std::size_t number = 0; number < m_tuning->coverCount(slide, m_spec.cropPx); ++number)
      places.push_back({slide, number});
  const auto read = [&](std::size_t i) -> Result<SegmentationCrop> {
    RawCrop raw(m_spec.cropPx);
    auto covered = m_tuning->cover(places[i].slide, places[i].number, m_spec.cropPx, raw.rgb, raw.classes);
    if (!covered) return fail(covered.error());
    return changedCrop(raw.rgb, raw.classes, m_spec.cropPx, {}, m_channels);
  };
  return m_network->judge(places.size(), read, m_run.stop);
}

// A crash between the epoch's last step and here repeats what follows, with the same answer.
Result<void> Trainer::endEpoch(std::int64_t steps) {
  EpochReport ended{m_state.epoch, m_state.lossSum / static_cast<double>(steps)};
  if (m_tuning != nullptr) {
    const auto judged = judge();
    if (!judged) return fail(judged.error());
    ended.tuningLoss = judged->loss;
    ended.tuningMetric = judged->counts.diceAt(TumourCounts::steps / 2);
  }
  const bool better = m_tuning == nullptr || m_state.bestEpoch < 0 ||
                      ended.tuningMetric > m_state.history[std::size_t(m_state.bestEpoch)].tuningMetric;
  if (better) {
    m_state.bestEpoch = m_state.epoch;
    m_state.best = m_network->tensors();
  }
  m_state.history.push_back(ended);
  ++m_state.epoch;
  m_state.step = 0;
  m_state.lossSum = 0;
  m_state.finished = isOver();
  if (auto saved = save(); !saved) return saved;
  report(steps, &ended);
  return {};
}

bool Trainer::isOver() const {
  if (m_state.epoch >= m_options.epochs) return true;
  return m_options.patience > 0 && m_state.epoch - 1 - m_state.bestEpoch >= m_options.patience;
}

Result<TrainedSegmentationNetwork> Trainer::run() {
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
  TrainedSegmentationNetwork trained{m_state.best, m_state.bestEpoch, m_state.history, {}};
  if (m_tuning == nullptr) return trained;
  if (auto restored = m_network->restore(viewsOf(m_state.best), "the best epoch"); !restored)
    return fail(restored.error());
  const auto judged = judge();
  if (!judged) return fail(judged.error());
  trained.tuning = judged->counts;
  return trained;
}

}  // namespace

Result<TrainedSegmentationNetwork> trainSegmentationNetwork(const SegmentationNetworkSpec& spec,
                                                            const SegmentationOptions& options,
                                                            const SegmentationTiles& training,
                                                            const SegmentationTiles* tuning, const TrainingRun& run) {
  return Trainer(spec, options, training, tuning, run).run();
}

}  // namespace snitt

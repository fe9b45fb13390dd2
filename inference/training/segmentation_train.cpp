#include "inference/training/segmentation_train.h"

#include "inference/training/epoch_loop.h"
#include "inference/training/prepared_bag.h"

namespace snitt {
namespace {

struct Place {
  std::size_t slide = 0;
  std::size_t number = 0;  // of its crops
};

class Trainer : public EpochLoop {
 public:
  Trainer(const SegmentationNetworkSpec& spec, const SegmentationOptions& options, const SegmentationTiles& training,
          const SegmentationTiles* tuning, const TrainingRun& run)
      : EpochLoop(run, segmentationIdentity(spec, options, run.data),
                  {options.optimiser, options.epochs, options.patience, tuning != nullptr, 1}),
        m_spec(spec),
        m_options(options),
        m_training(training),
        m_tuning(tuning),
        m_channels(channelScale(spec.normalisation)) {}

  Result<TrainedSegmentationNetwork> run();

 private:
  Result<void> prepare();
  Result<void> begin() override;
  Result<std::int64_t> beginEpoch() override;
  Result<double> step(std::int64_t number, double learningRate) override;
  Result<void> judge(EpochReport& report) override;
  NetworkTensors tensors() const override { return m_network->tensors(); }
  Result<void> restore(const NetworkTensors& tensors, std::string_view where) override {
    return m_network->restore(viewsOf(tensors), where);
  }
  Result<SegmentationJudgement> judgement();
  [[nodiscard]] std::vector<Place> order() const;
  [[nodiscard]] std::size_t stepCount() const;
  [[nodiscard]] Result<SegmentationCrop> changed(const Place& place, std::uint64_t epoch, bool augment) const;

  const SegmentationNetworkSpec& m_spec;
  const SegmentationOptions& m_options;
  const SegmentationTiles& m_training;
  const SegmentationTiles* m_tuning;
  ChannelScale m_channels;
  std::vector<Place> m_places;  // of the epoch
  std::unique_ptr<SegmentationTrainee> m_network;
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
  auto network = SegmentationTrainee::create(m_spec, request().threads);
  if (!network) return fail(network.error());
  m_network = std::move(*network);
  optimise(m_network->parameters());
  return {};
}

Result<void> Trainer::begin() {
  if (request().startFrom != nullptr) return m_network->restore(request().startFrom->tensors(), "start weights");
  const auto crops = static_cast<std::size_t>(m_options.normCrops);
  return m_network->estimateNorms(
      crops,
      [&](std::size_t i) {
        return changed({i % m_training.slideCount(), i}, 0, false);
      },
      request().stop);
}

// All crops of an epoch in a random order.
std::vector<Place> Trainer::order() const {
  std::vector<Place> places;
  for (std::size_t slide = 0; slide < m_training.slideCount(); ++slide)
    for (int number = 0; number < m_options.cropsPerSlide; ++number)
      places.push_back({slide, static_cast<std::size_t>(number)});
  auto random = drawFor(m_options.seed, Draw::order, static_cast<std::uint64_t>(state().epoch));
  for (std::size_t i = places.size(); i > 1; --i)
    std::swap(places[i - 1], places[random.below(static_cast<std::uint32_t>(i))]);
  return places;
}

std::size_t Trainer::stepCount() const {
  const auto batch = static_cast<std::size_t>(m_options.batch);
  return (m_places.size() + batch - 1) / batch;
}

Result<std::int64_t> Trainer::beginEpoch() {
  m_places = order();
  return static_cast<std::int64_t>(stepCount());
}

// A last step of a crop or two would be a loud one: crops are spread evenly over the steps.
Result<double> Trainer::step(std::int64_t number, double learningRate) {
  const auto now = static_cast<std::size_t>(number);
  const std::size_t first = now * m_places.size() / stepCount();
  const std::size_t end = (now + 1) * m_places.size() / stepCount();
  const auto places = std::span(m_places).subspan(first, end - first);
  const auto epoch = static_cast<std::uint64_t>(state().epoch);
  const auto loss = m_network->gradient(
      places.size(), [&](std::size_t i) { return changed(places[i], epoch, true); }, request().stop);
  if (!loss) return fail(loss.error());
  if (auto stepped = optimiser().step(learningRate); !stepped) return fail(stepped.error());
  return *loss;
}

Result<SegmentationJudgement> Trainer::judgement() {
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
  return m_network->judge(places.size(), read, request().stop);
}

Result<void> Trainer::judge(EpochReport& report) {
  const auto judged = judgement();
  if (!judged) return fail(judged.error());
  report.tuningLoss = judged->loss;
  report.tuningMetric = judged->counts.diceAt(TumourCounts::steps / 2);
  return {};
}

Result<TrainedSegmentationNetwork> Trainer::run() {
  if (auto ready = prepare(); !ready) return fail(ready.error());
  if (auto ended = runEpochs(); !ended) return fail(ended.error());
  TrainedSegmentationNetwork trained{state().best, state().bestEpoch, state().history, {}};
  if (m_tuning == nullptr) return trained;
  if (auto restored = restore(state().best, "the best epoch"); !restored) return fail(restored.error());
  const auto judged = judgement();
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

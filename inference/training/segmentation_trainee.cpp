#include "inference/training/segmentation_trainee.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/in_order.h"
#include "inference/engine/random_weights.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/module_tensors_p.h"
#include "inference/networks/unet_p.h"
#include "inference/training/lanes.h"
#include "inference/training/segmentation_loss.h"
#include "inference/training/segmentation_norms_p.h"
#include "inference/training/training_convolver_p.h"
#include "inference/training/training_device_p.h"

namespace snitt {
namespace {

constexpr std::string_view where = "training of the segmentation";
constexpr std::size_t cropsOfAGroup = 8;

// Scores as rows of a pixel.
at::Tensor rowsOf(const at::Tensor& scores) { return scores.detach().permute({0, 2, 3, 1}).contiguous(); }

ScoredCrop scoredCrop(const at::Tensor& rows, const std::vector<std::uint8_t>& truth) {
  return {std::span(rows.data_ptr<float>(), static_cast<std::size_t>(rows.numel())), truth,
          static_cast<std::size_t>(rows.size(3))};
}

TumourCounts countsOf(const ScoredCrop& crop) {
  TumourCounts counts;
  const std::size_t last = crop.classes - 1;
  for (std::size_t pixel = 0; pixel < crop.truth.size(); ++pixel) {
    if (crop.truth[pixel] >= crop.classes) continue;
    const auto scores = crop.scores.subspan(pixel * crop.classes, crop.classes);
    double others = 0;
    for (std::size_t c = 0; c < last; ++c) others += std::exp(static_cast<double>(scores[c] - scores[last]));
    const auto place = static_cast<std::size_t>(TumourCounts::steps / (1 + others));
    ++(crop.truth[pixel] == last ? counts.tumour : counts.other)[place];
  }
  return counts;
}

class UNetTrainee : public SegmentationTrainee {
 public:
  UNetTrainee(const SegmentationNetworkSpec& spec, int threads)
      : m_spec(spec),
        m_threads(threads),
        m_device(spec.device),
        m_network(std::make_shared<UNetImpl>(spec.network, static_cast<int>(spec.classes))),
        m_convolver(m_network->modules(), m_device.device()) {
    m_network->eval();
    for (const auto& item : m_network->named_parameters()) {
      const at::Tensor& values = item.value();
      m_parameters.push_back(values);
      m_gradients.push_back(at::zeros_like(values));
      const auto count = static_cast<std::size_t>(values.numel());
      m_described.push_back({item.key(), std::span(values.data_ptr<float>(), count),
                             std::span(m_gradients.back().data_ptr<float>(), count), values.dim() > 1});
    }
  }

  NetworkTensors tensors() const override { return copyTensors({{"", m_network.get()}}); }
  Result<void> restore(const std::map<std::string, TensorView>& tensors, std::string_view file) override {
    return withoutExceptions(file, [&] { return fillModules({{"", m_network.get()}}, tensors, file); });
  }
  std::span<const TrainedParameter> parameters() const override { return m_described; }

  Result<void> estimateNorms(std::size_t count, const CropReader& read, const std::stop_token& stop) override;
  Result<double> gradient(std::size_t count, const CropReader& read, const std::stop_token& stop) override;
  Result<SegmentationJudgement> judge(std::size_t count, const CropReader& read, const std::stop_token& stop) override;

 private:
  // A crop between its way forward and its way back.
  struct Held {
    at::Tensor scores;  // with its history, on the device
    at::Tensor rows;    // on the host
    std::vector<std::uint8_t> truth;
    SegmentationSums sums;
  };

  [[nodiscard]] Result<at::Tensor> input(SegmentationCrop& crop) const;
  [[nodiscard]] Result<Held> forward(std::size_t number, const CropReader& read) const;
  Result<double> addGroup(std::size_t first, std::size_t count, double share, const CropReader& read,
                          std::vector<at::Tensor>& sums, const std::stop_token& stop) const;

  SegmentationNetworkSpec m_spec;
  int m_threads;
  TrainingDevice m_device;
  std::shared_ptr<UNetImpl> m_network;
  TrainingConvolver m_convolver;
  std::vector<at::Tensor> m_parameters;
  std::vector<at::Tensor> m_gradients;  // as m_parameters
  std::vector<TrainedParameter> m_described;
};

Result<at::Tensor> UNetTrainee::input(SegmentationCrop& crop) const {
  const std::int64_t edge = m_spec.cropPx;
  const auto pixels = static_cast<std::size_t>(edge * edge);
  if (crop.pixels.size() != 3 * pixels || crop.classes.size() != pixels)
    return failIn(where, {ErrorKind::usage, c10::str("a crop is not ", edge, " px wide and high")});
  const at::Tensor values = m_device.hostRoom({1, edge, edge, 3});
  std::ranges::copy(crop.pixels, values.data_ptr<float>());
  return values.permute({0, 3, 1, 2});
}

Result<UNetTrainee::Held> UNetTrainee::forward(std::size_t number, const CropReader& read) const {
  auto crop = read(number);
  if (!crop) return fail(crop.error());
  const auto pixels = input(*crop);
  if (!pixels) return fail(pixels.error());
  Held held;
  m_device.oneAtATime([&] {
    held.scores = runUNet(m_network->layout(), m_convolver, m_device.upload(*pixels));
    held.rows = rowsOf(held.scores);
  });
  held.rows = m_device.download(held.rows);
  if (!at::isfinite(held.rows).all().item<bool>())
    return failIn(where, {ErrorKind::model, "the network gave NaN or Inf"});
  held.truth = std::move(crop->classes);
  held.sums = sumsOf(scoredCrop(held.rows, held.truth));
  return held;
}

Result<void> UNetTrainee::estimateNorms(std::size_t count, const CropReader& read, const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<void> {
    std::vector<at::Tensor> crops(count);
    auto done = onLanes(count, m_threads, stop, [&](std::size_t i, const std::stop_token&) {
      return onWorker(where, [&]() -> Result<void> {
        auto crop = read(i);
        if (!crop) return fail(crop.error());
        const auto pixels = input(*crop);
        if (!pixels) return fail(pixels.error());
        crops[i] = m_device.upload(*pixels);
        return {};
      });
    });
    if (!done) return done;
    return snitt::estimateNorms(m_network->layout(), m_network->modules(), m_convolver, crops,
                                m_device.lanes(m_threads), stop);
  });
}

// Adds to `sums` the gradient of share · loss of these crops, and returns their loss.
Result<double> UNetTrainee::addGroup(std::size_t first, std::size_t count, double share, const CropReader& read,
                                     std::vector<at::Tensor>& sums, const std::stop_token& stop) const {
  std::vector<Held> crops(count);
  auto done = onLanes(count, m_threads, stop, [&](std::size_t i, const std::stop_token&) {
    return withoutExceptions(where, [&]() -> Result<void> {
      auto held = forward(first + i, read);
      if (!held) return fail(held.error());
      crops[i] = std::move(*held);
      return {};
    });
  });
  if (!done) return fail(done.error());
  SegmentationSums all;
  for (const Held& crop : crops) all.add(crop.sums);

  const std::vector<at::Tensor> leaves = m_convolver.leaves();
  InOrder inOrder;
  done = onLanes(count, m_threads, stop, [&](std::size_t i, const std::stop_token& lanesStop) {
    return withoutExceptions(where, [&]() -> Result<void> {
      Held crop = std::move(crops[i]);
      at::Tensor asked = at::empty_like(crop.rows);
      lossGradient(scoredCrop(crop.rows, crop.truth), all, share,
                   std::span(asked.data_ptr<float>(), static_cast<std::size_t>(asked.numel())));
      const auto differentiated = [&] {
        return torch::autograd::grad({crop.scores}, leaves, {m_device.upload(asked).permute({0, 3, 1, 2})});
      };
      std::vector<at::Tensor> gradients;
      if (m_device.isHost()) gradients = differentiated();
      const bool added = inOrder.run(i, lanesStop, [&] {
        if (!m_device.isHost()) gradients = differentiated();
        for (std::size_t g = 0; g < gradients.size(); ++g) sums[g].add_(gradients[g]);
      });
      return added ? Result<void>{} : fail(ErrorKind::cancelled, "cancelled");
    });
  });
  if (!done) return fail(done.error());
  return lossOf(all);
}

Result<double> UNetTrainee::gradient(std::size_t count, const CropReader& read, const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<double> {
    m_convolver.fold();
    std::vector<at::Tensor> sums;
    for (const at::Tensor& leaf : m_convolver.leaves()) sums.push_back(at::zeros_like(leaf));
    double loss = 0;
    for (std::size_t first = 0; first < count; first += cropsOfAGroup) {
      const std::size_t size = std::min(cropsOfAGroup, count - first);
      const double share = static_cast<double>(size) / static_cast<double>(count);
      const auto own = addGroup(first, size, share, read, sums, stop);
      if (!own) return own;
      loss += share * *own;
    }
    const auto back = m_convolver.backThroughFold(sums, m_parameters);
    const at::NoGradGuard noGradient;
    for (std::size_t i = 0; i < back.size(); ++i)
      back[i].defined() ? m_gradients[i].copy_(back[i]) : m_gradients[i].zero_();
    return loss;
  });
}

Result<SegmentationJudgement> UNetTrainee::judge(std::size_t count, const CropReader& read,
                                                 const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<SegmentationJudgement> {
    m_convolver.fold();
    std::vector<SegmentationSums> sums(count);
    std::vector<TumourCounts> counts(count);
    auto done = onLanes(count, m_threads, stop, [&](std::size_t i, const std::stop_token&) {
      return onWorker(where, [&]() -> Result<void> {
        const auto crop = forward(i, read);
        if (!crop) return fail(crop.error());
        sums[i] = crop->sums;
        counts[i] = countsOf(scoredCrop(crop->rows, crop->truth));
        return {};
      });
    });
    if (!done) return fail(done.error());
    SegmentationSums all;
    SegmentationJudgement judgement;
    for (std::size_t i = 0; i < count; ++i) {
      all.add(sums[i]);
      judgement.counts.add(counts[i]);
    }
    judgement.loss = lossOf(all);
    return judgement;
  });
}

}  // namespace

void TumourCounts::add(const TumourCounts& more) {
  for (std::size_t k = 0; k < tumour.size(); ++k) {
    tumour[k] += more.tumour[k];
    other[k] += more.other[k];
  }
}

double TumourCounts::diceAt(std::size_t k) const {
  std::int64_t truth = 0;
  std::int64_t both = 0;
  std::int64_t wrong = 0;
  for (std::size_t place = 0; place < tumour.size(); ++place) {
    truth += tumour[place];
    if (place < k) continue;
    both += tumour[place];
    wrong += other[place];
  }
  const std::int64_t total = truth + both + wrong;
  return total == 0 ? 1 : 2 * static_cast<double>(both) / static_cast<double>(total);
}

double TumourCounts::shareAt(std::size_t k) const {
  std::int64_t all = 0;
  std::int64_t above = 0;
  for (std::size_t place = 0; place < tumour.size(); ++place) {
    all += tumour[place];
    if (place >= k) above += tumour[place];
  }
  return all == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(above) / static_cast<double>(all);
}

Result<std::unique_ptr<SegmentationTrainee>> SegmentationTrainee::create(const SegmentationNetworkSpec& spec,
                                                                         int threads) {
  auto random = randomSegmentationNetwork(spec.network, static_cast<int>(spec.classes), spec.normalisation, spec.seed);
  if (!random) return fail(random.error());
  // Nothing is known yet: all classes are equally likely everywhere.
  for (const char* name : {"output.weight", "output.bias"}) std::ranges::fill(random->at(name).values, 0.0F);
  return withoutExceptions(where, [&]() -> Result<std::unique_ptr<SegmentationTrainee>> {
    auto network = std::make_unique<UNetTrainee>(spec, threads);
    if (auto filled = network->restore(viewsOf(*random), "random weights"); !filled) return fail(filled.error());
    return network;
  });
}

}  // namespace snitt

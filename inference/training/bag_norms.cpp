// Norms of a whole scoring network: those of MobileNetV2, then the head's.
#include "inference/engine/centre_head_p.h"
#include "inference/engine/worker_p.h"
#include "inference/training/bag_network_p.h"
#include "inference/training/lanes.h"
#include "inference/training/norm_estimate_p.h"

namespace snitt {
namespace {

constexpr std::string_view where = "training";

// Null where the head has none.
torch::nn::BatchNorm1dImpl* headNorm(HeadImpl& head) {
  for (const auto& child : head.modules(false))
    if (auto* norm = child->as<torch::nn::BatchNorm1dImpl>()) return norm;
  return nullptr;
}

}  // namespace

Result<at::Tensor> TrainedBagNetwork::estimateNetworkNorms(const Bags& sample, const std::stop_token& stop) {
  take(NormsOf::statistics);
  const auto chunks = chunksOf(sample, m_device.isHost() ? 1 : static_cast<std::size_t>(m_spec.tilesPerChunk));
  if (chunks.empty()) return failIn(where, {ErrorKind::usage, "there are no tiles to estimate norms from"});
  std::vector<at::Tensor> tiles(chunks.size());
  auto done = onLanes(chunks.size(), m_threads, stop, [&](std::size_t i, const std::stop_token&) {
    return onWorker(where, [&]() -> Result<void> {
      const auto read = readTiles(sample, chunks[i]);
      if (!read) return fail(read.error());
      tiles[i] = headAlone() ? *read : m_device.upload(*read);
      return {};
    });
  });
  if (done && !headAlone())
    done = snitt::estimateNorms(m_network->layout(), m_network->modules(), m_spec.frozenBlocks, m_convolver, tiles,
                                m_device.lanes(m_threads), stop);
  if (!done) return fail(done.error());
  if (headAlone()) return at::cat(tiles);
  std::vector<at::Tensor> features;
  for (const at::Tensor& some : tiles) features.push_back(some.mean({2, 3}));
  return m_device.download(at::cat(features));
}

// Over the pooled embeddings of the sample's bags, as that is what this norm sees.
void TrainedBagNetwork::estimateHeadNorm(const Bags& sample, const at::Tensor& features) {
  auto* norm = headNorm(*m_head);
  auto* attention = m_head->as<AttentionHeadImpl>();
  if (norm == nullptr || attention == nullptr || sample.size() < 2) return;
  std::vector<at::Tensor> pooled;
  std::int64_t first = 0;
  for (const BagTiles* bag : sample) {
    const auto count = static_cast<std::int64_t>(bag->size());
    if (count > 0) pooled.push_back(attention->pooled(attention->embed(features.slice(0, first, first + count))));
    first += count;
  }
  const at::Tensor bags = at::cat(pooled).to(at::kDouble);
  norm->running_mean.copy_(bags.mean(0));
  norm->running_var.copy_(bags.var(0, /*unbiased=*/false));
}

Result<void> TrainedBagNetwork::estimateNorms(const Bags& sample, const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<void> {
    const at::NoGradGuard noGradient;
    const auto features = estimateNetworkNorms(sample, stop);
    if (!features) return fail(features.error());
    estimateHeadNorm(sample, *features);
    return {};
  });
}

Result<void> TrainedBagNetwork::estimateNormsAndCentreHead(const Bags& sample, const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<void> {
    const at::NoGradGuard noGradient;
    const auto features = estimateNetworkNorms(sample, stop);
    if (!features) return fail(features.error());
    centreHead(*m_head, m_spec.network.head, *features);
    // Centring makes a norm follow tiles; what it will see is bags.
    if (auto* norm = headNorm(*m_head)) norm->options.momentum(0.1);
    estimateHeadNorm(sample, *features);
    return {};
  });
}

}  // namespace snitt

// Forward over bags, and the gradient in two passes.
#include <algorithm>
#include <cmath>

#include "core/in_order.h"
#include "inference/engine/worker_p.h"
#include "inference/training/bag_network_p.h"
#include "inference/training/lanes.h"

namespace snitt {
namespace {

constexpr std::string_view where = "training";

// Embeddings of so many tiles at least are held at once where no gradient is asked for; a bag is never cut.
constexpr std::size_t kTilesTogether = 2048;

// The bags from `first` that are worked on together, up to the end that is given back.
std::size_t endOfGroup(const Bags& bags, std::size_t first) {
  std::size_t tiles = 0;
  while (first < bags.size() && tiles < kTilesTogether) tiles += bags[first++]->size();
  return first;
}

}  // namespace

std::vector<TrainedBagNetwork::Chunk> TrainedBagNetwork::chunksOf(const Bags& bags, std::size_t most) const {
  if (m_norms == NormsOf::batch) return evenChunks(bags, most);
  std::vector<Chunk> chunks;
  for (std::size_t b = 0; b < bags.size(); ++b)
    for (std::size_t first = 0; first < bags[b]->size();) {
      const bool begins = first == 0 && m_device.isHost();
      if (chunks.empty() || begins || chunks.back().tiles == most) chunks.emplace_back();
      Chunk& chunk = chunks.back();
      const std::size_t count = std::min(most - chunk.tiles, bags[b]->size() - first);
      chunk.pieces.push_back({b, first, count});
      chunk.tiles += count;
      first += count;
    }
  return chunks;
}

std::vector<TrainedBagNetwork::Chunk> TrainedBagNetwork::evenChunks(const Bags& bags, std::size_t most) {
  std::size_t tiles = 0;
  for (const BagTiles* bag : bags) tiles += bag->size();
  std::vector<Chunk> chunks((tiles + most - 1) / most);
  std::size_t bag = 0;
  std::size_t first = 0;
  for (std::size_t c = 0; c < chunks.size(); ++c) {
    const std::size_t room = (c + 1) * tiles / chunks.size() - c * tiles / chunks.size();
    while (chunks[c].tiles < room) {
      const std::size_t count = std::min(room - chunks[c].tiles, bags[bag]->size() - first);
      chunks[c].pieces.push_back({bag, first, count});
      chunks[c].tiles += count;
      first += count;
      if (first < bags[bag]->size()) continue;
      ++bag;
      first = 0;
    }
  }
  return chunks;
}

void TrainedBagNetwork::take(NormsOf norms) {
  m_norms = norms;
  m_convolver.take(norms);
}

Result<at::Tensor> TrainedBagNetwork::readTiles(const Bags& bags, const Chunk& chunk) const {
  const auto tiles = static_cast<std::int64_t>(chunk.tiles);
  const at::Tensor values = headAlone() ? m_device.hostRoom({tiles, m_spec.features})
                                        : m_device.hostRoom({tiles, m_spec.tilePx, m_spec.tilePx, 3});
  std::span<float> room(values.data_ptr<float>(), static_cast<std::size_t>(values.numel()));
  const std::size_t perTile = room.size() / chunk.tiles;
  for (const Piece& piece : chunk.pieces) {
    const auto own = room.first(piece.count * perTile);
    if (auto read = bags[piece.bag]->read(piece.first, piece.count, own); !read) return fail(read.error());
    room = room.subspan(own.size());
  }
  return headAlone() ? values : values.permute({0, 3, 1, 2});
}

at::Tensor TrainedBagNetwork::featuresOf(at::Tensor tiles) const {
  tiles = m_device.upload(tiles);
  if (headAlone()) return tiles;
  const at::AutoGradMode withGradients(at::GradMode::is_enabled() && !m_encoderFrozen);
  return runMobileNetV2(m_network->layout(), m_convolver, std::move(tiles));
}

at::Tensor TrainedBagNetwork::embed(at::Tensor tiles) const { return m_headThere->embed(featuresOf(std::move(tiles))); }

void TrainedBagNetwork::refreshHead() {
  if (m_device.isHost()) return;
  const at::NoGradGuard noGradient;
  const auto from = m_head->parameters();
  auto to = m_headThere->parameters();
  for (std::size_t i = 0; i < from.size(); ++i) to[i].copy_(from[i]);
}

Result<std::vector<TrainedBagNetwork::Pooled>> TrainedBagNetwork::embedAll(const Bags& bags,
                                                                           const std::stop_token& stop) const {
  std::vector<Pooled> pooled;
  const auto options = at::TensorOptions(at::kFloat).device(m_device.device());
  for (const BagTiles* bag : bags) {
    if (bag->size() == 0) return failIn(where, {ErrorKind::usage, "a bag has no tiles"});
    pooled.push_back({at::empty({static_cast<std::int64_t>(bag->size()), m_head->embeddingSize()}, options), {}, {}});
  }
  const std::vector<Chunk> chunks = chunksOf(bags, static_cast<std::size_t>(m_spec.tilesPerChunk));
  auto done = onLanes(chunks.size(), m_threads, stop, [&](std::size_t c, const std::stop_token&) {
    return onWorker(where, [&]() -> Result<void> {
      auto tiles = readTiles(bags, chunks[c]);
      if (!tiles) return fail(tiles.error());
      m_device.oneAtATime([&] {
        const at::Tensor rows = embed(std::move(*tiles));
        std::int64_t next = 0;
        for (const Piece& piece : chunks[c].pieces) {
          const auto count = static_cast<std::int64_t>(piece.count);
          pooled[piece.bag].embeddings.narrow(0, std::int64_t(piece.first), count).copy_(rows.narrow(0, next, count));
          next += count;
        }
      });
      return {};
    });
  });
  if (!done) return fail(done.error());
  for (Pooled& bag : pooled) bag.embeddings = m_device.download(bag.embeddings);
  return pooled;
}

Result<std::vector<double>> TrainedBagNetwork::outputs(const Bags& bags, const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<std::vector<double>> {
    take(NormsOf::statistics);
    m_convolver.fold();
    refreshHead();
    std::vector<double> result;
    for (std::size_t first = 0; first < bags.size();) {
      const std::size_t end = endOfGroup(bags, first);
      const auto pooled = embedAll({bags.begin() + std::ptrdiff_t(first), bags.begin() + std::ptrdiff_t(end)}, stop);
      if (!pooled) return fail(pooled.error());
      const at::NoGradGuard noGradient;
      for (const Pooled& bag : *pooled) result.push_back(m_head->bagOutput(bag.embeddings).item<double>());
      first = end;
    }
    if (!std::ranges::all_of(result, [](double value) { return std::isfinite(value); }))
      return failIn(where, {ErrorKind::model, "the network gave NaN or Inf for a bag"});
    return result;
  });
}

// Leaves each bag with the gradient of its embeddings, and the head with that of its parameters behind the pooling.
Result<BagNetwork::Step> TrainedBagNetwork::pool(std::vector<Pooled>& bags, const LossFunction& lossOf,
                                                 std::vector<at::Tensor>& headGradients) {
  Step step;
  for (Pooled& bag : bags) {
    bag.embeddings.requires_grad_(true);
    bag.output = m_head->bagOutput(bag.embeddings);
    step.outputs.push_back(bag.output.item<double>());
  }
  const auto loss = lossOf(step.outputs);
  if (!loss) return fail(loss.error());
  step.loss = loss->loss;
  if (!std::isfinite(step.loss)) return failIn(where, {ErrorKind::model, "the loss is NaN or Inf"});
  const std::vector<at::Tensor> head(m_parameters.begin() + std::ptrdiff_t(m_headFirst), m_parameters.end());
  for (std::size_t b = 0; b < bags.size(); ++b) {
    std::vector<at::Tensor> inputs{bags[b].embeddings};
    inputs.insert(inputs.end(), head.begin(), head.end());
    const auto gradients =
        torch::autograd::grad({bags[b].output}, inputs, {at::full_like(bags[b].output, loss->gradient.at(b))},
                              std::nullopt, false, /*allow_unused=*/true);
    bags[b] = {{}, {}, m_device.upload(gradients[0])};
    for (std::size_t i = 0; i < head.size(); ++i)
      if (gradients[i + 1].defined()) headGradients[i].add_(gradients[i + 1]);
  }
  return step;
}

// `sums`: of the convolver's leaves, then of the head's parameters; on the device.
Result<void> TrainedBagNetwork::sumOverChunks(const Bags& bags, const std::vector<Pooled>& pooled,
                                              std::vector<at::Tensor>& sums, const std::stop_token& stop) {
  std::vector<at::Tensor> inputs = m_convolver.leaves();
  for (const at::Tensor& parameter : m_headThere->parameters()) inputs.push_back(parameter);
  const std::vector<Chunk> chunks = chunksOf(bags, static_cast<std::size_t>(m_spec.tilesPerChunk));
  const auto differentiated = [&](const Chunk& chunk, at::Tensor tiles) -> std::vector<at::Tensor> {
    const at::Tensor embedded = embed(std::move(tiles));
    // Nothing to learn before the pooling: blocks all frozen, and a head that only pools.
    if (!embedded.requires_grad()) return {};
    std::vector<at::Tensor> asked;
    for (const Piece& piece : chunk.pieces)
      asked.push_back(pooled[piece.bag].gradient.narrow(0, std::int64_t(piece.first), std::int64_t(piece.count)));
    return torch::autograd::grad({embedded}, inputs, {asked.size() == 1 ? asked.front() : at::cat(asked)}, std::nullopt,
                                 false, /*allow_unused=*/true);
  };
  InOrder inOrder;
  return onLanes(chunks.size(), m_threads, stop, [&](std::size_t c, const std::stop_token& lanesStop) {
    return withoutExceptions(where, [&]() -> Result<void> {
      auto tiles = readTiles(bags, chunks[c]);
      if (!tiles) return fail(tiles.error());
      std::vector<at::Tensor> gradients;
      if (m_device.isHost()) gradients = differentiated(chunks[c], std::move(*tiles));
      const bool added = inOrder.run(c, lanesStop, [&] {
        if (!m_device.isHost()) gradients = differentiated(chunks[c], std::move(*tiles));
        for (std::size_t i = 0; i < gradients.size(); ++i)
          if (gradients[i].defined()) sums[i].add_(gradients[i]);
      });
      return added ? Result<void>{} : fail(ErrorKind::cancelled, "cancelled");
    });
  });
}

void TrainedBagNetwork::setGradients(const std::vector<at::Tensor>& leafSums,
                                     const std::vector<at::Tensor>& headGradients) {
  const std::vector<at::Tensor> network(m_parameters.begin(), m_parameters.begin() + std::ptrdiff_t(m_headFirst));
  const auto back =
      m_encoderFrozen ? std::vector<at::Tensor>(network.size()) : m_convolver.backThroughFold(leafSums, network);
  const at::NoGradGuard noGradient;
  for (std::size_t i = 0; i < back.size(); ++i)
    back[i].defined() ? m_gradients[i].copy_(back[i]) : m_gradients[i].zero_();
  for (std::size_t i = 0; i < headGradients.size(); ++i) m_gradients[m_headFirst + i].copy_(headGradients[i]);
}

Result<BagNetwork::Step> TrainedBagNetwork::gradient(const Bags& bags, const LossFunction& loss,
                                                     const std::stop_token& stop) {
  return withoutExceptions(where, [&]() -> Result<Step> {
    take(m_spec.normsOfChunk && !headAlone() && !m_encoderFrozen ? NormsOf::batch : NormsOf::statistics);
    m_convolver.fold();
    refreshHead();
    auto pooled = embedAll(bags, stop);
    if (!pooled) return fail(pooled.error());
    std::vector<at::Tensor> leafSums;
    for (const at::Tensor& leaf : m_convolver.leaves()) leafSums.push_back(at::zeros_like(leaf));
    std::vector<at::Tensor> headGradients;
    for (std::size_t i = m_headFirst; i < m_parameters.size(); ++i)
      headGradients.push_back(at::zeros_like(m_parameters[i]));
    auto step = pool(*pooled, loss, headGradients);
    if (!step) return step;

    std::vector<at::Tensor> sums = leafSums;  // the same tensors
    for (const at::Tensor& one : headGradients) sums.push_back(m_device.upload(one));
    if (auto summed = sumOverChunks(bags, *pooled, sums, stop); !summed) return fail(summed.error());
    for (std::size_t i = 0; i < headGradients.size(); ++i)
      headGradients[i] = m_device.download(sums[leafSums.size() + i]);
    setGradients(leafSums, headGradients);
    return step;
  });
}

}  // namespace snitt

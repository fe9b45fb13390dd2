#include "inference/engine/random_weights.h"
#include "inference/engine/worker_p.h"
#include "inference/training/bag_network_p.h"

namespace snitt {
namespace {

constexpr std::string_view where = "training";

Result<void> checkSpec(const BagNetworkSpec& spec, int threads) {
  const auto blocks = static_cast<int>(mobileNetV2Layout(spec.network.width, spec.network.padding).blocks.size());
  if (spec.frozenBlocks < 0 || spec.frozenBlocks > blocks)
    return fail(ErrorKind::usage, c10::str("frozen blocks must be 0 to ", blocks, ", not ", spec.frozenBlocks));
  if (spec.tilePx < 32) return fail(ErrorKind::usage, c10::str("tiles of ", spec.tilePx, " px are too small to train"));
  if (spec.tilesPerChunk < 1 || threads < 1) return fail(ErrorKind::usage, "chunks and threads must be at least 1");
  return {};
}

}  // namespace

TrainedBagNetwork::TrainedBagNetwork(const BagNetworkSpec& spec, int threads)
    : m_spec(spec),
      m_threads(threads),
      m_network(std::make_shared<MobileNetV2Impl>(spec.network)),
      m_head(makeHead(spec.network.head, m_network->layout().featureCount)),
      m_convolver(m_network->modules()) {
  m_network->eval();
  m_head->eval();
  const auto& blocks = m_network->layout().blocks;
  const std::size_t firstTrained = spec.frozenBlocks == static_cast<int>(blocks.size())
                                       ? m_network->modules().units().size()
                                       : blocks[static_cast<std::size_t>(spec.frozenBlocks)].layers.front().index;
  for (std::size_t i = 0; i < firstTrained; ++i) {
    const auto& unit = m_network->modules().units()[i];
    for (auto& parameter : unit.convolution->parameters()) parameter.requires_grad_(false);
    if (!unit.norm) continue;
    for (auto& parameter : unit.norm->parameters()) parameter.requires_grad_(false);
  }
  for (const ModulePart& part : parts()) {
    m_headFirst = m_parameters.size();
    for (const auto& item : part.module->named_parameters()) {
      if (!item.value().requires_grad()) continue;
      const at::Tensor& values = item.value();
      m_parameters.push_back(values);
      m_gradients.push_back(at::zeros_like(values));
      const auto count = static_cast<std::size_t>(values.numel());
      m_described.push_back({part.prefix + item.key(), std::span(values.data_ptr<float>(), count),
                             std::span(m_gradients.back().data_ptr<float>(), count), values.dim() > 1});
    }
  }
}

Result<void> TrainedBagNetwork::startFrom(const std::map<std::string, TensorView>& tensors, std::string_view file) {
  std::map<std::string, TensorView> features;
  std::map<std::string, TensorView> head;
  for (const auto& [name, view] : tensors) {
    if (name.starts_with("features.")) features.emplace(name, view);
    if (name.starts_with("head.")) head.emplace(name, view);
  }
  return withoutExceptions(file, [&]() -> Result<void> {
    auto filled = fillModules({{"", m_network.get()}}, features, file);
    if (filled && !head.empty()) filled = fillModules({{"head.", m_head.get()}}, head, file);
    return filled;
  });
}

Result<void> TrainedBagNetwork::restore(const NetworkTensors& tensors, std::string_view file) {
  return withoutExceptions(file, [&] { return fillModules(parts(), viewsOf(tensors), file); });
}

Result<std::unique_ptr<BagNetwork>> BagNetwork::create(const BagNetworkSpec& spec, int threads) {
  if (auto checked = checkSpec(spec, threads); !checked) return fail(checked.error());
  const auto random = randomTileNetwork(spec.network, spec.normalisation, spec.seed);
  if (!random) return fail(random.error());
  return withoutExceptions(where, [&]() -> Result<std::unique_ptr<BagNetwork>> {
    auto network = std::make_unique<TrainedBagNetwork>(spec, threads);
    if (auto filled = network->restore(*random, "random weights"); !filled) return fail(filled.error());
    return network;
  });
}

std::map<std::string, TensorView> viewsOf(const NetworkTensors& tensors) {
  std::map<std::string, TensorView> views;
  for (const auto& [name, tensor] : tensors)
    views.emplace(name, TensorView{TensorType::f32, tensor.shape, std::as_bytes(std::span(tensor.values))});
  return views;
}

}  // namespace snitt

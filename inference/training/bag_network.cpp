#include <cmath>

#include "inference/engine/network_files_p.h"
#include "inference/engine/random_tissue_p.h"
#include "inference/engine/random_weights.h"
#include "inference/engine/worker_p.h"
#include "inference/training/bag_network_p.h"

namespace snitt {
namespace {

constexpr std::string_view where = "training";

Result<void> checkHeadAlone(const BagNetworkSpec& spec) {
  const NetworkSpec& network = spec.network;
  if (network.isScript() && network.script.output != ScriptOutput::features)
    return fail(ErrorKind::usage, "a head can be trained only on a TorchScript network whose output is features");
  const std::int64_t given =
      network.isScript() ? network.script.features : mobileNetV2Layout(network.width, network.padding).featureCount;
  if (given != spec.features)
    return fail(ErrorKind::usage, c10::str("the network gives ", given, " features, not ", spec.features));
  return checkWeightCount(weightCount(network.head, given), "head");
}

Result<void> checkSpec(const BagNetworkSpec& spec, int threads) {
  if (spec.tilesPerChunk < 1 || threads < 1) return fail(ErrorKind::usage, "chunks and threads must be at least 1");
  if (spec.features > 0) return checkHeadAlone(spec);
  const auto blocks = static_cast<int>(mobileNetV2Layout(spec.network.width, spec.network.padding).blocks.size());
  if (spec.frozenBlocks < 0 || spec.frozenBlocks > blocks)
    return fail(ErrorKind::usage, c10::str("frozen blocks must be 0 to ", blocks, ", not ", spec.frozenBlocks));
  if (spec.tilePx < 32) return fail(ErrorKind::usage, c10::str("tiles of ", spec.tilePx, " px are too small to train"));
  return {};
}

// As randomTileNetwork has it: 1/√inputs, biases zero.
void fillHeadRandomly(HeadImpl& head, std::uint64_t seed) {
  const at::NoGradGuard noGradient;
  RandomSource random(seed);
  for (auto& [name, tensor] : moduleTensors({{"", &head}})) {
    if (tensor.dim() < 2) {
      if (name.ends_with(".bias")) tensor.zero_();
      continue;
    }
    const double sd = 1 / std::sqrt(static_cast<double>(tensor.size(1)));
    float* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) values[i] = static_cast<float>(sd * random.normal());
  }
}

std::int64_t featureCount(const BagNetworkSpec& spec) {
  return spec.features > 0 ? spec.features : mobileNetV2Layout(spec.network.width, spec.network.padding).featureCount;
}

}  // namespace

std::vector<ModulePart> TrainedBagNetwork::parts() const {
  std::vector<ModulePart> parts;
  if (!headAlone()) parts.push_back({"", m_network.get()});
  parts.push_back({"head.", m_head.get()});
  return parts;
}

const ConvModules& TrainedBagNetwork::modules() const { return headAlone() ? m_noModules : m_network->modules(); }

void TrainedBagNetwork::freezeBlocks() {
  const auto& blocks = m_network->layout().blocks;
  const std::size_t firstTrained = m_spec.frozenBlocks == static_cast<int>(blocks.size())
                                       ? modules().units().size()
                                       : blocks[static_cast<std::size_t>(m_spec.frozenBlocks)].layers.front().index;
  for (std::size_t i = 0; i < firstTrained; ++i) {
    const auto& unit = modules().units()[i];
    for (auto& parameter : unit.convolution->parameters()) parameter.requires_grad_(false);
    if (!unit.norm) continue;
    for (auto& parameter : unit.norm->parameters()) parameter.requires_grad_(false);
  }
}

TrainedBagNetwork::TrainedBagNetwork(const BagNetworkSpec& spec, int threads)
    : m_spec(spec),
      m_threads(threads),
      m_device(spec.device),
      m_network(spec.features > 0 ? nullptr : std::make_shared<MobileNetV2Impl>(spec.network)),
      m_head(makeHead(spec.network.head, featureCount(spec))),
      m_headThere(m_device.isHost() ? m_head : makeHead(spec.network.head, featureCount(spec))),
      m_convolver(modules(), m_device.device()) {
  m_head->eval();
  m_headThere->eval();
  m_headThere->to(m_device.device());
  if (headAlone()) {
    fillHeadRandomly(*m_head, spec.seed);
  } else {
    m_network->eval();
    freezeBlocks();
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
                             std::span(m_gradients.back().data_ptr<float>(), count), values.dim() > 1,
                             part.module == m_head.get()});
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
    Result<void> filled;
    if (!headAlone()) filled = fillModules({{"", m_network.get()}}, features, file);
    if (filled && !head.empty()) filled = fillModules({{"head.", m_head.get()}}, head, file);
    return filled;
  });
}

Result<void> TrainedBagNetwork::restore(const NetworkTensors& tensors, std::string_view file) {
  return withoutExceptions(file, [&] { return fillModules(parts(), viewsOf(tensors), file); });
}

Result<std::unique_ptr<BagNetwork>> BagNetwork::create(const BagNetworkSpec& spec, int threads) {
  if (auto checked = checkSpec(spec, threads); !checked) return fail(checked.error());
  return withoutExceptions(where, [&]() -> Result<std::unique_ptr<BagNetwork>> {
    if (spec.features > 0) return std::make_unique<TrainedBagNetwork>(spec, threads);
    const auto random = randomTileNetwork(spec.network, spec.normalisation, spec.seed);
    if (!random) return fail(random.error());
    auto network = std::make_unique<TrainedBagNetwork>(spec, threads);
    if (auto filled = network->restore(*random, "random weights"); !filled) return fail(filled.error());
    return network;
  });
}

void computeOn(BagNetworkSpec& spec, const std::string& device, int tilesOfAPass) {
  // Rows of features are small: 5 KB of MobileNetV2's.
  constexpr int rowsTogether = 2048;
  spec.device = device;
  if (device != "cpu" && !spec.normsOfChunk) spec.tilesPerChunk = spec.features > 0 ? rowsTogether : tilesOfAPass;
}

std::map<std::string, TensorView> viewsOf(const NetworkTensors& tensors) {
  std::map<std::string, TensorView> views;
  for (const auto& [name, tensor] : tensors)
    views.emplace(name, TensorView{TensorType::f32, tensor.shape, std::as_bytes(std::span(tensor.values))});
  return views;
}

}  // namespace snitt

#include "inference/training/tile_encoder.h"

#include <nlohmann/json.hpp>

#include "core/sha256.h"
#include "inference/engine/network_files_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

constexpr const char* headFile = "head";

// Attention without an encoder keeps a tile's features as they are.
HeadSpec passingHead() {
  HeadSpec head;
  head.kind = HeadKind::attention;
  head.encoder = {};
  head.attention = 1;
  return head;
}

// It is never pooled with.
NetworkTensors passingTensors(std::int64_t features, const std::string& prefix) {
  const std::vector<float> zeros(static_cast<std::size_t>(features), 0.0F);
  return {{prefix + "attention.0.weight", {{1, features}, zeros}}, {prefix + "attention.0.bias", {{1}, {0}}},
          {prefix + "attention.2.weight", {{1, 1}, {0}}},          {prefix + "attention.2.bias", {{1}, {0}}},
          {prefix + "output.weight", {{1, features}, zeros}},      {prefix + "output.bias", {{1}, {0}}}};
}

Result<SafetensorsFile> asFile(const NetworkTensors& tensors) {
  return SafetensorsFile::parse(writeSafetensors(tensors));
}

// As float32, and nothing but the encoder's.
Result<NetworkTensors> encoderTensors(const NetworkSpec& network, const SafetensorsFile& file, std::string_view where) {
  std::map<std::string, TensorView> features;
  for (const auto& [name, view] : file.tensors())
    if (name.starts_with("features.")) features.emplace(name, view);
  return onWorker(where, [&]() -> Result<NetworkTensors> {
    const std::int64_t weights = mobileNetV2Layout(network.width, network.padding).weightCount();
    if (auto small = checkWeightCount(weights, where); !small) return fail(small.error());
    MobileNetV2Impl module(network);
    const std::vector<ModulePart> parts{{"", &module}};
    if (auto filled = fillModules(parts, features, where); !filled) return fail(filled.error());
    return copyTensors(parts);
  });
}

// Whatever of the network and its input has a say in features, beside the weights.
std::string describe(const NetworkSpec& network, const ResolutionSpec& tiles, const EngineChoice& choice) {
  const ScriptSpec& script = network.script;
  nlohmann::json json{{"architecture", network.architecture}, {"tilePx", tiles.tilePx},
                      {"mean", tiles.normalisation.mean},     {"sd", tiles.normalisation.sd},
                      {"path", describePath(choice)},         {"onCpu", choice.device == "cpu"}};
  if (network.isScript()) {
    json["script"] = {static_cast<int>(script.input), script.outputIndex, script.features};
  } else {
    json["mobilenet"] = {network.width, static_cast<int>(network.padding), network.convolutionBias};
  }
  return json.dump();
}

Result<void> checkPath(const EngineChoice& choice) {
  if (choice.precision == Precision::fp32) return {};
  return fail(ErrorKind::usage, "features to train on are computed in fp32 alone");
}

}  // namespace

Result<void> TileEncoder::load(NetworkSpec network, const ResolutionSpec& tiles, const EngineChoice& choice,
                               const Bundle& bundle, const std::string& file, std::string_view weights) {
  m_identity = sha256Of(describe(network, tiles, choice) + "\n" + std::string(weights));
  m_device = choice.device;
  m_tilePx = tiles.tilePx;
  m_normalisation = tiles.normalisation;
  network.file = file;
  network.headFile = headFile;
  network.head = passingHead();
  ResolutionSpec alone = tiles;
  alone.members = {{"encoder", network}};
  auto networks = loadTileNetworks(bundle, alone, choice);
  if (!networks) return fail(networks.error());
  m_networks = std::move(*networks);
  return {};
}

Result<std::unique_ptr<TileEncoder>> TileEncoder::ofTensors(const NetworkSpec& network, const ResolutionSpec& tiles,
                                                            const SafetensorsFile& file, std::string_view where,
                                                            const EngineChoice& choice) {
  if (auto checked = checkPath(choice); !checked) return fail(checked.error());
  if (network.architecture != "mobilenet_v2")
    return failIn(where, {ErrorKind::unsupported, "there is no encoder \"" + network.architecture + "\""});
  auto tensors = encoderTensors(network, file, where);
  if (!tensors) return fail(tensors.error());
  std::unique_ptr<TileEncoder> encoder(new TileEncoder);
  encoder->m_tensors = std::move(*tensors);
  NetworkTensors whole = encoder->m_tensors;
  whole.merge(passingTensors(mobileNetV2Layout(network.width, network.padding).featureCount, "head."));
  auto bytes = asFile(whole);
  if (!bytes) return failIn(where, bytes.error());
  Bundle bundle;
  const std::string name(where);
  bundle.networks.emplace(name, std::move(*bytes));
  const std::string weights = sha256Of(writeSafetensors(encoder->m_tensors));
  if (auto loaded = encoder->load(network, tiles, choice, bundle, name, weights); !loaded) return fail(loaded.error());
  return encoder;
}

Result<std::unique_ptr<TileEncoder>> TileEncoder::ofScript(const NetworkSpec& network, const ResolutionSpec& tiles,
                                                           const CodeFile& file, const EngineChoice& choice) {
  if (auto checked = checkPath(choice); !checked) return fail(checked.error());
  if (!network.isScript() || network.script.output != ScriptOutput::features)
    return failIn(file.name(), {ErrorKind::usage, "an encoder is a TorchScript network whose output is features"});
  auto head = asFile(passingTensors(network.script.features, ""));
  if (!head) return failIn(file.name(), head.error());
  std::unique_ptr<TileEncoder> encoder(new TileEncoder);
  encoder->m_script = file;
  Bundle bundle;
  bundle.scripts.emplace(file.name(), file);
  bundle.networks.emplace(headFile, std::move(*head));
  if (auto loaded = encoder->load(network, tiles, choice, bundle, file.name(), file.sha256()); !loaded)
    return fail(loaded.error());
  return encoder;
}

Result<void> TileEncoder::encode(std::span<const std::uint8_t> rgb, std::span<float> features,
                                 const std::stop_token& stop) const {
  const std::span<float> one[] = {features};
  return m_networks->embed(rgb, one, stop);
}

BagNetworkSpec TileEncoder::headSpec(const NetworkSpec& network) const {
  BagNetworkSpec spec;
  spec.network = network;
  spec.normalisation = m_normalisation;
  spec.tilePx = m_tilePx;
  spec.features = featureCount();
  spec.tilesPerChunk = 64;
  computeOn(spec, m_device, batch());
  return spec;
}

Result<std::map<std::string, std::string>> TileEncoder::memberFiles(const NetworkSpec& network,
                                                                    const NetworkTensors& head) const {
  if (!m_script) {
    NetworkTensors whole = m_tensors;
    whole.insert(head.begin(), head.end());
    return std::map<std::string, std::string>{{network.file, writeSafetensors(whole)}};
  }
  constexpr std::string_view prefix = "head.";
  NetworkTensors bare;
  for (const auto& [name, tensor] : head)
    bare.emplace(name.starts_with(prefix) ? name.substr(prefix.size()) : name, tensor);
  const auto script = m_script->bytesToRun();
  if (!script) return fail(script.error());
  return std::map<std::string, std::string>{{network.file, **script}, {network.headFile, writeSafetensors(bare)}};
}

}  // namespace snitt

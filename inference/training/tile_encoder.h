// A frozen encoder: tiles to features by the very path that scores slides, so that a head trained on them scores what
// it was trained to. No torch here.
//
// Immutable; any number of threads at once, each with one intra-op thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"
#include "core/result.h"
#include "core/trust/code_file.h"
#include "inference/engine/engine.h"
#include "inference/training/bag_network.h"

namespace snitt {

class TileEncoder {
 public:
  // `network`: of the member that is to be; its head does not matter here. `tiles`: tilePx, normalisation and batch of
  // its resolution; its members do not matter.

  // MobileNetV2 with torchvision's names: `features.*` must be whole, whatever else the file holds (a classifier, a
  // head) is left out. `where` names the file. Errors: model, naming file and tensor; usage for bf16, which scores
  // within a tolerance only.
  [[nodiscard]] static Result<std::unique_ptr<TileEncoder>> ofTensors(const NetworkSpec& network,
                                                                      const ResolutionSpec& tiles,
                                                                      const SafetensorsFile& file,
                                                                      std::string_view where,
                                                                      const EngineChoice& choice);
  // A TorchScript network whose output is features. Trust is the caller's: refused where the file may not be run. It is
  // tried on a tile: kind model where it does not take tiles of this size, or gives anything but what `network` says.
  [[nodiscard]] static Result<std::unique_ptr<TileEncoder>> ofScript(const NetworkSpec& network,
                                                                     const ResolutionSpec& tiles, const CodeFile& file,
                                                                     const EngineChoice& choice);

  [[nodiscard]] int featureCount() const { return m_networks->embeddingSize(0); }
  [[nodiscard]] int tilePx() const { return m_tilePx; }
  // SHA-256 of all that decides what features become: the weights or the script, how it is asked, normalisation, size
  // of tiles, numeric path. Not the kind of processor, whose last bits differ.
  [[nodiscard]] const std::string& identity() const { return m_identity; }
  // Threads of so many that should call `encode` at once: fewer keep a GPU busy.
  [[nodiscard]] int workers(int threads) const { return m_networks->workers(threads); }
  // Tiles that `encode` is best given at once.
  [[nodiscard]] int batch() const { return m_networks->batch(); }

  // `rgb`: tiles of tilePx² interleaved RGB bytes; fills tiles × featureCount. Kind model for NaN or Inf.
  [[nodiscard]] Result<void> encode(std::span<const std::uint8_t> rgb, std::span<float> features,
                                    const std::stop_token& stop) const;

  // How a head is trained on its features, on the device that computed them.
  [[nodiscard]] BagNetworkSpec headSpec(const NetworkSpec& network) const;
  // The files of the member that a trained head (`head.*`, as `train` gives it) becomes, under the names that `network`
  // has for them: MobileNetV2 one, encoder with head; TorchScript two, the script's bytes and the head's.
  [[nodiscard]] Result<std::map<std::string, std::string>> memberFiles(const NetworkSpec& network,
                                                                       const NetworkTensors& head) const;

 private:
  TileEncoder() = default;
  // `bundle` holds what the encoder needs, `file` among it; `weights` names its contents.
  Result<void> load(NetworkSpec network, const ResolutionSpec& tiles, const EngineChoice& choice, const Bundle& bundle,
                    const std::string& file, std::string_view weights);

  std::unique_ptr<TileNetworks> m_networks;
  std::string m_identity;
  std::string m_device;
  int m_tilePx = 0;
  Normalisation m_normalisation;
  NetworkTensors m_tensors;  // of MobileNetV2, without a head
  std::optional<CodeFile> m_script;
};

}  // namespace snitt

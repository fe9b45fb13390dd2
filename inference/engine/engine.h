// The engine: a bundle's networks on one device at one precision. One code path for CPU and CUDA. No torch here.
//
// Objects are immutable once loaded; every const function may be called from any number of threads at once, each doing
// its work with one intra-op thread. The same batch gives the same bytes, whichever thread runs it and whatever else
// runs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/bundle.h"
#include "core/result.h"
#include "inference/engine/bag_summary.h"

namespace snitt {

enum class Precision { fp32, bf16 };
[[nodiscard]] std::string_view toText(Precision precision);

// How the convolutions of Snitt's own networks run. `fused`: oneDNN's fused kernels, on CPUs alone. `plain`: one
// operator of LibTorch after the other, on every device; whole passes are uploaded as bytes and normalised there.
enum class Kernels { fused, plain };
[[nodiscard]] std::string_view toText(Kernels kernels);

// What a person asks for, in words.
struct EngineRequest {
  std::string device = "auto";     // auto, cpu, cuda, cuda:N
  std::string precision = "auto";  // auto, fp32, bf16
  std::string kernels = "auto";    // auto, fused, plain
};

struct EngineChoice {
  std::string device = "cpu";  // "cpu" or "cuda:N"
  Precision precision = Precision::fp32;
  Kernels kernels = Kernels::plain;
  // Tiles that go through a network together. On a CPU one: a batch of eight 512-px tiles needs eight times the memory
  // (200 MB for a single activation of MobileNetV2) and is slower, since activations leave the cache. On a GPU at most
  // as many as this, and as the bundle's batch. It is part of the numeric path: other sizes may differ in the last bit.
  int tilesPerPass = 1;
  bool operator==(const EngineChoice&) const = default;
};

// "cpu" or "cuda", whichever of several it is.
[[nodiscard]] std::string kindOfDevice(std::string_view device);

// "bf16, oneDNN fused convolutions, channels-last": the numeric path in words, without the device.
[[nodiscard]] std::string describePath(const EngineChoice& choice);

// Resolves the words once, before any work. Errors: usage (no such word), unsupported (a device or kernels that are not
// there), refused (bf16 where the bundle does not allow it). auto takes CUDA where it is, fused kernels on a CPU that
// has them, and bf16 only where the bundle allows it and the device is faster with it.
[[nodiscard]] Result<EngineChoice> chooseEngine(const EngineRequest& request, const NumericTolerance& tolerance);

// The same for the GPU of a machine that is not this one, a cluster's node: nothing is looked up here. auto takes bf16
// where the bundle allows it, which GPUs before compute capability 8 are slow at.
[[nodiscard]] Result<EngineChoice> chooseGpuElsewhere(const EngineRequest& request, const NumericTolerance& tolerance);

// One line each about LibTorch: version, build, oneDNN, CUDA devices.
[[nodiscard]] std::vector<std::string> describeEngine();

// Gives back what LibTorch keeps of a device's memory for later use; nothing on a CPU.
void releaseDeviceMemory(const std::string& device);

// One intra-op and one inter-op thread for the whole process. Call once at the start.
void useOneThreadPerWorker();

struct PooledScore {
  double score = 0;                // of the bag, [0, 1]
  std::vector<double> tileScores;  // what the member would say of a bag of that tile alone, [0, 1]
};

// All members of one resolution.
class TileNetworks {
 public:
  virtual ~TileNetworks() = default;
  // Floats that member m keeps of a tile.
  [[nodiscard]] virtual int embeddingSize(std::size_t member) const = 0;
  [[nodiscard]] virtual std::size_t memberCount() const = 0;
  // How many tiles `embed` is best given at once: a pass. A larger share of a plan would make workers wait at its end.
  [[nodiscard]] virtual int batch() const = 0;
  // How many threads should call `embed` at the same time, of those that a run may use: all of them on a CPU, on a GPU
  // as many as keep it busy.
  [[nodiscard]] virtual int workers(int threads) const { return threads; }
  // Has a call failed because the device's memory ran out? Fewer tiles a pass may then do.
  [[nodiscard]] virtual bool ranOutOfMemory() const { return false; }
  // `rgb`: one or more tiles of tilePx² interleaved RGB bytes; a pass that they do not fill is padded with white.
  // Fills, for each member in turn, tiles × embeddingSize floats. Kind model for NaN or Inf, naming the member. A stop
  // is obeyed between members (kind cancelled), so that an interrupt is answered within a second.
  [[nodiscard]] virtual Result<void> embed(std::span<const std::uint8_t> rgb,
                                           std::span<const std::span<float>> perMember,
                                           const std::stop_token& stop) const = 0;
  // `embeddings`: tiles × embeddingSize floats in plan order. Always on the CPU in fp32. Kind model for NaN or Inf.
  [[nodiscard]] virtual Result<PooledScore> pool(std::size_t member, std::span<const float> embeddings) const = 0;
  // For estimates of what `pool` will say: within 1e-6 of it for the same tiles. Lives as long as the networks.
  [[nodiscard]] virtual const BagSummary& summary(std::size_t member) const = 0;
};

// Errors (kind model) name member, file and tensor: missing, of another shape, or not expected by the architecture.
[[nodiscard]] Result<std::unique_ptr<TileNetworks>> loadTileNetworks(const Bundle& bundle,
                                                                     const ResolutionSpec& resolution,
                                                                     const EngineChoice& choice);

class SegmentationNetwork {
 public:
  virtual ~SegmentationNetwork() = default;
  // As of TileNetworks.
  [[nodiscard]] virtual int tilesPerPass() const { return 1; }
  [[nodiscard]] virtual int workers(int threads) const { return threads; }
  [[nodiscard]] virtual bool ranOutOfMemory() const { return false; }
  // `rgb`: `spec.batch` tiles of tilePx² interleaved RGB bytes; fills batch × tilePx² probabilities of the last class
  // (the tumour), [0, 1].
  [[nodiscard]] virtual Result<void> predict(std::span<const std::uint8_t> rgb, std::span<float> tumour) const = 0;
};

[[nodiscard]] Result<std::unique_ptr<SegmentationNetwork>> loadSegmentationNetwork(const Bundle& bundle,
                                                                                   const EngineChoice& choice);

}  // namespace snitt

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

struct EngineChoice {
  std::string device = "cpu";  // "cpu" or "cuda:N"
  Precision precision = Precision::fp32;
  bool operator==(const EngineChoice&) const = default;
};

// Resolves "auto|cpu|cuda[:n]" and "auto|fp32|bf16" once, before any work. Errors: usage (no such word), unsupported (a
// device that is not there), refused (bf16 where the bundle does not allow it). auto takes CUDA where it is, and bf16
// only where bundle and device allow it.
[[nodiscard]] Result<EngineChoice> chooseEngine(std::string_view device, std::string_view precision,
                                                const NumericTolerance& tolerance);

// One line each about LibTorch: version, build, oneDNN, CUDA devices.
[[nodiscard]] std::vector<std::string> describeEngine();

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
  // `rgb`: `spec.batch` tiles of tilePx² interleaved RGB bytes. Fills, for each member in turn, batch × embeddingSize
  // floats. Kind model for NaN or Inf, naming the member. A stop is obeyed between members (kind cancelled), so that an
  // interrupt is answered within a second.
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
  // `rgb`: `spec.batch` tiles of tilePx² interleaved RGB bytes; fills batch × tilePx² probabilities of the last class
  // (the tumour), [0, 1].
  [[nodiscard]] virtual Result<void> predict(std::span<const std::uint8_t> rgb, std::span<float> tumour) const = 0;
};

[[nodiscard]] Result<std::unique_ptr<SegmentationNetwork>> loadSegmentationNetwork(const Bundle& bundle,
                                                                                   const EngineChoice& choice);

}  // namespace snitt

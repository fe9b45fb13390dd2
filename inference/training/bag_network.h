// A scoring network that learns: MobileNetV2 with a head, or a head alone on features that are there already; its exact
// gradient over whole bags at constant memory, and its weights in the names that the engine loads. No torch here.
//
// All memory of tiles is that of one chunk a thread, however large a bag is. Work is cut into chunks of `tilesPerChunk`
// tiles of one bag (or of several, see `normsOfChunk`), each chunk runs on one thread, and gradients are summed in the
// order of the chunks: results do not depend on `threads`. One call at a time; calls use up to `threads` threads of
// their own.
//
// The same code computes on a GPU, where it was asked for: weights, statistics and gradients stay with the host, and so
// do pooling and loss; what is done to tiles is done on the device, one chunk at a time, while threads read the next
// ones. A gradient there differs from the CPU's by rounding alone (float32 without TF32). The same call uses the same
// kernels in the same order, of cuDNN's the deterministic ones; that all bits are the same is promised on CPUs alone.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"
#include "core/result.h"
#include "inference/training/bag_tiles.h"
#include "inference/training/batch_loss.h"

namespace snitt {

using NetworkTensors = std::map<std::string, TensorData>;
using Bags = std::vector<const BagTiles*>;  // not owned

struct BagNetworkSpec {
  NetworkSpec network;  // "mobilenet_v2"; of a head alone also "torchscript" that gives features
  Normalisation normalisation;
  int tilePx = 224;
  // Above 0: bags hold rows of so many features, as many as the network's encoder gives, and the head alone is trained;
  // tensors then are those of `head.*`.
  int features = 0;
  int frozenBlocks = 0;        // features.0 … features.N−1 keep weights and norms; MobileNetV2 has 19
  int tilesPerChunk = 4;       // part of the numeric path; on a GPU chunks go on from one bag into the next
  std::string device = "cpu";  // as EngineChoice::device; likewise
  // The norms of a step are over the tiles of a chunk, which then goes over bags, and the gradient goes through them: a
  // network from random weights learns much faster so. What is evaluated has the statistics of `estimateNorms`.
  bool normsOfChunk = false;
  std::uint64_t seed = 1;  // of the weights to start from
};

// Has it computed on that device (EngineChoice::device). On a GPU a chunk becomes as many tiles as a pass of scoring
// may have there (`tilesOfAPass`, a resolution's `batch`), or of features as many as fill it;
// norms of chunks keep theirs.
void computeOn(BagNetworkSpec& spec, const std::string& device, int tilesOfAPass);

// A tensor that is trained. The spans lie in the network and hold as long as it does.
struct TrainedParameter {
  std::string name;
  std::span<float> values;
  std::span<const float> gradient;  // of the last call of `gradient`
  bool matrix = false;              // weights of a convolution or linear layer, as against biases, norms and b
  bool ofHead = false;
};

class BagNetwork {
 public:
  // With seeded random weights. Errors: unsupported, usage; io where the device fails.
  [[nodiscard]] static Result<std::unique_ptr<BagNetwork>> create(const BagNetworkSpec& spec, int threads);
  virtual ~BagNetwork() = default;

  // Starts from a state dict with torchvision's names: `features.*` must be whole; `head.*` is taken where the file has
  // any of it, whatever else it holds (a classifier) is not. A head alone takes `head.*`. Errors as fillModules;
  // `where` names the file in them.
  [[nodiscard]] virtual Result<void> startFrom(const std::map<std::string, TensorView>& tensors,
                                               std::string_view where) = 0;
  // All tensors, as `tensors` gives them, with the statistics of the norms.
  [[nodiscard]] virtual Result<void> restore(const NetworkTensors& tensors, std::string_view where) = 0;
  [[nodiscard]] virtual NetworkTensors tensors() const = 0;

  // Statistics of all batch norms but those of frozen blocks, layer by layer, on all tiles of these bags; a norm in the
  // head (over bags) is estimated where there are two or more bags. The block outputs of the whole sample are held in
  // memory: at width 1 and 512 px 8 MB a tile.
  [[nodiscard]] virtual Result<void> estimateNorms(const Bags& sample, const std::stop_token& stop) = 0;
  // The same, and then spreads the outputs of a head with random weights around the middle.
  [[nodiscard]] virtual Result<void> estimateNormsAndCentreHead(const Bags& sample, const std::stop_token& stop) = 0;

  // While it is frozen the encoder has no gradient: the head's is as ever. Not frozen at the start.
  virtual void freezeEncoder(bool frozen) = 0;

  // One a bag: the log odds (or log hazard) whose logistic is the score. Bags have at least one tile. Kind model for
  // NaN or Inf, cancelled when stopped.
  [[nodiscard]] virtual Result<std::vector<double>> outputs(const Bags& bags, const std::stop_token& stop) = 0;

  // The loss of these bags, and its gradient in `parameters()`: first all tiles without gradients, then the loss and
  // its gradient at the pooled outputs, then all tiles again, chunk by chunk, with what the loss asks of each. That is
  // ordinary back-propagation, but for the last bits. After an error the gradients are not to be used.
  struct Step {
    double loss = 0;
    std::vector<double> outputs;
  };
  [[nodiscard]] virtual Result<Step> gradient(const Bags& bags, const LossFunction& loss,
                                              const std::stop_token& stop) = 0;

  [[nodiscard]] virtual std::span<const TrainedParameter> parameters() const = 0;
};

// Views of the same bytes.
[[nodiscard]] std::map<std::string, TensorView> viewsOf(const NetworkTensors& tensors);

}  // namespace snitt

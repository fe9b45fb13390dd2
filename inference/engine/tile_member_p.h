// One network of a resolution with its head.
#pragma once

#include <memory>
#include <string>

#include "inference/engine/pass_input_p.h"
#include "inference/networks/heads_p.h"

namespace snitt {

// Tiles to features, in two steps: everything of all members is queued on the device before the first result is waited
// for.
class TileFeatures {
 public:
  virtual ~TileFeatures() = default;
  [[nodiscard]] virtual Result<at::Tensor> run(PassInput& input) const = 0;
  // What `run` gave, as tiles × features of float32 on the CPU.
  [[nodiscard]] virtual Result<at::Tensor> collect(const at::Tensor& output, std::int64_t tiles) const = 0;
};

struct TileMember {
  std::string where;  // "member 10x-1, file networks/10x-1.safetensors"
  std::unique_ptr<TileFeatures> network;
  std::shared_ptr<HeadImpl> head;  // on the CPU in fp32: it is small, and the bag's score must not depend on a device
  Logistic logistic;
};

// The engine's choice; on a GPU no more than the bundle's batch, which its results were made with.
[[nodiscard]] std::int64_t tilesPerPass(const ResolutionSpec& resolution, const EngineChoice& choice);

// Errors have kind model, or refused for a script that may not run; each names member, file and tensor.
[[nodiscard]] Result<TileMember> loadTileMember(const Bundle& bundle, const ResolutionSpec& resolution,
                                                const MemberSpec& spec, const EngineChoice& choice);

}  // namespace snitt

// Seeded random weights for bundles of status "untrained". Signals keep their size through all layers, and outputs
// spread around the middle over stained-looking tiles, so that what follows has something to do. They mean nothing.
// No torch here.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/bundle/manifest.h"
#include "core/bundle/safetensors.h"
#include "core/result.h"

namespace snitt {

// Tensors as loadTileNetworks and loadSegmentationNetwork expect them. The same arguments give the same values on one
// machine, on any thread; kind unsupported for an architecture that this program does not have.
[[nodiscard]] Result<std::map<std::string, TensorData>> randomTileNetwork(const NetworkSpec& spec,
                                                                          const Normalisation& normalisation,
                                                                          std::uint64_t seed);
[[nodiscard]] Result<std::map<std::string, TensorData>> randomSegmentationNetwork(const NetworkSpec& spec, int classes,
                                                                                  const Normalisation& normalisation,
                                                                                  std::uint64_t seed);

}  // namespace snitt

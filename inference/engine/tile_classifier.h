// A WSInfer network on one device: tiles to probabilities of classes. No torch here. As in engine.h: immutable, any
// number of threads, the same batch gives the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>

#include "core/result.h"
#include "core/wsinfer/wsinfer_model.h"
#include "inference/engine/engine.h"

namespace snitt {

class TileClassifier {
 public:
  virtual ~TileClassifier() = default;
  // Tiles in a batch.
  [[nodiscard]] virtual int batch() const = 0;
  // `rgb`: batch() tiles of patchPx² interleaved RGB bytes; fills batch() × classes probabilities. Kind model for NaN,
  // Inf, another shape or number of classes; cancelled between tiles.
  [[nodiscard]] virtual Result<void> classify(std::span<const std::uint8_t> rgb, std::span<float> probabilities,
                                              const std::stop_token& stop) const = 0;
};

// In fp32. Kind refused where the network may not run, before a byte of it is parsed; model where it cannot be loaded
// or does not take and give what config.json says.
[[nodiscard]] Result<std::unique_ptr<TileClassifier>> loadTileClassifier(const WsinferModel& model,
                                                                         std::string_view device);

}  // namespace snitt

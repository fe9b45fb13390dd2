// Where bags come from: an array in a test, slides on a disk elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "inference/training/bag_preparation.h"
#include "inference/training/bag_tiles.h"

namespace snitt {

// What is known of a bag's patient. A bag without a label or value, or with a negative time, is left out where it is
// needed.
struct BagOutcome {
  std::optional<bool> poor;  // the label of the "distinct outcome" rule
  double time = -1;          // any unit
  bool event = false;
  std::optional<double> value = {};  // a number to be learned
};

// Bags as a training run sees them, whatever their tiles are made of.
class BagSet {
 public:
  virtual ~BagSet() = default;
  [[nodiscard]] virtual std::size_t bagCount() const = 0;
  [[nodiscard]] virtual BagOutcome outcome(std::size_t bag) const = 0;
  [[nodiscard]] virtual std::size_t tileCount(std::size_t bag) const = 0;
  // These tiles of a bag; `tiles` rises. The set must outlive what is returned.
  [[nodiscard]] virtual std::unique_ptr<BagTiles> prepare(std::size_t bag, std::vector<std::uint32_t> tiles,
                                                          const BagPreparation& preparation) const = 0;
  // Names what the tiles hold, so that a run does not go on with others; empty where TrainingRun::data does.
  [[nodiscard]] virtual std::string identity() const { return {}; }
};

// Bags of pixels.
class BagSource : public BagSet {
 public:
  [[nodiscard]] std::unique_ptr<BagTiles> prepare(std::size_t bag, std::vector<std::uint32_t> tiles,
                                                  const BagPreparation& preparation) const override;
  // Fills `rgb` with these tiles of a bag, each tilePx² interleaved RGB bytes. `tiles` rises. Called by several threads
  // at once; the same question has the same answer whenever it is asked.
  [[nodiscard]] virtual Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles,
                                          std::span<std::uint8_t> rgb) const = 0;
};

}  // namespace snitt

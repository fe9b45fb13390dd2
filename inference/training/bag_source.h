// Where bags come from: an array in a test, slides on a disk elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/result.h"

namespace snitt {

// What is known of a bag's patient. A bag without a label or value, or with a negative time, is left out where it is
// needed.
struct BagOutcome {
  std::optional<bool> poor;  // the label of the "distinct outcome" rule
  double time = -1;          // any unit
  bool event = false;
  std::optional<double> value = {};  // a number to be learned
};

class BagSource {
 public:
  virtual ~BagSource() = default;
  [[nodiscard]] virtual std::size_t bagCount() const = 0;
  [[nodiscard]] virtual BagOutcome outcome(std::size_t bag) const = 0;
  [[nodiscard]] virtual std::size_t tileCount(std::size_t bag) const = 0;
  // Fills `rgb` with these tiles of a bag, each tilePx² interleaved RGB bytes. `tiles` rises. Called by several threads
  // at once; the same question has the same answer whenever it is asked.
  [[nodiscard]] virtual Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles,
                                          std::span<std::uint8_t> rgb) const = 0;
};

}  // namespace snitt

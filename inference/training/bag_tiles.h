// The tiles of one bag (of one slide or patient), as a network takes them.
#pragma once

#include <cstddef>
#include <span>

#include "core/result.h"

namespace snitt {

class BagTiles {
 public:
  virtual ~BagTiles() = default;
  [[nodiscard]] virtual std::size_t size() const = 0;
  // Fills `out` with tiles [first, first + count), each tilePx² pixels of three interleaved normalised floats, or the
  // features of one that a frozen encoder has seen already. Called by several threads at once, and twice within a step:
  // both times with the same answer. Usage where `out` is not as long.
  [[nodiscard]] virtual Result<void> read(std::size_t first, std::size_t count, std::span<float> out) const = 0;
};

}  // namespace snitt
